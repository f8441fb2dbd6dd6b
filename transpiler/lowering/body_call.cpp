#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/mentions.hpp"
#include "lowering/written_order.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

std::vector<cpp::Expr> Body::operands(std::vector<Operand> const& wanted, Order order)
{
    std::vector<cpp::Expr> made;
    std::vector<Effect> effects;
    auto const keep = [&](std::size_t i) {
        Operand const& operand = wanted[i];
        bool const is_place = operand.place && (root_of(*operand.expression) ||
                                                operand.expression->kind == ExprKind::global);
        if (effects[i] == Effect::none || is_place || is_void(operand.expression->type))
            return;
        // Later operands may have been spelled already.
        cpp::Expr const held = cpp::name(
            held_as(names_.make_in_front("value"), operand.expression->type, std::move(made[i])));
        made[i] = operand.use.taken && !is_small(operand.expression->type) ? cpp::move(held) : held;
        effects[i] = Effect::none;
    };
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        cpp::Expr one;
        Stmts before = apart([&] {
            one = wanted[i].lends ? place(*wanted[i].expression)
                                  : value(*wanted[i].expression, wanted[i].use);
        });
        if (!before.empty()) {
            for (std::size_t earlier = 0; earlier < i; ++earlier)
                keep(earlier);
            for (cpp::Stmt& statement : before)
                add(std::move(statement));
        }
        bool const held = one.kind == cpp::ExprKind::name && temporaries_.contains(one.text);
        effects.push_back(held ? Effect::none : effect_of(*wanted[i].expression));
        made.push_back(std::move(one));
    }
    if (order == Order::left_to_right)
        return made;
    for (std::size_t i = 0; i < made.size(); ++i) {
        for (std::size_t later = i + 1; later < made.size(); ++later) {
            if (order_matters(effects[i], effects[later]))
                keep(i);
        }
    }
    return made;
}

Body::Wanted Body::take_wanted()
{
    return {std::exchange(wanted_name_, {}), std::exchange(wanted_type_, {}), {}};
}

cpp::Expr Body::awaited(cpp::Expr operand, std::string const& type, std::string_view hint,
                        TypeRef result, Wanted const& wanted)
{
    std::string const name = wanted.task.empty() ? names_.make(hint) : wanted.task;
    add(cpp::declare(type, name, std::move(operand)));
    cpp::Expr const await = cpp::prefix("co_await ", cpp::name(name));
    if (is_void(result)) {
        add(cpp::expression(await));
        return cpp::name("");
    }
    if (wanted.name == nobody) {
        add(cpp::expression(cpp::call("static_cast<void>", {await})));
        return cpp::name("");
    }
    if (!wanted.name.empty()) {
        add(cpp::declare(wanted.type, wanted.name, await));
        return cpp::name(wanted.name);
    }
    return cpp::name(temporary(hint == "asking" ? "answer" : "result", result, await));
}

/// The code of a closure that waits stands inside the task it is given to, so it must not use the
/// name of that task.
void Body::name_task(Call const& call, Wanted& wanted)
{
    auto const waits_inside = [](Expr const* argument) {
        return argument->kind == ExprKind::closure && as<Closure>(*argument).function->suspends;
    };
    if (call.function->suspends &&
        std::any_of(call.arguments.begin(), call.arguments.end(), waits_inside))
        wanted.task = names_.make(snake_case(call.function->name) + "_task");
}

std::vector<Body::Operand> Body::arguments_of(Function const& function,
                                              std::span<Expr* const> arguments) const
{
    bool const by_value = function.suspends || function.kind == FunctionKind::actor_method;
    bool const foreign = function.kind == FunctionKind::extern_;
    bool const deduced = foreign || (function.owner && !function.owner->arguments.empty()) ||
                         module_.names.is_overloaded(&function);
    std::vector<Operand> wanted;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        bool const self = i == 0 && function.owner && !function.is_static;
        bool const lent = i < function.parameters.size() && function.parameters[i]->reference;
        bool const written =
            foreign ? is_mutable_place(*arguments[i]) : self && function.mutates_self;
        if (lent || written) {
            wanted.push_back({arguments[i], use_read, lent || self, true});
            continue;
        }
        wanted.push_back({arguments[i], {deduced, by_value && !self}, self});
    }
    return wanted;
}

std::string Body::type_arguments(std::span<TypeRef const> arguments) const
{
    std::string text;
    for (TypeRef argument : arguments)
        text += (text.empty() ? "" : ", ") + module_.spell_argument(argument);
    return text.empty() ? text : "<" + text + ">";
}

