#include "lowering/actor_dispatch.hpp"

#include "lowering/actor_members.hpp"
#include "lowering/functions.hpp"
#include "semantics/leaves.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

namespace {

using Stmts = std::vector<cpp::Stmt>;

bool is_plain_binding(Pattern const* pattern)
{
    return pattern && pattern->kind == PatternKind::binding && !as<BindingPattern>(*pattern).inner;
}

/// A case of a protocol, and what the message of it is called.
struct Subject {
    TypeRef protocol = nullptr;
    Case const& one;
    std::string const& message;
};

class Dispatch {
public:
    Dispatch(ModuleContext& module, Actor const& actor, std::vector<LoweredArm> const& arms,
             HandlerNames const& names, LocalNames& locals)
        : module_(module), actor_(actor), arms_(arms), names_(names), locals_(locals)
    {}

    Stmts run()
    {
        if (actor_.protocols.empty())
            return choose_value();
        bool falls = false;
        Stmts body;
        body.push_back(actor_.protocols.size() == 1
                           ? choose_case(actor_.message, names_.message, falls)
                           : choose_protocol(falls));
        if (falls)
            nobody_takes(body);
        else if (names_.waits)
            body.push_back(nothing_to_await()); // never reached, but g++ cannot tell
        return body;
    }

private:
    cpp::Expr unhandled(std::string const& message) const
    {
        return cpp::call("janus::unhandled", {cpp::name(message)});
    }

    void nobody_takes(Stmts& body) const
    {
        body.push_back(cpp::expression(unhandled(names_.message)));
        if (names_.waits)
            body.push_back(nothing_to_await());
    }

    static cpp::Stmt nothing_to_await() { return cpp::jump("return", cpp::construct("", {})); }

    /// The switch over the cases of one protocol. Sets `falls` if some message gets past it.
    cpp::Stmt choose_case(TypeRef protocol_type, std::string const& message, bool& falls)
    {
        Variants const& protocol = *protocol_type->variants;
        std::string const type = module_.spell(protocol_type);
        cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
        choice.value = cpp::call("janus::which", {cpp::name(message)});
        cpp::SwitchCase nobody;
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
            locals_.open();
            bool const done = dispatch({protocol_type, one, message}, matching, entry.body);
            locals_.close();
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
        return choice;
    }

    /// Several protocols: first which one, then which case of it.
    cpp::Stmt choose_protocol(bool& falls)
    {
        cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
        choice.value = cpp::method(cpp::field(cpp::name(names_.message), "value"), "index", {});
        for (std::size_t at = 0; at < actor_.protocols.size(); ++at) {
            cpp::SwitchCase entry;
            entry.labels.push_back(std::to_string(at));
            locals_.open();
            std::string const part = locals_.make("message");
            entry.body.push_back(
                cpp::declare("auto&", part,
                             cpp::call("std::get<" + std::to_string(at) + ">",
                                       {cpp::field(cpp::name(names_.message), "value")})));
            entry.body.push_back(choose_case(actor_.protocols[at], part, falls));
            locals_.close();
            entry.body.push_back(cpp::statement(cpp::StmtKind::break_));
            choice.cases.push_back(std::move(entry));
        }
        cpp::SwitchCase none;
        none.body.push_back(cpp::statement(cpp::StmtKind::break_));
        choice.cases.push_back(std::move(none));
        return choice;
    }

    FunctionShape shape_of_guards() const
    {
        FunctionShape shape{nullptr, false, true, &actor_};
        shape.gives_task = names_.waits;
        return shape;
    }

    /// Messages that are plain numbers.
    Stmts choose_value()
    {
        std::string const& message = names_.message;
        Stmts body;
        for (LoweredArm const& arm : arms_) {
            Body tester(module_, locals_, shape_of_guards());
            bind_members(module_, actor_, tester);
            Body::Bindings bindings;
            tester.test(*arm.arm->pattern, cpp::name(message), bindings);
            if (add_arm_call(arm, tester, bindings, body))
                return body;
        }
        nobody_takes(body);
        return body;
    }

    /// The arms one case can go to, in order. True if one of them takes it in any event.
    bool dispatch(Subject const& subject, std::vector<LoweredArm const*> const& matching,
                  Stmts& body)
    {
        Case const& one = subject.one;
        std::string const type = case_type(module_, subject.protocol, one);
        cpp::Expr const payload =
            cpp::call("janus::as<" + type + ">", {cpp::name(subject.message)});
        std::vector<cpp::Expr> fields;
        std::string names_text;
        if (structured(one, matching)) {
            auto const& pattern = as<CasePattern>(*matching[0]->arm->pattern);
            for (Pattern const* element : pattern.elements) {
                std::string const name = locals_.take(as<BindingPattern>(*element).local->name);
                names_text += (names_text.empty() ? "" : ", ") + name;
                fields.push_back(cpp::name(name));
            }
            body.push_back(cpp::declare("auto&", "[" + names_text + "]", payload));
        }
        for (LoweredArm const* arm : matching) {
            for (Pattern* pattern : alternatives(one, *arm->arm->pattern)) {
                Body tester(module_, locals_, shape_of_guards());
                bind_members(module_, actor_, tester);
                Body::Bindings bindings;
                bind_payload(one, *pattern, payload, fields, tester, bindings);
                if (add_arm_call(*arm, tester, bindings, body))
                    return true;
            }
        }
        return false;
    }

