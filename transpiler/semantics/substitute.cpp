#include "semantics/substitute.hpp"

namespace janus::semantics {

TypeRef rebuild_arguments(TypeTable& types, TypeRef type,
                          std::function<TypeRef(TypeRef)> const& rebuild)
{
    if (type->arguments.empty())
        return type;
    std::vector<TypeRef> arguments;
    arguments.reserve(type->arguments.size());
    bool changed = false;
    for (TypeRef argument : type->arguments) {
        arguments.push_back(rebuild(argument));
        changed = changed || arguments.back() != argument;
    }
    if (!changed)
        return type;
    switch (type->kind) {
    case TypeKind::structure:
        return types.structure(type->structure, std::move(arguments));
    case TypeKind::variants:
        return types.variants(type->variants, std::move(arguments));
    case TypeKind::array:
        return types.array(arguments[0], type->number);
    case TypeKind::unique:
        return types.unique(type->name, type->number, std::move(arguments));
    default:
        return types.composite(type->kind, std::move(arguments), type->flag);
    }
}

TypeRef substitute(TypeTable& types, TypeRef type, Substitution const& substitution)
{
    if (!type->open || substitution.empty())
        return type;
    if (type->kind == TypeKind::parameter) {
        auto const found = substitution.find(type->number);
        return found == substitution.end() ? type : found->second;
    }
    return rebuild_arguments(types, type,
                             [&](TypeRef part) { return substitute(types, part, substitution); });
}

} // namespace janus::semantics
