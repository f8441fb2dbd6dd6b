#include <janus/format.hpp>

#include <cmath>
#include <string>

#include <fmt/format.h>
#include <janus/panic.hpp>

namespace janus::detail {

namespace {

struct Spec {
    char fill = ' ';
    char align = 0;
    bool zero = false;
    std::size_t width = 0;
    int digits = -1;
    char type = 0;
};

bool is_align(char c)
{
    return c == '<' || c == '>' || c == '^';
}

// Reads digits off the front; no width of a sensible program has more than four.
int take_number(std::string_view& rest)
{
    int number = 0;
    int count = 0;
    while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9' && count < 4) {
        number = number * 10 + (rest[0] - '0');
        rest.remove_prefix(1);
        ++count;
    }
    return number;
}

Spec parse_spec(std::string_view text)
{
    Spec spec;
    std::string_view rest = text;
    if (rest.size() >= 2 && is_align(rest[1])) {
        spec.fill = rest[0];
        spec.align = rest[1];
        rest.remove_prefix(2);
    } else if (!rest.empty() && is_align(rest[0])) {
        spec.align = rest[0];
        rest.remove_prefix(1);
    }
    if (!rest.empty() && rest[0] == '0') {
        spec.zero = true;
    }
    spec.width = static_cast<std::size_t>(take_number(rest));
    if (!rest.empty() && rest[0] == '.') {
        rest.remove_prefix(1);
        spec.digits = take_number(rest);
    }
    if (!rest.empty() && std::string_view("dfexXbos").find(rest[0]) != std::string_view::npos) {
        spec.type = rest[0];
        rest.remove_prefix(1);
    }
    if (!rest.empty()) {
        panic("P004", "wrong format '" + std::string(text) + "'");
    }
    return spec;
}

// Width counts characters, not bytes.
String padded(std::string text, Spec const& spec, char natural_align)
{
    std::size_t size = 0;
    for (char const byte : text) {
        size += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    }
    if (size >= spec.width) {
        return String(text);
    }
    std::size_t const room = spec.width - size;
    if (spec.zero && spec.align == 0 && natural_align == '>') {
        std::size_t const sign = !text.empty() && text[0] == '-' ? 1 : 0;
        return String(text.insert(sign, room, '0'));
    }
    char const align = spec.align != 0 ? spec.align : natural_align;
    std::size_t const left = align == '<' ? 0 : align == '>' ? room : room / 2;
    text.insert(0, left, spec.fill);
    text.append(room - left, spec.fill);
    return String(text);
}

std::string digits_of(u128 magnitude, unsigned base, char const* digits)
{
    std::string text;
    do {
        text.insert(text.begin(), digits[static_cast<unsigned>(magnitude % base)]);
        magnitude /= base;
    } while (magnitude != 0);
    return text;
}

} // namespace

String format_integer(bool negative, u128 magnitude, std::string_view text)
{
    Spec const spec = parse_spec(text);
    if (spec.type == 'f' || spec.type == 'e' || spec.digits >= 0) {
        double const value = static_cast<double>(magnitude);
        return format_float(negative ? -value : value, text);
    }
    unsigned const base = spec.type == 'x' || spec.type == 'X' ? 16
                          : spec.type == 'b'                   ? 2
                          : spec.type == 'o'                   ? 8
                                                               : 10;
    char const* const digits = spec.type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    return padded((negative ? "-" : "") + digits_of(magnitude, base, digits), spec, '>');
}

String format_float(double value, std::string_view text)
{
    Spec const spec = parse_spec(text);
    if (!std::isfinite(value)) {
        return padded(to_text(value).to_std(),
                      Spec{spec.fill, spec.align, false, spec.width, -1, 0}, '>');
    }
    if (spec.type == 'e') {
        return padded(fmt::format("{:.{}e}", value, spec.digits >= 0 ? spec.digits : 6), spec, '>');
    }
    if (spec.digits >= 0 || spec.type == 'f') {
        return padded(fmt::format("{:.{}f}", value, spec.digits >= 0 ? spec.digits : 6), spec, '>');
    }
    return padded(to_text(value).to_std(), spec, '>');
}

// `.3` cuts a text to three characters.
String format_string(std::string_view value, std::string_view text)
{
    Spec const spec = parse_spec(text);
    if (spec.digits >= 0) {
        std::size_t size = 0;
        for (int left = spec.digits; size < value.size(); ++size) {
            bool const starts = (static_cast<unsigned char>(value[size]) & 0xC0) != 0x80;
            if (starts && left-- == 0) {
                break;
            }
        }
        value = value.substr(0, size);
    }
    return padded(std::string(value), spec, '<');
}

} // namespace janus::detail
