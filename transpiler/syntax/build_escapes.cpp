#include "syntax/builder.hpp"
#include "syntax/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace janus::syntax {

using diagnostics::Code;

namespace {

struct Escape {
    std::size_t size = 0; // with the backslash
    std::string value;
    char const* problem = nullptr;
};

Escape simple_escape(char character)
{
    switch (character) {
    case 'n':
        return {2, "\n"};
    case 't':
        return {2, "\t"};
    case 'r':
        return {2, "\r"};
    case '0':
        return {2, std::string(1, '\0')};
    case '\\':
    case '"':
    case '\'':
    case '{':
    case '}':
        return {2, std::string(1, character)};
    default:
        return {2, {}, "unknown escape"};
    }
}

bool parse_hex(std::string_view digits, std::uint32_t& value)
{
    auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return !digits.empty() && result.ec == std::errc{} &&
           result.ptr == digits.data() + digits.size();
}

Escape byte_escape(std::string_view text)
{
    std::uint32_t value = 0;
    if (text.size() < 4 || !parse_hex(text.substr(2, 2), value)) {
        return {2, {}, "`\\x` needs two hexadecimal digits"};
    }
    return {4, std::string(1, static_cast<char>(value))};
}

Escape unicode_escape(std::string_view text)
{
    auto const close = text.find('}');
    std::uint32_t value = 0;
    if (text.size() < 4 || text[2] != '{' || close == std::string_view::npos || close > 11 ||
        !parse_hex(text.substr(3, close - 3), value)) {
        return {2, {}, "`\\u` needs hexadecimal digits in braces, as in `\\u{41}`"};
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return {close + 1, {}, "this is not a Unicode character"};
    }
    Escape result{close + 1, {}};
    append_utf8(result.value, value);
    return result;
}

Escape read_escape(std::string_view text)
{
    if (text.size() < 2) {
        return {text.size(), {}, "unknown escape"};
    }
    switch (text[1]) {
    case 'x':
        return byte_escape(text);
    case 'u':
        return unicode_escape(text);
    default: {
        auto escape = simple_escape(text[1]);
        if (escape.problem != nullptr) {
            escape.size = 1 + std::min(code_point_size(text[1]), text.size() - 1);
        }
        return escape;
    }
    }
}

} // namespace

// The value of what stands between quotes. Without escapes it is the source text itself.
std::string_view Builder::unescape(std::string_view text, std::uint32_t offset, bool interpolated)
{
    bool const plain = text.find('\\') == std::string_view::npos &&
                       (!interpolated || text.find_first_of("{}") == std::string_view::npos);
    if (plain) {
        return text;
    }
    std::string value;
    for (std::size_t at = 0; at < text.size();) {
        char const character = text[at];
        if (character == '\\') {
            auto const escape = read_escape(text.substr(at));
            auto const begin = offset + static_cast<std::uint32_t>(at);
            if (escape.problem != nullptr) {
                std::string const written(text.substr(at, escape.size));
                report(Code::L0004,
                       {file_.id(), begin, begin + static_cast<std::uint32_t>(escape.size)},
                       "bad escape `" + written + "`: " + escape.problem);
            }
            value += escape.value;
            at += escape.size;
            continue;
        }
        bool const doubled = interpolated && (character == '{' || character == '}') &&
                             at + 1 < text.size() && text[at + 1] == character;
        value += character;
        at += doubled ? 2 : 1;
    }
    return arena_.text(value);
}

} // namespace janus::syntax
