#include "semantics/body_checker.hpp"

#include "semantics/exhaustiveness.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

Expr* BodyChecker::check_as(ast::Expr const* expression, TypeRef expected)
{
    return coerce(check(expression, expected), expected);
}

Expr* BodyChecker::check(ast::Expr const* expression, TypeRef expected)
{
    return value_or_effect(expression, Want::value, expected);
}

Expr* BodyChecker::value_or_effect(ast::Expr const* expression, Want want, TypeRef expected)
{
    using Kind = ast::ExprKind;
    Span const span = expression->span;
    switch (expression->kind) {
    case Kind::int_literal:
        return integer(ast::as<ast::IntLiteral>(*expression), expected);
    case Kind::float_literal:
        return floating(ast::as<ast::FloatLiteral>(*expression), expected);
    case Kind::string_literal:
        return string(ast::as<ast::StringLiteral>(*expression));
    case Kind::char_literal: {
        auto* made =
            node<Integer>(ExprKind::integer, span, inference_.fresh(VariableKind::integer, span));
        made->low = ast::as<ast::CharLiteral>(*expression).code_point;
        return made;
    }
    case Kind::bool_literal: {
        auto* made = node<Integer>(ExprKind::boolean, span, scalar(TypeKind::boolean));
        made->low = ast::as<ast::BoolLiteral>(*expression).value ? 1 : 0;
        return made;
    }
    case Kind::null_literal: {
        TypeRef const wanted = expected ? resolve(expected) : nullptr;
        if (wanted && wanted->kind == TypeKind::error)
            return error_node(span);
        bool const option = wanted && wanted->kind == TypeKind::option;
        return node<Expr>(ExprKind::none, span, option ? wanted : environment_.option(any(span)));
    }
    case Kind::interpolation:
        return interpolation(ast::as<ast::Interpolation>(*expression));
    case Kind::name:
        return name(ast::as<ast::NameExpr>(*expression), expected);
    case Kind::member:
        return member(ast::as<ast::Member>(*expression), expected);
    case Kind::tuple_index:
        return tuple_index(ast::as<ast::TupleIndex>(*expression));
    case Kind::index:
        return index(ast::as<ast::Index>(*expression), expected);
    case Kind::call:
        return unwrap_channel_call(call(ast::as<ast::Call>(*expression), expected), expression,
                                   expected);
    case Kind::unary:
        return unary(ast::as<ast::Unary>(*expression), expected);
    case Kind::binary:
        return binary(ast::as<ast::Binary>(*expression), expected);
    case Kind::range:
        return range(ast::as<ast::Range>(*expression), expected);
    case Kind::pipe:
        return pipe(ast::as<ast::Pipe>(*expression), expected);
    case Kind::try_:
    case Kind::propagate:
        return propagate(ast::as<ast::Wrapped>(*expression));
    case Kind::unwrap:
        return unwrap(ast::as<ast::Wrapped>(*expression));
    case Kind::await:
        return await(ast::as<ast::Wrapped>(*expression), want);
    case Kind::paren:
        return value_or_effect(ast::as<ast::Wrapped>(*expression).operand, want, expected);
    case Kind::catch_:
        return catch_(ast::as<ast::Catch>(*expression), want == Want::nothing ? nullptr
                                                        : expected            ? expected
                                                                              : any(span));
    case Kind::cast:
        return cast(ast::as<ast::Cast>(*expression));
    case Kind::nursery:
        return nursery(ast::as<ast::Nursery>(*expression), want);
    case Kind::spawn:
        return spawn(ast::as<ast::Spawn>(*expression));
    case Kind::if_:
        return if_(ast::as<ast::If>(*expression), want, expected);
    case Kind::match:
        return match(ast::as<ast::Match>(*expression), want, expected);
    case Kind::block:
        return block(*ast::as<ast::BlockExpr>(*expression).block, want, expected);
    case Kind::closure:
        return closure(ast::as<ast::Closure>(*expression), expected);
    case Kind::array:
        return array(ast::as<ast::Many>(*expression), expected);
    case Kind::array_repeat:
        return array_repeat(ast::as<ast::ArrayRepeat>(*expression), expected);
    case Kind::tuple:
        return tuple(ast::as<ast::Many>(*expression), expected);
    case Kind::enum_literal:
        return enum_literal(ast::as<ast::Literal>(*expression), expected);
    case Kind::struct_literal:
        return struct_literal(ast::as<ast::Literal>(*expression), expected);
    case Kind::anonymous_literal:
        return anonymous_literal(ast::as<ast::Literal>(*expression), expected);
    case Kind::table:
        return table(ast::as<ast::Table>(*expression), expected);
    case Kind::return_:
    case Kind::break_:
    case Kind::continue_:
        return jump(ast::as<ast::Jump>(*expression));
    case Kind::fail:
        return fail_(ast::as<ast::Jump>(*expression));
    case Kind::error:
        return error_node(span);
    case Kind::deref:
        return fail(Diagnostic{
            Code::S0100, span,
            "raw pointers requires `:sovereign` profile or higher (current: `:cluster`)"});
    case Kind::comptime:
        return comptime(ast::as<ast::Wrapped>(*expression), want, expected);
    case Kind::with_context:
        return contexts_.tail(ast::as<ast::WithContext>(*expression), want, expected);
    case Kind::slice_literal: {
        auto const& literal = ast::as<ast::Many>(*expression);
        TypeRef const element = types().read(literal.type);
        return coerce(array(literal, environment_.list(element)), environment_.slice(element));
    }
    case Kind::at_call:
        return fail(Diagnostic{Code::S0002, span,
                               "there is no function `@" +
                                   std::string(ast::as<ast::AtCall>(*expression).name.text) + "`"});
    case Kind::operator_reference:
        return operator_value(ast::as<ast::OperatorReference>(*expression), expected);
    }
    return error_node(span);
}

