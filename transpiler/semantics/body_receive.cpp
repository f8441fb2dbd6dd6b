// `receive` inside a function, hook or arm of an actor: takes one message of the actor's mailbox.
#include "semantics/body_checker.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

namespace {

/// Whether what the pattern matches may hold a reply of its own; `message` is the whole mailbox's.
bool carries_reply(Pattern const& pattern, TypeRef message)
{
    if (pattern.kind == PatternKind::case_)
        return as<CasePattern>(pattern).case_->reply_field >= 0;
    if (pattern.kind == PatternKind::either) {
        auto const elements = as<ManyPattern>(pattern).elements;
        return std::any_of(elements.begin(), elements.end(),
                           [&](Pattern const* one) { return carries_reply(*one, message); });
    }
    if (message->kind == TypeKind::one_of)
        return std::any_of(message->arguments.begin(), message->arguments.end(),
                           [&](TypeRef protocol) { return carries_reply(pattern, protocol); });
    if (!message->variants)
        return false; // a protocol that could not be read
    return std::any_of(message->variants->cases.begin(), message->variants->cases.end(),
                       [](Case const& one) { return one.reply_field >= 0; });
}

void note_cases(Pattern const& pattern, std::unordered_set<Case const*>& cases)
{
    if (pattern.kind == PatternKind::case_)
        cases.insert(as<CasePattern>(pattern).case_);
    if (pattern.kind == PatternKind::binding && as<BindingPattern>(pattern).inner)
        note_cases(*as<BindingPattern>(pattern).inner, cases);
    if (pattern.kind == PatternKind::either)
        for (Pattern const* one : as<ManyPattern>(pattern).elements)
            note_cases(*one, cases);
}

} // namespace

Stmt* BodyChecker::receive(ast::Receive const& syntax)
{
    need_cluster(syntax.span, "`receive`");
    TypeRef const message = actor_ ? actor_->message : nullptr;
    if (!message) {
        report(Diagnostic{Code::S0012, syntax.span, "`receive` needs a mailbox"}.note(
            actor_ ? "this actor takes no messages" : "only code inside an actor has one"));
        return nullptr;
    }
    Expr* timeout = syntax.after ? check_as(syntax.after->timeout, scalar(TypeKind::i64)) : nullptr;
    TypeRef const received = timeout ? environment_.option(message) : message;
    scopes_.push();
    auto* let = statement_node<Let>(StmtKind::let, syntax.span);
    let->local = environment_.make_local(syntax.name.text, syntax.span, received);
    let->local->mutable_ = true; // an unhandled message is opened
    locals_.push_back(let->local);
    let->value = intrinsic(Intrinsic::receive_message,
                           timeout ? std::vector<Expr*>{timeout} : std::vector<Expr*>{}, received,
                           syntax.span);
    Expr* handled = timeout ? received_in_time(syntax, let->local, message)
                            : received_message(syntax, let->local, message);
    scopes_.pop();
    auto* made = node<Block>(ExprKind::block, syntax.span, handled->type);
    made->statements = list(std::vector<Stmt*>{let, wrap(handled)});
    return wrap(made);
}

/// `after N`: what happens if nothing came.
Expr* BodyChecker::received_in_time(ast::Receive const& syntax, Local* option, TypeRef message)
{
    auto const arm = [&](Pattern* pattern, Expr* body) {
        MatchArm made;
        made.span = syntax.span;
        made.pattern = pattern;
        made.body = body;
        return made;
    };
    auto* some = pattern_node<ManyPattern>(PatternKind::some, syntax.span, option->type);
    auto* bound = pattern_node<BindingPattern>(PatternKind::binding, syntax.span, message);
    bound->local = environment_.make_local(syntax.name.text, syntax.span, message);
    bound->local->mutable_ = true;
    locals_.push_back(bound->local);
    some->elements = list(std::vector<Pattern*>{bound});
    Expr* handled = received_message(syntax, bound->local, message);
    Expr* nothing = block(*syntax.after->body, Want::nothing, nullptr);
    auto* made = node<Match>(ExprKind::match, syntax.span, scalar(TypeKind::void_));
    made->value = local_ref(option, syntax.span);
    made->exhaustive = true;
    made->arms = list(std::vector<MatchArm>{
        arm(some, handled), arm(wildcard(syntax.after->span, option->type), nothing)});
    return made;
}

Expr* BodyChecker::received_message(ast::Receive const& syntax, Local* message, TypeRef type)
{
    if (syntax.body) {
        if (syntax.name)
            scopes_.declare(message);
        Local* const outer = std::exchange(message_local, message);
        Expr* made = block(*syntax.body, Want::nothing, nullptr);
        message_local = outer;
        return made;
    }
    auto* made = node<Match>(ExprKind::match, syntax.span, scalar(TypeKind::void_));
    made->value = local_ref(message, syntax.span);
    made->exhaustive = true;
    std::vector<MatchArm> arms;
    for (ast::ReceiveArm const& arm : syntax.arms)
        arms.push_back(received_arm(arm, type));
    MatchArm other;
    other.span = syntax.span;
    other.pattern = wildcard(syntax.span, type);
    other.body = intrinsic(Intrinsic::unhandled, {local_ref(message, syntax.span)},
                           scalar(TypeKind::void_), syntax.span);
    arms.push_back(other);
    made->arms = list(arms);
    return made;
}

MatchArm BodyChecker::received_arm(ast::ReceiveArm const& syntax, TypeRef type)
{
    MatchArm made;
    made.span = syntax.span;
    scopes_.push();
    made.pattern = pattern(syntax.pattern, type);
    note_cases(*made.pattern, environment_.received_inside[actor_]);
    Local* const outer = acknowledgement;
    Local* own = nullptr;
    bool const numeric = is_integer(type); // has no acknowledgement
    if (!numeric && !carries_reply(*made.pattern, type)) {
        own = environment_.make_local(
            "reply", syntax.span,
            environment_.types.structure(environment_.builtins.reply, {scalar(TypeKind::void_)}));
        acknowledgement = own;
    }
    if (syntax.guard)
        made.guard = boolean(syntax.guard);
    made.body = block(*syntax.body, Want::nothing, nullptr);
    acknowledgement = outer;
    scopes_.pop();
    if (own && own->used) {
        auto* let = statement_node<Let>(StmtKind::let, syntax.span);
        let->local = own;
        let->value = intrinsic(Intrinsic::acknowledgement, {}, own->type, syntax.span);
        prepend(as<Block>(*made.body), {let});
    }
    for (ast::Annotation const& annotation : syntax.annotations)
        report(Diagnostic{Code::P0010, annotation.span,
                          "`@" + std::string(annotation.name.text) + "` means nothing here"});
    return made;
}

} // namespace janus::semantics
