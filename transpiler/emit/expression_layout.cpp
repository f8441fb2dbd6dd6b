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

struct Operator {
    std::string_view text;
    int level;
};
constexpr std::array operators{
    Operator{"*", 12},  Operator{"/", 12},  Operator{"%", 12}, Operator{"+", 11}, Operator{"-", 11},
    Operator{"<<", 10}, Operator{">>", 10}, Operator{"<", 9},  Operator{"<=", 9}, Operator{">", 9},
    Operator{">=", 9},  Operator{"==", 8},  Operator{"!=", 8}, Operator{"&", 7},  Operator{"^", 6},
    Operator{"|", 5},   Operator{"&&", 4},  Operator{"||", 3},
};

int level_of(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::prefix:
        return prefix_level;
    case ExprKind::conditional:
        return conditional_level;
    case ExprKind::binary:
        for (Operator const& entry : operators) {
            if (entry.text == expression.text)
                return entry.level;
        }
        return assignment_level;
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

Layout operand(Expr const& outer, Expr const& inner, int level)
{
    Layout text = expression_layout(inner);
    if (level_of(inner) >= level && !mixes_badly(outer, inner))
        return text;
    return layout_sequence(layouts(layout_text("("), std::move(text), layout_text(")")));
}

Layout list(std::string open, std::vector<Expr> const& elements, std::size_t from,
            std::string close)
{
    if (elements.size() <= from)
        return layout_text(open + close);
    std::vector<Layout> parts = layouts(layout_text(std::move(open)), layout_break(""));
    for (std::size_t i = from; i < elements.size(); ++i) {
        Layout element = expression_layout(elements[i]);
        if (i + 1 < elements.size())
            element = layout_sequence(layouts(std::move(element), layout_text(",")));
        parts.push_back(std::move(element));
        if (i + 1 < elements.size())
            parts.push_back(layout_break(" "));
    }
    parts.push_back(layout_text(std::move(close)));
    return layout_fill(std::move(parts));
}

/// a && b && c: one group, so that all of it breaks or none.
void chain(Expr const& expression, std::string const& operation, std::vector<Layout>& parts)
{
    int const level = level_of(expression);
    Expr const& left = expression.parts[0];
    if (left.kind == ExprKind::binary && left.text == operation && level != assignment_level &&
        !is_comparison(level))
        chain(left, operation, parts);
    else
        parts.push_back(operand(expression, left, level));
    parts.push_back(layout_break(" "));
    parts.push_back(layout_text(operation + " "));
    parts.push_back(operand(expression, expression.parts[1], level + 1));
}

Layout binary(Expr const& expression)
{
    if (level_of(expression) == assignment_level) {
        return layout_sequence(
            {operand(expression, expression.parts[0], conditional_level),
             layout_text(" " + expression.text),
             layout_group(
                 {layout_break(" "), operand(expression, expression.parts[1], assignment_level)})});
    }
    std::vector<Layout> parts;
    chain(expression, expression.text, parts);
    return layout_group(std::move(parts));
}

std::string head_text(Lambda const& lambda)
{
    std::string text = "[";
    for (std::size_t i = 0; i < lambda.captures.size(); ++i)
        text += (i == 0 ? "" : ", ") + lambda.captures[i];
    text += "](";
    for (std::size_t i = 0; i < lambda.parameters.size(); ++i)
        text += (i == 0 ? "" : ", ") + parameter_text(lambda.parameters[i]);
    text += ")";
    if (lambda.mutable_)
        text += " mutable";
    if (!lambda.result.empty())
        text += " -> " + lambda.result;
    return text;
}

/// The same up to the brace, with line ends between the parameters.
Layout head_layout(Lambda const& lambda)
{
    if (lambda.parameters.empty())
        return layout_text(head_text(lambda) + " {");
    Lambda bare = lambda;
    bare.parameters.clear();
    std::string const head = head_text(bare);
    std::size_t const split = head.find("](") + 2;
    std::vector<Layout> parts = layouts(layout_text(head.substr(0, split)));
    for (std::size_t i = 0; i < lambda.parameters.size(); ++i) {
        bool const last = i + 1 == lambda.parameters.size();
        parts.push_back(layout_break(i == 0 ? "" : " "));
        parts.push_back(layout_text(parameter_text(lambda.parameters[i]) + (last ? "" : ",")));
    }
    std::size_t const arrow = head.find(" -> ", split);
    parts.push_back(layout_text(head.substr(split, arrow - split)));
    if (arrow != std::string::npos) {
        parts.push_back(layout_break(" "));
        parts.push_back(layout_text(head.substr(arrow + 1)));
    }
    parts.push_back(layout_text(" {"));
    return layout_fill(std::move(parts));
}

Layout lambda_layout(Lambda const& lambda)
{
    std::string head = head_text(lambda);
    std::vector<std::string> const lines = statement_lines(lambda.body);
    if (lines.empty())
        return layout_text(head + " {}");
    if (lines.size() == 1 && lines[0].size() + head.size() < 70)
        return layout_text(head + " { " + lines[0] + " }");
    std::vector<Layout> parts = layouts(head_layout(lambda));
    for (std::string const& line : lines) {
        parts.push_back(layout_forced_break(line.empty() ? 0 : 1));
        parts.push_back(layout_text(line));
    }
    parts.push_back(layout_forced_break(0));
    parts.push_back(layout_text("}"));
    return layout_sequence(std::move(parts));
}

Layout prefix(Expr const& expression)
{
    Expr const& inner = expression.parts[0];
    // - -x, not --x.
    bool const separate = expression.text == "-" && expression_text(inner).starts_with('-');
    Layout text =
        separate
            ? layout_sequence(layouts(layout_text("("), expression_layout(inner), layout_text(")")))
            : operand(expression, inner, prefix_level);
    return layout_sequence(layouts(layout_text(expression.text), std::move(text)));
}

void flatten(Layout const& layout, std::string& text)
{
    text += layout.kind == Layout::Kind::forced_break ? " " : layout.text;
    for (Layout const& part : layout.parts)
        flatten(part, text);
}

} // namespace

