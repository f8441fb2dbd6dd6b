#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/literals.hpp"

namespace janus::lowering {

using namespace semantics;

namespace {

std::string_view printer(Intrinsic which)
{
    switch (which) {
    case Intrinsic::print:
        return "janus::print";
    case Intrinsic::println:
        return "janus::println";
    case Intrinsic::eprint:
        return "janus::eprint";
    case Intrinsic::eprintln:
        return "janus::eprintln";
    case Intrinsic::print_int:
        return "janus::print_int";
    case Intrinsic::min:
        return "janus::min";
    case Intrinsic::max:
        return "janus::max";
    case Intrinsic::abs:
        return "janus::abs";
    case Intrinsic::to_text:
        return "janus::to_text";
    case Intrinsic::hash:
        return "janus::hash";
    default:
        return "";
    }
}

bool prints(Intrinsic which)
{
    return which == Intrinsic::print || which == Intrinsic::println || which == Intrinsic::eprint ||
           which == Intrinsic::eprintln;
}

} // namespace

cpp::Expr Body::milliseconds(Expr& expression)
{
    return cpp::call("janus::milliseconds", {value(expression, use_pass)});
}

/// How a field of the actor's state is found in an older row.
cpp::Expr Body::stored_key(std::string_view name) const
{
    for (Field const& field : shape_.actor->state)
        if (field.name == name && !field.stored_as.empty())
            name = field.stored_as;
    return text_literal(name, false, false);
}

cpp::Expr Body::intrinsic(Expr& expression, Use)
{
    auto& made = as<IntrinsicCall>(expression);
    switch (made.intrinsic) {
    case Intrinsic::spawn_actor:
    case Intrinsic::grain_reference:
    case Intrinsic::activate_grain:
    case Intrinsic::start_supervisor:
        return spawn(expression);
    case Intrinsic::send:
    case Intrinsic::try_send:
    case Intrinsic::send_after:
        return send(expression);
    case Intrinsic::ask:
        return ask(expression);
    case Intrinsic::self_ref:
        return cpp::call("janus::self<" + module_.spell_class(*shape_.actor) + ">", {});
    case Intrinsic::stop_self: {
        std::vector<cpp::Expr> reason;
        for (Expr* argument : made.arguments)
            reason.push_back(value(*argument, use_read));
        return cpp::call("janus::stop_self", std::move(reason));
    }
    case Intrinsic::cluster_idle:
    case Intrinsic::cluster_run: {
        bool const idle = made.intrinsic == Intrinsic::cluster_idle;
        return awaited(cpp::call(idle ? "janus::cluster::idle" : "janus::cluster::run", {}), "auto",
                       idle ? "idle" : "running", expression.type, take_wanted());
    }
    case Intrinsic::receive_message:
        return receive_message(expression);
    case Intrinsic::acknowledgement:
        return cpp::call("janus::current_acknowledgement", {});
    case Intrinsic::unhandled:
        return cpp::call("janus::unhandled", {value(*made.arguments[0], use_read)});
    case Intrinsic::await_task: {
        Wanted const wanted = take_wanted();
        cpp::Expr const task = value(*made.arguments[0], use_read);
        return awaited(cpp::method(task, "join", {}), "auto", "joining", expression.type, wanted);
    }
    case Intrinsic::supervisor_child:
    case Intrinsic::start_child:
        return child(expression);
    case Intrinsic::log:
        return log(expression);
    case Intrinsic::assert_:
        return assertion(made);
    default:
        return library_call(made);
    }
}

cpp::Expr Body::library_call(IntrinsicCall& made)
{
    std::vector<Operand> wanted;
    for (Expr* argument : made.arguments) {
        if (!argument)
            continue;
        bool const literal =
            argument->kind == ExprKind::string || argument->kind == ExprKind::integer;
        wanted.push_back({argument, prints(made.intrinsic) && literal ? use_pass : use_read});
    }
    if (std::string_view const name = printer(made.intrinsic); !name.empty())
        return cpp::call(std::string(name), operands(wanted, Order::unspecified));
    switch (made.intrinsic) {
    case Intrinsic::cache_get:
        return cached("get", operands(wanted, Order::unspecified));
    case Intrinsic::cache_put:
        return cached("put", operands(wanted, Order::unspecified));
    case Intrinsic::cache_drop:
        return cached("drop", operands(wanted, Order::unspecified));
    case Intrinsic::format_text: {
        auto parts = operands(wanted, Order::unspecified);
        parts.push_back(text_literal(made.text, false, false));
        return cpp::call("janus::format_text", std::move(parts));
    }
    case Intrinsic::open_error: {
        std::vector<cpp::Expr> parts{text_literal(made.text, false, false)};
        auto arguments = operands(wanted, Order::unspecified);
        if (!arguments.empty())
            parts.push_back(cpp::call("janus::concat", std::move(arguments)));
        return cpp::construct("janus::Error", std::move(parts));
    }
    case Intrinsic::flags_has:
        return cpp::call("janus::flags_has", operands(wanted, Order::unspecified));
    case Intrinsic::remind:
    case Intrinsic::forget: {
        auto parts = operands(wanted, Order::left_to_right);
        for (std::size_t at = 1; at < parts.size(); ++at)
            parts[at] = cpp::call("janus::milliseconds", {parts[at]});
        bool const reminds = made.intrinsic == Intrinsic::remind;
        return cpp::call(reminds ? "janus::grain_remind" : "janus::grain_forget", std::move(parts));
    }
    case Intrinsic::old_has:
        if (made.arguments[0]->kind == ExprKind::string)
            return cpp::method(cpp::name("old"), "has",
                               {stored_key(as<Text>(*made.arguments[0]).value)});
        return cpp::method(cpp::name("old"), "has", operands(wanted, Order::unspecified));
    case Intrinsic::old_field:
        return cpp::method(cpp::name("old"), "get<" + module_.spell_argument(made.type) + ">",
                           {stored_key(made.text)});
    case Intrinsic::deactivate:
        return cpp::call("janus::deactivate", operands(wanted, Order::unspecified));
    case Intrinsic::whereis: {
        TypeRef const actor = made.type->arguments[0];
        std::string const message = module_.spell_argument(actor->arguments[0]);
        return cpp::call("janus::whereis<" + message + ">", operands(wanted, Order::unspecified));
    }
    default:
        module_.unsupported(made.span, "this built-in function");
        return cpp::name("");
    }
}

cpp::Expr Body::cached(std::string_view function, std::vector<cpp::Expr> arguments) const
{
    cpp::Expr cache = cpp::name(module_.names.cache(shape_.actor));
    if (!actor_object_.empty())
        cache = cpp::arrow(cpp::name(actor_object_), cache.text);
    return cpp::method(std::move(cache), std::string(function), std::move(arguments));
}

/// In a test the condition itself says most.
std::string Body::assertion_text(IntrinsicCall const& made) const
{
    std::string const condition =
        module_.tests ? module_.text_of(made.arguments[0]->span) : std::string();
    return condition.empty() ? "assertion failed" : "assertion failed: " + condition;
}

/// In a test a failed comparison shows both sides.
cpp::Expr Body::compared_assertion(IntrinsicCall& made, Binary& comparison)
{
    auto parts =
        operands({{comparison.left, use_read}, {comparison.right, use_read}}, Order::left_to_right);
    auto const held = [&](cpp::Expr& part, Expr& operand, std::string_view hint) {
        bool const stays = part.kind == cpp::ExprKind::name && effect_of(operand) != Effect::any;
        if (!stays)
            part = cpp::name(temporary(hint, operand.type, std::move(part)));
    };
    held(parts[0], *comparison.left, "left");
    held(parts[1], *comparison.right, "right");
    Stmts failure = apart(
        [&] {
            cpp::Expr text = made.arguments.size() > 1
                                 ? value(*made.arguments[1], use_pass)
                                 : text_literal(module_.text_of(comparison.span), false, false);
            add(cpp::expression(
                cpp::call("janus::comparison_failed", {std::move(text), parts[0], parts[1]})));
        },
        made.span);
    cpp::Expr holds = compute(comparison.op, parts[0], parts[1], comparison.left->type);
    add(cpp::if_(cpp::negate(std::move(holds)), std::move(failure)));
    return cpp::name("");
}

cpp::Expr Body::assertion(IntrinsicCall& made)
{
    if (module_.tests && made.arguments[0]->kind == ExprKind::binary)
        return compared_assertion(made, as<Binary>(*made.arguments[0]));
    cpp::Expr condition = value(*made.arguments[0], use_read);
    Stmts failure = apart(
        [&] {
            cpp::Expr text = made.arguments.size() > 1
                                 ? value(*made.arguments[1], use_pass)
                                 : text_literal(assertion_text(made), false, false);
            add(cpp::expression(
                cpp::call("janus::panic", {text_literal("P004", false, false), text})));
        },
        made.span);
    add(cpp::if_(cpp::negate(std::move(condition)), std::move(failure)));
    return cpp::name("");
}

cpp::Expr Body::spawn(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    Wanted const wanted = take_wanted();
    std::vector<Operand> arguments;
    for (Expr* argument : made.arguments)
        arguments.push_back({argument, use_take});
    auto parts = operands(arguments, Order::unspecified);
    switch (made.intrinsic) {
    case Intrinsic::spawn_actor:
        return cpp::call("janus::spawn<" + module_.spell(*made.actor, made.type_arguments) + ">",
                         std::move(parts));
    case Intrinsic::grain_reference:
        return cpp::call("janus::grain<" + module_.spell(*made.actor, made.type_arguments) + ">",
                         std::move(parts));
    case Intrinsic::activate_grain:
        return cpp::call("janus::activate<" + module_.spell(*made.actor, made.type_arguments) + ">",
                         std::move(parts));
    default:
        return awaited(
            cpp::call("janus::start<" + module_.spell(*made.supervisor) + ">", std::move(parts)),
            "auto", "starting", expression.type, wanted);
    }
}

/// Until the end of the block around it the message is the one being handled.
cpp::Expr Body::receive_message(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    Wanted const result = take_wanted();
    TypeRef const message = made.arguments.empty() ? made.type : made.type->arguments[0];
    std::string const inner = names_.make("inner");
    std::vector<cpp::Expr> time;
    if (!made.arguments.empty())
        time.push_back(milliseconds(*made.arguments[0]));
    bool const limited = !time.empty();
    add(cpp::declare("janus::InnerReceive<" + module_.spell_argument(message) + ">", inner));
    return awaited(
        cpp::method(cpp::name(inner), limited ? "message_for" : "message", std::move(time)), "auto",
        "receiving", expression.type, result);
}

cpp::Expr Body::send(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    std::vector<cpp::Expr> parts;
    std::vector<Operand> wanted;
    for (Expr* argument : made.arguments)
        wanted.push_back({argument, argument == made.arguments.back() ? use_take : use_read});
    // A case travels as it is, without the variant around it.
    bare_case_ = made.arguments.back();
    parts = operands(wanted, Order::left_to_right);
    if (made.intrinsic == Intrinsic::send_after) {
        parts[0] = cpp::call("janus::milliseconds", {parts[0]});
        return cpp::call("janus::send_after", std::move(parts));
    }
    if (made.intrinsic == Intrinsic::try_send)
        return cpp::method(parts[0], "try_send", {parts[1]});
    if (!made.in_loop)
        return cpp::method(parts[0], "send", {parts[1]});
    return awaited(cpp::method(parts[0], "send_when_room", {parts[1]}), "auto", "sending",
                   expression.type, {});
}

cpp::Expr Body::ask(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    Wanted const answer = take_wanted();
    std::vector<Operand> wanted{{made.arguments[0], use_read}, {made.arguments[1], use_take}};
    if (made.arguments.size() > 2 && made.arguments[2])
        wanted.push_back({made.arguments[2], use_pass});
    bare_case_ = made.arguments[1];
    auto parts = operands(wanted, Order::left_to_right);
    std::vector<cpp::Expr> arguments{parts[1]};
    if (parts.size() > 2)
        arguments.push_back(cpp::call("janus::milliseconds", {parts[2]}));
    TypeRef const content = expression.type->arguments[0];
    return awaited(cpp::method(parts[0], "ask", std::move(arguments)),
                   "janus::Asking<" + module_.spell(content) + ">", "asking", expression.type,
                   answer);
}

cpp::Expr Body::log(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    std::vector<Operand> wanted{{made.arguments[0], use_pass}};
    for (std::size_t i = 2; i < made.arguments.size(); i += 2)
        wanted.push_back({made.arguments[i], use_read});
    TypeRef const type = made.arguments[0]->type;
    bool const text = type->kind == TypeKind::structure && type->structure->name == "String";
    auto parts = operands(wanted, Order::unspecified);
    std::vector<cpp::Expr> arguments{text ? parts[0] : cpp::call("janus::to_text", {parts[0]})};
    std::vector<cpp::Expr> fields;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto const& key = as<Text>(*made.arguments[2 * i - 1]);
        fields.push_back(cpp::construct("", {text_literal(key.value, false, false), parts[i]}));
    }
    if (!fields.empty())
        arguments.push_back(cpp::construct("", std::move(fields)));
    return cpp::call("janus::log::" + std::string(made.text), std::move(arguments));
}

