#include "semantics/untyped_parameters.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;

bool is_untyped(Inference const& inference, TypeRef type)
{
    return type->kind == TypeKind::parameter ? type->flag
                                             : inference.is_variable(type, VariableKind::any);
}

} // namespace

std::optional<Diagnostic> report_untyped(Inference& inference, LocalScopes const& scopes,
                                         std::vector<TypeRef> const& used, TypeRef error)
{
    std::vector<Local const*> untyped;
    for (TypeRef const type : used)
        for (Local const* local : scopes.all()) {
            TypeRef const known = inference.resolve(local->type);
            bool const found = local->kind == LocalKind::parameter &&
                               known == inference.resolve(type) && is_untyped(inference, known) &&
                               std::find(untyped.begin(), untyped.end(), local) == untyped.end();
            if (found)
                untyped.push_back(local);
        }
    if (untyped.empty())
        return std::nullopt;
    std::string names;
    for (Local const* local : untyped)
        names += (names.empty() ? "`" : " and `") + std::string(local->name) + "`";
    Local const& first = *untyped.front();
    bool const closure = inference.resolve(first.type)->kind == TypeKind::variable;
    std::string const typed = std::string(first.name) + ": i64";
    Diagnostic problem{Code::S2002, first.span,
                       names + (untyped.size() == 1 ? " has no type" : " have no type")};
    if (first.name == "self")
        problem.suggest("a function with `self` belongs into an `impl`, or write `self: T`");
    else
        problem.suggest("write `" + (closure ? "|" + typed + "|" : typed) + "`");
    for (Local const* local : untyped)
        if (TypeRef const type = inference.resolve(local->type); type->kind == TypeKind::variable)
            inference.bind(type, error);
    return problem;
}

} // namespace janus::semantics
