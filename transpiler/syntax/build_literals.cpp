#include "syntax/builder.hpp"
#include "syntax/utf8.hpp"

#include <charconv>
#include <cstdlib>

namespace janus::syntax {

using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

namespace {

unsigned digit_value(char character)
{
    if (character >= '0' && character <= '9') {
        return static_cast<unsigned>(character - '0');
    }
    if (character >= 'a' && character <= 'f') {
        return static_cast<unsigned>(character - 'a') + 10;
    }
    if (character >= 'A' && character <= 'F') {
        return static_cast<unsigned>(character - 'A') + 10;
    }
    return 99;
}

// value = value * base + digit on 128 bits; false if that does not fit.
bool accumulate(ast::IntLiteral& literal, unsigned base, unsigned digit)
{
    auto const step = [base](std::uint64_t half, std::uint64_t& carry) {
        std::uint64_t const low = (half & 0xFFFFFFFFU) * base + carry;
        std::uint64_t const high = (half >> 32U) * base + (low >> 32U);
        carry = high >> 32U;
        return (high << 32U) | (low & 0xFFFFFFFFU);
    };
    std::uint64_t carry = digit;
    literal.low = step(literal.low, carry);
    literal.high = step(literal.high, carry);
    return carry == 0;
}

bool is_number_suffix(std::string_view suffix)
{
    for (auto const known : {"i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128",
                             "isize", "usize", "f32", "f64"}) {
        if (suffix == known) {
            return true;
        }
    }
    return false;
}

bool bad_underscores(std::string_view digits)
{
    return digits.empty() || digits.front() == '_' || digits.back() == '_' ||
           digits.find("__") != std::string_view::npos;
}

} // namespace

ast::Expr* Builder::literal(NodeView node)
{
    if (is(node.first(), T::minus)) {
        auto* const result = finish(arena_.make<ast::Unary>(), ast::ExprKind::unary, span(node));
        result->op = ast::UnaryOp::minus;
        result->operand = literal(node.first() + 1);
        return result;
    }
    return literal(node.first());
}

ast::Expr* Builder::literal(std::uint32_t token)
{
    switch (kind(token)) {
    case T::integer:
        return integer(token);
    case T::floating:
        return floating(token);
    case T::character:
        return character(token);
    case T::keyword_true:
    case T::keyword_false: {
        auto* const result =
            finish(arena_.make<ast::BoolLiteral>(), ast::ExprKind::bool_literal, span(token));
        result->value = is(token, T::keyword_true);
        return result;
    }
    case T::keyword_null:
        return finish(arena_.make<ast::Expr>(), ast::ExprKind::null_literal, span(token));
    default:
        return string(token);
    }
}

ast::Expr* Builder::integer(std::uint32_t token)
{
    auto* const result =
        finish(arena_.make<ast::IntLiteral>(), ast::ExprKind::int_literal, span(token));
    auto rest = text(token);
    unsigned base = 10;
    if (rest.size() > 1 && rest[0] == '0') {
        char const mark = static_cast<char>(rest[1] | 0x20);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'o' ? 8 : 10;
        rest.remove_prefix(base == 10 ? 0 : 2);
    }
    std::size_t size = 0;
    while (size < rest.size() && (rest[size] == '_' || digit_value(rest[size]) < base)) {
        ++size;
    }
    auto const digits = rest.substr(0, size);
    result->suffix = rest.substr(size);
    if (bad_underscores(digits)) {
        report(Code::L0005, result->span,
               "bad number `" + std::string(text(token)) + "`: `_` stands between digits only");
    } else if (!result->suffix.empty() && !is_number_suffix(result->suffix)) {
        report(Code::L0005, result->span,
               "bad number `" + std::string(text(token)) + "`: unknown suffix `" +
                   std::string(result->suffix) + "`");
        result->suffix = {};
    }
    for (char const digit : digits) {
        if (digit != '_' && !accumulate(*result, base, digit_value(digit))) {
            result->too_large = true;
        }
    }
    return result;
}

ast::Expr* Builder::floating(std::uint32_t token)
{
    auto* const result =
        finish(arena_.make<ast::FloatLiteral>(), ast::ExprKind::float_literal, span(token));
    auto const whole = text(token);
    std::size_t size = 0;
    std::string digits;
    bool after_exponent = false;
    for (; size < whole.size(); ++size) {
        char const character = whole[size];
        bool const exponent = !after_exponent && (character == 'e' || character == 'E');
        bool const sign = (character == '+' || character == '-') && after_exponent;
        if (digit_value(character) > 9 && character != '_' && character != '.' && !exponent &&
            !sign) {
            break;
        }
        after_exponent = after_exponent || exponent;
        if (character != '_') {
            digits += character;
        }
    }
    auto const number = whole.substr(0, size);
    result->suffix = whole.substr(size);
    bool const bad_suffix =
        !result->suffix.empty() && result->suffix != "f32" && result->suffix != "f64";
    auto const point = number.find('.');
    bool const near_point =
        point != std::string_view::npos && (number[point - 1] == '_' || number[point + 1] == '_');
    if (bad_underscores(number) || near_point || bad_suffix) {
        report(Code::L0005, result->span, "bad number `" + std::string(whole) + "`");
        result->suffix = {};
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), result->value);
    return result;
}