namespace {

/// What stands for each type parameter of `declared`, in the order of type_parameters().
void match_parameters(TypeRef declared, TypeRef actual, std::vector<TypeRef>& seen,
                      std::vector<TypeRef>& found)
{
    if (declared->kind == TypeKind::parameter) {
        if (std::find(seen.begin(), seen.end(), declared) == seen.end()) {
            seen.push_back(declared);
            found.push_back(actual);
        }
        return;
    }
    for (std::size_t i = 0; i < declared->arguments.size() && i < actual->arguments.size(); ++i)
        match_parameters(declared->arguments[i], actual->arguments[i], seen, found);
}

bool has_parameter(TypeRef type)
{
    return type->kind == TypeKind::parameter ||
           std::any_of(type->arguments.begin(), type->arguments.end(), has_parameter);
}

/// C++ deduces nothing from a closure.
bool takes_generic_function(Function const& function)
{
    return std::any_of(
        function.parameters.begin(), function.parameters.end(), [](Local const* parameter) {
            return parameter->type->kind == TypeKind::function && has_parameter(parameter->type);
        });
}

/// The type arguments of a method of a generic type, where nothing else tells them:
/// `Stack[String].new()`, `pair.map(|x| …)`.
std::vector<TypeRef> method_arguments(Call const& call)
{
    std::vector<TypeRef> seen;
    std::vector<TypeRef> found;
    if (call.static_owner)
        match_parameters(call.function->owner, call.static_owner, seen, found);
    else if (!call.function->is_static && takes_generic_function(*call.function))
        match_parameters(call.function->owner, call.arguments[0]->type, seen, found);
    if (!found.empty())
        found.insert(found.end(), call.type_arguments.begin(), call.type_arguments.end());
    return found;
}

} // namespace

cpp::Expr Body::call(Expr& expression)
{
    auto& made = as<Call>(expression);
    Function& function = *made.function;
    bool const runtime = function.kind == FunctionKind::builtin || !function.cpp_name.empty();
    if (runtime && function.kind != FunctionKind::closure)
        return call_builtin(expression);
    Wanted wanted = take_wanted();
    name_task(made, wanted);
    cpp::Expr callee;
    if (function.kind == FunctionKind::actor_method) {
        callee = cpp::name(module_.names.member(&function) + type_arguments(made.type_arguments));
        if (!actor_object_.empty())
            callee = cpp::arrow(cpp::name(actor_object_), callee.text);
    } else {
        bool const through_trait = function.owner && function.owner->kind == TypeKind::parameter;
        if (through_trait && function.is_static)
            return static_of_trait(made);
        bool const of_generic = function.owner && !function.owner->arguments.empty();
        std::string name =
            through_trait ? module_.names.simple(&function) : module_.spell(function);
        if (of_generic)
            name += type_arguments(method_arguments(made));
        else if (!through_trait)
            name += type_arguments(made.type_arguments);
        callee = cpp::name(std::move(name));
    }
    auto arguments = in_written_order(made);
    copy_aliased(function, made.arguments, arguments);
    if (function.suspends && function.owner && !function.is_static)
        keep_receiver(*made.arguments[0], arguments[0]);
    cpp::Expr called = cpp::call(std::move(callee), std::move(arguments));
    if (!function.suspends)
        return called;
    return awaited(std::move(called), module_.spell_task(function_result(made)),
                   snake_case(function.name) + "_task", function_result(made), wanted);
}

/// A method that waits refers to its receiver until it ends, so that must be a variable.
void Body::keep_receiver(Expr const& receiver, cpp::Expr& spelled)
{
    if (!root_of(receiver) && receiver.kind != ExprKind::global && !is_small(receiver.type))
        spelled = cpp::name(temporary("receiver", receiver.type, std::move(spelled)));
}

/// Named arguments may be written in another order than the parameters have.
std::vector<cpp::Expr> Body::in_written_order(Call& call)
{
    auto const wanted = arguments_of(*call.function, call.arguments);
    std::uint32_t last = 0;
    bool in_order = true;
    for (Expr const* argument : call.arguments) {
        if (!argument || !call.span.contains(argument->span))
            continue; // a default, or what a pipe hands on
        in_order = in_order && argument->span.begin >= last;
        last = argument->span.begin;
    }
    if (in_order)
        return operands(wanted, Order::unspecified);
    auto const order = written_order(call.arguments, call.span);
    std::vector<Operand> written;
    for (std::size_t const at : order)
        written.push_back(wanted[at]);
    auto made = operands(written, Order::unspecified);
    std::vector<cpp::Expr> arguments(made.size());
    for (std::size_t next = 0; next < order.size(); ++next)
        arguments[order[next]] = std::move(made[next]);
    return arguments;
}

