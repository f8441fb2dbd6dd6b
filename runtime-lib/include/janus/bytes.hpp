#pragma once
// Bytes: raw bytes, Janus's `Bytes`. A value: copies are independent and share their bytes until
// one changes. Positions are checked (P001). Prints as `b"…"`. Copies may live in different
// threads.

#include <compare>
#include <cstdint>
#include <functional>
#include <source_location>
#include <string_view>

#include <janus/hash.hpp>
#include <janus/index.hpp>
#include <janus/list.hpp>
#include <janus/string.hpp>

namespace janus {

class Bytes {
public:
    Bytes() = default;
    explicit Bytes(std::string_view bytes);
    explicit Bytes(List<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

    std::string_view view() const
    {
        return {reinterpret_cast<char const*>(bytes_.begin()),
                static_cast<std::size_t>(bytes_.len())};
    }
    std::int64_t len() const { return bytes_.len(); }
    bool is_empty() const { return bytes_.is_empty(); }
    std::uint8_t const* begin() const { return bytes_.begin(); }
    std::uint8_t const* end() const { return bytes_.end(); }
    std::uint8_t operator[](Index index) const { return bytes_[index]; }
    std::uint8_t& operator[](Index index) { return bytes_[index]; }
    std::uint8_t at(Index index) const { return (*this)[index]; }
    Option<std::uint8_t> get(std::int64_t index) const { return bytes_.get(index); }

    void push(std::uint8_t byte) { bytes_.push(byte); }
    void append(Bytes const& tail) { bytes_.extend(tail.bytes_); }
    void clear() { bytes_.clear(); }
    Bytes slice(std::int64_t first, std::int64_t end,
                std::source_location where = std::source_location::current()) const
    {
        return Bytes(bytes_.slice(first, end, where));
    }
    Bytes slice(Index first) const { return Bytes(bytes_.slice(first)); }
    bool contains(Bytes const& part) const;
    // The same bytes as text; what is no UTF-8 becomes U+FFFD.
    String to_string() const;
    List<std::uint8_t> const& to_list() const { return bytes_; }

    friend Bytes operator+(Bytes head, Bytes const& tail)
    {
        head.append(tail);
        return head;
    }
    friend bool operator==(Bytes const& a, Bytes const& b) { return a.view() == b.view(); }
    friend std::strong_ordering operator<=>(Bytes const& a, Bytes const& b)
    {
        return a.view() <=> b.view();
    }

private:
    List<std::uint8_t> bytes_;
};

} // namespace janus

template <> struct std::hash<janus::Bytes> {
    std::size_t operator()(janus::Bytes const& bytes) const noexcept
    {
        return janus::detail::hash_bytes(bytes.view());
    }
};
