//! From types as written to types as meant. Unknown names are reported here, with a suggestion;
//! what could not be read is the error type, which nobody reports a second time.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

struct TypeContext {
    ModuleScope* scope = nullptr;
    std::vector<TypeParameter> generics;
    TypeRef self = nullptr;              // what `Self` means, if anything
    LocalScopes const* locals = nullptr; // inside a body: its constants may be array sizes
};

/// Whether `symbol`, found in another module, is not for others; if so, says it.
bool report_hidden(Environment& environment, ModuleScope const& here, ModuleScope const& there,
                   Symbol const& symbol, ast::Name name);

class TypeReader {
public:
    TypeReader(Environment& environment, TypeContext const& context)
        : environment_(environment), context_(context)
    {}
    /// The context must outlive the reader.
    TypeReader(Environment& environment, TypeContext&& context) = delete;

    TypeRef read(ast::Type const* type);
    /// As `read`, of a parameter in the type of a function: `&mut T` is a reference.
    TypeRef read_parameter(ast::Type const* type);
    /// As `read`, for the type of a state field: a memory tag is taken off and told.
    TypeRef read_tagged(ast::Type const* type, MemoryTag& tag);
    /// The type a symbol stands for when it is written with these arguments.
    TypeRef apply(Symbol const& symbol, std::vector<TypeRef> arguments, Span span);
    /// What the alias stands for; a generic one in terms of its own parameters.
    TypeRef resolve_alias(AliasEntity& alias, Span span);
    /// The type called `name`, or null without a report.
    TypeRef find_named(std::string_view name, std::vector<TypeRef> const& arguments, Span span);
    /// What `a.b.Name` stands for. `use`: a name that is not exported is reported.
    Symbol find_path(ast::Path path, bool use = false);
    Symbol find_in_library(ast::Path path);
    Symbol symbol_of(ast::Expr const* expression);
    /// Reads an expression that stands where a type may stand (`Map[String, i64]`); null if it is
    /// none.
    TypeRef from_expression(ast::Expr const* expression);
    /// Reports that there is no such type. `help`: if no known name is near.
    TypeRef unknown(std::string_view name, Span span, std::string help = {});
    TypeRef beyond_profile(std::string_view feature, Profile profile, Span span,
                           std::string instead);

private:
    TypeRef read_named(ast::NamedType const& type);
    TypeRef read_result(ast::ResultType const& type);
    TypeRef builtin(std::string_view name, std::vector<TypeRef> const& arguments, Span span);
    TypeRef apply_alias(AliasEntity& alias, std::vector<TypeRef> const& arguments, Span span);
    TypeRef wrong_count(std::string_view name, std::size_t expected, std::size_t given, Span span);
    TypeRef many(TypeKind kind, ast::List<ast::Type*> parts);
    TypeRef read_array(ast::ArrayType const& type);
    TypeRef read_dyn(ast::DynType const& type);

    Environment& environment_;
    TypeContext const& context_;
};

/// The memory tag a path like `Volatile.Ephemeral` names.
MemoryTag memory_tag(std::string_view first, std::string_view second);

} // namespace janus::semantics
