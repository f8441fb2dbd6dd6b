#include "lowering/supervisors.hpp"

#include "lowering/actor_members.hpp"
#include "lowering/actors.hpp"
#include "lowering/functions.hpp"
#include "lowering/literals.hpp"

namespace janus::lowering {

using namespace semantics;

namespace {

std::string_view strategy_name(semantics::Strategy strategy)
{
    switch (strategy) {
    case Strategy::one_for_one:
        return "one_for_one";
    case Strategy::one_for_all:
        return "one_for_all";
    case Strategy::rest_for_one:
        return "rest_for_one";
    }
    return {};
}

class SupervisorLowering {
public:
    SupervisorLowering(ModuleContext& module, Supervisor& supervisor)
        : module_(module), supervisor_(supervisor)
    {}

    cpp::Supervisor run()
    {
        made_.name = module_.names.simple(&supervisor_);
        made_.qualified = module_.qualified(supervisor_);
        made_.stored_name = stored_name(module_, supervisor_.name);
        made_.section = "supervisor " + std::string(supervisor_.name);
        NameSet const& members = module_.names.members(&supervisor_);
        module_.hidden = members;
        lower_parameters(module_, supervisor_.parameters, members, made_.parameters,
                         made_.constants);
        functions();
        add_override(
            "janus::Strategy", "strategy",
            cpp::name("janus::Strategy::" + std::string(strategy_name(supervisor_.strategy))));
        if (supervisor_.max_restarts || supervisor_.max_seconds)
            add_override("janus::Intensity", "intensity", intensity());
        if (supervisor_.no_backoff)
            add_override("janus::Backoff", "backoff", cpp::call("janus::Backoff::none", {}));
        else if (!supervisor_.backoff.empty())
            add_override("janus::Backoff", "backoff", backoff());
        if (supervisor_.auto_shutdown != AutoShutdown::never) {
            bool const any = supervisor_.auto_shutdown == AutoShutdown::any_significant;
            add_override("janus::AutoShutdown", "auto_shutdown",
                         cpp::name(any ? "janus::AutoShutdown::any_significant"
                                       : "janus::AutoShutdown::all_significant"));
        }
        children();
        module_.hidden.clear();
        return std::move(made_);
    }

private:
    void functions()
    {
        for (Function* function : supervisor_.functions) {
            cpp::Function made = lower_function(module_, *function);
            Span const declaration = function->declaration;
            std::vector<std::string> comments = module_.comments.take(
                module_.comments.gap_before(declaration.begin), declaration.begin);
            made.comments.insert(made.comments.begin(), comments.begin(), comments.end());
            made_.functions.push_back(std::move(made));
        }
    }

    cpp::Expr value(Expr& expression)
    {
        LocalNames names = names_around(module_, &supervisor_);
        names.open();
        Body body(module_, names, {});
        bind_members(module_, supervisor_, body);
        std::vector<cpp::Stmt> before;
        cpp::Expr made = body.lower_value(expression, before);
        if (before.empty())
            return made;
        cpp::Lambda lambda;
        lambda.captures.push_back("&");
        lambda.result = module_.spell(expression.type);
        lambda.body = std::move(before);
        lambda.body.push_back(cpp::jump("return", Body::returned(std::move(made))));
        return cpp::call(cpp::lambda(std::move(lambda)), {});
    }

    cpp::Expr time(std::string_view unit, Expr& expression)
    {
        return cpp::call("janus::" + std::string(unit), {value(expression)});
    }

    void add_override(std::string type, std::string name, cpp::Expr result)
    {
        cpp::Function made;
        made.result = std::move(type);
        made.name = std::move(name);
        made.suffix = " const override";
        made.body.push_back(cpp::jump("return", std::move(result)));
        made_.overrides.push_back(std::move(made));
    }

    cpp::Expr intensity()
    {
        std::vector<cpp::Expr> parts;
        if (supervisor_.max_restarts)
            parts.push_back(
                cpp::binary("=", cpp::name(".max_restarts"), value(*supervisor_.max_restarts)));
        if (supervisor_.max_seconds)
            parts.push_back(
                cpp::binary("=", cpp::name(".period"), time("seconds", *supervisor_.max_seconds)));
        std::string type = parts.size() == 2 ? "" : "janus::Intensity";
        return cpp::construct(std::move(type), std::move(parts));
    }

