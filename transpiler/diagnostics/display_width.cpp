#include "diagnostics/display_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace janus::diagnostics {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks rather than single characters: enough to keep carets in place in real text.
constexpr std::array<Range, 9> zero_width{{{0x0300, 0x036F},
                                           {0x0483, 0x0489},
                                           {0x0591, 0x05BD},
                                           {0x0610, 0x061A},
                                           {0x064B, 0x065F},
                                           {0x200B, 0x200F},
                                           {0x20D0, 0x20FF},
                                           {0xFE00, 0xFE0F},
                                           {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 11> double_width{{{0x1100, 0x115F},
                                              {0x2E80, 0x303E},
                                              {0x3041, 0x33FF},
                                              {0x3400, 0x4DBF},
                                              {0x4E00, 0x9FFF},
                                              {0xA000, 0xA4CF},
                                              {0xAC00, 0xD7A3},
                                              {0xF900, 0xFAFF},
                                              {0xFF00, 0xFF60},
                                              {0x1F300, 0x1FAFF},
                                              {0x20000, 0x3FFFD}}};

template <std::size_t Count>
bool within(std::array<Range, Count> const& ranges, char32_t character) noexcept
{
    return std::any_of(ranges.begin(), ranges.end(), [&](Range range) {
        return range.first <= character && character <= range.last;
    });
}

struct Decoded {
    char32_t character;
    std::size_t size;
    bool valid;
};

Decoded decode(std::string_view text) noexcept
{
    auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    unsigned const lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    std::size_t const size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) {
        return {0xFFFD, 1, false};
    }
    char32_t character = lead & (0x7FU >> size);
    for (std::size_t at = 1; at < size; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) {
            return {0xFFFD, 1, false};
        }
        character = (character << 6U) | (byte(at) & 0x3FU);
    }
    return {character, size, true};
}

} // namespace

std::size_t display_width(std::string_view text) noexcept
{
    std::size_t width = 0;
    while (!text.empty()) {
        auto const [character, size, valid] = decode(text);
        if (!within(zero_width, character)) {
            width += within(double_width, character) ? 2 : 1;
        }
        text.remove_prefix(size);
    }
    return width;
}

std::string printable(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        auto const [character, size, valid] = decode(text);
        if (character == '\t') {
            result += "    ";
        } else if (!valid || character < 0x20 || character == 0x7F) {
            result += '?';
        } else {
            result += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    return result;
}

} // namespace janus::diagnostics
