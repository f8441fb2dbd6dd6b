#include "semantics/actor_annotations.hpp"
#include "semantics/actors.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/exhaustiveness.hpp"
#include "semantics/state_parts.hpp"
#include "semantics/stored_names.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

namespace {

class ActorBodies {
public:
    ActorBodies(Environment& environment, Actor& actor, ast::Actor const& syntax,
                ModuleScope& scope)
        : environment_(environment), actor_(actor), syntax_(syntax), scope_(scope)
    {}

    void run();

private:
    BodyChecker checker()
    {
        return BodyChecker{environment_, {&scope_, actor_.generics, nullptr}, &actor_};
    }
    void state(ast::StateField const& syntax);
    void state_parts(ast::Let const& syntax);
    void storage_of(Field& field, ast::StateField const& syntax, MemoryTag written);
    void hook(ast::Hook const& syntax);
    void migration(ast::Migrate const& syntax);
    bool check_migration(ast::Migrate const& syntax);
    std::vector<TypeRef> hook_parameters(ast::HookKind kind);
    void receive(ast::Receive const& syntax);
    void arm_annotations(Arm& made, ast::ReceiveArm const& syntax);
    void arm(ast::ReceiveArm const& syntax);
    void message_body(ast::Receive const& syntax);
    void after(ast::After const& syntax);
    void coverage();
    void unreachable(TypeRef protocol);
    void missing_cases(Variants const& protocol);
    void cases_of(Arm& arm);

