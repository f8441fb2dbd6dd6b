// Talking to actors: spawn, grain references, send, ask, replies, supervisors.
#include "semantics/argument_names.hpp"
#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

Expr* BodyChecker::spawn(ast::Spawn const& expression)
{
    if (expression.body || !expression.target || expression.async)
        return spawn_task(expression);
    ast::Expr const* target = expression.target;
    ast::List<ast::Argument> arguments;
    std::vector<ast::Argument> more;
    if (auto const* call = ast::get_if<ast::Call>(target)) {
        target = call->callee;
        arguments = call->arguments;
    } else if (!expression.more.empty()) {
        for (ast::Expr* value : expression.more)
            more.push_back({{}, value, nullptr, false});
        arguments = list(more);
    }
    ActorClass const named = named_actor(target);
    Symbol const symbol = named.symbol;
    if (symbol.kind == SymbolKind::actor)
        return symbol.actor->grain ? grain_reference(named, arguments, expression.span, true)
                                   : spawn_actor(named, arguments, expression.span);
    if (symbol.kind == SymbolKind::supervisor)
        return start_supervisor(*symbol.supervisor, arguments, expression.span);
    if (!symbol) {
        auto const* name = ast::get_if<ast::NameExpr>(target);
        if (name && context_.scope->has_lost(name->name.text)) {
            check_each(arguments);
            return error_node(expression.span);
        }
        // A call of what is unknown, too, unless it could be a task's.
        bool const task = expression.target != target && !nurseries_.empty();
        if (name && !task && !find_local(name->name.text) &&
            !is_called(*context_.scope, name->name.text)) {
            check_each(arguments);
            Diagnostic problem{Code::S0001, name->name.span,
                               "undefined actor `" + std::string(name->name.text) + "`"};
            suggest_nearest(
                problem, name->name.text, names_where(*context_.scope, [](Symbol const& each) {
                    return each.kind == SymbolKind::actor || each.kind == SymbolKind::supervisor;
                }));
            return fail(std::move(problem));
        }
    }
    return spawn_task(expression);
}

/// Null if the parameter of an actor or supervisor has no default value.
Expr* BodyChecker::default_of_parameter(Local const& parameter, TypeRef type)
{
    auto const found = environment_.parameter_defaults.find(&parameter);
    if (found == environment_.parameter_defaults.end())
        return nullptr;
    BodyChecker checker{environment_, {found->second.scope, {}, nullptr}};
    Expr* value = checker.check_as(found->second.value, type);
    checker.finish();
    return value;
}

std::vector<Expr*> BodyChecker::constructor_arguments(std::vector<Local*> const& parameters,
                                                      ast::List<ast::Argument> arguments,
                                                      std::string_view what, Span span,
                                                      Substitution const& substitution)
{
    auto const type = [&](std::size_t at) {
        return substitute(environment_.types, parameters[at]->type, substitution);
    };
    std::vector<Expr*> values(parameters.size(), nullptr);
    if (auto problem = wrongly_named(std::string(what), parameter_names(parameters), arguments)) {
        report(std::move(*problem));
        check_each(arguments);
        for (Expr*& value : values)
            value = error_node(span);
        return values;
    }
    std::size_t next = 0;
    for (ast::Argument const& argument : arguments) {
        std::size_t at = next;
        if (argument.name) {
            at = 0;
            while (at < parameters.size() && parameters[at]->name != argument.name.text)
                ++at;
        } else {
            ++next;
        }
        if (argument.value && at >= parameters.size())
            check(argument.value);
        else if (argument.value)
            values[at] = check_as(argument.value, type(at));
    }
    for (std::size_t at = 0; at < values.size(); ++at)
        if (!values[at])
            values[at] = default_of_parameter(*parameters[at], type(at));
    std::size_t const given = static_cast<std::size_t>(std::count_if(
        values.begin(), values.end(), [](Expr const* value) { return value != nullptr; }));
    if (given != parameters.size() || arguments.size() > parameters.size())
        wrong_argument_count(what, parameters.size(), arguments.size(), span);
    for (Expr*& value : values)
        value = value ? value : error_node(span);
    return values;
}

