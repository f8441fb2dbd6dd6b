// `requires`, `ensures` and `invariant`: assertions (P004) at the beginning of a function, before
// every return, and where they stand.
#include "semantics/body_checker.hpp"

#include <utility>

namespace janus::semantics {

/// Checked where it stands; P004 if it fails.
Expr* BodyChecker::contract(ast::Expr const& condition, std::string_view word)
{
    std::string text = "`" + std::string(word) + "`";
    Function const* function = frames_.empty() ? nullptr : frames_.back()->function;
    if (function && !function->name.empty())
        text += " of `" + std::string(function->name) + "`";
    auto* message = node<Text>(ExprKind::string, condition.span, environment_.string());
    message->value = environment_.keep(text + " does not hold");
    return intrinsic(Intrinsic::assert_, {boolean(&condition), message}, scalar(TypeKind::void_),
                     condition.span);
}

/// What runs before the body: copies of `mut` parameters and the `requires` of the head.
void BodyChecker::begin_contracts(Function const& function, std::vector<Stmt*>& before)
{
    ast::Function const* syntax = environment_.function_syntax[&function].syntax;
    if (!syntax)
        return;
    for (std::size_t at = 0; at < syntax->parameters.size(); ++at) {
        ast::Parameter const& parameter = syntax->parameters[at];
        Local* const given = function.parameters[at];
        if (!parameter.mut || parameter.reference || given->self || given->reference)
            continue;
        auto* copied = statement_node<Let>(StmtKind::let, parameter.span);
        copied->value = local_ref(given, parameter.span);
        copied->local = declare(given->name, given->span, given->type, true);
        before.push_back(copied);
    }
    for (ast::Contract const& one : syntax->contracts) {
        if (one.ensures)
            frames_.back()->promises.push_back({one.condition, scopes_});
        else
            before.push_back(wrap(contract(*one.condition, "requires")));
    }
}

void BodyChecker::append(Block& block, Stmt* statement)
{
    std::vector<Stmt*> statements{block.statements.begin(), block.statements.end()};
    statements.push_back(statement);
    block.statements = list(statements);
}

void BodyChecker::prepend(Block& block, std::vector<Stmt*> before)
{
    if (before.empty())
        return;
    before.insert(before.end(), block.statements.begin(), block.statements.end());
    block.statements = list(before);
}

/// What must hold where a body is left by its end.
void BodyChecker::end_contracts(Block& body)
{
    for (Stmt* one : kept_promises(nullptr))
        append(body, one);
}

Stmt* BodyChecker::contract_statement(ast::Call const& call, std::string_view word, Span span)
{
    if (call.arguments.size() != 1 || !call.arguments[0].value || call.arguments[0].name) {
        report(Diagnostic{Code::S2001, span, "`" + std::string(word) + "` takes one condition"});
        return nullptr;
    }
    ast::Expr const* condition = call.arguments[0].value;
    if (word != "ensures")
        return wrap(contract(*condition, word));
    if (frames_.empty() || !frames_.back()->function) {
        report(Diagnostic{Code::S2001, span, "`ensures` belongs into a function"}.suggest(
            "write `assert(…)` here"));
        return nullptr;
    }
    frames_.back()->promises.push_back({condition, scopes_});
    return nullptr;
}

/// The `ensures` so far, about `result` (null: the function returns nothing).
std::vector<Stmt*> BodyChecker::kept_promises(Local* result)
{
    std::vector<Stmt*> made;
    std::vector<Frame::Promise> const promises = frames_.back()->promises;
    for (Frame::Promise const& promise : promises) {
        LocalScopes const outer = std::exchange(scopes_, promise.scopes);
        scopes_.push();
        if (result)
            scopes_.declare(result);
        made.push_back(wrap(contract(*promise.condition, "ensures")));
        scopes_ = outer;
    }
    return made;
}

/// `value`, once everything promised about it holds. A failure promises nothing.
Expr* BodyChecker::promised(Expr* value)
{
    TypeRef const type = resolve(value->type);
    if (frames_.back()->promises.empty() || type->kind == TypeKind::never ||
        type->kind == TypeKind::error || type->kind == TypeKind::void_)
        return value;
    bool const fallible = type->kind == TypeKind::result;
    Span const span = value->span;
    auto* held = statement_node<Let>(StmtKind::let, span);
    held->value = value;
    held->local = environment_.make_local(fallible ? "" : "result", span, value->type);
    locals_.push_back(held->local);
    std::vector<Stmt*> statements{held};
    if (!fallible) {
        for (Stmt* one : kept_promises(held->local))
            statements.push_back(one);
    } else {
        TypeRef const success = type->arguments[0];
        bool const nothing = resolve(success)->kind == TypeKind::void_;
        auto* tested = node<If>(ExprKind::if_, span, scalar(TypeKind::void_));
        tested->condition = local_ref(held->local, span);
        auto* ok = pattern_node<ManyPattern>(PatternKind::ok, span, value->type);
        Local* result = nothing ? nullptr : environment_.make_local("result", span, success);
        Pattern* inner = wildcard(span, success);
        if (result) {
            locals_.push_back(result);
            auto* binding = pattern_node<BindingPattern>(PatternKind::binding, span, success);
            binding->local = result;
            inner = binding;
        }
        ok->elements = list(std::vector<Pattern*>{inner});
        tested->pattern = ok;
        auto* checks = node<Block>(ExprKind::block, span, scalar(TypeKind::void_));
        checks->statements = list(kept_promises(result));
        tested->then = checks;
        statements.push_back(wrap(tested));
    }
    auto* made = node<Block>(ExprKind::block, span, value->type);
    made->statements = list(statements);
    made->value = local_ref(held->local, span);
    return made;
}

/// A `return` without a value, once everything promised holds.
Expr* BodyChecker::promised_jump(Expr* jump)
{
    if (frames_.back()->promises.empty())
        return jump;
    std::vector<Stmt*> statements = kept_promises(nullptr);
    statements.push_back(wrap(jump));
    auto* made = node<Block>(ExprKind::block, jump->span, scalar(TypeKind::never));
    made->statements = list(statements);
    return made;
}

} // namespace janus::semantics
