#include <janus/codec_format.hpp>

namespace janus::detail {

void append_varint(std::string& out, u128 value)
{
    while (value >= 0x80) {
        out += static_cast<char>(static_cast<unsigned>(value & 0x7F) | 0x80u);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

void append_fixed(std::string& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
    }
}

void ByteCursor::fail()
{
    failed_ = true;
    rest_ = {};
}

// Refuses bits beyond the 128th and forms longer than needed: one value has one encoding.
u128 ByteCursor::varint()
{
    u128 value = 0;
    for (std::size_t i = 0; i < rest_.size() && i < 19; ++i) {
        auto const byte = static_cast<unsigned char>(rest_[i]);
        u128 const bits = byte & 0x7F;
        if (i == 18 && bits > 3) {
            break;
        }
        value |= bits << (7 * i);
        if ((byte & 0x80) == 0) {
            if (i > 0 && byte == 0) {
                break;
            }
            rest_.remove_prefix(i + 1);
            return value;
        }
    }
    fail();
    return 0;
}

std::uint64_t ByteCursor::fixed(int bytes)
{
    if (rest_.size() < static_cast<std::size_t>(bytes)) {
        fail();
        return 0;
    }
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) {
        auto const byte = static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]);
        value |= std::uint64_t{byte} << (8 * i);
    }
    rest_.remove_prefix(static_cast<std::size_t>(bytes));
    return value;
}

std::string_view ByteCursor::counted()
{
    u128 const size = varint();
    if (failed_ || size > rest_.size()) {
        fail();
        return {};
    }
    std::string_view const taken = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(taken.size());
    return taken;
}

void ByteCursor::skip(WireKind kind)
{
    for (int depth = 0; kind == WireKind::some; ++depth) {
        u128 const inner = varint();
        if (inner > 7 || depth > max_nesting) {
            fail();
        }
        if (failed_) {
            return;
        }
        kind = static_cast<WireKind>(inner);
    }
    switch (kind) {
    case WireKind::unsigned_number:
    case WireKind::signed_number:
        (void)varint();
        return;
    case WireKind::float64:
        (void)fixed(8);
        return;
    case WireKind::float32:
        (void)fixed(4);
        return;
    case WireKind::bytes:
        (void)counted();
        return;
    case WireKind::null:
        return;
    case WireKind::some:
    case WireKind::mixed:
        break;
    }
    fail();
}

} // namespace janus::detail
