#include "value.hpp"

namespace janus::oracle {

using namespace semantics;

bool equal(Value const& left, Value const& right)
{
    if (left.number != right.number || left.text != right.text || left.case_ != right.case_ ||
        left.present != right.present || left.parts.size() != right.parts.size())
        return false;
    for (std::size_t at = 0; at < left.parts.size(); ++at)
        if (!equal(left.parts[at], right.parts[at]))
            return false;
    return true;
}

namespace {

std::string decimal(Number number)
{
    if (number == 0)
        return "0";
    bool const negative = number < 0;
    auto rest = static_cast<Bits>(negative ? -number : number);
    std::string digits;
    for (; rest != 0; rest /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    return negative ? "-" + digits : digits;
}

std::string quoted(std::string const& text)
{
    std::string shown = "\"";
    for (char const letter : text)
        shown += (letter == '"' || letter == '\\' ? "\\" : "") + std::string(1, letter);
    return shown + "\"";
}

std::string listed(std::vector<Value> const& parts, TypeRef element)
{
    std::string text;
    for (Value const& part : parts)
        text += (text.empty() ? "" : ", ") + text_of(part, element, true);
    return "[" + text + "]";
}

template <class Fields>
std::string fields_text(Fields const& fields, std::vector<Value> const& values, bool positional)
{
    std::string text;
    for (std::size_t at = 0; at < values.size(); ++at)
        text += (text.empty() ? "" : ", ") +
                (positional ? "" : std::string(fields[at].name) + ": ") +
                text_of(values[at], fields[at].type, true);
    if (values.empty())
        return "";
    return positional ? "(" + text + ")" : " { " + text + " }";
}

std::string structure_text(Value const& value, TypeRef type, bool nested)
{
    std::string_view const name = type->structure->name;
    if (!type->structure->builtin)
        return std::string(name) + fields_text(type->structure->fields, value.parts, false);
    if (name == "String")
        return nested ? quoted(value.text) : value.text;
    if (name == "List")
        return listed(value.parts, type->arguments[0]);
    if (name != "HashMap")
        throw Unknown{"text of " + std::string(name)};
    std::string text;
    for (std::size_t at = 0; at < value.parts.size(); at += 2)
        text += (at == 0 ? "" : ", ") + text_of(value.parts[at], type->arguments[0], true) + ": " +
                text_of(value.parts[at + 1], type->arguments[1], true);
    return "{" + text + "}";
}

} // namespace

std::string text_of(Value const& value, TypeRef type, bool nested)
{
    if (is_integer(type))
        return decimal(value.number);
    switch (type->kind) {
    case TypeKind::boolean:
        return value.number != 0 ? "true" : "false";
    case TypeKind::structure:
        return structure_text(value, type, nested);
    case TypeKind::variants: {
        std::string const name(value.case_->name);
        return type->variants->kind == VariantsKind::error
                   ? name
                   : name + fields_text(value.case_->fields, value.parts, value.case_->tuple);
    }
    case TypeKind::option:
        return value.present ? "Some(" + text_of(value.parts[0], type->arguments[0], true) + ")"
                             : "null";
    case TypeKind::tuple: {
        std::string text;
        for (std::size_t at = 0; at < value.parts.size(); ++at)
            text += (at == 0 ? "" : ", ") + text_of(value.parts[at], type->arguments[at], true);
        return "(" + text + ")";
    }
    default:
        throw Unknown{"text of " + to_string(type)};
    }
}

} // namespace janus::oracle
