#include "lowering/actor_handler.hpp"

#include "lowering/actor_dispatch.hpp"
#include "lowering/actor_members.hpp"
#include "lowering/functions.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

namespace {

using Stmts = std::vector<cpp::Stmt>;

class Handler {
public:
    Handler(ModuleContext& module, Actor& actor, cpp::Actor& made)
        : module_(module), actor_(actor), made_(made), taken_(module.names.members(&actor))
    {
        for (Arm const& arm : actor.arms) {
            waits_ = waits_ || arm.suspends;
            acknowledges_ = acknowledges_ || arm.acknowledgement;
        }
    }

    void run()
    {
        for (Arm& arm : actor_.arms)
            add_arm(arm);
        if (!actor_.arms.empty())
            made_.functions.push_back(handle());
        if (actor_.message_body)
            made_.functions.push_back(message_function());
        if (actor_.after_body)
            add_after();
        for (cpp::Function& function : functions_)
            made_.functions.push_back(std::move(function));
        loop();
    }

private:
    std::string free_name(std::string name)
    {
        std::string const stem = name;
        for (int number = 2; taken_.contains(name); ++number)
            name = stem + "_" + std::to_string(number);
        taken_.insert(name);
        return name;
    }

    static std::string arm_name(Pattern const& pattern)
    {
        if (pattern.kind == PatternKind::either)
            return arm_name(*as<ManyPattern>(pattern).elements[0]);
        if (pattern.kind != PatternKind::case_)
            return "on_other";
        return "on_" + std::string(as<CasePattern>(pattern).case_->name);
    }

    void add_arm(Arm& arm)
    {
        LoweredArm lowered;
        lowered.arm = &arm;
        lowered.function = free_name(spell_name(arm_name(*arm.pattern)));
        LocalNames names = names_around(module_, &actor_);
        names.open();
        cpp::Function made;
        made.owner = made_.name;
        made.name = lowered.function;
        made.result = arm.suspends ? "janus::Task<>" : "void";
        made.place = arm.span.begin;
        Body body(module_, names, {nullptr, arm.suspends, true, &actor_, arm.reductions});
        bind_members(module_, actor_, body);
        Mentions mentions = mentions_in(*arm.body);
        if (arm.names_message)
            add_message(*actor_.message_local, mentions, body, names, made);
        Body::Bindings bindings;
        body.test(*arm.pattern, cpp::name("message"), bindings);
        for (auto const& [local, path] : bindings.locals)
            add_parameter(*local, mentions, body, names, made, lowered);
        if (arm.acknowledgement) {
            std::string const name = names.take(arm.acknowledgement->name);
            body.bind(arm.acknowledgement, cpp::name(name), true);
            made.parameters.push_back({"janus::Reply<void>", name, false});
        }
        made.comments =
            module_.comments.take(module_.comments.gap_before(arm.span.begin), arm.span.begin);
        made.comments.push_back("// | " + module_.comments.text(arm.head) + " =>");
        made.body = body.lower(*arm.body, std::move(mentions));
        functions_.push_back(std::move(made));
        arms_.push_back(std::move(lowered));
    }

    /// The head's parameter, in an arm that names it, if only in its guard.
    void add_message(Local const& local, Mentions const& mentions, Body& body, LocalNames& names,
                     cpp::Function& made)
    {
        std::string const name = names.take(local.name);
        made.parameters.push_back(
            {module_.spell_argument(local.type), name, !mentions.uses(&local)});
        body.bind(&local, cpp::name(name), true);
    }

    void add_parameter(Local const& local, Mentions const& mentions, Body& body, LocalNames& names,
                       cpp::Function& made, LoweredArm& lowered)
    {
        std::string const type = module_.spell_argument(local.type);
        std::string const name = names.take(local.name);
        made.parameters.push_back({type, name, !mentions.uses(&local)});
        lowered.parameters.push_back(&local);
        body.bind(&local, cpp::name(name), true);
        if (!local.shared_cell)
            return;
        module_.unsupported(local.span, "changing a pattern's variable in a closure");
    }

    cpp::Function handle()
    {
        cpp::Function made;
        made.owner = made_.name;
        made.name = "handle";
        made.result = waits_ ? "janus::Task<>" : "void";
        if (waits_)
            made.comments.push_back("// Some arm waits; those that do not leave nothing to await.");
        LocalNames names = names_around(module_, &actor_);
        names.open();
        std::string const message = names.make("message");
        made.parameters.push_back({made_.message + "&", message, false});
        std::string acknowledgement;
        if (acknowledges_) {
            acknowledgement = names.make("acknowledgement");
            made.parameters.push_back({"janus::Reply<void>", acknowledgement, false});
        }
        made.place = arms_.front().arm->span.begin;
        made.body =
            dispatch_message(module_, actor_, arms_, {message, acknowledgement, waits_}, names);
        return made;
    }

