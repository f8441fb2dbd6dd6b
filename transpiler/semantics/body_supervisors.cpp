// What is asked of a supervisor: its children, its pools, its end.
#include "semantics/actors.hpp"
#include "semantics/body_checker.hpp"

namespace janus::semantics {

Expr* BodyChecker::supervisor_method(Expr* receiver, ast::Name name, CallArguments const& arguments,
                                     TypeRef expected)
{
    if (name.text == "child")
        return supervisor_child(receiver, arguments, expected);
    if (name.text == "start_child")
        return start_child(receiver, arguments);
    std::string const full = "Supervisor." + std::string(name.text);
    auto const found = environment_.prelude.functions.find(full);
    if (found == environment_.prelude.functions.end())
        return fail(Diagnostic{Code::S0001, name.span,
                               "a supervisor has no method `" + std::string(name.text) + "`"}
                        .suggest("it has `child`, `children`, `status`, `start_child`, "
                                 "`stop_child` and `stop`"));
    Function& function = *found->second.front();
    std::vector<Expr*> values{receiver};
    std::size_t const wanted = function.parameters.size();
    if (arguments.written.size() != wanted)
        return wrong_argument_count("`" + std::string(name.text) + "`", wanted,
                                    arguments.written.size(), arguments.span);
    for (std::size_t at = 0; at < wanted; ++at)
        values.push_back(check_as(arguments.written[at].value, function.parameters[at]->type));
    return call_builtin(function, std::move(values), function.result, arguments.span);
}

Expr* BodyChecker::supervisor_child(Expr* receiver, CallArguments const& arguments,
                                    TypeRef expected)
{
    if (arguments.written.size() != 1 || !arguments.written[0].value)
        return wrong_argument_count("`child`", 1, arguments.written.size(), arguments.span);
    Supervisor const& supervisor = *resolve(receiver->type)->supervisor;
    Expr* id = check_as(arguments.written[0].value, environment_.string());
    if (is_error(id))
        return id;
    if (id->kind != ExprKind::string) {
        // Only the place knows what is spoken with a child whose id is computed.
        TypeRef const found = environment_.option(environment_.actor_ref(any(arguments.span)));
        if (expected && resolve(expected)->kind == TypeKind::option)
            inference_.unify(found, expected);
        return intrinsic(Intrinsic::supervisor_child, {receiver, id}, found, arguments.span);
    }
    std::vector<std::string_view> names;
    for (ChildSpec const& child : supervisor.children) {
        names.push_back(child.id);
        if (child.id != as<Text>(*id).value)
            continue;
        TypeRef type = nullptr;
        if (child.actor)
            type = environment_.actor_ref(
                child.actor->message
                    ? substitute(environment_.types, child.actor->message, substitution_of(child))
                    : scalar(TypeKind::void_));
        else if (child.supervisor)
            type = environment_.types.supervisor_ref(child.supervisor);
        else
            type = environment_.actor_ref(
                environment_.types.variants(environment_.builtins.os_process));
        return intrinsic(Intrinsic::supervisor_child, {receiver, id}, type, arguments.span);
    }
    Diagnostic problem{Code::S0001, id->span,
                       "supervisor `" + std::string(supervisor.name) + "` has no child `" +
                           std::string(as<Text>(*id).value) + "`"};
    if (std::string const near{nearest_name(as<Text>(*id).value, names)}; !near.empty())
        problem.suggest("did you mean `" + near + "`?");
    return fail(std::move(problem));
}

Expr* BodyChecker::start_child(Expr* receiver, CallArguments const& arguments)
{
    Supervisor const& supervisor = *resolve(receiver->type)->supervisor;
    if (arguments.written.empty() || !arguments.written[0].value)
        return fail(
            Diagnostic{Code::S2001, arguments.span, "`start_child` needs the id of a pool"});
    Expr* id = check_as(arguments.written[0].value, environment_.string());
    for (ChildSpec const& child : supervisor.children) {
        if (id->kind != ExprKind::string || child.id != as<Text>(*id).value || !child.actor)
            continue;
        std::vector<Expr*> values =
            constructor_arguments(child.actor->parameters, arguments.written.subspan(1),
                                  "actor `" + std::string(child.actor->name) + "`", arguments.span,
                                  substitution_of(child));
        values.insert(values.begin(), {receiver, id});
        TypeRef const message =
            child.actor->message
                ? substitute(environment_.types, child.actor->message, substitution_of(child))
                : scalar(TypeKind::void_);
        auto* made = intrinsic(Intrinsic::start_child, std::move(values),
                               environment_.actor_ref(message), arguments.span);
        made->actor = child.actor;
        made->type_arguments = list(child.type_arguments);
        return made;
    }
    return fail(Diagnostic{Code::S0001, id->span,
                           "supervisor `" + std::string(supervisor.name) + "` has no such pool"}
                    .suggest("declare one with `child Worker, kind: pool`"));
}

} // namespace janus::semantics
