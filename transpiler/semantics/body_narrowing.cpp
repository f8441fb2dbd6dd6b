// `if o != null do …`: an option that was tested is a value where the test holds.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

namespace {

/// The name in `x == null`, `null != x`.
ast::NameExpr const* tested_name(ast::Binary const& test)
{
    ast::Expr const* left = ast::without_parentheses(test.left);
    ast::Expr const* right = ast::without_parentheses(test.right);
    if (left->kind == ast::ExprKind::null_literal)
        std::swap(left, right);
    return right->kind == ast::ExprKind::null_literal ? ast::get_if<ast::NameExpr>(left) : nullptr;
}

} // namespace

/// What is known about locals where the condition holds (or does not).
void BodyChecker::learn_null(ast::Expr const* condition, bool holds)
{
    condition = ast::without_parentheses(condition);
    if (auto const* negation = ast::get_if<ast::Unary>(condition);
        negation && negation->op == ast::UnaryOp::not_)
        return learn_null(negation->operand, !holds);
    auto const* test = ast::get_if<ast::Binary>(condition);
    if (!test)
        return;
    if (test->op == (holds ? ast::BinaryOp::and_ : ast::BinaryOp::or_)) {
        learn_null(test->left, holds);
        learn_null(test->right, holds);
    }
    if (test->op != (holds ? ast::BinaryOp::not_equal : ast::BinaryOp::equal))
        return;
    ast::NameExpr const* name = tested_name(*test);
    Local* local = name ? find_local(name->name.text) : nullptr;
    bool const own = local && !local->reference && local->kind != LocalKind::state;
    if (local && (own || !local->mutable_) && resolve(local->type)->kind == TypeKind::option)
        null_tests_.passed(local);
}

Expr* BodyChecker::logical(ast::Binary const& expression)
{
    bool const conjunction = expression.op == ast::BinaryOp::and_;
    auto* made = node<Logical>(conjunction ? ExprKind::and_ : ExprKind::or_, expression.span,
                               scalar(TypeKind::boolean));
    made->left = boolean(expression.left);
    // `o != null and o.key > 3`
    std::size_t const tested = null_tests_.mark();
    learn_null(expression.left, conjunction);
    made->right = boolean(expression.right);
    null_tests_.forget(tested);
    return made;
}

/// The option itself, where somebody asks for it although it was tested.
Expr* BodyChecker::as_declared(Expr* value) const
{
    if (value->kind != ExprKind::call)
        return value;
    auto const& call = as<Call>(*value);
    // What named_local() made; a written `o.unwrap()` is longer than `o`.
    bool const tested = call.function->kind == FunctionKind::builtin &&
                        call.function->name == "unwrap" && call.arguments.size() == 1 &&
                        call.arguments[0]->kind == ExprKind::local &&
                        call.arguments[0]->span == call.span &&
                        resolve(call.arguments[0]->type)->kind == TypeKind::option;
    return tested ? call.arguments[0] : value;
}

bool BodyChecker::of_outer_function(Local const* local) const
{
    if (frames_.empty() || !frames_.back()->closure)
        return false;
    std::vector<Local*> const& all = scopes_.all();
    for (std::size_t at = frames_.back()->outer_locals; at < all.size(); ++at)
        if (all[at] == local)
            return false;
    return true;
}

/// After the place got another value.
void BodyChecker::forget_null_test(Expr const& place)
{
    if (place.kind != ExprKind::local)
        return;
    Local const* local = as<LocalRef>(place).local;
    if (of_outer_function(local))
        null_tests_.share(local);
    null_tests_.lost(local, place.span, "it is changed here");
}

/// Says why a test before does not count.
void BodyChecker::explain_null(Diagnostic& problem, Expr const* value) const
{
    if (value->kind != ExprKind::local || resolve(value->type)->kind != TypeKind::option)
        return;
    Local const* local = as<LocalRef>(*value).local;
    if (NullTests::Test const* test = null_tests_.lost_test(local))
        problem.at(test->span, "`" + std::string(local->name) + "` was tested against null, but " +
                                   std::string(test->why));
    else if (null_tests_.shared(local))
        problem.note("`" + std::string(local->name) +
                     "` may be changed by a function that captured it, so testing it does not "
                     "help");
}

} // namespace janus::semantics