cpp::Expr Body::child(Expr& expression)
{
    auto& made = as<IntrinsicCall>(expression);
    Wanted const wanted = take_wanted();
    bool const starts = made.intrinsic == Intrinsic::start_child;
    if (expression.type->kind == TypeKind::supervisor_ref) {
        auto parts = operands({{made.arguments[0], use_read}, {made.arguments[1], use_pass}},
                              Order::unspecified);
        return cpp::method(parts[0], "supervisor", {parts[1]});
    }
    bool const computed = expression.type->kind == TypeKind::option;
    TypeRef const reference = computed ? expression.type->arguments[0] : expression.type;
    // A pool's child is made anew, so its class is needed; an existing one only has a protocol.
    std::string const which = starts ? module_.spell(*made.actor, made.type_arguments)
                                     : module_.spell_argument(reference->arguments[0]);
    std::vector<Operand> list{{made.arguments[0], use_read}, {made.arguments[1], use_pass}};
    for (std::size_t i = 2; i < made.arguments.size(); ++i)
        list.push_back({made.arguments[i], use_take});
    auto parts = operands(list, Order::unspecified);
    cpp::Expr const supervisor = parts[0];
    parts.erase(parts.begin());
    std::string const name = (starts     ? "start_child<"
                              : computed ? "find_child<"
                                         : "child<") +
                             which + ">";
    cpp::Expr called = cpp::method(supervisor, name, std::move(parts));
    if (!starts)
        return called;
    return awaited(std::move(called), "auto", "starting", expression.type, wanted);
}