Layout expression_layout(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::name:
        return layout_text(expression.text);
    case ExprKind::call:
        return layout_sequence(layouts(operand(expression, expression.parts[0], postfix_level),
                                       list("(", expression.parts, 1, ")")));
    case ExprKind::construct:
        return list(expression.text + "{", expression.parts, 0, "}");
    case ExprKind::member:
    case ExprKind::arrow:
        return layout_sequence(
            {operand(expression, expression.parts[0], postfix_level),
             layout_text((expression.kind == ExprKind::member ? "." : "->") + expression.text)});
    case ExprKind::index:
        return layout_sequence(layouts(operand(expression, expression.parts[0], postfix_level),
                                       layout_text("["), expression_layout(expression.parts[1]),
                                       layout_text("]")));
    case ExprKind::prefix:
        return prefix(expression);
    case ExprKind::binary:
        return binary(expression);
    case ExprKind::conditional:
        return layout_group(layouts(operand(expression, expression.parts[0], conditional_level + 1),
                                    layout_break(" "), layout_text("? "),
                                    operand(expression, expression.parts[1], conditional_level + 1),
                                    layout_break(" "), layout_text(": "),
                                    operand(expression, expression.parts[2], conditional_level)));
    case ExprKind::lambda:
        return lambda_layout(*expression.lambda);
    }
    return {};
}

std::string expression_text(Expr const& expression)
{
    std::string text;
    flatten(expression_layout(expression), text);
    return text;
}

std::string parameter_text(lowering::cpp::Parameter const& parameter)
{
    std::string text = parameter.maybe_unused ? "[[maybe_unused]] " : "";
    text += parameter.type;
    return parameter.name.empty() ? text : text + " " + parameter.name;
}

} // namespace janus::emit