    cpp::Function message_function()
    {
        LocalNames names = names_around(module_, &actor_);
        names.open();
        cpp::Function made;
        made.owner = made_.name;
        made.name = "handle";
        waits_ = actor_.message_suspends;
        made.result = waits_ ? "janus::Task<std::int64_t>" : "std::int64_t";
        made.comments.push_back("// Anything but 0 stops the actor.");
        made.place = actor_.message_body->span.begin;
        TypeRef const result = actor_.stop_code;
        Body body(module_, names, {result, waits_, true, &actor_});
        bind_members(module_, actor_, body);
        Mentions const mentions = mentions_in(*actor_.message_body);
        Local const& local = *actor_.message_local;
        std::string const name = names.take(local.name == "__msg" ? "message" : local.name);
        body.bind(&local, cpp::name(name), true);
        made.parameters.push_back({made_.message + "&", name, !mentions.uses(&local)});
        made.body = body.lower(*actor_.message_body);
        return made;
    }

    void add_after()
    {
        LocalNames names = names_around(module_, &actor_);
        names.open();
        cpp::Function made;
        made.owner = made_.name;
        made.name = after_ = free_name("on_timeout");
        made.result = actor_.after_suspends ? "janus::Task<>" : "void";
        made.place = actor_.after_body->span.begin;
        made.comments.push_back("// after");
        Body body(module_, names, {nullptr, actor_.after_suspends, true, &actor_});
        bind_members(module_, actor_, body);
        made.body = body.lower(*actor_.after_body);
        functions_.push_back(std::move(made));
    }

    /// The body of `run`: receive, handle, again.
    void loop()
    {
        LocalNames names = names_around(module_, &actor_);
        names.open();
        made_.inbox = names.make("inbox");
        std::string const message = names.make("message");
        bool const handles = !actor_.arms.empty() || actor_.message_body;
        cpp::Expr const inbox = cpp::name(made_.inbox);
        Stmts body;
        cpp::Expr received = cpp::name(message);
        if (actor_.after_body) {
            std::string const option = names.make("received");
            receive_for(option, names, body);
            received = cpp::prefix("*", cpp::name(option));
        } else {
            body.push_back(cpp::declare(made_.message + "&", message,
                                        cpp::prefix("co_await ", cpp::method(inbox, "next", {}))));
        }
        std::vector<cpp::Expr> arguments{received};
        if (acknowledges_)
            arguments.push_back(cpp::method(inbox, "acknowledgement", {}));
        cpp::Expr call = cpp::call(handles ? "handle" : "janus::unhandled", std::move(arguments));
        if (actor_.message_body) {
            stop_if_told(std::move(call), names, body);
        } else if (handles && waits_) {
            std::string const handled = names.make("handled");
            body.push_back(cpp::declare("janus::Task<>", handled, std::move(call)));
            body.push_back(cpp::expression(cpp::prefix("co_await ", cpp::name(handled))));
        } else {
            body.push_back(cpp::expression(std::move(call)));
        }
        made_.loop = std::move(body);
    }

    /// The body of a `receive` without arms says whether to go on.
    void stop_if_told(cpp::Expr call, LocalNames& names, Stmts& body)
    {
        std::string const code = names.make("code");
        if (waits_) {
            std::string const handled = names.make("handled");
            body.push_back(cpp::declare("janus::Task<std::int64_t>", handled, std::move(call)));
            call = cpp::prefix("co_await ", cpp::name(handled));
        }
        body.push_back(cpp::declare("std::int64_t const", code, std::move(call)));
        body.push_back(cpp::if_(cpp::binary("!=", cpp::name(code), cpp::name("0")),
                                {cpp::expression(cpp::call("janus::stop_self", {}))}));
    }

    void receive_for(std::string const& option, LocalNames& names, Stmts& body)
    {
        Body timeout(module_, names, {nullptr, true, true, &actor_});
        bind_members(module_, actor_, timeout);
        std::vector<cpp::Stmt> before;
        cpp::Expr limit = timeout.lower_value(*actor_.after_timeout, before);
        for (cpp::Stmt& statement : before)
            body.push_back(std::move(statement));
        cpp::Expr waiting = cpp::method(cpp::name(made_.inbox), "receive_for",
                                        {cpp::call("janus::milliseconds", {std::move(limit)})});
        body.push_back(cpp::declare("janus::Option<" + made_.message + ">", option,
                                    cpp::prefix("co_await ", std::move(waiting))));
        Stmts idle;
        if (actor_.after_suspends) {
            std::string const waited = names.make("timed_out");
            idle.push_back(cpp::declare("janus::Task<>", waited, cpp::call(after_, {})));
            idle.push_back(cpp::expression(cpp::prefix("co_await ", cpp::name(waited))));
        } else {
            idle.push_back(cpp::expression(cpp::call(after_, {})));
        }
        idle.push_back(cpp::statement(cpp::StmtKind::continue_));
        body.push_back(cpp::if_(cpp::method(cpp::name(option), "is_none", {}), std::move(idle)));
    }

    ModuleContext& module_;
    Actor& actor_;
    cpp::Actor& made_;
    NameSet taken_;
    std::vector<LoweredArm> arms_;
    std::vector<cpp::Function> functions_;
    std::string after_;
    bool waits_ = false;
    bool acknowledges_ = false;
};

} // namespace

void lower_handler(ModuleContext& module, Actor& actor, cpp::Actor& made)
{
    Handler(module, actor, made).run();
}

} // namespace janus::lowering