/// `reply.send(…)`: what is sent says whether it is an answer or an error.
cpp::Expr Body::send_reply(Call& made)
{
    Expr& answer = *made.arguments[1];
    auto const* conversion = answer.kind == ExprKind::convert ? &as<Convert>(answer) : nullptr;
    if (conversion && conversion->conversion == Conversion::ok) {
        if (is_void(conversion->operand->type)) {
            into(*conversion->operand, Target{});
            return cpp::method(value(*made.arguments[0], use_read), "send", {});
        }
        auto parts =
            operands({{made.arguments[0], use_read, true}, {conversion->operand, use_give}},
                     Order::left_to_right);
        return cpp::method(parts[0], "send", {parts[1]});
    }
    if (conversion && conversion->conversion == Conversion::fail) {
        Expr* error = conversion->operand;
        // `fail` takes any error, so it need not become an open one first.
        if (error->kind == ExprKind::convert &&
            as<Convert>(*error).conversion == Conversion::error_widen)
            error = as<Convert>(*error).operand;
        auto parts = operands({{made.arguments[0], use_read, true}, {error, use_take}},
                              Order::left_to_right);
        return cpp::method(parts[0], "fail", {parts[1]});
    }
    Expr* outcome = &answer;
    if (conversion && conversion->conversion == Conversion::result_error)
        outcome = conversion->operand;
    std::string name;
    cpp::Expr const content = attempt(*outcome, name);
    cpp::Expr const reply = value(*made.arguments[0], use_read);
    std::vector<cpp::Expr> sent;
    if (!is_void(outcome->type->arguments[0]))
        sent.push_back(content);
    Stmts success{cpp::expression(cpp::method(reply, "send", std::move(sent)))};
    Stmts failure{
        cpp::expression(cpp::method(reply, "fail", {cpp::method(cpp::name(name), "error", {})}))};
    add(cpp::if_(cpp::method(cpp::name(name), "is_ok", {}), std::move(success),
                 std::move(failure)));
    return cpp::name("");
}

} // namespace janus::lowering
