// `&mut T`: a parameter or local that is another name for a place of somebody else. `&T` promises
// only to read, which is what every parameter does.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

namespace {

/// The operand of `&mut e`, else null.
ast::Expr const* borrowed(ast::Expr const* expression)
{
    auto const* unary = ast::get_if<ast::Unary>(ast::without_parentheses(expression));
    return unary && unary->op == ast::UnaryOp::reference_mut ? unary->operand : nullptr;
}

} // namespace

/// `&mut T` is T, and `reference` is set.
TypeRef BodyChecker::read_reference(ast::Type const* syntax, bool& reference)
{
    if (syntax->kind != ast::TypeKind::reference || !ast::as<ast::WrappedType>(*syntax).mut)
        return types().read(syntax);
    reference = true;
    return types().read(ast::as<ast::WrappedType>(*syntax).inner);
}

/// A place of exactly this type that may be written; anything else is reported.
Expr* BodyChecker::referenced_place(ast::Expr const* written, TypeRef type)
{
    auto const* name = ast::get_if<ast::NameExpr>(ast::without_parentheses(written));
    Local* local = name ? find_local(name->name.text) : nullptr;
    Expr* place = local ? local_ref(local, written->span) : check(written, type);
    if (is_error(place))
        return place;
    if (place->kind == ExprKind::index) {
        TypeRef const base = resolve(as<Index>(*place).base->type);
        bool const elements =
            base->kind == TypeKind::array || base->kind == TypeKind::slice ||
            (base->kind == TypeKind::structure && base->structure == environment_.builtins.list);
        if (!elements)
            return fail(Diagnostic{Code::P0014, written->span,
                                   "an element of " + show(base) + " cannot be borrowed"}
                            .suggest("read it into a `var`, and write it back"));
    }
    if (type && !inference_.unify(place->type, type))
        return fail(
            Diagnostic{Code::S2001, written->span,
                       "expected a place of type " + show(type) + ", found " + show(place->type)}
                .note("a `&mut` reference is never converted"));
    if (!check_assignable(place, written->span))
        return error_node(written->span);
    forget_null_test(*place);
    return place;
}

/// The argument of a `&mut` parameter: `&mut place`, or a name that is such a reference itself.
Expr* BodyChecker::reference_argument(ast::Expr const* written, TypeRef type,
                                      std::string_view parameter)
{
    if (ast::Expr const* operand = borrowed(written))
        return referenced_place(operand, type);
    auto const* name = ast::get_if<ast::NameExpr>(ast::without_parentheses(written));
    Local const* local = name ? find_local(name->name.text) : nullptr;
    if (local && local->reference)
        return referenced_place(written, type);
    Expr* value = check(written, type);
    if (is_error(value))
        return value;
    Diagnostic problem{Code::S2001, written->span,
                       (parameter.empty() ? "this" : "`" + std::string(parameter) + "`") +
                           std::string(" is a `&mut` parameter")};
    if (name)
        problem.suggest("lend the variable: `&mut " + std::string(name->name.text) + "`");
    else
        problem.suggest("it needs a variable: put the value into a `var` and write `&mut` before "
                        "its name");
    return fail(std::move(problem));
}

/// The argument of a function value.
Expr* BodyChecker::value_argument(ast::Expr const* written, TypeRef type)
{
    TypeRef const wanted = resolve(type);
    return wanted->kind == TypeKind::reference
               ? reference_argument(written, wanted->arguments[0], {})
               : check_as(written, type);
}

/// `let r = &mut place`: null if it is no such `let`.
Stmt* BodyChecker::let_reference(ast::Let const& syntax)
{
    ast::Expr const* operand = syntax.value ? borrowed(syntax.value) : nullptr;
    auto const* path = ast::get_if<ast::PathPattern>(syntax.pattern);
    bool const plain = path && path->path.size() == 1 && !path->positional && !path->named;
    bool reference = !syntax.type;
    TypeRef const declared =
        operand && syntax.type ? read_reference(syntax.type, reference) : nullptr;
    if (!operand || !plain || !reference)
        return nullptr;
    auto* made = statement_node<Let>(StmtKind::let, syntax.span);
    made->value = referenced_place(operand, declared);
    made->local = declare(path->path[0].text, path->path[0].span, made->value->type, true);
    made->local->reference = true;
    if (made->value->kind == ExprKind::local)
        null_tests_.share(as<LocalRef>(*made->value).local);
    return made;
}

} // namespace janus::semantics
