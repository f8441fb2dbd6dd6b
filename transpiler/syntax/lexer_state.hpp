#pragma once

#include "syntax/lexer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace janus::syntax {

/// The lexer at work; only `lexer*.cpp` use it. Each `lex_…` consumes what it is named after
/// and appends the token.
class Lexer {
public:
    Lexer(source::SourceFile const& file, diagnostics::Diagnostics& diagnostics);

    Lexed run();

private:
    struct Hole {
        std::size_t open_brackets; // how many brackets were open when the hole began
        std::uint32_t begin;       // where its string began
    };

    [[nodiscard]] bool check_text();
    void lex_next();
    void lex_line_break();
    void lex_word();
    void lex_number();
    void lex_character();
    void lex_punctuation();
    void lex_bad_character();
    bool lex_foreign_string();

    // Comments.
    void lex_line_comment(std::uint32_t marker_size);
    void lex_block_comment();

    // Strings.
    void lex_string(std::uint32_t begin, TokenKind kind);
    void lex_multi_line_string();
    void lex_interpolation(std::uint32_t begin, TokenKind when_hole, TokenKind when_end);
    void end_hole();
    void unterminated_string(std::uint32_t begin);

    // Brackets.
    void open_bracket(TokenKind kind);
    void close_bracket(TokenKind kind);

    [[nodiscard]] char peek(std::uint32_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool starts_with(std::string_view prefix) const
    {
        return text_.substr(at_, prefix.size()) == prefix;
    }
    [[nodiscard]] bool in_hole() const { return !holes_.empty(); }
    void append(TokenKind kind, std::uint32_t begin);
    void take(TokenKind kind, std::uint32_t size);
    void report(diagnostics::Code code, std::uint32_t begin, std::uint32_t end,
                std::string message);

    source::SourceFile const& file_;
    diagnostics::Diagnostics& diagnostics_;
    std::string_view text_;
    std::uint32_t at_ = 0;
    Lexed result_;
    std::vector<std::uint32_t> open_brackets_;
    std::vector<Hole> holes_;
    bool code_on_line_ = false;

    // A string that runs over a line break is fine, but if a later one never ends, the first
    // such string is the likely culprit: lexing starts again there, one line at a time.
    struct Restart {
        std::uint32_t at = 0;
        std::size_t tokens = 0;
        std::size_t comments = 0;
        std::vector<std::uint32_t> open_brackets;
        bool known = false;
    };
    Restart restart_;
    bool strings_end_with_line_ = false;
};

} // namespace janus::syntax
