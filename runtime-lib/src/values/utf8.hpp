#pragma once
// Decoding of UTF-8, strict: no overlong forms, no surrogates, nothing above U+10FFFF. Reads only
// what it is given; any thread may use it.

#include <cstddef>
#include <string_view>

namespace janus::detail {

struct Decoded {
    char32_t character; // U+FFFD where the bytes are no UTF-8
    std::size_t size;   // bytes taken, at least 1
    bool valid;
};

// The first character of a text that is not empty.
Decoded decode_utf8(std::string_view text) noexcept;

} // namespace janus::detail
