#pragma once
// The encoding of state and messages, as constants and the smallest steps. A record is a row of
// fields, each `varint(tag << 3 | kind)` and a value; the tag is a hash of the field's name.
// Numbers are varints, texts and records carry their length in front. Equal values have equal
// bytes. Decoding never reads outside what it is given. No shared state; any thread may use it.

#include <cstdint>
#include <string>
#include <string_view>

#include <janus/integer_types.hpp>

namespace janus::detail {

enum class WireKind : std::uint8_t {
    unsigned_number = 0, // varint
    float64 = 1,         // 8 bytes, little endian
    bytes = 2,           // varint length, then the bytes of a text, record, list or sum
    float32 = 3,         // 4 bytes, little endian
    null = 4,            // nothing: an option without content
    some = 5,            // a kind and a value: an option in an option
    signed_number = 6,   // varint of the zigzag form
    mixed = 7            // only in the header of a list: each element carries its kind
};

// Records inside records, lists inside lists, and so on.
inline constexpr int max_nesting = 64;

// 29 bits, never 0. "#7" is the tag 7 itself.
constexpr std::uint32_t field_tag(std::string_view name)
{
    if (name.starts_with('#')) {
        std::uint32_t written = 0;
        for (char const digit : name.substr(1)) {
            written = written * 10 + static_cast<std::uint32_t>(digit - '0');
        }
        return written;
    }
    std::uint32_t hash = 2166136261u;
    for (char const byte : name) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
    }
    std::uint32_t const tag = (hash ^ (hash >> 29)) & 0x1FFFFFFFu;
    return tag == 0 ? 1 : tag;
}

void append_varint(std::string& out, u128 value);
void append_fixed(std::string& out, std::uint64_t value, int bytes);

constexpr u128 zigzag(i128 value)
{
    return (static_cast<u128>(value) << 1) ^ (value < 0 ? ~u128{} : u128{});
}
constexpr i128 unzigzag(u128 value)
{
    return static_cast<i128>(value >> 1) ^ -static_cast<i128>(value & 1);
}

// Takes steps off the front of some bytes. After the first step that does not fit, `failed` stays
// true and every step yields zero.
class ByteCursor {
public:
    ByteCursor() = default;
    explicit ByteCursor(std::string_view bytes) : rest_(bytes) {}

    u128 varint();
    std::uint64_t fixed(int bytes);
    // A varint length and so many bytes.
    std::string_view counted();
    // Steps over a value; nesting below it is not looked at.
    void skip(WireKind kind);

    bool at_end() const { return rest_.empty(); }
    bool failed() const { return failed_; }
    std::string_view rest() const { return rest_; }
    void fail();

private:
    std::string_view rest_;
    bool failed_ = false;
};

} // namespace janus::detail
