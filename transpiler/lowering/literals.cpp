#include "lowering/literals.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace janus::lowering {

using namespace semantics;

namespace {

std::string hex(std::uint64_t value)
{
    std::array<char, 20> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return "0x" + std::string(digits.data(), end);
}

std::string character(std::uint64_t code)
{
    if (code == '\'' || code == '\\')
        return std::string("U'\\") + static_cast<char>(code) + "'";
    if (code >= 0x20 && code < 0x7f)
        return std::string("U'") + static_cast<char>(code) + "'";
    return "char32_t{" + hex(code) + "}";
}

std::string digits_of(Integer const& literal)
{
    bool const negative = static_cast<std::int64_t>(literal.high) < 0;
    bool const fits =
        literal.high == 0 || (literal.high == ~std::uint64_t{0} && (literal.low >> 63) != 0);
    if (!fits) {
        // 128 bits have no literals.
        std::string const type = is_signed_integer(literal.type) ? "janus::i128" : "janus::u128";
        return "static_cast<" + type + ">((janus::u128{" + hex(literal.high) + "} << 64) | " +
               hex(literal.low) + ")";
    }
    if (!negative)
        return std::to_string(literal.low) + (literal.low >> 63 != 0 ? "U" : "");
    if (literal.low == std::uint64_t{1} << 63)
        return "std::numeric_limits<std::int64_t>::min()";
    return std::to_string(static_cast<std::int64_t>(literal.low));
}

} // namespace

cpp::Expr integer_literal(ModuleContext const& module, Integer const& literal, bool typed)
{
    if (literal.type->kind == TypeKind::character)
        return cpp::name(character(literal.low));
    std::string digits = digits_of(literal);
    if (is_float(literal.type))
        return cpp::name(digits + (literal.type->kind == TypeKind::f32 ? ".0F" : ".0"));
    if (!typed || !is_integer(literal.type))
        return cpp::literal(std::move(digits), cpp::Literal::number);
    // What does not fit in a narrower type was refused by the checker.
    return cpp::construct(module.spell(literal.type), {cpp::name(std::move(digits))});
}

cpp::Expr floating_literal(double value, TypeRef type)
{
    bool const single = type->kind == TypeKind::f32;
    std::array<char, 64> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    std::string text(digits.data(), end);
    if (std::isinf(value))
        text = "std::numeric_limits<double>::infinity()";
    else if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return cpp::name(single ? text + "F" : text);
}

std::string quoted(std::string_view text)
{
    std::string made = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            made += "\\\"";
            break;
        case '\\':
            made += "\\\\";
            break;
        case '\n':
            made += "\\n";
            break;
        case '\t':
            made += "\\t";
            break;
        case '\r':
            made += "\\r";
            break;
        default:
            if (byte < 0x20 || byte == 0x7f) {
                std::array<char, 8> escape{};
                std::snprintf(escape.data(), escape.size(), "\\%03o", byte);
                made += escape.data();
            } else {
                made += c;
            }
        }
    }
    return made + "\"";
}

cpp::Expr text_literal(std::string_view text, bool bytes, bool typed)
{
    std::string literal;
    bool const nul = text.find('\0') != std::string_view::npos;
    if (!bytes) {
        literal = quoted(text);
    } else {
        literal = "\"";
        for (char const c : text) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\%03o", static_cast<unsigned char>(c));
            bool const plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?';
            literal += plain ? std::string(1, c) : std::string(escape.data());
        }
        literal += "\"";
    }
    if (nul || bytes)
        literal = "std::string_view(" + literal + ", " + std::to_string(text.size()) + ")";
    if (bytes)
        return cpp::name("janus::Bytes(" + literal + ")");
    if (typed)
        return cpp::name("janus::String(" + literal + ")");
    return cpp::literal(std::move(literal), cpp::Literal::text);
}

} // namespace janus::lowering