    /// `| n(1) | n(2) =>` is tried once for each alternative of the case.
    static std::vector<Pattern*> alternatives(Case const& one, Pattern& pattern)
    {
        if (pattern.kind != PatternKind::either)
            return {&pattern};
        std::vector<Pattern*> found;
        for (Pattern* alternative : as<ManyPattern>(pattern).elements) {
            bool const other = alternative->kind == PatternKind::case_ &&
                               as<CasePattern>(*alternative).case_ != &one;
            if (!other)
                found.push_back(alternative);
        }
        return found;
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

    void bind_payload(Case const& one, Pattern& pattern, cpp::Expr const& payload,
                      std::vector<cpp::Expr> const& fields, Body& tester, Body::Bindings& bindings)
    {
        if (pattern.kind == PatternKind::binding && as<BindingPattern>(pattern).inner) {
            auto& named = as<BindingPattern>(pattern);
            bindings.locals.emplace_back(named.local, cpp::name(names_.message));
            return bind_payload(one, *named.inner, payload, fields, tester, bindings);
        }
        if (pattern.kind != PatternKind::case_)
            return tester.test(pattern, cpp::name(names_.message), bindings);
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
                      Stmts& body)
    {
        Arm& arm = *lowered.arm;
        if (actor_.message_local)
            tester.bind(actor_.message_local, cpp::name(names_.message));
        for (auto const& [local, path] : bindings.locals)
            tester.bind(local, path);
        bool const guard_leaves = arm.guard && leaves(*arm.guard);
        if (arm.guard && !guard_leaves)
            bindings.conditions.push_back(tester.lower_guard(*arm.guard));
        std::vector<cpp::Expr> arguments;
        // What is passed whole must still be whole, so nothing of it is moved out.
        bool whole = arm.names_message;
        for (auto const& [local, path] : bindings.locals)
            whole = whole || (path.kind == cpp::ExprKind::name && path.text == names_.message &&
                              bindings.locals.size() > 1);
        if (arm.names_message)
            arguments.push_back(cpp::name(names_.message));
        for (Local const* parameter : lowered.parameters) {
            auto const found = std::find_if(
                bindings.locals.begin(), bindings.locals.end(),
                [&](auto const& entry) { return entry.first->name == parameter->name; });
            cpp::Expr value = found->second;
            // The rest of a list is cut out anew, and nothing to move from.
            bool const made =
                value.kind == cpp::ExprKind::call && value.parts[0].kind == cpp::ExprKind::member;
            bool const keep = is_small(parameter->type) || whole || made;
            arguments.push_back(keep ? value : cpp::move(value));
        }
        if (arm.acknowledgement)
            arguments.push_back(cpp::move(cpp::name(names_.acknowledgement)));
        Stmts calling = call(arm, cpp::call(lowered.function, std::move(arguments)));
        if (guard_leaves)
            calling = tester.lower_leaving_guard(*arm.guard, std::move(calling));
        if (bindings.conditions.empty()) {
            for (cpp::Stmt& statement : calling)
                body.push_back(std::move(statement));
            return !guard_leaves;
        }
        body.push_back(cpp::if_(Body::all_of(std::move(bindings.conditions)), std::move(calling)));
        return false;
    }

    std::string resume_after(Arm const& arm) const
    {
        std::string errors;
        for (TypeRef error : arm.resumes)
            errors += (errors.empty() ? "" : ", ") + module_.spell(error);
        return "janus::resume_after<" + errors + ">";
    }

    Stmts call(Arm const& arm, cpp::Expr called) const
    {
        Stmts made;
        if (arm.keeps_state)
            made.push_back(cpp::expression(cpp::call("janus::state_unchanged", {})));
        if (!arm.suspends && !arm.resumes.empty()) {
            cpp::Lambda handling;
            handling.captures.push_back("&");
            handling.body.push_back(cpp::expression(std::move(called)));
            called = cpp::call(resume_after(arm), {cpp::lambda(std::move(handling))});
        }
        if (arm.suspends && !arm.resumes.empty())
            called = cpp::call(resume_after(arm), {std::move(called)});
        if (arm.suspends || !names_.waits) {
            made.push_back(cpp::jump("return", std::move(called)));
            return made;
        }
        made.push_back(cpp::expression(std::move(called)));
        made.push_back(nothing_to_await());
        return made;
    }

    ModuleContext& module_;
    Actor const& actor_;
    std::vector<LoweredArm> const& arms_;
    HandlerNames const& names_;
    LocalNames& locals_;
};

} // namespace

std::vector<cpp::Stmt> dispatch_message(ModuleContext& module, Actor const& actor,
                                        std::vector<LoweredArm> const& arms,
                                        HandlerNames const& names, LocalNames& locals)
{
    return Dispatch(module, actor, arms, names, locals).run();
}

} // namespace janus::lowering
