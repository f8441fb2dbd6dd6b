#include "semantics/expression_dump.hpp"

#include "semantics/operation_names.hpp"

#include <array>
#include <charconv>

namespace janus::semantics {

namespace {

template <class Operation> std::string name_text(Operation operation)
{
    return std::string{name_of(operation)};
}

std::string quoted(std::string_view text)
{
    constexpr char const* digits = "0123456789abcdef";
    std::string made = "\"";
    for (char each : text) {
        auto code = static_cast<unsigned char>(each);
        if (each == '"' || each == '\\')
            made += std::string{"\\"} + each;
        else if (each == '\n')
            made += "\\n";
        else if (code < 0x20)
            made += std::string{"\\x"} + digits[code >> 4] + digits[code & 15];
        else
            made += each;
    }
    return made + "\"";
}

std::string name_of(Local const* local)
{
    if (!local)
        return "_";
    return local->name.empty() ? "(unnamed)" : std::string{local->name};
}

std::string type_text(TypeRef type)
{
    return type ? to_string(type) : "?";
}

std::string integer_text(Integer const& integer)
{
    bool negative =
        is_integer(integer.type) && is_signed_integer(integer.type) && integer.high >> 63 != 0;
    __extension__ typedef unsigned __int128 Wide;
    Wide magnitude = (Wide{integer.high} << 64) | integer.low;
    if (negative)
        magnitude = -magnitude;
    std::string text;
    do {
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
        magnitude /= 10;
    } while (magnitude != 0);
    text.insert(0, negative ? "-" : "");
    return integer.type->kind == TypeKind::i64 ? text : text + type_text(integer.type);
}

std::string floating_text(Floating const& floating)
{
    std::array<char, 32> buffer{};
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), floating.value).ptr;
    std::string text{buffer.data(), end};
    return floating.type->kind == TypeKind::f64 ? text : text + type_text(floating.type);
}

template <class List> std::string joined(List const& list, int depth)
{
    std::string text;
    bool first = true;
    for (auto const* each : list) {
        text += (first ? "" : ", ") + dump_expression(each, depth);
        first = false;
    }
    return text;
}

std::string type_arguments(NodeList<TypeRef> arguments)
{
    std::string text;
    for (TypeRef argument : arguments)
        text += (text.empty() ? "[" : ", ") + type_text(argument);
    return text.empty() ? text : text + "]";
}

std::string intrinsic_text(IntrinsicCall const& call, int depth)
{
    std::string text = "@" + name_text(call.intrinsic);
    if (call.actor)
        text += " " + std::string{call.actor->name};
    if (call.supervisor)
        text += " " + std::string{call.supervisor->name};
    if (!call.text.empty())
        text += " " + quoted(call.text);
    return text + (call.in_loop ? " in loop" : "") + "(" + joined(call.arguments, depth) + ")";
}

/// `{` and the lines inside `}`
std::string block_text(Block const& block, int depth)
{
    std::string text = "do\n";
    for (Stmt const* statement : block.statements)
        text += dump_indentation(depth + 1) + dump_statement(*statement, depth + 1) + "\n";
    if (block.value)
        text += dump_indentation(depth + 1) + dump_expression(block.value, depth + 1) + "\n";
    return text + dump_indentation(depth) + "end";
}

std::string match_text(Match const& match, int depth)
{
    std::string text = match.exhaustive ? "match " : "match partly ";
    text += dump_expression(match.value, depth) + " {\n";
    for (MatchArm const& arm : match.arms) {
        text += dump_indentation(depth + 1) + dump_pattern(arm.pattern);
        if (arm.guard)
            text += " when " + dump_expression(arm.guard, depth + 1);
        text += " => " + dump_expression(arm.body, depth + 1) + "\n";
    }
    return text + dump_indentation(depth) + "}";
}

std::string if_text(If const& node, int depth)
{
    std::string text = "if ";
    if (node.pattern)
        text += "let " + dump_pattern(node.pattern) + " = ";
    text += dump_expression(node.condition, depth) + " then " + dump_expression(node.then, depth);
    if (node.otherwise)
        text += " else " + dump_expression(node.otherwise, depth);
    return text;
}

std::string closure_text(Closure const& closure, int depth)
{
    std::string captures;
    for (Local const* local : closure.captures)
        captures += (captures.empty() ? "" : ", ") + name_of(local);
    Function const& function = *closure.function;
    return std::string{function.suspends ? "async " : ""} + "fn[" + captures + "]" +
           dump_parameters(function, depth) + " -> " + type_text(function.result) + " " +
           dump_expression(function.body, depth);
}