/// `T.make(n)`: which one is meant, a tag says.
cpp::Expr Body::static_of_trait(Call& made)
{
    Function& function = *made.function;
    auto arguments = operands(arguments_of(function, made.arguments), Order::unspecified);
    arguments.insert(
        arguments.begin(),
        cpp::construct("janus::TypeTag<" + module_.spell(made.static_owner) + ">", {}));
    return cpp::call(module_.names.simple(&function), std::move(arguments));
}

/// Some argument is a function, which may reach what the caller has.
bool Body::calls_back(std::span<Expr* const> arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](Expr const* argument) {
        return argument->type && argument->type->kind == TypeKind::function;
    });
}

/// What a method runs over while its closure changes it must be a copy.
cpp::Expr Body::steady_receiver(Call const& call, cpp::Expr receiver) const
{
    Expr const& place = *call.arguments[0];
    if (call.function->mutates_self || !is_mutable_place(place) || !calls_back(call.arguments))
        return receiver;
    bool changes = false;
    for (Expr* argument : call.arguments) {
        if (argument->kind == ExprKind::closure)
            changes = changes || may_change(*as<Closure>(*argument).function->body, place);
        else
            changes = changes || argument->type->kind == TypeKind::function;
    }
    return changes ? cpp::call(module_.spell(place.type), {std::move(receiver)}) : receiver;
}

namespace {

/// Another argument lends (part of) the same variable; so does the receiver a method changes.
bool is_lent(Function const& function, std::span<Expr* const> arguments, Local const* root)
{
    for (std::size_t i = 0; i < arguments.size() && i < function.parameters.size(); ++i) {
        bool const changed = function.parameters[i]->self && function.mutates_self;
        if ((changed || function.parameters[i]->reference) && root_of(*arguments[i]) == root)
            return true;
    }
    return false;
}

} // namespace

/// A plain function sees its arguments by reference, so what it might change meanwhile is copied.
void Body::copy_aliased(Function const& function, std::span<Expr* const> arguments,
                        std::vector<cpp::Expr>& spelled)
{
    if (function.suspends || function.kind == FunctionKind::actor_method)
        return;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        Expr const& argument = *arguments[i];
        bool const self = i == 0 && function.owner && !function.is_static;
        bool const lent = i < function.parameters.size() && function.parameters[i]->reference;
        if (self || lent || is_small(argument.type))
            continue;
        Local const* root = root_of(argument);
        bool const state = root && root->kind == LocalKind::state && calls_back(arguments);
        bool const far = root ? root->shared_cell || root->reference || state ||
                                    is_lent(function, arguments, root)
                              : is_mutable_place(argument);
        if (far)
            spelled[i] = cpp::call(module_.spell(argument.type), {std::move(spelled[i])});
    }
}

TypeRef Body::function_result(Call const& call) const
{
    return call.type && call.type->kind != TypeKind::never ? call.type : call.function->result;
}

/// What slices have themselves; for the rest they are copied.
static bool of_slice(Function const& function)
{
    return function.mutates_self || function.name == "len" || function.name == "is_empty";
}

/// `List.new()`, `Channel[T].buffered(3)`.
cpp::Expr Body::static_builtin(Call const& made, std::string const& name,
                               std::vector<cpp::Expr> arguments) const
{
    std::string const type = module_.spell(made.static_owner ? made.static_owner : made.type);
    if (name == "new" || name == "init")
        return cpp::construct(type, {});
    return cpp::call(type + "::" + name, std::move(arguments));
}