    Environment& environment_;
    Actor& actor_;
    ast::Actor const& syntax_;
    ModuleScope& scope_;
};

/// Whether the field is stored: `var`s of a grain are, unless a tag or annotation says otherwise.
void ActorBodies::storage_of(Field& field, ast::StateField const& syntax, MemoryTag written)
{
    FieldAnnotations const said = read_field_annotations(environment_, syntax.annotations);
    field.tag = said.tag != MemoryTag::none ? said.tag : written;
    if (field.tag == MemoryTag::none && !said.persists)
        field.tag = actor_.options.memory;
    field.transient = field.tag != MemoryTag::none || !field.mutable_;
    field.stored_as = read_stored_name(environment_, syntax.annotations);
}

void ActorBodies::state(ast::StateField const& syntax)
{
    auto const* var = ast::get_if<ast::Var>(syntax.statement);
    auto const* let = ast::get_if<ast::Let>(syntax.statement);
    auto const* path = let ? ast::get_if<ast::PathPattern>(let->pattern) : nullptr;
    if (!var && (!path || path->path.size() != 1 || path->positional || path->named))
        return state_parts(*let);
    ast::Name const name = var ? var->name : path->path[0];
    ast::Type const* written = var ? var->type : let->type;
    ast::Expr const* value = var ? var->value : let->value;
    MemoryTag tag = MemoryTag::none;
    TypeContext const context{&scope_, actor_.generics, nullptr};
    TypeRef type = written ? TypeReader{environment_, context}.read_tagged(written, tag) : nullptr;
    Field field{name.text, name.span, type};
    if (value) {
        BodyChecker body = checker();
        enter_actor(body, actor_);
        field.initial = type ? body.check_as(value, type) : body.check(value);
        body.finish();
        type = type ? type : field.initial->type;
    } else if (!type) {
        environment_.report(Code::S2002, name.span,
                            "`" + std::string(name.text) + "` needs a type or a value");
        type = environment_.error_type();
    } else if (type->kind == TypeKind::variants) {
        environment_.report(
            Diagnostic{Code::S2002, name.span, "`" + to_string(type) + "` has no zero value"}
                .suggest("give `" + std::string(name.text) + "` an initial value"));
    }
    field.type = type;
    field.mutable_ = var != nullptr;
    storage_of(field, syntax, tag);
    for (Local const* earlier : actor_.state_locals)
        if (earlier->name == name.text)
            environment_.report(Diagnostic{Code::S0008, name.span,
                                           "`" + std::string(name.text) + "` is declared twice"}
                                    .at(earlier->span, "first declared here"));
    add_state(environment_, actor_, field);
}

/// `let (a, b) = pair`: a field for the whole, and one for each name.
void ActorBodies::state_parts(ast::Let const& syntax)
{
    BodyChecker body = checker();
    enter_actor(body, actor_);
    TypeContext const context{&scope_, actor_.generics, nullptr};
    TypeRef const written =
        syntax.type ? TypeReader{environment_, context}.read(syntax.type) : nullptr;
    Expr* value = written ? body.check_as(syntax.value, written) : body.check(syntax.value);
    Pattern* pattern = body.pattern(syntax.pattern, written ? written : value->type);
    body.finish();
    Field whole{environment_.keep("parts_" + std::to_string(actor_.state.size())),
                syntax.pattern->span, written ? written : value->type, value, false};
    whole.transient = true;
    auto* all = environment_.make<LocalRef>();
    all->kind = ExprKind::local;
    all->span = syntax.pattern->span;
    all->type = whole.type;
    all->local = add_state(environment_, actor_, whole);
    add_state_parts(environment_, actor_, *pattern, all);
}

std::vector<TypeRef> ActorBodies::hook_parameters(ast::HookKind kind)
{
    TypeTable& types = environment_.types;
    TypeRef const reason = types.variants(environment_.builtins.exit_reason);
    switch (kind) {
    case ast::HookKind::on_stop:
        return {reason};
    case ast::HookKind::on_crash:
        return {environment_.open_error()};
    case ast::HookKind::on_down:
        return {types.structure(environment_.builtins.pid), reason};
    case ast::HookKind::on_deactivate:
        return {types.variants(environment_.builtins.deactivation_reason)};
    case ast::HookKind::on_migrate:
        return {environment_.string()};
    case ast::HookKind::on_reminder:
        return {environment_.string(), types.structure(environment_.builtins.timestamp)};
    default:
        return {};
    }
}

void ActorBodies::hook(ast::Hook const& syntax)
{
    bool const grain_only =
        syntax.kind == ast::HookKind::on_activate || syntax.kind == ast::HookKind::on_deactivate ||
        syntax.kind == ast::HookKind::on_migrate || syntax.kind == ast::HookKind::on_reminder;
    if (grain_only && !actor_.grain)
        environment_.report(
            Diagnostic{Code::P0010, syntax.name.span,
                       "`" + std::string(syntax.name.text) + "` belongs to grains"});
    ast::HookKind const kind =
        syntax.kind == ast::HookKind::init ? ast::HookKind::on_start : syntax.kind;
    for (Hook const& earlier : actor_.hooks)
        if (earlier.kind == kind)
            environment_.report(
                Diagnostic{Code::S0008, syntax.name.span,
                           "`" + std::string(syntax.name.text) + "` is declared twice"}
                    .at(earlier.span, "the other one (`init` is the older name of `on_start`)"));
    Hook made;
    made.kind = kind;
    made.span = syntax.name.span;
    made.declaration = syntax.span;
    if (ast::Annotation const* limit = find_annotation(syntax.annotations, "reductions"))
        made.reductions = read_reductions(environment_, *limit);
    std::vector<TypeRef> const offered = hook_parameters(kind);
    if (syntax.parameters.size() > offered.size())
        environment_.report(Code::S2001, syntax.name.span,
                            "`" + std::string(syntax.name.text) + "` gets " +
                                std::to_string(offered.size()) + " value" +
                                (offered.size() == 1 ? "" : "s"));
    BodyChecker body = checker();
    enter_actor(body, actor_);
    for (std::size_t at = 0; at < syntax.parameters.size(); ++at) {
        Local* local = environment_.make_local(
            syntax.parameters[at].name.text, syntax.parameters[at].name.span,
            at < offered.size() ? offered[at] : environment_.error_type());
        local->kind = LocalKind::parameter;
        body.scopes().declare(local);
        made.parameters.push_back(local);
    }
    made.body = body.effect_block(*syntax.body);
    body.finish();
    actor_.hooks.push_back(std::move(made));
}

bool ActorBodies::check_migration(ast::Migrate const& syntax)
{
    auto const refuse = [&](Diagnostic problem) {
        environment_.report(std::move(problem));
        return false;
    };
    if (!actor_.grain)
        return refuse({Code::P0010, syntax.span, "`migrate` belongs to grains"});
    if (syntax.from == 0 || syntax.from >= syntax.to)
        return refuse(
            Diagnostic{Code::S2001, syntax.span, "a migration leads to a later revision"}.suggest(
                "write `migrate from 1 to 2 do … end`"));
    if (syntax.to > actor_.options.revision)
        return refuse(
            Diagnostic{Code::S2001, syntax.span,
                       "this migration leads to revision " + std::to_string(syntax.to) +
                           ", but the grain has revision " +
                           std::to_string(actor_.options.revision)}
                .suggest("write `@revision(" + std::to_string(syntax.to) + ")` before the grain"));
    for (Migration const& earlier : actor_.migrations)
        if (earlier.from == static_cast<std::int64_t>(syntax.from))
            return refuse(
                Diagnostic{Code::S0008, syntax.span,
                           "a second migration from revision " + std::to_string(syntax.from)}
                    .at(earlier.span, "the first one"));
    return true;
}

void ActorBodies::migration(ast::Migrate const& syntax)
{
    if (!check_migration(syntax))
        return;
    BodyChecker body = checker();
    enter_actor(body, actor_);
    body.in_migration = true;
    Migration made{static_cast<std::int64_t>(syntax.from), static_cast<std::int64_t>(syntax.to),
                   syntax.span};
    made.body = body.effect_block(*syntax.body);
    body.finish();
    actor_.migrations.push_back(made);
}

/// Which cases of the protocol the arm's pattern can match, for lowering's switch.
void ActorBodies::cases_of(Arm& arm)
{
    std::vector<Pattern const*> open{arm.pattern};
    bool all = false;
    while (!open.empty()) {
        Pattern const* pattern = open.back();
        open.pop_back();
        if (pattern->kind == PatternKind::either)
            for (Pattern const* part : as<ManyPattern>(*pattern).elements)
                open.push_back(part);
        else if (pattern->kind == PatternKind::case_)
            arm.cases.push_back(as<CasePattern>(*pattern).case_);
        else if (pattern->kind == PatternKind::binding && as<BindingPattern>(*pattern).inner)
            open.push_back(as<BindingPattern>(*pattern).inner);
        else
            all = true;
    }
    if (all) {
        arm.cases.clear();
        for (TypeRef protocol : actor_.protocols)
            for (Case const& case_ : protocol->variants->cases)
                arm.cases.push_back(&case_);
    }
}

void ActorBodies::arm_annotations(Arm& made, ast::ReceiveArm const& syntax)
{
    for (ast::Annotation const& annotation : syntax.annotations) {
        std::string_view const name = annotation.name.text;
        if (name == "resume") {
            if (TypeRef const error = read_resumed_error(environment_, scope_, annotation))
                made.resumes.push_back(error);
        } else if (name == "reductions") {
            made.reductions = read_reductions(environment_, annotation);
        } else if (name == "reentrant") {
            made.reentrant = true;
        } else {
            unknown_annotation(environment_, annotation, {"resume", "reductions", "reentrant"});
        }
    }
}

void ActorBodies::arm(ast::ReceiveArm const& syntax)
{
    BodyChecker body = checker();
    enter_actor(body, actor_);
    Arm made;
    arm_annotations(made, syntax);
    made.span = syntax.span;
    made.head = syntax.guard ? source::join(syntax.pattern->span, syntax.guard->span)
                             : syntax.pattern->span;
    Frame frame;
    frame.result = environment_.scalar(TypeKind::void_);
    body.push_frame(frame);
    bool const named = actor_.message_local && std::exchange(actor_.message_local->used, false);
    if (actor_.message_local)
        body.scopes().declare(actor_.message_local);
    body.scopes().push();
    made.pattern = body.pattern(syntax.pattern, actor_.message);
    if (!actor_.protocols.empty())
        cases_of(made);
    bool const carries_reply =
        std::any_of(made.cases.begin(), made.cases.end(),
                    [](Case const* case_) { return case_->reply_field >= 0; });
    Local* acknowledgement = nullptr;
    if (!carries_reply) {
        acknowledgement = environment_.make_local(
            "reply", syntax.span,
            environment_.types.structure(environment_.builtins.reply,
                                         {environment_.scalar(TypeKind::void_)}));
        acknowledgement->kind = LocalKind::parameter;
        body.acknowledgement = acknowledgement;
    }
    if (syntax.guard)
        made.guard = body.check_as(syntax.guard, environment_.scalar(TypeKind::boolean));
    made.body = body.effect_block(*syntax.body);
    body.scopes().pop();
    body.pop_frame();
    body.finish();
    if (actor_.message_local) {
        made.names_message = actor_.message_local->used;
        actor_.message_local->used = named || made.names_message;
    }
    if (acknowledgement && acknowledgement->used)
        made.acknowledgement = acknowledgement;
    actor_.arms.push_back(std::move(made));
}

/// `receive do match __msg { … } end`, `receive name do … end`: one body for all messages.
void ActorBodies::message_body(ast::Receive const& syntax)
{
    if (syntax.name || !actor_.message_local) {
        ast::Name const name = syntax.name ? syntax.name : ast::Name{"__msg", syntax.span};
        actor_.message_local = environment_.make_local(name.text, name.span, actor_.message);
        actor_.message_local->kind = LocalKind::parameter;
    }
    BodyChecker body = checker();
    enter_actor(body, actor_);
    body.scopes().declare(actor_.message_local);
    body.message_local = actor_.message_local;
    actor_.message_body = body.message_block(*syntax.body);
    actor_.stop_code = environment_.scalar(TypeKind::i64);
    body.finish();
}

void ActorBodies::after(ast::After const& syntax)
{
    BodyChecker body = checker();
    enter_actor(body, actor_);
    Frame frame;
    frame.result = environment_.scalar(TypeKind::void_);
    body.push_frame(frame);
    actor_.after_timeout = body.check_as(syntax.timeout, environment_.scalar(TypeKind::i64));
    actor_.after_body = body.effect_block(*syntax.body);
    body.pop_frame();
    body.finish();
}

/// Arms that can never run, of one protocol.
void ActorBodies::unreachable(TypeRef protocol)
{
    std::vector<ArmPattern> rows;
    std::vector<Arm const*> arms;
    for (Arm const& arm : actor_.arms) {
        Pattern const* pattern = arm.pattern;
        if (pattern->kind == PatternKind::binding && as<BindingPattern>(*pattern).inner)
            pattern = as<BindingPattern>(*pattern).inner;
        bool const other = pattern->kind == PatternKind::case_ && pattern->type != protocol;
        if (other || pattern->kind == PatternKind::either)
            continue;
        rows.push_back({pattern, arm.guard != nullptr});
        arms.push_back(&arm);
    }
    for (std::size_t at : check_coverage(protocol, rows).unreachable) {
        // What takes everything is unreachable only if no protocol has anything left for it.
        bool const specific = arms[at]->pattern->kind == PatternKind::case_;
        if (!specific && actor_.protocols.size() > 1)
            continue;
        Diagnostic problem{Code::S5002, arms[at]->head, "this arm is never reached"};
        problem.severity = diagnostics::Severity::warning;
        environment_.report(problem.note("the arms before it take every message it could take"));
    }
}

void ActorBodies::coverage()
{
    bool const unknown = std::any_of(actor_.arms.begin(), actor_.arms.end(),
                                     [](Arm const& arm) { return mistaken(*arm.pattern); });
    if (unknown || actor_.arms.empty())
        return;
    for (TypeRef protocol : actor_.protocols) {
        unreachable(protocol);
        missing_cases(*protocol->variants);
    }
}

void ActorBodies::missing_cases(Variants const& protocol)
{
    std::string missing;
    for (Case const& case_ : protocol.cases) {
        bool const handled =
            environment_.received_inside[&actor_].contains(&case_) ||
            std::any_of(actor_.arms.begin(), actor_.arms.end(), [&](Arm const& arm) {
                return std::find(arm.cases.begin(), arm.cases.end(), &case_) != arm.cases.end();
            });
        if (!handled)
            missing += (missing.empty() ? "`" : ", `") + std::string(protocol.name) + "." +
                       std::string(case_.name) + "`";
    }
    if (missing.empty())
        return;
    Diagnostic problem{Code::W0006, actor_.span,
                       "`" + std::string(actor_.name) + "` does not handle " + missing};
    if (environment_.options.strict_receive)
        problem.severity = diagnostics::Severity::error;
    environment_.report(
        problem.note("such a message is a dead letter; who asks gets `AskError.Unhandled`")
            .at(protocol.span, "declared here"));
}

void ActorBodies::receive(ast::Receive const& syntax)
{
    if (!actor_.message)
        return;
    if (syntax.body)
        message_body(syntax);
    for (ast::ReceiveArm const& one : syntax.arms)
        arm(one);
    if (syntax.after)
        after(*syntax.after);
    if (!syntax.incomplete)
        coverage();
}

void ActorBodies::run()
{
    ast::Receive const* handler = nullptr;
    for (ast::ActorMember const& member : syntax_.members)
        if (member.state)
            state(*member.state);
    std::vector<StoredName> stored;
    for (Field const& field : actor_.state)
        if (actor_.grain && !field.transient)
            stored.push_back({field.name, field.stored_as, field.span});
    check_stored_names(environment_, stored);
    for (Function* function : actor_.functions)
        check_function(environment_, *function);
    for (ast::ActorMember const& member : syntax_.members) {
        if (member.hook)
            hook(*member.hook);
        if (member.migrate)
            migration(*member.migrate);
        if (!member.receive)
            continue;
        if (handler)
            environment_.report(
                Diagnostic{Code::S0008, member.receive->span, "a second `receive`"}.at(
                    handler->span, "the first one"));
        else
            receive(*(handler = member.receive));
    }
}

} // namespace

void check_actor(Environment& environment, Actor& actor, ast::Actor const& syntax,
                 ModuleScope& scope)
{
    ActorBodies{environment, actor, syntax, scope}.run();
}

} // namespace janus::semantics