    cpp::Expr backoff()
    {
        std::vector<cpp::Expr> parts;
        for (std::size_t i = 0; i < supervisor_.backoff.size(); ++i) {
            Expr& given = *supervisor_.backoff[i];
            parts.push_back(i == 2 ? value(given) : time("milliseconds", given));
        }
        if (supervisor_.backoff_jitter && parts.size() == 2)
            parts.push_back(value(*supervisor_.backoff_jitter));
        if (supervisor_.backoff_reset_ms) {
            if (parts.size() == 2)
                parts.push_back(cpp::name("0.2"));
            parts.push_back(time("milliseconds", *supervisor_.backoff_reset_ms));
        }
        return cpp::call("janus::Backoff::exponential", std::move(parts));
    }

    void children()
    {
        cpp::Function& made = made_.children;
        made.owner = made_.name;
        made.result = "janus::List<janus::ChildSpec>";
        made.name = "children";
        made.suffix = " const";
        std::uint32_t from = supervisor_.span.end;
        for (ChildSpec& child : supervisor_.children) {
            cpp::ListedChild listed;
            listed.comments = module_.comments.take(from, child.span.begin);
            listed.trailing = module_.comments.take_trailing(child.span.end);
            from = child.span.end;
            listed.value = child_spec(child);
            made_.listed.push_back(std::move(listed));
        }
        made_.closing = module_.comments.take(from, supervisor_.declaration.end);
    }

    cpp::Expr child_spec(ChildSpec& child)
    {
        std::vector<cpp::Expr> arguments{text_literal(child.id, false, false)};
        LocalNames names = names_around(module_, &supervisor_);
        names.open();
        Body body(module_, names, {});
        bind_members(module_, supervisor_, body);
        for (Expr* argument : child.arguments) {
            std::vector<cpp::Stmt> before;
            arguments.push_back(body.lower_argument(*argument, before));
            for (cpp::Stmt& statement : before)
                made_.children.body.push_back(std::move(statement));
        }
        if (child.pool)
            arguments.resize(1);
        cpp::Expr made = cpp::call(maker(child), std::move(arguments));
        if (child.restart != RestartPolicy::permanent) {
            bool const transient = child.restart == RestartPolicy::transient;
            made = cpp::method(
                std::move(made), "restart",
                {cpp::name(transient ? "janus::Restart::transient" : "janus::Restart::temporary")});
        }
        if (child.significant)
            made = cpp::method(std::move(made), "significant", {});
        if (child.restart_on_pledge)
            made = cpp::method(std::move(made), "restart_on_pledge", {});
        return limits(child, std::move(made));
    }

    std::string maker(ChildSpec const& child) const
    {
        if (!child.actor && !child.supervisor)
            return "janus::os_process";
        Entity const& entity =
            child.actor ? static_cast<Entity const&>(*child.actor) : *child.supervisor;
        return (child.pool ? "janus::pool<" : "janus::child<") +
               module_.spell(entity, child.type_arguments) + ">";
    }

    cpp::Expr limits(ChildSpec& child, cpp::Expr made)
    {
        if (child.shutdown == ChildSpec::Shutdown::brutal_kill)
            made = cpp::method(std::move(made), "shutdown",
                               {cpp::call("janus::Shutdown::brutal_kill", {})});
        else if (child.shutdown == ChildSpec::Shutdown::infinity)
            made = cpp::method(std::move(made), "shutdown",
                               {cpp::call("janus::Shutdown::infinity", {})});
        else if (child.shutdown_ms)
            made = cpp::method(std::move(made), "shutdown",
                               {time("milliseconds", *child.shutdown_ms)});
        if (child.start_timeout_ms)
            made = cpp::method(std::move(made), "start_timeout",
                               {time("milliseconds", *child.start_timeout_ms)});
        return made;
    }

    ModuleContext& module_;
    Supervisor& supervisor_;
    cpp::Supervisor made_;
};

} // namespace

cpp::Supervisor lower_supervisor(ModuleContext& module, Supervisor& supervisor)
{
    return SupervisorLowering(module, supervisor).run();
}

} // namespace janus::lowering