cpp::Expr Body::call_builtin(Expr& expression)
{
    auto& made = as<Call>(expression);
    Function& function = *made.function;
    bool const replies = function.owner && function.name == "send" &&
                         function.owner->kind == TypeKind::structure &&
                         function.owner->structure->name == "Reply";
    if (replies)
        return send_reply(made);
    Wanted wanted = take_wanted();
    name_task(made, wanted);
    std::string name = function.cpp_name.empty() ? std::string(function.name) : function.cpp_name;
    // A type that only the call names.
    if (name.ends_with("<>"))
        name.insert(name.size() - 1, module_.spell_argument(made.type_arguments[0]));
    bool const declared = function.owner || (!function.module && function.cpp_name != "janus::min");
    bool const deduced = !function.generics.empty() || !declared;
    std::vector<Operand> wanted_operands;
    for (std::size_t i = 0; i < made.arguments.size(); ++i) {
        bool const receiver = i == 0 && function.owner && !function.is_static;
        Use const use{deduced || receiver, !receiver && function.mutates_self};
        wanted_operands.push_back(
            {made.arguments[i], use, receiver, receiver && function.mutates_self});
    }
    auto parts = operands(wanted_operands, Order::unspecified);
    if (name == "janus::sleep_for") {
        parts[0] = cpp::call("janus::milliseconds", {parts[0]});
        return awaited(cpp::call("janus::sleep", std::move(parts)), "auto", "sleeping",
                       expression.type, wanted);
    }
    bool const through_receiver =
        !function.owner && made.arguments.size() == function.parameters.size() + 1;
    if (!function.owner && !through_receiver) {
        cpp::Expr called =
            function.blocking ? aside(name, std::move(parts)) : cpp::call(name, std::move(parts));
        if (!function.suspends)
            return called;
        return awaited(std::move(called), "auto", snake_case(function.name) + "_task",
                       expression.type, wanted);
    }
    if (function.is_static)
        return static_builtin(made, name, std::move(parts));
    cpp::Expr receiver = steady_receiver(made, parts[0]);
    if (made.arguments[0]->type->kind == TypeKind::slice && !of_slice(function))
        receiver = cpp::method(std::move(receiver), "list", {});
    if (function.variant_of) {
        parts[0] = std::move(receiver);
        return awaited(cpp::call(name, std::move(parts)), "auto",
                       snake_case(function.name) + "_task", expression.type, wanted);
    }
    parts.erase(parts.begin());
    bool const waits_for_reply = function.suspends && name == "wait" && parts.size() == 1;
    if (waits_for_reply)
        parts[0] = cpp::call("janus::milliseconds", {parts[0]});
    cpp::Expr called = cpp::method(receiver, name, std::move(parts));
    if (!function.suspends)
        return called;
    std::string const type =
        waits_for_reply ? "janus::Asking<" + module_.spell(expression.type->arguments[0]) + ">"
                        : "auto";
    return awaited(std::move(called), type, waits_for_reply ? "asking" : "waiting", expression.type,
                   wanted);
}

/// A call of C++ that blocks its thread, on another one.
cpp::Expr Body::aside(std::string const& function, std::vector<cpp::Expr> arguments)
{
    cpp::Lambda call;
    call.parameters.push_back({"auto&...", "given", false});
    call.body.push_back(cpp::jump("return", cpp::call(function, {cpp::name("given...")})));
    arguments.insert(arguments.begin(), cpp::lambda(std::move(call)));
    return cpp::call("janus::aside_with", std::move(arguments));
}

cpp::Expr Body::call_value(Expr& expression)
{
    auto& made = as<CallValue>(expression);
    Wanted const wanted = take_wanted();
    std::vector<Operand> list{{made.callee, use_read, true}};
    for (std::size_t i = 0; i < made.arguments.size(); ++i) {
        bool const lent = made.callee->type->arguments[i]->kind == TypeKind::reference;
        list.push_back({made.arguments[i], lent ? use_read : use_give, lent, lent});
    }
    auto parts = operands(list, Order::unspecified);
    cpp::Expr const callee = parts[0];
    parts.erase(parts.begin());
    cpp::Expr called = cpp::call(callee, std::move(parts));
    if (!made.callee->type->flag)
        return called;
    return awaited(std::move(called), module_.spell_task(expression.type), "call", expression.type,
                   wanted);
}

cpp::Expr Body::function_value(Expr& expression)
{
    auto& made = as<FunctionRef>(expression);
    Function& function = *made.function;
    bool const plain =
        function.kind == FunctionKind::free && !module_.names.is_overloaded(&function);
    if (plain)
        return cpp::prefix(
            "&", cpp::name(module_.spell(function) + type_arguments(made.type_arguments)));
    cpp::Lambda lambda;
    std::vector<cpp::Expr> arguments;
    names_.open();
    auto const parameters = expression.type->arguments.first(expression.type->arguments.size() - 1);
    for (TypeRef parameter : parameters) {
        std::string const name = names_.make("argument");
        lambda.parameters.push_back({module_.spell_parameter(parameter), name, false});
        arguments.push_back(cpp::name(name));
    }
    names_.close();
    bool const method =
        function.owner && !function.is_static && function.kind == FunctionKind::builtin;
    std::string const name = function.cpp_name.empty() && function.kind != FunctionKind::builtin
                                 ? module_.spell(function)
                             : function.cpp_name.empty() ? std::string(function.name)
                                                         : function.cpp_name;
    if (function.kind == FunctionKind::actor_method) {
        lambda.captures.push_back("this");
        lambda.body.push_back(
            cpp::jump("return", cpp::call(module_.names.member(&function), std::move(arguments))));
    } else if (method) {
        cpp::Expr const receiver = arguments[0];
        arguments.erase(arguments.begin());
        lambda.body.push_back(cpp::jump("return", cpp::method(receiver, name, arguments)));
    } else {
        lambda.body.push_back(cpp::jump("return", cpp::call(name, std::move(arguments))));
    }
    return cpp::lambda(std::move(lambda));
}

} // namespace janus::lowering
