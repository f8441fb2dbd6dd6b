#include "semantics/format_spec.hpp"

namespace janus::semantics {

namespace {

bool is_align(char letter)
{
    return letter == '<' || letter == '>' || letter == '^';
}

void skip_digits(std::string_view& rest)
{
    for (int count = 0; !rest.empty() && rest[0] >= '0' && rest[0] <= '9' && count < 4; ++count)
        rest.remove_prefix(1);
}

/// The letter at the end, 0 if there is none; `rest` is what nobody understands.
char read_letter(std::string_view& rest)
{
    if (rest.size() >= 2 && is_align(rest[1]))
        rest.remove_prefix(2);
    else if (!rest.empty() && is_align(rest[0]))
        rest.remove_prefix(1);
    skip_digits(rest);
    if (!rest.empty() && rest[0] == '.') {
        rest.remove_prefix(1);
        skip_digits(rest);
    }
    if (rest.empty() || std::string_view("dfexXbos").find(rest[0]) == std::string_view::npos)
        return 0;
    char const letter = rest[0];
    rest.remove_prefix(1);
    return letter;
}

} // namespace

std::string wrong_format(std::string_view format, TypeRef type)
{
    std::string_view rest = format;
    char const letter = read_letter(rest);
    if (!rest.empty())
        return "wrong format `" + std::string(format) + "`";
    bool const number = is_integer(type) || is_float(type);
    bool const other = type->kind == TypeKind::structure || type->kind == TypeKind::boolean ||
                       type->kind == TypeKind::variants;
    bool const whole = std::string_view("dxXbo").find(letter) != std::string_view::npos;
    bool const fits =
        letter == 0 || (letter == 's' ? !number : !other && !(whole && is_float(type)));
    return fits ? ""
                : "format `" + std::string(1, letter) + "` does not fit " + "`" + to_string(type) +
                      "`";
}

} // namespace janus::semantics
