// A call that is made later, by a task or when its scope ends. What it is given is evaluated now.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

namespace {

/// The same value whenever it is looked at, so the call may look when it is made.
bool keeps_its_value(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::integer:
    case ExprKind::floating:
    case ExprKind::string:
    case ExprKind::boolean:
    case ExprKind::none:
    case ExprKind::unit:
    case ExprKind::function_reference:
    case ExprKind::enum_case:
    case ExprKind::closure:
        return true;
    case ExprKind::local: {
        Local const& local = *as<LocalRef>(expression).local;
        return !local.mutable_ && !local.self && local.kind != LocalKind::state;
    }
    default:
        return false;
    }
}

} // namespace

std::vector<Let*> BodyChecker::evaluate_arguments(Expr& call)
{
    std::vector<Let*> evaluated;
    auto const evaluate = [&](Expr*& argument) {
        if (!argument || keeps_its_value(*argument))
            return;
        auto* let = statement_node<Let>(StmtKind::let, argument->span);
        let->local = environment_.make_local("", argument->span, argument->type);
        locals_.push_back(let->local);
        let->value = argument;
        argument = local_ref(let->local, argument->span);
        evaluated.push_back(let);
    };
    NodeList<Expr*> arguments;
    bool changes_receiver = false;
    if (call.kind == ExprKind::call) {
        arguments = as<Call>(call).arguments;
        changes_receiver = as<Call>(call).function->mutates_self;
    } else if (call.kind == ExprKind::intrinsic) {
        arguments = as<IntrinsicCall>(call).arguments;
    } else if (call.kind == ExprKind::call_value) {
        evaluate(as<CallValue>(call).callee);
        arguments = as<CallValue>(call).arguments;
    }
    for (Expr*& argument : arguments)
        if (!changes_receiver || &argument != arguments.data())
            evaluate(argument);
    return evaluated;
}

} // namespace janus::semantics