/// `Stack`, `chat.Room` or `Stack[i64]`.
ActorClass BodyChecker::named_actor(ast::Expr const* expression)
{
    ActorClass named;
    auto const* index = ast::get_if<ast::Index>(expression);
    named.symbol = path_symbol(index ? index->base : expression);
    if (!index)
        return named;
    if (named.symbol.kind != SymbolKind::actor)
        return {};
    for (ast::IndexArgument const& argument : index->arguments) {
        TypeRef const type =
            argument.type ? types().read(argument.type) : types().from_expression(argument.value);
        named.type_arguments.push_back(type ? type : environment_.error_type());
    }
    return named;
}

/// What the type parameters of an actor stand for here: as written, or found from the arguments.
bool BodyChecker::instantiate_actor(ActorClass const& which, Span span, Substitution& substitution,
                                    std::vector<TypeRef>& chosen)
{
    Actor& actor = *which.symbol.actor;
    if (!which.type_arguments.empty() && which.type_arguments.size() != actor.generics.size()) {
        wrong_argument_count("`" + std::string(actor.name) + "[…]`", actor.generics.size(),
                             which.type_arguments.size(), span);
        return false;
    }
    PendingBounds pending;
    pending.name = std::string(actor.name);
    pending.span = span;
    for (std::size_t at = 0; at < actor.generics.size(); ++at) {
        TypeRef const parameter = actor.generics[at].type;
        chosen.push_back(which.type_arguments.empty() ? any(span) : which.type_arguments[at]);
        substitution[parameter->number] = chosen.back();
        for (Trait const* bound : parameter->bounds)
            pending.wanted.emplace_back(chosen.back(), bound);
    }
    if (!pending.wanted.empty())
        pending_bounds_.push_back(std::move(pending));
    return true;
}

Expr* BodyChecker::actor_intrinsic(Intrinsic kind, ActorClass const& which,
                                   ast::List<ast::Argument> arguments, Span span)
{
    Actor& actor = *which.symbol.actor;
    Substitution substitution;
    std::vector<TypeRef> chosen;
    if (!instantiate_actor(which, span, substitution, chosen))
        return error_node(span);
    std::string const what = (actor.grain ? "grain `" : "actor `") + std::string(actor.name) + "`";
    std::vector<Expr*> values =
        constructor_arguments(actor.parameters, arguments, what, span, substitution);
    TypeRef const message = actor.message
                                ? substitute(environment_.types, actor.message, substitution)
                                : scalar(TypeKind::void_);
    auto* made = intrinsic(kind, std::move(values), environment_.actor_ref(message), span);
    made->actor = &actor;
    made->type_arguments = list(chosen);
    type_lists_.push_back(made->type_arguments);
    return made;
}

Expr* BodyChecker::spawn_actor(ActorClass const& which, ast::List<ast::Argument> arguments,
                               Span span)
{
    if (which.symbol.actor->module != context_.scope->module)
        need_cluster(span, "actors");
    return actor_intrinsic(Intrinsic::spawn_actor, which, arguments, span);
}

Expr* BodyChecker::grain_reference(ActorClass const& which, ast::List<ast::Argument> arguments,
                                   Span span, bool activate)
{
    return actor_intrinsic(activate ? Intrinsic::activate_grain : Intrinsic::grain_reference, which,
                           arguments, span);
}

Expr* BodyChecker::start_supervisor(Supervisor& supervisor, ast::List<ast::Argument> arguments,
                                    Span span)
{
    std::vector<Expr*> values =
        constructor_arguments(supervisor.parameters, arguments,
                              "supervisor `" + std::string(supervisor.name) + "`", span);
    auto* made = intrinsic(Intrinsic::start_supervisor, std::move(values),
                           environment_.types.supervisor_ref(&supervisor), span);
    made->supervisor = &supervisor;
    return made;
}

