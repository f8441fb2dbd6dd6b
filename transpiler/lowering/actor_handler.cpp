#include "lowering/actor_handler.hpp"

#include "lowering/actor_members.hpp"
#include "lowering/functions.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

namespace {

using Stmts = std::vector<cpp::Stmt>;

bool is_plain_binding(Pattern const* pattern)
{
    return pattern && pattern->kind == PatternKind::binding && !as<BindingPattern>(*pattern).inner;
}

/// One arm with the member function made of it.
struct LoweredArm {
    Arm* arm = nullptr;
    std::string function;
    std::vector<Local const*> parameters; // what the pattern binds, in the function's order
};

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
        Body body(module_, names, {nullptr, arm.suspends, true, &actor_});
        bind_members(module_, actor_, body);
        Mentions const mentions = mentions_in(*arm.body);
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
        made.body = body.lower(*arm.body);
        functions_.push_back(std::move(made));
        arms_.push_back(std::move(lowered));
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
            made.comments.push_back("// Some arm waits, so handling a message may suspend.");
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
        if (actor_.message->kind == TypeKind::variants)
            made.body = choose_case(message, acknowledgement, names);
        else
            made.body = choose_value(message, acknowledgement, names);
        return made;
    }

    cpp::Expr unhandled(std::string const& message) const
    {
        return cpp::call("janus::unhandled", {cpp::name(message)});
    }

    Stmts choose_case(std::string const& message, std::string const& acknowledgement,
                      LocalNames& names)
    {
        Variants const& protocol = *actor_.message->variants;
        std::string const type = module_.spell(actor_.message);
        cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
        choice.value = cpp::call("janus::which", {cpp::name(message)});
        cpp::SwitchCase nobody;
        bool falls = false;
        for (Case const& one : protocol.cases) {
            std::string const label = type + "::Case::" + case_name(one, protocol);
            std::vector<LoweredArm const*> matching;
            for (LoweredArm const& arm : arms_) {
                auto const& cases = arm.arm->cases;
                if (std::find(cases.begin(), cases.end(), &one) != cases.end())
                    matching.push_back(&arm);
            }
            if (matching.empty()) {
                nobody.labels.push_back(label);
                continue;
            }
            cpp::SwitchCase entry;
            entry.labels.push_back(label);
            names.open();
            bool const done = dispatch(one, matching, message, acknowledgement, names, entry.body);
            names.close();
            if (!done) {
                entry.body.push_back(cpp::statement(cpp::StmtKind::break_));
                falls = true;
            }
            choice.cases.push_back(std::move(entry));
        }
        if (!nobody.labels.empty()) {
            nobody.body.push_back(cpp::statement(cpp::StmtKind::break_));
            falls = true;
            choice.cases.push_back(std::move(nobody));
        }
        Stmts body;
        body.push_back(std::move(choice));
        if (falls)
            body.push_back(cpp::expression(unhandled(message)));
        return body;
    }

    /// Messages that are plain numbers.
    Stmts choose_value(std::string const& message, std::string const& acknowledgement,
                       LocalNames& names)
    {
        Stmts body;
        for (LoweredArm const& arm : arms_) {
            Body tester(module_, names, {nullptr, waits_, true, &actor_});
            bind_members(module_, actor_, tester);
            Body::Bindings bindings;
            tester.test(*arm.arm->pattern, cpp::name(message), bindings);
            if (add_arm_call(arm, tester, bindings, acknowledgement, body))
                return body;
        }
        body.push_back(cpp::expression(unhandled(message)));
        return body;
    }

    /// The arms one case can go to, in order. True if one of them takes it in any event.
    bool dispatch(Case const& one, std::vector<LoweredArm const*> const& matching,
                  std::string const& message, std::string const& acknowledgement, LocalNames& names,
                  Stmts& body)
    {
        std::string const type =
            module_.spell(actor_.message) + "::" + case_name(one, *actor_.message->variants);
        cpp::Expr const payload = cpp::call("janus::as<" + type + ">", {cpp::name(message)});
        std::vector<cpp::Expr> fields;
        std::string names_text;
        if (structured(one, matching)) {
            auto const& pattern = as<CasePattern>(*matching[0]->arm->pattern);
            for (Pattern const* element : pattern.elements) {
                std::string const name = names.take(as<BindingPattern>(*element).local->name);
                names_text += (names_text.empty() ? "" : ", ") + name;
                fields.push_back(cpp::name(name));
            }
            body.push_back(cpp::declare("auto&", "[" + names_text + "]", payload));
        }
        for (LoweredArm const* arm : matching) {
            Body tester(module_, names, {nullptr, waits_, true, &actor_});
            bind_members(module_, actor_, tester);
            Body::Bindings bindings;
            bind_payload(one, *arm->arm->pattern, message, payload, fields, tester, bindings);
            if (add_arm_call(*arm, tester, bindings, acknowledgement, body))
                return true;
        }
        return false;
    }

    /// All fields of the case have names in the only arm for it.
    static bool structured(Case const& one, std::vector<LoweredArm const*> const& matching)
    {
        Pattern const& pattern = *matching[0]->arm->pattern;
        if (matching.size() != 1 || pattern.kind != PatternKind::case_ || one.fields.empty())
            return false;
        auto const& elements = as<CasePattern>(pattern).elements;
        return std::all_of(elements.begin(), elements.end(), is_plain_binding);
    }

    void bind_payload(Case const& one, Pattern& pattern, std::string const& message,
                      cpp::Expr const& payload, std::vector<cpp::Expr> const& fields, Body& tester,
                      Body::Bindings& bindings)
    {
        if (pattern.kind == PatternKind::either) {
            // No names in here: the switch has tested all there is.
            return;
        }
        if (pattern.kind != PatternKind::case_)
            return tester.test(pattern, cpp::name(message), bindings);
        auto const& made = as<CasePattern>(pattern);
        for (std::size_t i = 0; i < made.elements.size(); ++i) {
            if (!made.elements[i])
                continue;
            cpp::Expr held =
                fields.empty() ? cpp::field(payload, module_.field(one.fields[i])) : fields[i];
            if (one.fields[i].boxed)
                held = cpp::prefix("*", std::move(held));
            tester.test(*made.elements[i], held, bindings);
        }
    }

    /// `if (…) { return on_Case(…); }`; true if there is no condition.
    bool add_arm_call(LoweredArm const& lowered, Body& tester, Body::Bindings& bindings,
                      std::string const& acknowledgement, Stmts& body)
    {
        Arm& arm = *lowered.arm;
        for (auto const& [local, path] : bindings.locals)
            tester.bind(local, path);
        if (arm.guard) {
            std::optional<cpp::Expr> guard = tester.lower_simple(*arm.guard);
            if (!guard)
                module_.unsupported(arm.guard->span, "a guard of this form");
            bindings.conditions.push_back(guard ? std::move(*guard) : cpp::name("true"));
        }
        std::vector<cpp::Expr> arguments;
        for (Local const* parameter : lowered.parameters) {
            auto const found =
                std::find_if(bindings.locals.begin(), bindings.locals.end(),
                             [&](auto const& entry) { return entry.first == parameter; });
            cpp::Expr value = found->second;
            bool const repeated = std::count_if(bindings.locals.begin(), bindings.locals.end(),
                                                [](auto const&) { return true; }) > 1 &&
                                  value.kind == cpp::ExprKind::name && value.text == "message";
            arguments.push_back(is_small(parameter->type) || repeated ? value : cpp::move(value));
        }
        if (arm.acknowledgement)
            arguments.push_back(cpp::move(cpp::name(acknowledgement)));
        Stmts calling = call(arm, cpp::call(lowered.function, std::move(arguments)));
        if (bindings.conditions.empty()) {
            for (cpp::Stmt& statement : calling)
                body.push_back(std::move(statement));
            return true;
        }
        body.push_back(cpp::if_(Body::all_of(std::move(bindings.conditions)), std::move(calling)));
        return false;
    }

    Stmts call(Arm const& arm, cpp::Expr called) const
    {
        Stmts made;
        if (!waits_) {
            made.push_back(cpp::jump("return", std::move(called)));
            return made;
        }
        if (arm.suspends) {
            made.push_back(cpp::declare("janus::Task<>", "handled", std::move(called)));
            made.push_back(cpp::expression(cpp::prefix("co_await ", cpp::name("handled"))));
        } else {
            made.push_back(cpp::expression(std::move(called)));
        }
        made.push_back(cpp::jump("co_return"));
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
        made.result = waits_ ? "janus::Task<>" : "void";
        made.place = actor_.message_body->span.begin;
        Body body(module_, names, {nullptr, waits_, true, &actor_});
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
        if (handles && waits_) {
            std::string const handled = names.make("handled");
            body.push_back(cpp::declare("janus::Task<>", handled, std::move(call)));
            body.push_back(cpp::expression(cpp::prefix("co_await ", cpp::name(handled))));
        } else {
            body.push_back(cpp::expression(std::move(call)));
        }
        made_.loop = std::move(body);
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
    std::set<std::string> taken_;
    std::vector<LoweredArm> arms_;
    std::vector<cpp::Function> functions_;
    std::string after_;
    bool waits_ = false;
    bool acknowledges_ = false;
};

} // namespace

void lower_handler(ModuleContext& module, Actor& actor, cpp::Actor& made)
{
    if (actor.message && actor.message->kind == TypeKind::one_of && !actor.arms.empty())
        return module.unsupported(actor.span, "an actor of several protocols");
    Handler(module, actor, made).run();
}

} // namespace janus::lowering
