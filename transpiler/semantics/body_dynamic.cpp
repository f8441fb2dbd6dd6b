// `&dyn Trait`: some object that implements the trait.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

/// `shares`: the object is the variable itself (`&x`), not a copy of its value.
Expr* BodyChecker::dynamic(Expr* value, TypeRef type, bool shares)
{
    TypeRef from = resolve(value->type);
    if (from == type || from->kind == TypeKind::error)
        return value;
    if (from->kind == TypeKind::variable) {
        from = finish_type(from);
        inference_.unify(value->type, from);
    }
    if (!satisfies(environment_, inference_.shown(from), type->trait)) {
        std::string const trait{type->trait->name};
        return fail(Diagnostic{Code::S2003, value->span,
                               "type " + show(from) + " does not implement trait `" + trait + "`"}
                        .suggest("write `impl " + trait + " for " + to_string(from) + " { … }`")
                        .at(type->trait->span, "declared here"));
    }
    auto* made = static_cast<Convert*>(convert(Conversion::dynamic, value, type));
    Local* local = value->kind == ExprKind::local ? as<LocalRef>(*value).local : nullptr;
    made->shares = shares && local && local->mutable_ && local->kind == LocalKind::variable &&
                   !local->reference;
    if (made->shares)
        local->assigned = true;
    return made;
}

/// A variable given to a `&dyn` parameter is lent: what the call changes, it changes there.
Expr* BodyChecker::dynamic_argument(ast::Expr const* written, TypeRef type)
{
    auto const* name = ast::get_if<ast::NameExpr>(written);
    Local* local = name ? find_local(name->name.text) : nullptr;
    if (!local || resolve(local->type)->kind == TypeKind::dyn)
        return check_as(written, type);
    return dynamic(local_ref(local, written->span), type, true);
}

} // namespace janus::semantics
