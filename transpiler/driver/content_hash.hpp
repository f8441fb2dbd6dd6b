//! A 128-bit hash of content, for naming cache entries. Equal content gives equal names on every
//! machine; it is no protection against somebody who wants two contents to collide. A plain value;
//! any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace janus::driver {

class ContentHash {
public:
    /// Each piece counts with its length, so ("ab", "c") and ("a", "bc") differ.
    ContentHash& add(std::string_view piece);
    ContentHash& add(std::uint64_t number);

    /// 32 lower-case hexadecimal digits.
    [[nodiscard]] std::string text() const;

private:
    __extension__ using Wide = unsigned __int128;
    void mix(std::string_view bytes);

    Wide state_ = (Wide{0x6c62272e07bb0142} << 64) | 0x62b821756295c58d;
};

[[nodiscard]] std::string hash_of(std::string_view content);

} // namespace janus::driver
