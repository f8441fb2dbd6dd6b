#include "syntax/dump_state.hpp"

#include <array>
#include <charconv>
#include <cstdint>

namespace janus::syntax {

using ast::ExprKind;

namespace {

constexpr auto binary_names =
    std::to_array<std::string_view>({"or", "??", "and", "==", "!=", "<",  "<=", ">", ">=", "|", "^",
                                     "&",  "<<", ">>",  "+",  "-",  "++", "*",  "/", "%",  "**"});
constexpr auto unary_names = std::to_array<std::string_view>({"-", "not", "~", "&", "&mut"});

std::string_view name_of(ast::BinaryOp op)
{
    return binary_names[static_cast<std::size_t>(op)];
}

} // namespace

void Dumper::expression(ast::Expr const* node)
{
    if (node == nullptr) {
        put("_");
        return;
    }
    switch (node->kind) {
    case ExprKind::int_literal:
    case ExprKind::float_literal:
    case ExprKind::string_literal:
    case ExprKind::char_literal:
    case ExprKind::bool_literal:
    case ExprKind::null_literal:
    case ExprKind::interpolation:
    case ExprKind::name:
    case ExprKind::operator_reference:
    case ExprKind::error:
        literal(*node);
        return;
    case ExprKind::member:
    case ExprKind::tuple_index:
    case ExprKind::index:
    case ExprKind::call:
    case ExprKind::unary:
    case ExprKind::binary:
    case ExprKind::range:
    case ExprKind::pipe:
    case ExprKind::cast:
    case ExprKind::with_context:
    case ExprKind::catch_:
        operation(*node);
        return;
    case ExprKind::array:
    case ExprKind::array_repeat:
    case ExprKind::tuple:
    case ExprKind::enum_literal:
    case ExprKind::struct_literal:
    case ExprKind::anonymous_literal:
    case ExprKind::table:
    case ExprKind::slice_literal:
    case ExprKind::at_call:
        composite(*node);
        return;
    default:
        control(*node);
        return;
    }
}

void Dumper::literal(ast::Expr const& node)
{
    switch (node.kind) {
    case ExprKind::int_literal: {
        auto const& number = ast::as<ast::IntLiteral>(node);
        put(number.high != 0 || number.too_large ? "big:" : "");
        put(std::to_string(number.low));
        put(number.suffix);
        return;
    }
    case ExprKind::float_literal: {
        auto const& number = ast::as<ast::FloatLiteral>(node);
        std::array<char, 64> text{};
        auto const end = std::to_chars(text.data(), text.data() + text.size(), number.value).ptr;
        put({text.data(), static_cast<std::size_t>(end - text.data())});
        put("f");
        put(number.suffix);
        return;
    }
    case ExprKind::string_literal: {
        auto const& string = ast::as<ast::StringLiteral>(node);
        put(string.form == ast::StringForm::bytes ? "b" : "");
        quoted(string.value);
        return;
    }
    case ExprKind::char_literal:
        put("'" + std::to_string(ast::as<ast::CharLiteral>(node).code_point) + "'");
        return;
    case ExprKind::bool_literal:
        put(ast::as<ast::BoolLiteral>(node).value ? "true" : "false");
        return;
    case ExprKind::null_literal:
        put("null");
        return;
    case ExprKind::name:
        put(ast::as<ast::NameExpr>(node).name.text);
        return;
    case ExprKind::operator_reference:
        put("(op ");
        put(name_of(ast::as<ast::OperatorReference>(node).op));
        put(")");
        return;
    case ExprKind::interpolation:
        put("($");
        for (auto const& part : ast::as<ast::Interpolation>(node).parts) {
            put(" ");
            quoted(part.text);
            if (part.value != nullptr) {
                put(" ");
                expression(part.value);
                put(part.format.empty() ? "" : ":");
                put(part.format);
            }
        }
        put(")");
        return;
    default:
        put("(error)");
        return;
    }
}

void Dumper::operation(ast::Expr const& node)
{
    auto const list = [&](std::string_view label, ast::Expr const* left, ast::Expr const* right) {
        put("(");
        put(label);
        put(" ");
        expression(left);
        put(" ");
        expression(right);
        put(")");
    };
    switch (node.kind) {
    case ExprKind::member: {
        auto const& member = ast::as<ast::Member>(node);
        expression(member.base);
        put(member.optional ? "?." : ".");
        put(member.name.text);
        return;
    }
    case ExprKind::tuple_index: {
        auto const& index = ast::as<ast::TupleIndex>(node);
        expression(index.base);
        put(index.optional ? "?." : ".");
        put(std::to_string(index.index));
        return;
    }
    case ExprKind::index:
        index(ast::as<ast::Index>(node));
        return;
    case ExprKind::call: {
        auto const& call = ast::as<ast::Call>(node);
        put(call.command ? "(command " : "(call ");
        expression(call.callee);
        arguments(call.arguments);
        put(call.trailing ? " trailing)" : ")");
        return;
    }
    case ExprKind::unary: {
        auto const& unary = ast::as<ast::Unary>(node);
        put("(");
        put(unary_names[static_cast<std::size_t>(unary.op)]);
        put(" ");
        expression(unary.operand);
        put(")");
        return;
    }
    case ExprKind::binary: {
        auto const& binary = ast::as<ast::Binary>(node);
        list(name_of(binary.op), binary.left, binary.right);
        return;
    }
    case ExprKind::range: {
        auto const& range = ast::as<ast::Range>(node);
        list(range.exclusive ? "..<" : "..", range.low, range.high);
        return;
    }
    case ExprKind::pipe:
        list("|>", ast::as<ast::Pipe>(node).left, ast::as<ast::Pipe>(node).right);
        return;
    case ExprKind::cast:
        put("(as ");
        expression(ast::as<ast::Cast>(node).operand);
        put(" ");
        type(ast::as<ast::Cast>(node).type);
        put(")");
        return;
    case ExprKind::with_context: {
        auto const& with = ast::as<ast::WithContext>(node);
        list("with", with.operand, with.context);
        if (with.where != nullptr) {
            put("(where ");
            expression(with.where);
            put(")");
        }
        return;
    }
    default:
        catch_handler(ast::as<ast::Catch>(node));
        return;
    }
}

void Dumper::index(ast::Index const& node)
{
    put(node.optional ? "(?index " : "(index ");
    expression(node.base);
    for (auto const& argument : node.arguments) {
        put(" ");
        if (argument.type != nullptr) {
            put("type:");
            type(argument.type);
        } else if (argument.slice) {
            put("(slice ");
            expression(argument.value);
            put(" ");
            expression(argument.slice_end);
            put(" ");
            expression(argument.slice_step);
            put(")");
        } else {
            expression(argument.value);
        }
    }
    put(")");
}

void Dumper::catch_handler(ast::Catch const& node)
{
    put(node.form == ast::CatchForm::or_do ? "(or-do " : "(catch ");
    expression(node.operand);
    named(" |", node.binding);
    put(node.binding ? "| " : " ");
    if (node.value != nullptr) {
        expression(node.value);
    } else {
        block(node.body);
    }
    put(")");
}

void Dumper::arguments(ast::List<ast::Argument> list)
{
    for (auto const& argument : list) {
        put(argument.spread ? " **" : " ");
        named("", argument.name);
        put(argument.name ? ":" : "");
        if (argument.type != nullptr) {
            put("type:");
            type(argument.type);
        } else {
            expression(argument.value);
        }
    }
}

} // namespace janus::syntax