std::string interpolation_text(Interpolation const& node, int depth)
{
    std::string text = "interpolate(";
    bool first = true;
    for (InterpolationPart const& part : node.parts) {
        text += first ? "" : ", ";
        first = false;
        text += part.value ? dump_expression(part.value, depth) : quoted(part.text);
        if (!part.format.empty())
            text += ":" + std::string{part.format};
    }
    return text + ")";
}

/// Names, literals and what refers to a place.
std::string place_text(Expr const& node, int depth)
{
    switch (node.kind) {
    case ExprKind::integer:
        return integer_text(as<Integer>(node));
    case ExprKind::floating:
        return floating_text(as<Floating>(node));
    case ExprKind::string:
        return quoted(as<Text>(node).value);
    case ExprKind::bytes:
        return "b" + quoted(as<Text>(node).value);
    case ExprKind::boolean:
        return as<Integer>(node).low != 0 ? "true" : "false";
    case ExprKind::unit:
        return "()";
    case ExprKind::none:
        return "None[" + type_text(node.type) + "]";
    case ExprKind::local:
        return name_of(as<LocalRef>(node).local);
    case ExprKind::global:
        return "global " + std::string{as<GlobalRef>(node).global->name};
    case ExprKind::self_reference:
        return "self";
    case ExprKind::function_reference:
        return "&" + dump_function_name(*as<FunctionRef>(node).function) +
               type_arguments(as<FunctionRef>(node).type_arguments);
    case ExprKind::field:
        return dump_expression(as<FieldAccess>(node).base, depth) + "." +
               std::string{as<FieldAccess>(node).field->name};
    case ExprKind::tuple_element:
        return dump_expression(as<TupleElement>(node).base, depth) + "." +
               std::to_string(as<TupleElement>(node).index);
    case ExprKind::index:
        return dump_expression(as<Index>(node).base, depth) + "[" +
               dump_expression(as<Index>(node).index, depth) + "]";
    case ExprKind::slice: {
        auto const& slice = as<Slice>(node);
        return dump_expression(slice.base, depth) + "[" +
               (slice.low ? dump_expression(slice.low, depth) : "") +
               (slice.exclusive ? "..<" : "..=") +
               (slice.high ? dump_expression(slice.high, depth) : "") + "]";
    }
    default:
        return "";
    }
}

/// What builds a value out of parts.
std::string construction_text(Expr const& node, int depth)
{
    switch (node.kind) {
    case ExprKind::construct:
        return type_text(node.type) + " { " + joined(as<Construct>(node).fields, depth) + " }";
    case ExprKind::construct_case:
        return type_text(node.type) + "." + std::string{as<ConstructCase>(node).case_->name} + "(" +
               joined(as<ConstructCase>(node).fields, depth) + ")";
    case ExprKind::enum_case:
        return type_text(node.type) + "." + std::string{as<EnumCase>(node).case_->name};
    case ExprKind::tuple:
        return "(" + joined(as<Many>(node).elements, depth) + ")";
    case ExprKind::list:
        return type_text(node.type) + "{" + joined(as<Many>(node).elements, depth) + "}";
    case ExprKind::repeat:
        return type_text(node.type) + "{" + dump_expression(as<Repeat>(node).value, depth) + "; " +
               dump_expression(as<Repeat>(node).count, depth) + "}";
    case ExprKind::map:
        return type_text(node.type) + "{" + joined(as<MapLiteral>(node).entries, depth) + "}";
    case ExprKind::range: {
        auto const& range = as<RangeValue>(node);
        return "(" + dump_expression(range.low, depth) + (range.exclusive ? "..<" : "..=") +
               dump_expression(range.high, depth) + ")";
    }
    case ExprKind::interpolation:
        return interpolation_text(as<Interpolation>(node), depth);
    case ExprKind::closure:
        return closure_text(as<Closure>(node), depth);
    default:
        return "";
    }
}

