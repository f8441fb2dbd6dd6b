#pragma once
// Panics: bugs found while running (an index out of bounds, an overflow, a failed assertion). A
// panic is thrown as `janus::Panic`; in an actor it ends that actor only, in `main` the program.
// The throw captures its source place and up to 32 return addresses; those are resolved only when
// printed. Any thread may panic.

#include <array>
#include <cstddef>
#include <exception>
#include <source_location>
#include <string>
#include <string_view>

namespace janus {

class Panic : public std::exception {
public:
    Panic(std::string_view code, std::string_view text,
          std::source_location where = std::source_location::current());

    // P001 … P006, or empty for `panic("text")`.
    std::string const& code() const { return code_; }
    std::string const& text() const { return text_; }
    std::source_location where() const { return where_; }
    char const* what() const noexcept override { return text_.c_str(); }

    void* const* addresses() const { return addresses_.data(); }
    std::size_t address_count() const { return address_count_; }

private:
    std::string code_;
    std::string text_;
    std::source_location where_;
    std::array<void*, 32> addresses_{};
    std::size_t address_count_ = 0;
};

[[noreturn]] void panic(std::string_view code, std::string_view text,
                        std::source_location where = std::source_location::current());

namespace detail {

// Out of line, so that the checks around them stay small.
[[noreturn, gnu::cold]] void panic_index(long long index, long long length,
                                         std::source_location where);
[[noreturn, gnu::cold]] void panic_slice(long long first, long long end, long long length,
                                         std::source_location where);

} // namespace detail

} // namespace janus