TypeRef BodyChecker::protocol_of(TypeRef several, ast::Expr const* message, bool& reported)
{
    ast::Expr const* written = message;
    if (auto const* call = ast::get_if<ast::Call>(written))
        written = call->callee;
    ast::Name name;
    std::string_view owner;
    TypeRef type = nullptr;
    if (written->kind == ast::ExprKind::enum_literal ||
        written->kind == ast::ExprKind::struct_literal) {
        ast::Path const path = ast::as<ast::Literal>(*written).path;
        name = path.back();
        owner = path.size() > 1 ? path[path.size() - 2].text : std::string_view{};
        if (owner.empty() && written->kind == ast::ExprKind::struct_literal &&
            context_.scope->find(name.text).is_type())
            return nullptr;
    } else if (auto const* member = ast::get_if<ast::Member>(written)) {
        type = path_type(member->base);
        if (!type)
            return nullptr;
        name = member->name;
    } else if (auto const* word = ast::get_if<ast::NameExpr>(written)) {
        if (find_local(word->name.text) || context_.scope->find(word->name.text))
            return nullptr;
        name = word->name;
    } else {
        return nullptr;
    }
    TypeRef found = nullptr;
    for (TypeRef part : several->arguments) {
        bool const meant =
            type ? part == type : owner.empty() || owner == resolve(part)->variants->name;
        if (!meant || !find_case(part, name.text))
            continue;
        if (found) {
            reported = true;
            report(Diagnostic{Code::S0006, name.span,
                              "`" + std::string(name.text) + "` is a message of " + show(found) +
                                  " and of " + show(part)}
                       .suggest("write the protocol in front: `" + to_string(found) + "." +
                                std::string(name.text) + "`"));
            return nullptr;
        }
        found = part;
    }
    if (!found && context_.scope->has_lost(name.text)) {
        reported = true;
    } else if (!found && written->kind == ast::ExprKind::enum_literal) {
        reported = true;
        std::vector<std::string_view> names;
        for (TypeRef part : several->arguments)
            for (Case const& case_ : part->variants->cases)
                names.push_back(case_.name);
        Diagnostic problem{Code::S2001, name.span,
                           show(several) + " has no case `" + std::string(name.text) + "`"};
        if (std::string const near{nearest_name(name.text, names)}; !near.empty())
            problem.suggest("did you mean `" + near + "`?");
        report(std::move(problem));
    }
    return found;
}

/// With several protocols the case's name must occur in one of them only, or be qualified.
Expr* BodyChecker::message_of_several(TypeRef protocol, ast::Expr const* message,
                                      bool reply_may_miss)
{
    bool reported = false;
    if (TypeRef const found = protocol_of(protocol, message, reported))
        return message_argument(found, message, reply_may_miss);
    if (reported)
        return error_node(message->span);
    Expr* value = check(message);
    for (TypeRef part : protocol->arguments)
        if (resolve(value->type) == part)
            return value;
    return is_error(value) ? value : mismatch(value, protocol);
}

