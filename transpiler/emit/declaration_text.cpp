#include "emit/declaration_text.hpp"

#include "emit/expression_layout.hpp"

#include <utility>

namespace janus::emit {

namespace cpp = lowering::cpp;

std::string lines_text(std::vector<std::string> const& lines)
{
    std::string text;
    for (std::string const& line : lines)
        text += line + "\n";
    return text;
}

std::string list_text(std::string open, std::vector<std::string> const& items, std::string close,
                      std::size_t indent)
{
    std::vector<Layout> parts{layout_text(std::move(open))};
    for (std::size_t i = 0; i < items.size(); ++i) {
        parts.push_back(layout_break(i == 0 ? "" : " "));
        parts.push_back(layout_text(items[i] + (i + 1 < items.size() ? "," : "")));
    }
    parts.push_back(layout_text(std::move(close)));
    return lines_text(print(layout_group(std::move(parts)), indent));
}

std::string signature_text(cpp::Function const& function, bool definition, std::string_view end,
                           std::size_t indent)
{
    std::string head = function.result + " ";
    if (!definition && function.is_static)
        head = "static " + head;
    if (definition && !function.owner.empty())
        head += function.owner + "::";
    head += function.name + "(";
    std::vector<std::string> parameters;
    for (cpp::Parameter parameter : function.parameters) {
        parameter.maybe_unused = parameter.maybe_unused && definition;
        parameters.push_back(parameter_text(parameter));
    }
    return list_text(std::move(head), parameters, ")" + function.suffix + std::string(end), indent);
}

std::string wrapped_text(std::string head, cpp::Expr const& value, std::string tail,
                         std::size_t indent)
{
    Layout const layout = layout_sequence(
        {layout_text(std::move(head)), expression_layout(value), layout_text(std::move(tail))});
    return lines_text(print(layout, indent));
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
