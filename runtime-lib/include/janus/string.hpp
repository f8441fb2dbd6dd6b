#pragma once
// String: immutable UTF-8 text, Janus's `String`. Lengths and positions count bytes. Up to 23
// bytes are held inside the value; longer texts are shared between copies with an atomic count, so
// copying never copies text. Positions out of bounds panic with P001. A value may be read by many
// threads; copies are independent.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>

#include <janus/forward.hpp>
#include <janus/index.hpp>

namespace janus {

class String {
public:
    String() noexcept { set_inline_size(0); }
    String(std::string_view text) { assign(text); }
    String(char const* text) : String(std::string_view(text)) {}
    String(std::string const& text) : String(std::string_view(text)) {}
    String(String const& other) noexcept
    {
        std::memcpy(bytes_, other.bytes_, sizeof bytes_);
        if (is_shared()) {
            retain();
        }
    }
    String(String&& other) noexcept
    {
        std::memcpy(bytes_, other.bytes_, sizeof bytes_);
        other.set_inline_size(0);
    }
    String& operator=(String const& other) noexcept
    {
        String copy(other);
        swap(copy);
        return *this;
    }
    String& operator=(String&& other) noexcept
    {
        swap(other);
        return *this;
    }
    ~String()
    {
        if (is_shared()) {
            release();
        }
    }

    std::string_view view() const noexcept
    {
        return is_shared() ? shared_view() : std::string_view(bytes_, inline_size());
    }
    operator std::string_view() const noexcept { return view(); }
    std::string to_std() const { return std::string(view()); }

    std::int64_t len() const noexcept { return static_cast<std::int64_t>(view().size()); }
    std::int64_t length() const noexcept { return len(); }
    bool is_empty() const noexcept { return view().empty(); }
    std::uint8_t operator[](Index index) const
    {
        std::string_view const text = view();
        return static_cast<std::uint8_t>(text[index.within(text.size())]);
    }
    auto begin() const noexcept { return view().begin(); }
    auto end() const noexcept { return view().end(); }

    bool contains(std::string_view part) const noexcept;
    bool starts_with(std::string_view part) const noexcept { return view().starts_with(part); }
    bool ends_with(std::string_view part) const noexcept { return view().ends_with(part); }
    Option<std::int64_t> index_of(std::string_view part) const;
    Option<std::int64_t> last_index_of(std::string_view part) const;
    // The bytes [first, end); `slice` is the same.
    String substring(std::int64_t first, std::int64_t end,
                     std::source_location where = std::source_location::current()) const;
    String substring(Index first) const { return substring(first.value, len(), first.where); }
    String slice(std::int64_t first, std::int64_t end,
                 std::source_location where = std::source_location::current()) const
    {
        return substring(first, end, where);
    }
    String slice(Index first) const { return substring(first); }

    String to_upper() const;
    String to_lower() const;
    String trim() const;
    String trim_start() const;
    String trim_end() const;
    String replace(std::string_view from, std::string_view to) const;
    String repeat(std::int64_t count) const;
    // To `width` characters, with copies of `fill` before or behind.
    String pad_start(std::int64_t width, std::string_view fill) const;
    String pad_end(std::int64_t width, std::string_view fill) const;
    String concat(std::string_view tail) const { return *this + tail; }
    List<String> split(std::string_view separator) const;
    List<String> lines() const;
    List<String> words() const;
    List<char32_t> chars() const;
    Bytes bytes() const;
    Bytes to_bytes() const;
    std::int64_t char_count() const noexcept;
    bool is_valid_utf8() const noexcept;
    bool equals_ignore_case(std::string_view other) const noexcept;

    Option<std::int64_t> parse_int() const;
    Option<double> parse_float() const;
    Result<std::int64_t, ParseError> to_int() const;
    Result<double, ParseError> to_float() const;
    String to_string() const { return *this; }

    String& operator+=(std::string_view tail);
    friend String operator+(String head, String const& tail)
    {
        return std::move(head += tail.view());
    }
    friend String operator+(String head, std::string_view tail) { return std::move(head += tail); }
    friend String operator+(String head, char const* tail) { return std::move(head += tail); }

    friend bool operator==(String const& a, String const& b) noexcept
    {
        return a.view() == b.view();
    }
    friend std::strong_ordering operator<=>(String const& a, String const& b) noexcept
    {
        return a.view() <=> b.view();
    }
    friend bool operator==(String const& a, char const* b) noexcept { return a.view() == b; }
    friend bool operator==(String const& a, std::string_view b) noexcept { return a.view() == b; }

    // Bytes outside the value itself; part of a message's footprint.
    std::size_t out_of_line() const noexcept { return is_shared() ? shared_view().size() : 0; }

private:
    // The last byte tells the forms apart: the inline size, or `shared_mark`.
    static constexpr std::size_t inline_capacity = 23;
    static constexpr unsigned char shared_mark = 0xFF;
    struct Buffer;

    bool is_shared() const noexcept
    {
        return static_cast<unsigned char>(bytes_[inline_capacity]) == shared_mark;
    }
    std::size_t inline_size() const noexcept
    {
        return static_cast<unsigned char>(bytes_[inline_capacity]);
    }
    void set_inline_size(std::size_t size) noexcept
    {
        bytes_[inline_capacity] = static_cast<char>(size);
    }
    void swap(String& other) noexcept
    {
        char held[sizeof bytes_];
        std::memcpy(held, bytes_, sizeof held);
        std::memcpy(bytes_, other.bytes_, sizeof held);
        std::memcpy(other.bytes_, held, sizeof held);
    }
    void assign(std::string_view text);
    void reserve(std::size_t size); // of an empty one
    void adopt(Buffer* buffer, std::size_t size) noexcept;
    Buffer* buffer() const noexcept;
    std::string_view shared_view() const noexcept;
    void retain() const noexcept;
    void release() noexcept;

    alignas(8) char bytes_[inline_capacity + 1];
};

} // namespace janus

template <> struct std::hash<janus::String> {
    std::size_t operator()(janus::String const& text) const noexcept
    {
        return std::hash<std::string_view>{}(text.view());
    }
};
