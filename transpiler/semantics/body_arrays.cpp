// Arrays of a fixed size, and views. An array has the methods of a list that leave its length
// alone.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

/// The type says it; the array is only evaluated if that does something.
Expr* BodyChecker::array_length(Expr* array, Span span)
{
    auto* length = node<Integer>(ExprKind::integer, span, scalar(TypeKind::i64));
    length->low = resolve(array->type)->number;
    bool through_list = false;
    if (root_local(array, through_list) || array->kind == ExprKind::global)
        return length;
    auto* made = node<Block>(ExprKind::block, span, length->type);
    made->statements =
        list(std::vector<Stmt*>{wrap(convert(Conversion::forget, array, scalar(TypeKind::void_)))});
    made->value = length;
    return made;
}

/// What a method of an array is called on: the array itself lent, if it is changed, else a list.
Expr* BodyChecker::elements_of(Expr* array, Function const& method, Span span)
{
    TypeRef const type = resolve(array->type);
    if (type->kind != TypeKind::array || method.kind != FunctionKind::builtin)
        return array;
    TypeRef const element = type->arguments[0];
    if (!method.mutates_self)
        return convert(Conversion::to_list, array, environment_.list(element));
    require_place(array, {method.name, method.span}, span);
    return convert(Conversion::to_slice, array, environment_.slice(element));
}

/// `let part = xs[a..b]` of a `var` is a view, as it is where `[]T` is written.
void BodyChecker::as_view(Expr* value)
{
    TypeRef const type = resolve(value->type);
    if (value->kind != ExprKind::slice || type->kind != TypeKind::structure ||
        type->structure != environment_.builtins.list)
        return;
    Expr* const base = as<Slice>(*value).base;
    bool through_list = false;
    Local const* local = root_local(base, through_list);
    if (base->kind != ExprKind::convert && local && local->mutable_ &&
        local->kind == LocalKind::variable)
        value->type = environment_.slice(type->arguments[0]);
}

} // namespace janus::semantics
