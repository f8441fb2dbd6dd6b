#include "emit/declaration_text.hpp"

#include "emit/expression_layout.hpp"

namespace janus::emit {

namespace cpp = lowering::cpp;

std::string lines_text(std::vector<std::string> const& lines)
{
    std::string text;
    for (std::string const& line : lines)
        text.append(line) += '\n';
    return text;
}

std::string list_text(std::string_view open, std::vector<std::string> const& items,
                      std::string_view close, std::size_t indent)
{
    Layout layout;
    layout.open_group();
    layout.text(open);
    for (std::size_t i = 0; i < items.size(); ++i) {
        layout.soft_break(i == 0 ? "" : " ");
        layout.text(items[i]);
        layout.text(i + 1 < items.size() ? "," : "");
    }
    layout.text(close);
    layout.close();
    return layout.lines(indent);
}

std::string signature_text(cpp::Function const& function, bool definition, std::string_view end,
                           std::size_t indent)
{
    Layout layout;
    layout.open_group();
    layout.text(!definition && function.is_static ? "static " : "");
    layout.text(function.result);
    layout.text(" ");
    if (definition && !function.owner.empty()) {
        layout.text(function.owner);
        layout.text("::");
    }
    layout.text(function.name);
    layout.text("(");
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
        layout.text(i == 0 ? "" : ",");
        layout.soft_break(i == 0 ? "" : " ");
        add_parameter(layout, function.parameters[i], definition);
    }
    layout.text(")");
    layout.text(function.suffix);
    layout.text(end);
    layout.close();
    return layout.lines(indent);
}

std::string wrapped_text(std::string_view head, cpp::Expr const& value, std::string_view tail,
                         std::size_t indent)
{
    Layout layout;
    layout.text(head);
    add_expression(layout, value);
    layout.text(tail);
    return layout.lines(indent);
}

std::string member_text(std::string const& type, std::string const& name, cpp::Expr const* initial,
                        std::size_t indent)
{
    std::string const head = type + " " + name;
    if (!initial)
        return head + ";\n";
    std::string const plain = type.ends_with(" const") ? type.substr(0, type.size() - 6) : type;
    bool const same = initial->kind == cpp::ExprKind::construct &&
                      (initial->text.empty() || initial->text == plain);
    if (!same)
        return wrapped_text(head + " = ", *initial, ";", indent);
    cpp::Expr braces = *initial;
    braces.text.clear();
    return wrapped_text(head, braces, ";", indent);
}

} // namespace janus::emit