/// A message for an actor of this protocol: a case in any spelling, or a whole message value.
Expr* BodyChecker::message_argument(TypeRef protocol, ast::Expr const* message, bool reply_may_miss)
{
    protocol = resolve(protocol);
    if (protocol->kind == TypeKind::one_of)
        return message_of_several(protocol, message, reply_may_miss);
    if (protocol->kind != TypeKind::variants)
        return check_as(message, protocol);
    if (message->kind == ast::ExprKind::enum_literal) {
        auto const& literal = ast::as<ast::Literal>(*message);
        Case const* case_ = find_case(protocol, literal.path[0].text);
        if (!case_)
            return unknown_case(protocol, literal.path[0]);
        return case_with_fields(protocol, *case_, literal.fields, message->span, reply_may_miss);
    }
    if (message->kind == ast::ExprKind::struct_literal) {
        auto const& literal = ast::as<ast::Literal>(*message);
        Case const* case_ = find_case(protocol, literal.path.back().text);
        bool const own = literal.path.size() == 1 ||
                         literal.path[literal.path.size() - 2].text == protocol->variants->name;
        if (case_ && own &&
            !(literal.path.size() == 1 && context_.scope->find(literal.path[0].text).is_type()))
            return case_with_fields(protocol, *case_, literal.fields, message->span,
                                    reply_may_miss);
    }
    auto const* member = ast::get_if<ast::Member>(message);
    auto const* call = ast::get_if<ast::Call>(message);
    auto const* callee = call ? ast::get_if<ast::Member>(call->callee) : nullptr;
    if (member && path_type(member->base) == protocol)
        if (Case const* case_ = find_case(protocol, member->name.text))
            return case_with_fields(protocol, *case_, {}, message->span, reply_may_miss);
    if (callee && path_type(callee->base) == protocol)
        if (Case const* case_ = find_case(protocol, callee->name.text))
            return case_with_arguments(protocol, *case_, {nullptr, call->arguments, message->span},
                                       reply_may_miss);
    if (call && call->callee->kind == ast::ExprKind::enum_literal) {
        auto const& literal = ast::as<ast::Literal>(*call->callee);
        Case const* case_ = find_case(protocol, literal.path[0].text);
        return case_
                   ? case_with_arguments(protocol, *case_,
                                         {nullptr, call->arguments, message->span}, reply_may_miss)
                   : unknown_case(protocol, literal.path[0]);
    }
    // A bare name may be a case, unless something in scope is called so.
    if (auto const* name = ast::get_if<ast::NameExpr>(message);
        name && !find_local(name->name.text))
        if (Case const* case_ = find_case(protocol, name->name.text);
            case_ && !context_.scope->find(name->name.text))
            return case_with_fields(protocol, *case_, {}, message->span, reply_may_miss);
    return check_as(message, protocol);
}

Expr* BodyChecker::send(Expr* target, ast::Expr const* message, Span span, Intrinsic how)
{
    TypeRef const type = resolve(target->type);
    if (type->kind == TypeKind::error) {
        return error_node(span);
    }
    if (type->kind != TypeKind::structure || type->structure != environment_.builtins.actor_ref)
        return fail(Diagnostic{Code::S0005, target->span,
                               "only an actor can be sent a message, not " + show(type)});
    Expr* made = message_argument(type->arguments[0], message, false);
    TypeRef const result = scalar(how == Intrinsic::try_send ? TypeKind::boolean : TypeKind::void_);
    return intrinsic(how, {target, made}, result, span);
}

Expr* BodyChecker::send_after(Expr* delay, Expr* target, ast::Expr const* message, Span span)
{
    Expr* made = send(target, message, span, Intrinsic::send);
    if (is_error(made))
        return made;
    auto const& sent = as<IntrinsicCall>(*made);
    return intrinsic(Intrinsic::send_after, {delay, sent.arguments[0], sent.arguments[1]},
                     environment_.types.structure(environment_.builtins.timer), span);
}

Expr* BodyChecker::ask(Expr* target, CallArguments const& arguments)
{
    TypeRef const protocol = resolve(resolve(target->type)->arguments[0]);
    ast::Argument const* message = nullptr;
    Expr* timeout = nullptr;
    for (ast::Argument const& argument : arguments.written) {
        if (argument.name.text == "timeout")
            timeout = check_as(argument.value, scalar(TypeKind::i64));
        else if (!argument.name && !message)
            message = &argument;
        else if (auto problem = wrongly_named("`ask`", {"message", "timeout"}, arguments.written))
            return fail(std::move(*problem));
        else
            return fail(
                Diagnostic{Code::S2001, arguments.span, "`ask` takes one message and `timeout:`"});
    }
    if (!message || !message->value)
        return fail(Diagnostic{Code::S2001, arguments.span, "`ask` needs a message"});
    Expr* made = message_argument(protocol, message->value, true);
    if (is_error(made))
        return made;
    if (made->kind != ExprKind::construct_case)
        return fail(
            Diagnostic{Code::S2001, made->span, "`ask` needs to see which case is sent"}.suggest(
                "write the case in the call: `a.ask(.Case)`"));
    auto& construct = as<ConstructCase>(*made);
    TypeRef answer = scalar(TypeKind::void_);
    int const reply = construct.case_->reply_field;
    if (reply >= 0) {
        if (construct.fields[static_cast<std::size_t>(reply)])
            return fail(Diagnostic{
                Code::S2001, made->span,
                "`ask` fills in the reply field `" +
                    std::string(construct.case_->fields[static_cast<std::size_t>(reply)].name) +
                    "` itself"}
                            .suggest("leave it out, or use `send`"));
        answer = field_type(made->type, construct.case_->fields[static_cast<std::size_t>(reply)])
                     ->arguments[0];
    }
    TypeRef const error = environment_.types.variants(environment_.builtins.ask_error);
    return intrinsic(Intrinsic::ask, {target, made, timeout}, environment_.result(answer, error),
                     arguments.span);
}

