// `with a <- f(), b <- g(a) do … else |e| … end`: every step must succeed before the body runs; the
// first failure runs the other branch.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

/// What the steps of one chain share: whether one failed, and its error if the chain names it.
struct BodyChecker::WithState {
    Local* failed = nullptr;
    Local* failure = nullptr; // ?E; null: nobody asks for the error
    struct Written {
        Assign* assign = nullptr;
        Local* error = nullptr;
    };
    std::vector<Written> failures;
    bool body_leaves = false;
};

/// `failed = true`, and `failure = error` where somebody asks.
Expr* BodyChecker::with_failure(WithState& state, Local* error, Span span)
{
    std::vector<Stmt*> statements;
    if (state.failed) {
        auto* flag = statement_node<Assign>(StmtKind::assign, span);
        flag->target = local_ref(state.failed, span);
        auto* value = node<Integer>(ExprKind::boolean, span, scalar(TypeKind::boolean));
        value->low = 1;
        flag->value = value;
        statements.push_back(flag);
    }
    if (state.failure && error) {
        auto* kept = statement_node<Assign>(StmtKind::assign, span);
        kept->target = local_ref(state.failure, span);
        statements.push_back(kept);
        state.failures.push_back({kept, error});
    }
    auto* made = node<Block>(ExprKind::block, span, scalar(TypeKind::void_));
    made->statements = list(statements);
    return made;
}

Expr* BodyChecker::with_step(ast::WithChain const& syntax, std::size_t at, WithState& state)
{
    if (at == syntax.steps.size()) {
        Expr* body = block(*syntax.body, Want::nothing, nullptr);
        state.body_leaves = resolve(body->type)->kind == TypeKind::never;
        return body;
    }
    ast::WithStep const& step = syntax.steps[at];
    Span const span = step.value->span;
    auto* made = node<Match>(ExprKind::match, span, scalar(TypeKind::void_));
    made->value = check(step.value);
    TypeRef const type = resolve(made->value->type);
    bool const result = type->kind == TypeKind::result;
    bool const option = type->kind == TypeKind::option;
    TypeRef const inner = result || option ? type->arguments[0] : made->value->type;
    Pattern* wanted = step.pattern ? pattern(step.pattern, inner) : wildcard(span, inner);
    bool const certain = irrefutable(*wanted);
    std::vector<MatchArm> arms;
    auto add = [&](Pattern* taken, Expr* body) {
        MatchArm arm;
        arm.span = span;
        arm.pattern = taken;
        arm.body = body;
        arms.push_back(arm);
    };
    Pattern* success = wanted;
    if (result || option) {
        auto* whole = pattern_node<ManyPattern>(result ? PatternKind::ok : PatternKind::some, span,
                                                made->value->type);
        whole->elements = list(std::vector<Pattern*>{wanted});
        success = whole;
    }
    add(success, with_step(syntax, at + 1, state));
    if (result) {
        auto* caught = pattern_node<ManyPattern>(PatternKind::error, span, made->value->type);
        auto* named = pattern_node<BindingPattern>(PatternKind::binding, span, type->arguments[1]);
        named->local = environment_.make_local("", span, type->arguments[1]);
        locals_.push_back(named->local);
        caught->elements = list(std::vector<Pattern*>{named});
        add(caught, with_failure(state, named->local, span));
    }
    if (option || !certain)
        add(wildcard(span, made->value->type), with_failure(state, nullptr, span));
    made->arms = list(arms);
    return made;
}

/// What the failing steps have in common is the error that the chain names.
void BodyChecker::give_failures_a_type(WithState& state, Span span)
{
    if (state.failures.empty())
        return;
    TypeRef error = resolve(state.failures.front().error->type);
    for (WithState::Written const& one : state.failures)
        if (resolve(one.error->type) != error)
            error = environment_.open_error();
    inference_.unify(state.failure->type, environment_.option(error));
    for (WithState::Written const& one : state.failures)
        one.assign->value = coerce(local_ref(one.error, span), state.failure->type);
}

Stmt* BodyChecker::with_chain(ast::WithChain const& syntax)
{
    Span const span = syntax.span;
    scopes_.push();
    WithState state;
    auto make = [&](TypeRef type) {
        Local* local = environment_.make_local("", span, type);
        local->mutable_ = local->assigned = true;
        locals_.push_back(local);
        return local;
    };
    std::vector<Stmt*> statements;
    // With a name for the error, that is what tells.
    if (syntax.otherwise && !syntax.error) {
        auto* flag = statement_node<Let>(StmtKind::let, span);
        flag->local = state.failed = make(scalar(TypeKind::boolean));
        flag->value = node<Integer>(ExprKind::boolean, span, scalar(TypeKind::boolean));
        statements.push_back(flag);
    }
    if (syntax.error) {
        auto* kept = statement_node<Let>(StmtKind::let, span);
        kept->local = state.failure = make(environment_.option(any(syntax.error.span)));
        kept->value = node<Expr>(ExprKind::none, span, state.failure->type);
        statements.push_back(kept);
    }
    statements.push_back(wrap(with_step(syntax, 0, state)));
    scopes_.pop();
    if (syntax.error && state.failures.empty()) {
        report(Diagnostic{Code::S2001, syntax.error.span,
                          "no step of this `with` can fail with an error"});
        inference_.unify(state.failure->type, environment_.option(environment_.open_error()));
    }
    give_failures_a_type(state, span);
    bool leaves = false;
    if (syntax.otherwise) {
        auto* handled = node<If>(ExprKind::if_, syntax.otherwise->span, scalar(TypeKind::void_));
        scopes_.push();
        handled->condition = local_ref(state.failure ? state.failure : state.failed, span);
        if (state.failure) {
            auto* some = pattern_node<ManyPattern>(PatternKind::some, syntax.error.span,
                                                   state.failure->type);
            TypeRef const error = resolve(state.failure->type)->arguments[0];
            some->elements =
                list(std::vector<Pattern*>{bind(syntax.error, error, syntax.error.span, false)});
            handled->pattern = some;
        }
        handled->then = block(*syntax.otherwise, Want::nothing, nullptr);
        scopes_.pop();
        statements.push_back(wrap(handled));
        leaves = state.body_leaves && resolve(handled->then->type)->kind == TypeKind::never;
    }
    if (leaves) { // which C++ does not see
        Function* nowhere = environment_.prelude.functions.at("unreachable").front();
        statements.push_back(wrap(call_builtin(*nowhere, {}, scalar(TypeKind::never), span)));
    }
    auto* made =
        node<Block>(ExprKind::block, span, scalar(leaves ? TypeKind::never : TypeKind::void_));
    made->statements = list(statements);
    return wrap(made);
}

} // namespace janus::semantics
