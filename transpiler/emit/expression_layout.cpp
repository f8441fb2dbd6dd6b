#include "emit/expression_layout.hpp"

#include "emit/statement_text.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace janus::emit {
namespace {

using lowering::cpp::Expr;
using lowering::cpp::ExprKind;
using lowering::cpp::Lambda;

constexpr int postfix_level = 15;
constexpr int prefix_level = 14;
constexpr int conditional_level = 2;
constexpr int assignment_level = 1;

/// One or two characters as a number, which compares more quickly than text.
constexpr int operator_key(std::string_view text)
{
    int const first = text.empty() ? 0 : text[0];
    return text.size() < 2 ? first : first * 256 + text[1];
}

struct Operator {
    int key;
    int level;
};
constexpr Operator level(std::string_view text, int level)
{
    return {operator_key(text), level};
}
constexpr std::array operators{
    level("*", 12),  level("/", 12),  level("%", 12), level("+", 11), level("-", 11),
    level("<<", 10), level(">>", 10), level("<", 9),  level("<=", 9), level(">", 9),
    level(">=", 9),  level("==", 8),  level("!=", 8), level("&", 7),  level("^", 6),
    level("|", 5),   level("&&", 4),  level("||", 3),
};

int binary_level(std::string_view text)
{
    if (text.size() > 2)
        return assignment_level;
    int const key = operator_key(text);
    for (Operator const& entry : operators)
        if (entry.key == key)
            return entry.level;
    return assignment_level;
}

int level_of(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::prefix:
        return prefix_level;
    case ExprKind::conditional:
        return conditional_level;
    case ExprKind::binary:
        return binary_level(expression.text);
    case ExprKind::name:
        // A negative literal binds like a prefix operator.
        return expression.text.starts_with('-') ? prefix_level : postfix_level;
    default:
        return postfix_level;
    }
}

bool is_comparison(int level)
{
    return level == 8 || level == 9;
}

bool mixes_badly(Expr const& outer, Expr const& inner)
{
    // g++ and clang ask for parentheses in these mixtures.
    if (inner.kind != ExprKind::binary)
        return false;
    int const level = level_of(outer);
    bool const bits = (level >= 5 && level <= 7) || level == 10;
    bool const or_over_and = level == 3 && level_of(inner) == 4;
    bool const comparisons = is_comparison(level) && is_comparison(level_of(inner));
    return (bits && inner.text != outer.text) || or_over_and || comparisons;
}

void add_in_parentheses(Layout& layout, Expr const& inner)
{
    layout.text("(");
    add_expression(layout, inner);
    layout.text(")");
}

void add_operand(Layout& layout, Expr const& outer, Expr const& inner, int level)
{
    if (level_of(inner) >= level && !mixes_badly(outer, inner))
        add_expression(layout, inner);
    else
        add_in_parentheses(layout, inner);
}

/// The elements between a bracket that stands there already and `close`.
void add_list(Layout& layout, std::vector<Expr> const& elements, std::size_t from,
              std::string_view close)
{
    for (std::size_t i = from; i < elements.size(); ++i) {
        layout.soft_break(i == from ? "" : " ");
        add_expression(layout, elements[i]);
        if (i + 1 < elements.size())
            layout.text(",");
    }
    layout.text(close);
}

void add_call(Layout& layout, Expr const& expression)
{
    add_operand(layout, expression, expression.parts[0], postfix_level);
    layout.open_fill();
    layout.text("(");
    add_list(layout, expression.parts, 1, ")");
    layout.close();
}

void add_construct(Layout& layout, Expr const& expression)
{
    layout.open_fill();
    layout.text(expression.text);
    layout.text("{");
    add_list(layout, expression.parts, 0, "}");
    layout.close();
}

/// a && b && c: one group, so that all of it breaks or none.
void add_chain(Layout& layout, Expr const& expression, int level)
{
    Expr const& left = expression.parts[0];
    if (left.kind == ExprKind::binary && left.text == expression.text &&
        level != assignment_level && !is_comparison(level))
        add_chain(layout, left, level);
    else
        add_operand(layout, expression, left, level);
    layout.soft_break(" ");
    layout.text(expression.text);
    layout.text(" ");
    add_operand(layout, expression, expression.parts[1], level + 1);
}

void add_binary(Layout& layout, Expr const& expression)
{
    int const level = level_of(expression);
    if (level == assignment_level) {
        add_operand(layout, expression, expression.parts[0], conditional_level);
        layout.text(" ");
        layout.text(expression.text);
        layout.open_group();
        layout.soft_break(" ");
        add_operand(layout, expression, expression.parts[1], assignment_level);
        layout.close();
        return;
    }
    layout.open_group();
    add_chain(layout, expression, level);
    layout.close();
}