std::string operator_text(Expr const& node, int depth)
{
    auto text = [depth](Expr const* part) { return dump_expression(part, depth); };
    switch (node.kind) {
    case ExprKind::call: {
        auto const& call = as<Call>(node);
        return dump_function_name(*call.function) + type_arguments(call.type_arguments) + "(" +
               joined(call.arguments, depth) + ")" + (call.function->suspends ? "~" : "");
    }
    case ExprKind::call_value:
        return "call " + text(as<CallValue>(node).callee) + "(" +
               joined(as<CallValue>(node).arguments, depth) + ")";
    case ExprKind::unary: {
        auto op = as<Unary>(node).op;
        char const* sign = op == UnaryOp::negate ? "-" : op == UnaryOp::not_ ? "not " : "~";
        return "(" + (sign + text(as<Unary>(node).operand)) + ")";
    }
    case ExprKind::binary: {
        auto const& binary = as<Binary>(node);
        return "(" + text(binary.left) + " " + name_text(binary.op) + " " + text(binary.right) +
               ")";
    }
    case ExprKind::and_:
    case ExprKind::or_:
        return "(" + text(as<Logical>(node).left) +
               (node.kind == ExprKind::and_ ? " and " : " or ") + text(as<Logical>(node).right) +
               ")";
    case ExprKind::convert:
        return name_text(as<Convert>(node).conversion) + "[" + type_text(node.type) + "](" +
               text(as<Convert>(node).operand) + ")";
    case ExprKind::intrinsic:
        return intrinsic_text(as<IntrinsicCall>(node), depth);
    case ExprKind::propagate:
        return text(as<Propagate>(node).operand) + (as<Propagate>(node).option ? "?none" : "?");
    case ExprKind::catch_:
        return "(" + text(as<Catch>(node).operand) + " catch |" + name_of(as<Catch>(node).binding) +
               "| " + text(as<Catch>(node).handler) + ")";
    case ExprKind::coalesce:
        return "(" + text(as<Coalesce>(node).operand) + " ?? " +
               text(as<Coalesce>(node).otherwise) + ")";
    case ExprKind::option_chain:
        return "(" + text(as<OptionChain>(node).operand) + " ?. |" +
               name_of(as<OptionChain>(node).local) + "| " + text(as<OptionChain>(node).body) + ")";
    default:
        return "";
    }
}

std::string control_text(Expr const& node, int depth)
{
    auto jump = [&](std::string word) {
        Expr const* value = as<Jump>(node).value;
        return value ? word + " " + dump_expression(value, depth) : word;
    };
    switch (node.kind) {
    case ExprKind::if_:
        return if_text(as<If>(node), depth);
    case ExprKind::match:
        return match_text(as<Match>(node), depth);
    case ExprKind::block:
        return block_text(as<Block>(node), depth);
    case ExprKind::return_:
        return jump("return");
    case ExprKind::break_:
        return jump("break");
    case ExprKind::continue_:
        return jump("continue");
    case ExprKind::panic_none:
        return "panic_none";
    case ExprKind::select: {
        auto const& select = as<Select>(node);
        std::string text = "select";
        for (SelectCase const& one : select.cases)
            text += " case " + name_of(one.local) + " = " + dump_expression(one.channel, depth) +
                    (one.value ? " <- " + dump_expression(one.value, depth) : std::string{}) + " " +
                    dump_expression(one.body, depth);
        if (select.timeout)
            text += " timeout " + dump_expression(select.timeout, depth) + " " +
                    dump_expression(select.timeout_body, depth);
        if (select.default_body)
            text += " default " + dump_expression(select.default_body, depth);
        return text;
    }
    case ExprKind::spawn_task:
        return "spawn " + dump_expression(as<SpawnTask>(node).closure, depth);
    case ExprKind::nursery: {
        auto const& nursery = as<NurseryBlock>(node);
        std::string text =
            "nursery |" + name_of(nursery.nursery) + "| " + dump_expression(nursery.body, depth);
        if (nursery.context)
            text += " with " + dump_expression(nursery.context->value, depth);
        if (nursery.handler)
            text += " catch |" + name_of(nursery.error) + "| " +
                    dump_expression(nursery.handler, depth);
        return text;
    }
    default:
        return "";
    }
}

} // namespace

std::string dump_expression(Expr const* expression, int depth)
{
    if (!expression)
        return "_";
    for (auto* text : {place_text, construction_text, operator_text, control_text}) {
        if (std::string made = text(*expression, depth); !made.empty())
            return made;
    }
    return "unknown";
}

std::string dump_indentation(int depth)
{
    return std::string(static_cast<std::size_t>(depth) * 2, ' ');
}

std::string dump_local(Local const& local)
{
    return std::string{local.shared_cell ? "shared " : ""} + (local.mutable_ ? "var " : "") +
           name_of(&local) + ": " + type_text(local.type);
}

std::string dump_function_name(Function const& function)
{
    std::string name = function.name.empty() ? "(unnamed)" : std::string{function.name};
    if (function.owner)
        return type_text(function.owner) + "." + name;
    return function.actor ? std::string{function.actor->name} + "." + name : name;
}

std::string dump_parameters(Function const& function, int depth)
{
    std::string text;
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
        text += (i == 0 ? "" : ", ") + dump_local(*function.parameters[i]);
        if (i < function.defaults.size() && function.defaults[i])
            text += " = " + dump_expression(function.defaults[i], depth);
    }
    return "(" + text + ")";
}

} // namespace janus::semantics
