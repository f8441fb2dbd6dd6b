#pragma once

#include "syntax/grammar/layout.hpp"
#include "syntax/repair.hpp"

#include <vector>

/// The walk behind `repair_blocks`. Private to repair_blocks.cpp and block_layout.cpp.
namespace janus::syntax {

/// The tokens from one declaration without indentation to the next.
struct Chunk {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    int surplus = 0; // openers without closers; negative for closers without openers
    bool has_receive = false;
};

/// Something that is open. `opening` counts the new tokens.
struct OpenBlock {
    TokenKind kind{};
    std::uint32_t opening = 0;
    std::uint32_t indent = 0;
    std::uint32_t line = 0;        // the first token of its line
    std::uint32_t dedent = 0;      // the first later line that is not indented more; 0: none
    std::uint32_t head = no_token; // of an opener that is missing: the word it belongs behind
    bool understood = false;       // the grammar itself goes on without this opener
    bool receive = false;
    bool actor = false;
    bool may_share_end = false; // an actor whose `receive` was closed
};

class BlockRepair {
public:
    BlockRepair(Repaired const& before, std::string_view text,
                std::vector<SyntaxError> const& errors);

    Repaired run() &&;

private:
    [[nodiscard]] TokenKind kind(std::uint32_t token) const { return in_.kind_at(token); }
    [[nodiscard]] bool first_on_line(std::uint32_t token) const
    {
        return list_.first_on_line(token);
    }
    [[nodiscard]] bool opens(std::uint32_t token) const;
    [[nodiscard]] bool closes(std::uint32_t token) const;
    [[nodiscard]] bool belated_else(std::uint32_t token) const;
    [[nodiscard]] bool declares(std::uint32_t token) const;

    Chunk chunk(std::uint32_t first) const;
    void measure(Chunk& chunk) const;
    [[nodiscard]] bool has_error(Chunk const& chunk) const;
    void copy(std::uint32_t token);
    void add(TokenKind kind);
    void drop(std::uint32_t token);
    void report(diagnostics::Code code, char const* expected);

    void mend(Chunk const& chunk);
    void begin_line(std::uint32_t token);
    void end_line(std::uint32_t token);
    void take(std::uint32_t token);
    void open(std::uint32_t token);
    void close(std::uint32_t token);
    [[nodiscard]] bool superfluous(std::uint32_t token) const;
    [[nodiscard]] bool confirm_missing_opener(std::uint32_t token);
    void insert_opener(OpenBlock const& missing);
    void close_inner(std::uint32_t token);
    void close_with(std::uint32_t token, TokenKind closer);
    void close_before(OpenBlock const& block);
    void insert(std::uint32_t at, TokenKind kind);
    void note_head(std::uint32_t token);
    void pair_brackets();

    Repaired const& before_;
    TokenList const& list_;
    std::string_view text_;
    std::vector<SyntaxError> const& errors_;
    grammar::TokenInput in_;
    Repaired result_;
    std::vector<std::uint32_t> new_index_;
    std::vector<OpenBlock> open_;
    int surplus_ = 0;
    std::uint32_t line_ = 0;        // the first token of the line
    std::size_t open_at_line_ = 0;  // what was open when it began
    std::uint32_t head_ = no_token; // of a block that was not opened yet
};

} // namespace janus::syntax