Expr* BodyChecker::block(ast::Block const& syntax, Want want, TypeRef expected)
{
    return block_of({syntax.statements.begin(), syntax.statements.end()}, syntax.span, want,
                    expected);
}

Expr* BodyChecker::block_of(std::vector<ast::Stmt const*> const& statements, Span span, Want want,
                            TypeRef expected)
{
    scopes_.push();
    ModuleScope* const around = enter_declarations(statements);
    std::size_t const tested = null_tests_.mark();
    ContextChecker::Mark const known = contexts_.mark();
    std::vector<Stmt*> made;
    Expr* value = nullptr;
    bool diverges = false;
    for (std::size_t at = 0; at < statements.size(); ++at) {
        ast::Stmt const& syntax = *statements[at];
        bool const last = at + 1 == statements.size();
        auto const* expression = ast::get_if<ast::ExprStmt>(&syntax);
        // A nursery at the end of a block is there for what it does, not for how it ended.
        bool const ends_block = last && want == Want::value && expression &&
                                !expression->guard.condition &&
                                expression->value->kind != ast::ExprKind::nursery;
        if (ends_block) {
            value = value_or_effect(expression->value, Want::value, expected);
            if (resolve(value->type)->kind == TypeKind::never)
                diverges = true;
            continue;
        }
        // What could not be read may have been the `return`.
        diverges = diverges || (last && syntax.kind == ast::StmtKind::error);
        if (Stmt* lowered = statement(syntax)) {
            made.push_back(lowered);
            if (lowered->kind == StmtKind::expression &&
                resolve(static_cast<ExprStmt*>(lowered)->value->type)->kind == TypeKind::never)
                diverges = true;
            if (lowered->kind == StmtKind::while_) {
                auto const& loop = *static_cast<While*>(lowered);
                diverges = diverges || (!loop.condition && !loop.has_break);
            }
        }
    }
    scopes_.pop();
    context_.scope = around;
    null_tests_.forget(tested);
    contexts_.forget(known);
    TypeRef type = scalar(TypeKind::void_);
    if (diverges)
        type = scalar(TypeKind::never);
    else if (value)
        type = value->type;
    auto* block = node<Block>(ExprKind::block, span, type);
    block->statements = list(made);
    block->value = value;
    return block;
}

/// Gives all branches one type: `expected` if there is one, else what they have in common.
void BodyChecker::unify_branches(std::vector<Expr**> const& branches, Want want, TypeRef& type,
                                 TypeRef expected)
{
    std::vector<Expr*> all;
    bool all_never = true;
    for (Expr** branch : branches) {
        all.push_back(*branch);
        all_never = all_never && resolve((*branch)->type)->kind == TypeKind::never;
    }
    if (want == Want::nothing || all_never) {
        type = scalar(all_never && !branches.empty() ? TypeKind::never : TypeKind::void_);
        return;
    }
    TypeRef common = expected;
    if (!common || resolve(common)->kind == TypeKind::variable)
        common = common_type(all);
    if (!common) {
        type = environment_.error_type();
        return;
    }
    for (Expr** branch : branches) {
        Expr* made = try_coerce(*branch, common);
        if (made) {
            *branch = made;
            continue;
        }
        // Point at the value, not at the whole branch.
        Expr* at = *branch;
        while (at->kind == ExprKind::block && as<Block>(*at).value)
            at = as<Block>(*at).value;
        *branch = mismatch(at, common);
    }
    type = common;
}

Expr* BodyChecker::condition(ast::Condition const& syntax, Pattern*& made)
{
    made = nullptr;
    if (!syntax.pattern)
        return boolean(syntax.value);
    Expr* value = check_matched(syntax.value, syntax.pattern);
    made = pattern(syntax.pattern, value->type);
    return value;
}

