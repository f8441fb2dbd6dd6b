#include "driver/content_hash.hpp"

#include <array>
#include <cstring>

namespace janus::driver {

// FNV-1a over 128 bits: a few lines, and far fewer collisions than any cache has entries.
void ContentHash::mix(std::string_view bytes)
{
    constexpr Wide prime = (Wide{1} << 88) | 0x13b;
    for (char byte : bytes) {
        state_ ^= static_cast<unsigned char>(byte);
        state_ *= prime;
    }
}

ContentHash& ContentHash::add(std::uint64_t number)
{
    std::array<char, sizeof(number)> bytes{};
    std::memcpy(bytes.data(), &number, sizeof(number));
    mix({bytes.data(), bytes.size()});
    return *this;
}

ContentHash& ContentHash::add(std::string_view piece)
{
    add(static_cast<std::uint64_t>(piece.size()));
    mix(piece);
    return *this;
}

std::string ContentHash::text() const
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 124; shift >= 0; shift -= 4)
        text += digits[static_cast<std::size_t>(state_ >> shift) & 15];
    return text;
}

std::string hash_of(std::string_view content)
{
    return ContentHash{}.add(content).text();
}

} // namespace janus::driver
