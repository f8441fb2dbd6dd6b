#include <values/utf8.hpp>

#include <janus/bytes.hpp>
#include <janus/list.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>

namespace janus {

namespace detail {

namespace {

struct Lead {
    std::size_t size;
    char32_t bits;
    char32_t least; // the smallest character of this size, against overlong forms
};

Lead read_lead(unsigned char byte)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {2, static_cast<char32_t>(byte & 0x1F), 0x80};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {3, static_cast<char32_t>(byte & 0x0F), 0x800};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {4, static_cast<char32_t>(byte & 0x07), 0x10000};
    }
    return {0, 0, 0};
}

} // namespace

Decoded decode_utf8(std::string_view text) noexcept
{
    auto const first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
        return {first, 1, true};
    }
    Decoded const wrong{0xFFFD, 1, false};
    Lead const lead = read_lead(first);
    if (lead.size == 0 || lead.size > text.size()) {
        return wrong;
    }
    char32_t character = lead.bits;
    for (std::size_t i = 1; i < lead.size; ++i) {
        auto const next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) {
            return wrong;
        }
        character = (character << 6) | (next & 0x3F);
    }
    bool const surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < lead.least || surrogate || character > 0x10FFFF) {
        return wrong;
    }
    return {character, lead.size, true};
}

void write_char(std::string& out, char32_t value)
{
    char32_t const c = value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0xFFFD : value;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

} // namespace detail

List<char32_t> String::chars() const
{
    List<char32_t> made;
    for (std::string_view rest = view(); !rest.empty();) {
        auto const next = detail::decode_utf8(rest);
        made.push(next.character);
        rest.remove_prefix(next.size);
    }
    return made;
}

std::int64_t String::char_count() const noexcept
{
    std::int64_t count = 0;
    for (std::string_view rest = view(); !rest.empty(); ++count) {
        rest.remove_prefix(detail::decode_utf8(rest).size);
    }
    return count;
}

bool String::is_valid_utf8() const noexcept
{
    for (std::string_view rest = view(); !rest.empty();) {
        auto const next = detail::decode_utf8(rest);
        if (!next.valid) {
            return false;
        }
        rest.remove_prefix(next.size);
    }
    return true;
}

Bytes::Bytes(std::string_view bytes)
{
    bytes_.reserve(static_cast<std::int64_t>(bytes.size()));
    for (char const byte : bytes) {
        bytes_.push(static_cast<std::uint8_t>(byte));
    }
}

bool Bytes::contains(Bytes const& part) const
{
    return view().find(part.view()) != std::string_view::npos;
}

String Bytes::to_string() const
{
    std::string made;
    for (std::string_view rest = view(); !rest.empty();) {
        auto const next = detail::decode_utf8(rest);
        detail::write_char(made, next.character);
        rest.remove_prefix(next.size);
    }
    return String(made);
}

} // namespace janus