Expr* BodyChecker::if_(ast::If const& expression, Want want, TypeRef expected)
{
    if (!expression.otherwise && want == Want::value)
        want = Want::nothing;
    auto* made = node<If>(ExprKind::if_, expression.span, nullptr);
    scopes_.push();
    made->condition = condition(expression.condition, made->pattern);
    std::size_t const tested = null_tests_.mark();
    ContextChecker::Mark const known = contexts_.mark();
    auto learn = [&](bool holds) {
        if (expression.condition.pattern)
            return;
        learn_null(expression.condition.value, holds);
        contexts_.learn(expression.condition.value, holds);
    };
    auto forget = [&] {
        null_tests_.forget(tested);
        contexts_.forget(known);
    };
    learn(true);
    made->then = block(*expression.then, want, expected);
    forget();
    scopes_.pop();
    if (expression.otherwise) {
        learn(false);
        made->otherwise = value_or_effect(expression.otherwise, want,
                                          expected ? expected : known_type(made->then));
        forget();
        unify_branches({&made->then, &made->otherwise}, want, made->type, expected);
    } else {
        made->type = scalar(TypeKind::void_);
    }
    return made;
}

/// `cancelled => …`
static bool takes_cancelled(ast::MatchArm const& arm)
{
    auto const* path = ast::get_if<ast::PathPattern>(arm.pattern);
    return path && !arm.guard && path->path.back().text == "cancelled";
}

Expr* BodyChecker::match(ast::Match const& expression, Want want, TypeRef expected)
{
    auto* made = node<Match>(ExprKind::match, expression.span, nullptr);
    made->exhaustive = expression.incomplete;
    bool const on_result =
        std::any_of(expression.arms.begin(), expression.arms.end(),
                    [](ast::MatchArm const& arm) { return asks_for_result(arm.pattern); });
    made->value = on_result ? check_fallible(expression.value) : check(expression.value);
    if (std::any_of(expression.arms.begin(), expression.arms.end(),
                    [](ast::MatchArm const& arm) { return asks_for_option(arm.pattern); }))
        made->value = as_declared(made->value);
    std::vector<MatchArm> arms;
    bool const apart = std::any_of(expression.arms.begin(), expression.arms.end(), takes_cancelled);
    for (ast::MatchArm const& syntax : expression.arms) {
        MatchArm arm;
        arm.span = syntax.span;
        scopes_.push();
        bool const around = std::exchange(cancelled_apart_, apart);
        arm.pattern = pattern(syntax.pattern, made->value->type);
        cancelled_apart_ = around;
        if (syntax.guard)
            arm.guard = boolean(syntax.guard);
        TypeRef const hint = expected || arms.empty() ? expected : known_type(arms.front().body);
        arm.body = block(*syntax.body, want, hint);
        scopes_.pop();
        arms.push_back(arm);
    }
    made->arms = list(arms);
    std::vector<Expr**> branches;
    for (MatchArm& arm : made->arms)
        branches.push_back(&arm.body);
    unify_branches(branches, want, made->type, expected);
    if (arms.empty())
        made->type = scalar(TypeKind::void_);
    return made;
}

/// Which scrutinees must be covered even where nothing needs a value: language reference §4.4.
bool has_closed_set(TypeRef type)
{
    switch (type->kind) {
    case TypeKind::boolean:
    case TypeKind::variants:
    case TypeKind::option:
    case TypeKind::result:
        return true;
    case TypeKind::tuple:
        return std::all_of(type->arguments.begin(), type->arguments.end(), has_closed_set);
    default:
        return false;
    }
}

void BodyChecker::check_exhaustive(Match& match, Want want)
{
    if (match.value->type->kind == TypeKind::error || match.exhaustive)
        return;
    std::vector<ArmPattern> rows;
    for (MatchArm const& arm : match.arms) {
        if (mistaken(*arm.pattern))
            return;
        rows.push_back({arm.pattern, arm.guard != nullptr});
    }
    Coverage const coverage = check_coverage(match.value->type, rows);
    for (std::size_t at : coverage.unreachable) {
        Diagnostic problem{Code::S5002, match.arms[at].pattern->span, "this arm is never reached"};
        problem.severity = diagnostics::Severity::warning;
        report(problem.note("the arms before it take every value it could take"));
    }
    match.exhaustive = coverage.exhaustive();
    if (match.exhaustive)
        return;
    std::string missing;
    for (std::string const& pattern : coverage.missing)
        missing += (missing.empty() ? "`" : ", `") + pattern + "`";
    bool const guarded = !match.arms.empty() && match.arms.back().guard &&
                         match.arms.back().pattern->kind == PatternKind::wildcard;
    if (guarded || (want == Want::nothing && !has_closed_set(match.value->type))) {
        report(Diagnostic{Code::W0007, match.span,
                          guarded ? "the last arm has a guard, so some value may match nothing"
                                  : "a value that matches no arm does nothing here"}
                   .suggest("add `_ => …`"));
        return;
    }
    report(Diagnostic{
        Code::S5001, match.span,
        "non-exhaustive match: missing " +
            std::string(match.value->type->kind == TypeKind::variants ? "variant " : "") + missing}
               .suggest("add an arm for it, or `_ => …`"));
}

