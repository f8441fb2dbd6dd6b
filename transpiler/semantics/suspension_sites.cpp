#include "semantics/suspension_sites.hpp"

#include "diagnostics/quoted.hpp"

#include "semantics/wait_site_collector.hpp"

namespace janus::semantics {

using diagnostics::quoted;

void WaitSiteCollector::collect_function(Function& function)
{
    if (function.kind != FunctionKind::closure)
        module_ = function.module;
    for (Expr*& value : function.defaults)
        collect_forbidden(value, "a default value", "pass the value at the call");
    if (!function.body)
        return;
    WaitUnit unit;
    unit.function = &function;
    bool const of_actor = function.kind == FunctionKind::actor_method && !function.supervisor;
    unit.gives_way =
        of_actor || function.async || function.task_body || function.reductions.has_value();
    if (auto trait = trait_methods_.find(&function);
        trait != trait_methods_.end() && !trait->second->async) {
        unit.place = "a trait method that is not `async`";
        unit.help = "declare " + quoted(function.name) + " as `async func` in the trait";
    } else {
        unit.suspends = &function.suspends;
    }
    collect_code(function.body, std::move(unit));
}

void WaitSiteCollector::collect_hook(Hook& hook)
{
    if (hook.kind == ast::HookKind::on_crash) {
        collect_forbidden(hook.body, "`on_crash`",
                          "do it in `on_start`: a supervisor restarts the actor");
        return;
    }
    WaitUnit unit;
    unit.suspends = &hook.suspends;
    unit.gives_way = true;
    collect_code(hook.body, std::move(unit));
}

void WaitSiteCollector::collect_actor(Actor& actor)
{
    module_ = actor.module;
    for (Field& field : actor.state)
        collect_forbidden(field.initial, "the initial value of a state field",
                          "set the field in `on_start`");
    for (Hook& hook : actor.hooks)
        collect_hook(hook);
    for (Migration& migration : actor.migrations)
        collect_forbidden(migration.body, "a migration", "do it in `on_activate`");
    auto handler = [&](Expr*& body, bool& suspends) {
        WaitUnit unit;
        unit.suspends = &suspends;
        unit.gives_way = true;
        collect_code(body, std::move(unit));
    };
    for (Arm& arm : actor.arms) {
        collect_forbidden(arm.guard, "a guard", "do it in the arm and test the result there");
        handler(arm.body, arm.suspends);
    }
    handler(actor.message_body, actor.message_suspends);
    collect_forbidden(actor.after_timeout, "the time of an `after`",
                      "keep the time in a state field");
    handler(actor.after_body, actor.after_suspends);
}

void WaitSiteCollector::collect_supervisor(Supervisor& supervisor)
{
    auto option = [this](Expr*& value) {
        collect_forbidden(value, "a supervisor's option", "pass the value as a parameter");
    };
    option(supervisor.max_restarts);
    option(supervisor.max_seconds);
    for (Expr*& part : supervisor.backoff)
        option(part);
    option(supervisor.backoff_jitter);
    option(supervisor.backoff_reset_ms);
    for (ChildSpec& child : supervisor.children) {
        for (Expr*& argument : child.arguments)
            collect_forbidden(argument, "an argument of a supervisor's child",
                              "pass the value as a parameter of the supervisor");
        option(child.shutdown_ms);
        option(child.start_timeout_ms);
    }
}

/// Callers of a trait's method cannot see which body runs: `async` makes all of them suspend.
void WaitSiteCollector::find_trait_methods(Program& program)
{
    for (Trait& trait : program.traits) {
        for (Function* method : trait.methods) {
            trait_methods_[method] = method;
            method->suspends = method->suspends || method->async;
        }
    }
    for (Impl& impl : program.impls) {
        if (!impl.trait)
            continue;
        for (std::size_t i = 0; i < impl.methods.size() && i < impl.trait->methods.size(); ++i) {
            Function* declared = impl.trait->methods[i];
            if (!impl.methods[i])
                continue;
            trait_methods_.emplace(impl.methods[i], declared);
            impl.methods[i]->suspends = impl.methods[i]->suspends || declared->async;
        }
    }
}

void WaitSiteCollector::collect(Program& program)
{
    find_trait_methods(program);
    for (Struct& structure : program.structs) {
        for (Field& field : structure.fields)
            collect_forbidden(field.initial, "a default value", "give the field where it is made");
    }
    for (Variants& variants : program.variants) {
        for (Case& case_ : variants.cases) {
            for (Field& field : case_.fields)
                collect_forbidden(field.initial, "a default value", "give the field explicitly");
        }
    }
    for (Global& global : program.globals)
        collect_forbidden(global.initial, "a module-level initialiser", "compute it in `main`");
    for (Function& function : program.functions) {
        if (function.kind == FunctionKind::extern_ && function.blocking)
            function.suspends = true;
        if (function.kind != FunctionKind::closure)
            collect_function(function);
    }
    for (Actor& actor : program.actors)
        collect_actor(actor);
    for (Supervisor& supervisor : program.supervisors)
        collect_supervisor(supervisor);
}

WaitSites collect_wait_sites(Program& program)
{
    WaitSites sites;
    WaitSiteCollector{sites}.collect(program);
    return sites;
}

} // namespace janus::semantics