ast::Expr* Builder::character(std::uint32_t token)
{
    auto* const result =
        finish(arena_.make<ast::CharLiteral>(), ast::ExprKind::char_literal, span(token));
    auto content = text(token);
    content.remove_prefix(1);
    if (!content.empty() && content.back() == '\'') {
        content.remove_suffix(1);
    }
    bool const raw_byte = content.substr(0, 2) == "\\x";
    auto const value = unescape(content, result->span.begin + 1, false);
    if (!value.empty()) {
        // `'\xFF'` is one byte, not the start of a UTF-8 sequence.
        result->code_point =
            raw_byte ? static_cast<unsigned char>(value[0]) : first_code_point(value);
    }
    return result;
}

ast::Expr* Builder::string(std::uint32_t token)
{
    auto* const result =
        finish(arena_.make<ast::StringLiteral>(), ast::ExprKind::string_literal, span(token));
    result->value = string_value(token);
    switch (kind(token)) {
    case T::string_multi_line:
        result->form = ast::StringForm::multi_line;
        break;
    case T::string_bytes:
        result->form = ast::StringForm::bytes;
        break;
    case T::string_regex:
        result->form = ast::StringForm::regex;
        diagnostics_.add(
            diagnostics::Diagnostic(Code::C0001, result->span,
                                    "regular expression literals are not supported")
                .suggest("search the text with `contains`, `starts_with`, `split` or `index_of`"));
        break;
    default:
        break;
    }
    return result;
}

std::string_view Builder::string_value(std::uint32_t token)
{
    auto whole = text(token);
    std::uint32_t const begin = span(token).begin;
    if (is(token, T::string_multi_line)) {
        bool const closed = whole.size() >= 6;
        return whole.substr(3, closed ? whole.size() - 6 : whole.size() - 3);
    }
    auto const quote = static_cast<std::uint32_t>(whole.find('"'));
    whole.remove_prefix(quote + 1);
    if (!whole.empty() && whole.back() == '"') {
        whole.remove_suffix(1);
    }
    if (is(token, T::string_regex)) {
        return whole;
    }
    return unescape(whole, begin + quote + 1, false);
}

ast::Expr* Builder::interpolation(NodeView node)
{
    auto* const result =
        finish(arena_.make<ast::Interpolation>(), ast::ExprKind::interpolation, span(node));
    std::vector<ast::InterpolationPart> parts;
    auto const piece = [&](std::uint32_t token, std::size_t skip, std::size_t drop) {
        auto const whole = text(token);
        auto const size = whole.size() > skip + drop ? whole.size() - skip - drop : 0;
        return unescape(whole.substr(skip, size),
                        span(token).begin + static_cast<std::uint32_t>(skip), true);
    };
    // Every token before a value ends with `{`; every token after one begins with `:format}`.
    std::uint32_t token = node.first();
    std::size_t skip = 2;
    for (NodeView const child : node) {
        ast::InterpolationPart part;
        part.text = piece(token, skip, 1);
        part.value = expression(child);
        token = child.last();
        auto const tail = text(token);
        auto const brace = tail.find('}');
        skip = brace == std::string_view::npos ? tail.size() : brace + 1;
        if (!tail.empty() && tail.front() == ':') {
            part.format = tail.substr(1, skip - 2);
        }
        parts.push_back(part);
    }
    parts.push_back({piece(token, skip, 1), nullptr, {}});
    result->parts = list(parts);
    return result;
}

} // namespace janus::syntax