Expr* BodyChecker::jump(ast::Jump const& expression)
{
    if (expression.kind == ast::ExprKind::return_)
        return return_(expression);
    bool const leaves = expression.kind == ast::ExprKind::break_;
    auto* made = node<Jump>(leaves ? ExprKind::break_ : ExprKind::continue_, expression.span,
                            scalar(TypeKind::never));
    std::vector<Frame::Loop> const empty;
    std::vector<Frame::Loop> const& loops = frames_.empty() ? empty : frames_.back()->loops;
    if (loops.empty())
        return fail(
            Diagnostic{Code::S0005, expression.span,
                       std::string("`") + (leaves ? "break" : "continue") + "` outside a loop"});
    Frame::Loop target = loops.back();
    if (expression.label) {
        auto const found = std::find_if(loops.rbegin(), loops.rend(), [&](Frame::Loop const& loop) {
            return loop.label == expression.label.text;
        });
        if (found == loops.rend()) {
            std::vector<std::string_view> labels;
            for (Frame::Loop const& loop : loops)
                labels.push_back(loop.label);
            Diagnostic problem{Code::S0001, expression.label.span,
                               "no loop around is labelled `" + std::string(expression.label.text) +
                                   "`"};
            suggest_nearest(problem, expression.label.text, labels);
            return fail(std::move(problem));
        }
        target = *found;
    }
    made->loop = target.statement;
    bool const inner = target.statement == loops.back().statement;
    if (target.statement->kind == StmtKind::while_) {
        auto& loop = *static_cast<While*>(target.statement);
        loop.has_break = loop.has_break || leaves;
        loop.has_continue = loop.has_continue || !leaves;
        loop.labelled_jump = loop.labelled_jump || !inner;
    } else {
        auto& loop = *static_cast<For*>(target.statement);
        loop.labelled_jump = loop.labelled_jump || !inner;
    }
    return made;
}

/// What a `return` without a value gives: success, if there may be an error.
Expr* BodyChecker::nothing_returned(Span span, TypeRef declared)
{
    TypeRef const result = resolve(declared);
    if (result->kind == TypeKind::result && resolve(result->arguments[0])->kind == TypeKind::void_)
        return convert(Conversion::ok, unit(span), result);
    bool const known = result->kind != TypeKind::error && result->kind != TypeKind::variable;
    if (!known || result->kind == TypeKind::void_)
        return nullptr;
    return fail(Diagnostic{Code::S0009, span,
                           "`return` without a value in a function that returns " + show(result)});
}

Expr* BodyChecker::return_(ast::Jump const& expression)
{
    auto* made = node<Jump>(ExprKind::return_, expression.span, scalar(TypeKind::never));
    if (frames_.empty())
        return fail(Diagnostic{Code::S0005, expression.span, "`return` outside a function"});
    Frame& frame = *frames_.back();
    if (frame.infer_result) {
        made->value = expression.value ? promised(check(expression.value, frame.result)) : nullptr;
        frame.returns.push_back(made);
        if (!frame.result && made->value && resolve(made->value->type)->kind != TypeKind::never)
            frame.result = made->value->type;
        return expression.value ? made : promised_jump(made);
    }
    TypeRef const result = resolve(frame.result);
    bool const nothing = result->kind == TypeKind::void_;
    if (!expression.value) {
        made->value = frame.keeps_going ? node<Integer>(ExprKind::integer, expression.span, result)
                                        : nothing_returned(expression.span, result);
        return made->value && is_error(made->value) ? made->value : promised_jump(made);
    }
    if (nothing) {
        Expr* value = check(expression.value);
        if (resolve(value->type)->kind != TypeKind::void_ && !is_error(value) &&
            resolve(value->type)->kind != TypeKind::never)
            return fail(
                Diagnostic{Code::S0009, expression.value->span,
                           frame.function || frame.closure
                               ? "a function without a result returns " + show(value->type)
                               : "arms and hooks have no result; an arm answers with `reply`"}
                    .suggest(frame.function ? "write its result type: `-> " +
                                                  to_string(inference_.deep(value->type)) + "`"
                                            : ""));
        made->value = value;
        return made;
    }
    made->value = promised(check_as(expression.value, frame.result));
    return made;
}

} // namespace janus::semantics