/// Methods of a reference that need to see the protocol; null for the plain ones of the prelude.
Expr* BodyChecker::actor_method(Expr* receiver, ast::Name name, CallArguments const& arguments)
{
    auto one_message = [&](Intrinsic how) -> Expr* {
        if (arguments.written.size() != 1 || !arguments.written[0].value)
            return wrong_argument_count("`" + std::string(name.text) + "`", 1,
                                        arguments.written.size(), arguments.span);
        return send(receiver, arguments.written[0].value, arguments.span, how);
    };
    if (name.text == "send" || name.text == "tell")
        return one_message(Intrinsic::send);
    if (name.text == "try_send")
        return one_message(Intrinsic::try_send);
    if (name.text == "ask")
        return ask(receiver, arguments);
    if (name.text == "send_after") {
        if (arguments.written.size() != 2 || !arguments.written[1].value)
            return wrong_argument_count("`send_after`", 2, arguments.written.size(),
                                        arguments.span);
        Expr* delay = check_as(arguments.written[0].value, scalar(TypeKind::i64));
        return send_after(delay, receiver, arguments.written[1].value, arguments.span);
    }
    if (name.text == "deactivate" && arguments.written.empty())
        return intrinsic(Intrinsic::deactivate, {receiver}, scalar(TypeKind::void_),
                         arguments.span);
    return nullptr;
}

/// Takes what a handler answers with: a value, an error, or `void.ok()`.
Expr* BodyChecker::reply_method(Expr* receiver, ast::Name name, CallArguments const& arguments)
{
    if (name.text != "send" && name.text != "fail" && name.text != "ok")
        return nullptr;
    TypeRef const inner = resolve(receiver->type)->arguments[0];
    TypeRef const answer = environment_.result(inner, environment_.open_error());
    std::vector<Expr*> values{receiver};
    if (arguments.written.empty()) {
        if (resolve(inner)->kind == TypeKind::variable)
            inference_.unify(inner, scalar(TypeKind::void_));
        if (name.text == "fail" || resolve(inner)->kind != TypeKind::void_)
            return fail(Diagnostic{Code::S2001, arguments.span,
                                   "`reply." + std::string(name.text) + "` needs a value of type " +
                                       show(inner)});
        values.push_back(convert(Conversion::ok, unit(arguments.span), answer));
    } else {
        if (arguments.written.size() != 1 || !arguments.written[0].value)
            return wrong_argument_count("`" + std::string(name.text) + "`", 1,
                                        arguments.written.size(), arguments.span);
        Expr* value = check(arguments.written[0].value, inner);
        if (name.text == "fail" && !is_error(value) && !is_error_type(resolve(value->type)))
            return fail(Diagnostic{Code::S2001, value->span,
                                   "`fail` needs an error, found " + show(value->type)});
        Expr* coerced = try_coerce(value, answer);
        if (!coerced)
            return mismatch(value, inner);
        values.push_back(coerced);
    }
    Function& function = builtin_method(*environment_.builtins.reply, "send");
    return call_builtin(function, std::move(values), scalar(TypeKind::void_), arguments.span);
}

} // namespace janus::semantics
