#pragma once

#include "syntax/token.hpp"

#include <cstdint>
#include <vector>

namespace janus::syntax {

/// Decides where spaces go within a line. Works on tokens alone; where a space carries meaning
/// (`P {` against `P{`, `>>` against `> >`) the author's choice stands. Read-only after
/// construction.
class Spacing {
public:
    explicit Spacing(TokenList const& list);

    /// Whether a space stands between the token and the one before it on the same line.
    [[nodiscard]] bool space_before(std::uint32_t token) const;

private:
    enum class Role : std::uint8_t {
        other,
        prefix,      // binds to what follows: `-x`, `?T`, `..rest`, `**more`
        infix,       // a space on both sides
        tight,       // no space on either side: `a..b`
        bar_open,    // `|` before closure parameters
        bar_close,   // `|` after them
        type_close,  // the `>` of `List<T>`
        slice_colon, // `a[1:2]`
        directive,   // the dots of `{.name.}`
    };

    void classify();
    [[nodiscard]] bool bounds_directive(std::uint32_t token) const;
    [[nodiscard]] bool generics(std::uint32_t token) const;
    [[nodiscard]] bool declares_method(std::uint32_t token) const;
    void classify_bar(std::uint32_t token);
    void classify_operator(std::uint32_t token);
    void classify_type_arguments(std::uint32_t token);
    [[nodiscard]] bool ends_operand(std::uint32_t token) const;
    [[nodiscard]] bool first_on_line(std::uint32_t token) const;
    [[nodiscard]] bool bars_name(std::uint32_t token) const;
    [[nodiscard]] bool arm_line(std::uint32_t token) const;
    [[nodiscard]] bool might_fuse(std::uint32_t token) const;
    [[nodiscard]] bool around_brackets(std::uint32_t token, bool& space) const;
    [[nodiscard]] bool keeps_choice(std::uint32_t token) const;
    [[nodiscard]] TokenKind kind(std::uint32_t token) const { return list_.kinds[token]; }

    TokenList const& list_;
    std::vector<Role> roles_;
};

} // namespace janus::syntax
