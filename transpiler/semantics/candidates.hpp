//! What a name that nobody declared may have meant, for "did you mean". Only what fits its place is
//! offered: a function where something is called, a trait as a bound.
#pragma once

#include "semantics/environment.hpp"

#include <string_view>
#include <vector>

namespace janus::semantics {

using Names = std::vector<std::string_view>;

/// The names of a scope, and of those it looks into, whose symbol passes the test.
template <class Test> Names names_where(ModuleScope const& scope, Test const& test)
{
    Names names;
    scope.collect_names(names);
    std::erase_if(names, [&](std::string_view name) {
        return name.find('.') != std::string_view::npos || !test(scope.find(name));
    });
    return names;
}

/// Functions, and what is called like one.
Names callable_names(ModuleScope const& scope);

/// Whether a call of this name could be one of them; the language's own have no symbol.
bool is_called(ModuleScope const& scope, std::string_view name);

/// What stands for a value. A type is meant only where the name is written like one.
Names value_names(ModuleScope const& scope, std::string_view wanted);

/// Fields and methods of a value of this type.
Names member_names(Environment& environment, TypeRef type);

/// The type a written bound or the `Trait` of an impl names is no trait.
void report_no_trait(Environment& environment, ModuleScope const& scope, ast::Type const& written,
                     std::string_view problem);

/// Parameters a caller may name.
Names parameter_names(std::vector<Local*> const& parameters);

} // namespace janus::semantics
