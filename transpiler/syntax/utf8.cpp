#include "syntax/utf8.hpp"

#include <cstring>

namespace janus::syntax {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) noexcept
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool continues(std::string_view text, std::size_t at, unsigned low = 0x80, unsigned high = 0xBF)
{
    unsigned const byte = byte_at(text, at);
    return at < text.size() && low <= byte && byte <= high;
}

// The size of the valid sequence at `at`, or 0.
std::size_t valid_sequence(std::string_view text, std::size_t at) noexcept
{
    unsigned const lead = byte_at(text, at);
    if (lead >= 0xC2 && lead <= 0xDF) {
        return continues(text, at + 1) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        unsigned const low = lead == 0xE0 ? 0xA0 : 0x80;
        unsigned const high = lead == 0xED ? 0x9F : 0xBF;
        return continues(text, at + 1, low, high) && continues(text, at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        unsigned const low = lead == 0xF0 ? 0x90 : 0x80;
        unsigned const high = lead == 0xF4 ? 0x8F : 0xBF;
        bool const fine = continues(text, at + 1, low, high) && continues(text, at + 2) &&
                          continues(text, at + 3);
        return fine ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept
{
    std::size_t at = 0;
    while (at < text.size()) {
        // Source is nearly all ASCII: look at eight bytes at once.
        std::uint64_t chunk = 0;
        while (at + sizeof chunk <= text.size()) {
            std::memcpy(&chunk, text.data() + at, sizeof chunk);
            if ((chunk & 0x8080808080808080U) != 0) {
                break;
            }
            at += sizeof chunk;
        }
        if (at >= text.size()) {
            break;
        }
        if (byte_at(text, at) < 0x80) {
            ++at;
            continue;
        }
        std::size_t const size = valid_sequence(text, at);
        if (size == 0) {
            return at;
        }
        at += size;
    }
    return std::nullopt;
}

std::size_t code_point_size(char lead) noexcept
{
    auto const byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

std::uint32_t first_code_point(std::string_view text) noexcept
{
    std::size_t const size = code_point_size(text.front());
    if (size == 1) {
        return byte_at(text, 0);
    }
    std::uint32_t value = byte_at(text, 0) & (0x7FU >> size);
    for (std::size_t at = 1; at < size; ++at) {
        value = (value << 6U) | (byte_at(text, at) & 0x3FU);
    }
    return value;
}

void append_utf8(std::string& out, std::uint32_t code_point)
{
    auto const put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code_point < 0x80) {
        put(code_point);
        return;
    }
    if (code_point < 0x800) {
        put(0xC0U | (code_point >> 6U));
    } else {
        if (code_point < 0x10000) {
            put(0xE0U | (code_point >> 12U));
        } else {
            put(0xF0U | (code_point >> 18U));
            put(0x80U | ((code_point >> 12U) & 0x3FU));
        }
        put(0x80U | ((code_point >> 6U) & 0x3FU));
    }
    put(0x80U | (code_point & 0x3FU));
}

} // namespace janus::syntax