void add_conditional(Layout& layout, Expr const& expression)
{
    layout.open_group();
    add_operand(layout, expression, expression.parts[0], conditional_level + 1);
    layout.soft_break(" ");
    layout.text("? ");
    add_operand(layout, expression, expression.parts[1], conditional_level + 1);
    layout.soft_break(" ");
    layout.text(": ");
    add_operand(layout, expression, expression.parts[2], conditional_level);
    layout.close();
}

/// Up to the brace, with line ends between the parameters if there are any.
void add_head(Layout& layout, Lambda const& lambda)
{
    bool const breaks = !lambda.parameters.empty();
    layout.text("[");
    for (std::size_t i = 0; i < lambda.captures.size(); ++i) {
        layout.text(i == 0 ? "" : ", ");
        layout.text(lambda.captures[i]);
    }
    layout.text("](");
    for (std::size_t i = 0; i < lambda.parameters.size(); ++i) {
        layout.text(i == 0 ? "" : ",");
        layout.soft_break(i == 0 ? "" : " ");
        add_parameter(layout, lambda.parameters[i], true);
    }
    layout.text(lambda.mutable_ ? ") mutable" : ")");
    if (!lambda.result.empty()) {
        if (breaks)
            layout.soft_break(" ");
        layout.text(breaks ? "-> " : " -> ");
        layout.text(lambda.result);
    }
}

std::string head_text(Lambda const& lambda)
{
    Layout layout;
    add_head(layout, lambda);
    return layout.flat();
}

void add_lambda(Layout& layout, Lambda const& lambda)
{
    Lines const body = body_lines(lambda.body);
    std::size_t const count = body.count();
    if (count == 0)
        return layout.text(head_text(lambda) + " {}");
    if (count == 1 && body.size(0) < 70) {
        std::string line = head_text(lambda);
        if (body.size(0) + line.size() < 70) {
            line += " { ";
            body.copy(0, line);
            return layout.text(line + " }");
        }
    }
    bool const breaks = !lambda.parameters.empty();
    if (breaks)
        layout.open_fill();
    add_head(layout, lambda);
    layout.text(" {");
    if (breaks)
        layout.close();
    std::string line;
    for (std::size_t i = 0; i < count; ++i) {
        line.clear();
        body.copy(i, line);
        layout.forced_break(line.empty() ? 0 : 1);
        layout.text(line);
    }
    layout.forced_break(0);
    layout.text("}");
}

void add_prefix(Layout& layout, Expr const& expression)
{
    Expr const& inner = expression.parts[0];
    layout.text(expression.text);
    // - -x, not --x.
    bool const separate = expression.text == "-" && expression_text(inner).starts_with('-');
    if (separate)
        add_in_parentheses(layout, inner);
    else
        add_operand(layout, expression, inner, prefix_level);
}

} // namespace

void add_expression(Layout& layout, Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::name:
        return layout.text(expression.text);
    case ExprKind::call:
        return add_call(layout, expression);
    case ExprKind::construct:
        return add_construct(layout, expression);
    case ExprKind::member:
    case ExprKind::arrow:
        add_operand(layout, expression, expression.parts[0], postfix_level);
        layout.text(expression.kind == ExprKind::member ? "." : "->");
        return layout.text(expression.text);
    case ExprKind::index:
        add_operand(layout, expression, expression.parts[0], postfix_level);
        layout.text("[");
        add_expression(layout, expression.parts[1]);
        return layout.text("]");
    case ExprKind::prefix:
        return add_prefix(layout, expression);
    case ExprKind::binary:
        return add_binary(layout, expression);
    case ExprKind::conditional:
        return add_conditional(layout, expression);
    case ExprKind::lambda:
        return add_lambda(layout, *expression.lambda);
    }
}

std::string expression_text(Expr const& expression)
{
    Layout layout;
    add_expression(layout, expression);
    return layout.flat();
}

std::string parameter_text(lowering::cpp::Parameter const& parameter)
{
    Layout layout;
    add_parameter(layout, parameter, true);
    return layout.flat();
}

void add_parameter(Layout& layout, lowering::cpp::Parameter const& parameter, bool may_be_unused)
{
    if (parameter.maybe_unused && may_be_unused)
        layout.text("[[maybe_unused]] ");
    layout.text(parameter.type);
    if (parameter.name.empty())
        return;
    layout.text(" ");
    layout.text(parameter.name);
}

} // namespace janus::emit
