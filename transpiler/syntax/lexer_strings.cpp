#include "syntax/lexer_state.hpp"
#include "syntax/utf8.hpp"

#include <algorithm>

namespace janus::syntax {

using diagnostics::Code;

// The opening quote is at `at_`; a prefix such as `b` starts at `begin`.
void Lexer::lex_string(std::uint32_t begin, TokenKind kind)
{
    bool has_line_break = false;
    for (++at_; at_ < text_.size(); ++at_) {
        char const character = text_[at_];
        if (character == '"') {
            if (has_line_break && !restart_.known) {
                restart_ = {begin, result_.list.kinds.size(), result_.comments.size(),
                            open_brackets_, true};
            }
            ++at_;
            append(kind, begin);
            return;
        }
        if (character == '\\') {
            ++at_;
        } else if (character == '\n') {
            if (strings_end_with_line_) {
                break;
            }
            has_line_break = true;
        }
    }
    unterminated_string(begin);
}

void Lexer::lex_multi_line_string()
{
    std::uint32_t const begin = at_;
    auto const closing = text_.find("\"\"\"", at_ + 3);
    if (closing == std::string_view::npos) {
        report(Code::L0002, begin, begin + 3, "string is never closed with `\"\"\"`");
        at_ = static_cast<std::uint32_t>(text_.size());
    } else {
        at_ = static_cast<std::uint32_t>(closing) + 3;
        while (peek() == '"') {
            ++at_; // quotes right before the closing ones belong to the content
        }
    }
    append(TokenKind::string_multi_line, begin);
}

// Scans text up to a hole or the closing quote, from `at_`; the token starts at `begin`.
void Lexer::lex_interpolation(std::uint32_t begin, TokenKind when_hole, TokenKind when_end)
{
    std::uint32_t const string_begin =
        in_hole() && when_end == TokenKind::interpolation_end ? holes_.back().begin : begin;
    if (when_end == TokenKind::interpolation_end) {
        holes_.pop_back();
    }
    for (; at_ < text_.size(); ++at_) {
        char const character = text_[at_];
        if (character == '"') {
            ++at_;
            append(when_end, begin);
            return;
        }
        if (character == '\\' && peek(1) == 'u' && peek(2) == '{') {
            at_ += 2; // the braces of `\u{41}` are no hole
        } else if (character == '\\' || (character == '{' && peek(1) == '{')) {
            ++at_;
        } else if (character == '{') {
            ++at_;
            append(when_hole, begin);
            holes_.push_back({open_brackets_.size(), string_begin});
            return;
        } else if (character == '\n' && strings_end_with_line_) {
            break;
        }
    }
    append(when_end, begin);
    unterminated_string(string_begin);
}

// At the `}` or `:` that ends the value of a hole: its format runs up to the brace.
void Lexer::end_hole()
{
    std::uint32_t const begin = at_;
    while (at_ < text_.size() && text_[at_] != '}' && text_[at_] != '"' && text_[at_] != '\n') {
        ++at_;
    }
    if (peek() == '}') {
        ++at_;
    }
    lex_interpolation(begin, TokenKind::interpolation_middle, TokenKind::interpolation_end);
}

void Lexer::unterminated_string(std::uint32_t begin)
{
    if (restart_.known && !strings_end_with_line_) {
        strings_end_with_line_ = true;
        at_ = restart_.at;
        result_.list.kinds.resize(restart_.tokens);
        result_.list.tokens.resize(restart_.tokens);
        result_.comments.resize(restart_.comments);
        open_brackets_ = restart_.open_brackets;
        for (auto const index : open_brackets_) {
            result_.list.tokens[index].partner = no_token;
        }
        holes_.clear();
        return;
    }
    auto const line_end = std::min(text_.find('\n', begin), text_.size());
    holes_.clear();
    report(Code::L0002, begin, begin + 1, "string is never closed with `\"`");
    at_ = std::max(begin + 1, static_cast<std::uint32_t>(line_end));
    if (result_.list.tokens.empty() || result_.list.tokens.back().begin < begin) {
        append(TokenKind::string, begin);
    }
    strings_end_with_line_ = true;
}

void Lexer::lex_character()
{
    std::uint32_t const begin = at_;
    std::uint32_t end = at_ + 1;
    if (peek(1) == '\\') {
        end += 2;
        while (end < text_.size() && text_[end] != '\'' && text_[end] != '\n') {
            ++end;
        }
    } else if (peek(1) != '\n' && peek(1) != '\0') {
        end += static_cast<std::uint32_t>(code_point_size(peek(1)));
    }
    if (end < text_.size() && text_[end] == '\'') {
        at_ = end + 1;
        append(TokenKind::character, begin);
        return;
    }
    auto const line_end = std::min(text_.find('\n', begin), text_.size());
    auto const quote = text_.find('\'', begin + 1);
    if (quote < line_end) {
        at_ = static_cast<std::uint32_t>(quote) + 1;
        result_.damaged.push_back(begin);
        diagnostics_.add(diagnostics::Diagnostic(Code::L0003, {file_.id(), begin, at_},
                                                 "a character literal holds exactly one character")
                             .suggest("write text in double quotes"));
    } else {
        report(Code::L0003, begin, begin + 1, "character literal is never closed with `'`");
        at_ = static_cast<std::uint32_t>(line_end);
    }
    append(TokenKind::character, begin);
}

} // namespace janus::syntax
