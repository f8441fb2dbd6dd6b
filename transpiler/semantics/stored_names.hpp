//! Under which name or tag a field or case is stored: `@was("old")`, `@tag(7)`. Two of one type
//! must not have the same tag, which may be a hash of the name. Reports what is misspelt or
//! clashes.
#pragma once

#include "semantics/environment.hpp"

#include <string_view>
#include <vector>

namespace janus::semantics {

/// What the annotations say; empty if nothing. Other annotations are not looked at.
std::string_view read_stored_name(Environment& environment, ast::List<ast::Annotation> annotations);

struct StoredName {
    std::string_view name;
    std::string_view stored_as;
    Span span;
};
/// The fields or cases of one type.
void check_stored_names(Environment& environment, std::vector<StoredName> const& names);

} // namespace janus::semantics
