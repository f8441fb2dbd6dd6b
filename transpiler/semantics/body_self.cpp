// What an actor does with itself: `self`, its functions (as of a supervisor), stopping, reminders,
// the registry.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

Expr* BodyChecker::self_reference(Span span)
{
    TypeRef const message = actor_->message ? actor_->message : scalar(TypeKind::void_);
    auto* made = intrinsic(Intrinsic::self_ref, {}, environment_.actor_ref(message), span);
    made->actor = actor_;
    return made;
}

void BodyChecker::enter(Supervisor const& supervisor)
{
    scopes_.push();
    for (Local* parameter : supervisor.parameters)
        scopes_.declare(parameter);
    own_functions_ = &supervisor.functions;
}

/// The functions of the actor or supervisor around that are called so.
std::vector<Function*> BodyChecker::own_functions(std::string_view name) const
{
    std::vector<Function*> own;
    if (own_functions_)
        for (Function* function : *own_functions_)
            if (function->name == name)
                own.push_back(function);
    return own;
}

/// A call of a function of the actor or supervisor; null if it has none called so.
Expr* BodyChecker::own_function(ast::Name name, CallArguments const& arguments, TypeRef expected)
{
    std::vector<Function*> const own = own_functions(name.text);
    return own.empty() ? nullptr : call_overloads(own, arguments, expected, {}, name.text);
}

/// `self.f(…)`: a function of the actor, or what the language lets an actor do with itself. Null
/// if it is neither: then it is a method of the reference.
Expr* BodyChecker::self_method(ast::Name name, CallArguments const& arguments, TypeRef expected)
{
    if (Expr* made = own_function(name, arguments, expected))
        return made;
    if (name.text == "stop")
        return stop_self(arguments);
    if (name.text == "remind" || name.text == "forget")
        return reminder(name, arguments);
    return nullptr;
}

Expr* BodyChecker::reminder_time(ast::Argument const& argument)
{
    constexpr std::uint64_t shortest = 1000;
    auto const* number = ast::get_if<ast::IntLiteral>(argument.value);
    if (number && !number->high && number->low < shortest)
        report(Diagnostic{Code::S2001, argument.value->span,
                          "a reminder takes at least 1000 milliseconds"}
                   .suggest("use `send_after` for shorter times"));
    return check_as(argument.value, scalar(TypeKind::i64));
}

/// `self.remind("name", after: ms)`, perhaps `every: ms`; `self.forget("name")`.
Expr* BodyChecker::reminder(ast::Name name, CallArguments const& arguments)
{
    if (!actor_->grain)
        return fail(Diagnostic{Code::P0010, arguments.span, "reminders belong to grains"}.suggest(
            "use `send_after`, or declare `grain " + std::string(actor_->name) + "`"));
    bool const reminds = name.text == "remind";
    Expr* what = nullptr;
    Expr* after = nullptr;
    Expr* every = nullptr;
    bool fits = true;
    for (ast::Argument const& argument : arguments.written) {
        std::string_view const word = argument.name.text;
        if (!argument.value)
            fits = false;
        else if (word.empty() && !what)
            what = check_as(argument.value, environment_.string());
        else if (reminds && word == "after" && !after)
            after = reminder_time(argument);
        else if (reminds && word == "every" && !every)
            every = reminder_time(argument);
        else
            fits = false;
    }
    if (!fits || !what || (reminds && !after))
        return fail(Diagnostic{Code::S2001, arguments.span,
                               "`" + std::string(name.text) + "` is not understood"}
                        .suggest(reminds ? "write `self.remind(\"name\", after: 5000)`, and "
                                           "perhaps `every: 60000`"
                                         : "write `self.forget(\"name\")`"));
    if (!reminds)
        return intrinsic(Intrinsic::forget, {what}, scalar(TypeKind::void_), arguments.span);
    return intrinsic(Intrinsic::remind, {what, after, every}, scalar(TypeKind::void_),
                     arguments.span);
}

/// `old` in a migration, unless a local is called so.
bool BodyChecker::is_old_state(ast::Expr const* expression)
{
    auto const* name = ast::get_if<ast::NameExpr>(expression);
    return in_migration && name && name->name.text == "old" && !find_local("old");
}

/// `old.total`: the place says which type the older program stored.
Expr* BodyChecker::old_field(ast::Name name, TypeRef expected)
{
    auto* made =
        intrinsic(Intrinsic::old_field, {}, expected ? expected : any(name.span), name.span);
    made->text = name.text;
    return made;
}

/// `old.has("total")`.
Expr* BodyChecker::old_state_method(ast::Name name, CallArguments const& arguments)
{
    if (name.text != "has")
        return fail(Diagnostic{Code::S0002, name.span,
                               "`old` has no function `" + std::string(name.text) + "`"}
                        .suggest("read a field with `old.name`, or ask `old.has(\"name\")`"));
    if (arguments.written.size() != 1 || !arguments.written[0].value)
        return wrong_argument_count("`old.has`", 1, arguments.written.size(), arguments.span);
    return intrinsic(Intrinsic::old_has,
                     {check_as(arguments.written[0].value, environment_.string())},
                     scalar(TypeKind::boolean), arguments.span);
}

/// `stop()`, `self.stop()`, with a reason or without.
Expr* BodyChecker::stop_self(CallArguments const& arguments)
{
    if (arguments.written.size() > 1)
        return wrong_argument_count("`stop`", 1, arguments.written.size(), arguments.span);
    std::vector<Expr*> reason;
    if (!arguments.written.empty() && arguments.written[0].value)
        reason.push_back(check_as(arguments.written[0].value,
                                  environment_.types.variants(environment_.builtins.exit_reason)));
    return intrinsic(Intrinsic::stop_self, std::move(reason), scalar(TypeKind::void_),
                     arguments.span);
}

/// `whereis("name")`: the place says which protocol is meant, or `whereis[M]("name")` does.
Expr* BodyChecker::whereis(ast::Call const& expression, TypeRef protocol, TypeRef expected)
{
    need_cluster(expression.callee->span, "`whereis`");
    if (expression.arguments.size() != 1 || !expression.arguments[0].value)
        return wrong_argument_count("`whereis`", 1, expression.arguments.size(), expression.span);
    Expr* name = check_as(expression.arguments[0].value, environment_.string());
    TypeRef const found =
        environment_.option(environment_.actor_ref(protocol ? protocol : any(expression.span)));
    if (expected && resolve(expected)->kind == TypeKind::option)
        inference_.unify(found, expected);
    return intrinsic(Intrinsic::whereis, {name}, found, expression.span);
}

} // namespace janus::semantics
