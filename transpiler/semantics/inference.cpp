#include "semantics/inference.hpp"

#include "semantics/substitute.hpp"

namespace janus::semantics {

TypeRef Inference::fresh(VariableKind kind, source::Span origin)
{
    variables_.push_back({kind, nullptr, origin});
    return types_.variable(variables_.size() - 1);
}

TypeRef Inference::resolve(TypeRef type) const
{
    while (type && type->kind == TypeKind::variable && variables_[type->number].bound)
        type = variables_[type->number].bound;
    return type;
}

bool Inference::is_variable(TypeRef type, VariableKind kind) const
{
    type = resolve(type);
    return type->kind == TypeKind::variable && variables_[type->number].kind == kind;
}

bool Inference::occurs(TypeRef variable, TypeRef type) const
{
    type = resolve(type);
    if (type == variable)
        return true;
    if (!type->open)
        return false;
    for (TypeRef argument : type->arguments)
        if (occurs(variable, argument))
            return true;
    return false;
}

void Inference::bind(TypeRef variable, TypeRef type)
{
    variables_[resolve(variable)->number].bound = type;
}

namespace {

bool kind_admits(VariableKind kind, TypeRef type)
{
    switch (kind) {
    case VariableKind::any:
        return true;
    case VariableKind::integer:
        return is_integer(type) || type->kind == TypeKind::character;
    case VariableKind::floating:
        return is_float(type);
    }
    return false;
}

bool same_head(TypeRef left, TypeRef right)
{
    return left->kind == right->kind && left->structure == right->structure &&
           left->variants == right->variants && left->trait == right->trait &&
           left->supervisor == right->supervisor && left->extern_type == right->extern_type &&
           left->number == right->number && left->flag == right->flag &&
           left->arguments.size() == right->arguments.size();
}

} // namespace

bool Inference::unify(TypeRef left, TypeRef right)
{
    left = resolve(left);
    right = resolve(right);
    if (left == right || left->kind == TypeKind::error || right->kind == TypeKind::error)
        return true;
    if (right->kind == TypeKind::variable && left->kind != TypeKind::variable)
        std::swap(left, right);
    if (left->kind == TypeKind::variable) {
        Variable& variable = variables_[left->number];
        if (right->kind == TypeKind::variable) {
            Variable& other = variables_[right->number];
            bool const keep_left = other.kind == VariableKind::any;
            if (!keep_left && variable.kind != VariableKind::any && variable.kind != other.kind)
                return false;
            (keep_left ? other : variable).bound = keep_left ? left : right;
            return true;
        }
        if (!kind_admits(variable.kind, right) || occurs(left, right))
            return false;
        variable.bound = right;
        return true;
    }
    if (!same_head(left, right))
        return false;
    for (std::size_t at = 0; at < left->arguments.size(); ++at)
        if (!unify(left->arguments[at], right->arguments[at]))
            return false;
    return left->kind != TypeKind::parameter;
}

TypeRef Inference::rebuild(TypeRef type, std::vector<source::Span>* unresolved)
{
    type = resolve(type);
    if (!type->open)
        return type;
    if (type->kind == TypeKind::variable) {
        if (!unresolved)
            return type;
        Variable& variable = variables_[type->number];
        if (variable.kind == VariableKind::integer)
            return types_.scalar(TypeKind::i64);
        if (variable.kind == VariableKind::floating)
            return types_.scalar(TypeKind::f64);
        if (!variable.reported)
            unresolved->push_back(variable.origin);
        variable.reported = true;
        return types_.scalar(TypeKind::error);
    }
    return rebuild_arguments(types_, type, [&](TypeRef part) { return rebuild(part, unresolved); });
}

TypeRef Inference::deep(TypeRef type)
{
    return rebuild(type, nullptr);
}

TypeRef Inference::shown(TypeRef type)
{
    type = resolve(type);
    if (!type->open)
        return type;
    if (type->kind != TypeKind::variable)
        return rebuild_arguments(types_, type, [&](TypeRef part) { return shown(part); });
    VariableKind const kind = variables_[type->number].kind;
    return kind == VariableKind::integer    ? types_.scalar(TypeKind::i64)
           : kind == VariableKind::floating ? types_.scalar(TypeKind::f64)
                                            : type;
}

void Inference::give_up(TypeRef type, TypeRef error)
{
    TypeRef const known = resolve(type);
    if (is_variable(known, VariableKind::any))
        bind(known, error);
    else if (known->open)
        for (TypeRef const argument : known->arguments)
            give_up(argument, error);
}

TypeRef Inference::finish(TypeRef type, std::vector<source::Span>& unresolved)
{
    return rebuild(type, &unresolved);
}

} // namespace janus::semantics
