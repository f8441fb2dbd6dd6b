#pragma once

#include "syntax/token.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace janus::syntax {

/// Follows brackets and blocks from line to line and says how far each line is indented.
/// Feed it every line in order. Used by one thread.
class Indentation {
public:
    /// `shared_ends`: offsets just behind each `end` that closes a `receive` and its actor.
    Indentation(TokenList const& list, std::vector<std::uint32_t> shared_ends)
        : list_(list), shared_ends_(std::move(shared_ends))
    {}

    /// The level of the line that consists of tokens `[first, last)`; takes the line's openings
    /// and closings into account for those that follow.
    [[nodiscard]] std::uint32_t next_line(std::uint32_t first, std::uint32_t last);

    /// The level of a comment on a line of its own before the next line.
    [[nodiscard]] std::uint32_t inside() const
    {
        return frames_.empty() ? 0 : frames_.back().base + 1;
    }

private:
    struct Frame {
        TokenKind opening{};
        std::uint32_t base = 0;     // level of the line that opened it
        bool list = false;          // elements end with commas: no continuation
        std::uint32_t flat_ifs = 0; // `if` without a block so far
        bool shared_do = false;     // the `do` of an `else` opens nothing of its own
        bool branch = false;        // the braces of an `if`
    };

    [[nodiscard]] TokenKind kind(std::uint32_t token) const { return list_.kinds[token]; }
    [[nodiscard]] bool closes(std::uint32_t token) const;
    [[nodiscard]] bool middle_else(std::uint32_t token) const;
    [[nodiscard]] bool braces_follow(std::uint32_t token) const;
    [[nodiscard]] bool heads_block(std::uint32_t token) const;
    [[nodiscard]] bool continues(std::uint32_t first) const;
    [[nodiscard]] bool ends_open(std::uint32_t last) const;
    [[nodiscard]] bool begins_operator(std::uint32_t first) const;
    [[nodiscard]] bool arm(std::uint32_t first) const;
    [[nodiscard]] bool operand_expected(std::uint32_t token) const;
    void advance(std::uint32_t token, std::uint32_t level);
    void open(TokenKind opening, std::uint32_t level, bool list);
    [[nodiscard]] bool shared_end(std::uint32_t token) const;
    void close(std::uint32_t token);
    Frame& top();

    TokenList const& list_;
    std::vector<std::uint32_t> shared_ends_;
    std::vector<Frame> frames_;
    Frame file_;
    std::uint32_t line_level_ = 0; // of the line that began the current statement
    bool list_head_ = false;       // a `match`, `struct`, … whose body comes next
    bool head_statement_ = false;  // it began with `if`, `while`, …
    bool head_open_ = false;       // a declaration whose body comes next
    bool branch_closed_ = false;   // by the last token that closed anything
};

} // namespace janus::syntax
