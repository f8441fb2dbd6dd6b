#include "syntax/lexer.hpp"

#include "syntax/lexer_state.hpp"
#include "syntax/utf8.hpp"

#include <array>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;

namespace {

enum CharacterClass : std::uint8_t { other, blank, letter, digit };

constexpr auto classes = [] {
    std::array<CharacterClass, 256> table{};
    for (unsigned character = 0; character < table.size(); ++character) {
        auto& entry = table[character];
        if (character == ' ' || character == '\t' || character == '\r' || character == '\f' ||
            character == '\v') {
            entry = blank;
        } else if ((character >= 'a' && character <= 'z') ||
                   (character >= 'A' && character <= 'Z') || character == '_') {
            entry = letter;
        } else if (character >= '0' && character <= '9') {
            entry = digit;
        } else {
            entry = other;
        }
    }
    return table;
}();

CharacterClass class_of(char character)
{
    return classes[static_cast<unsigned char>(character)];
}

bool is_word_character(char character)
{
    return class_of(character) >= letter;
}

} // namespace

Lexer::Lexer(source::SourceFile const& file, diagnostics::Diagnostics& diagnostics)
    : file_(file), diagnostics_(diagnostics), text_(file.text())
{}

Lexed Lexer::run()
{
    if (check_text()) {
        result_.list.kinds.reserve(text_.size() / 4);
        result_.list.tokens.reserve(text_.size() / 4);
        if (starts_with("\xEF\xBB\xBF")) {
            at_ = 3;
        }
        while (at_ < text_.size()) {
            lex_next();
            if (at_ >= text_.size() && in_hole()) {
                unterminated_string(holes_.back().begin);
            }
        }
    } else {
        result_.readable = false;
        at_ = static_cast<std::uint32_t>(text_.size());
    }
    append(TokenKind::end_of_file, at_);
    return std::move(result_);
}

bool Lexer::check_text()
{
    if (auto const nul = text_.find('\0'); nul != std::string_view::npos) {
        auto const at = static_cast<std::uint32_t>(nul);
        report(Code::L0001, at, at + 1,
               "NUL byte at offset " + std::to_string(nul) + ": this is not a text file");
        return false;
    }
    if (auto const invalid = find_invalid_utf8(text_)) {
        auto const at = static_cast<std::uint32_t>(*invalid);
        report(Code::L0007, at, at + 1, "invalid UTF-8 at byte offset " + std::to_string(*invalid));
        return false;
    }
    return true;
}

void Lexer::lex_next()
{
    char const character = text_[at_];
    switch (class_of(character)) {
    case blank:
        do {
            ++at_;
        } while (at_ < text_.size() && class_of(text_[at_]) == blank);
        return;
    case letter:
        lex_word();
        return;
    case digit:
        lex_number();
        return;
    case other:
        break;
    }
    switch (character) {
    case '\n':
        lex_line_break();
        return;
    case '"':
        if (starts_with("\"\"\"")) {
            lex_multi_line_string();
        } else {
            lex_string(at_, TokenKind::string);
        }
        return;
    case '\'':
        lex_character();
        return;
    case '#':
        lex_line_comment(1);
        return;
    case '/':
        if (peek(1) == '/') {
            lex_line_comment(2);
        } else if (peek(1) == '*') {
            lex_block_comment();
        } else {
            lex_punctuation();
        }
        return;
    default:
        lex_punctuation();
        return;
    }
}

void Lexer::lex_line_break()
{
    code_on_line_ = false;
    bool const repeated =
        !result_.list.kinds.empty() && result_.list.kinds.back() == TokenKind::newline;
    if (repeated || in_hole()) {
        ++at_;
    } else {
        take(TokenKind::newline, 1);
        code_on_line_ = false;
    }
}

void Lexer::lex_word()
{
    std::uint32_t const begin = at_;
    do {
        ++at_;
    } while (at_ < text_.size() && is_word_character(text_[at_]));
    auto const word = text_.substr(begin, at_ - begin);
    if (peek() == '"' && word == "b") {
        lex_string(begin, TokenKind::string_bytes);
    } else if (peek() == '"' && word == "re") {
        lex_string(begin, TokenKind::string_regex);
    } else {
        append(word_kind(word), begin);
    }
}

void Lexer::lex_number()
{
    std::uint32_t const begin = at_;
    auto const skip_digits = [&] {
        while (class_of(peek()) == digit || peek() == '_') {
            ++at_;
        }
    };
    auto const& list = result_.list;
    if (!list.kinds.empty() && list.kinds.back() == TokenKind::dot &&
        list.tokens.back().end == begin) {
        skip_digits(); // `t.1.0`: two tuple accesses, not a fraction
        append(TokenKind::integer, begin);
        return;
    }
    auto kind = TokenKind::integer;
    bool const prefixed = peek() == '0' && class_of(peek(1)) == letter && peek(1) != '_' &&
                          std::string_view("xXbBoO").find(peek(1)) != std::string_view::npos;
    if (!prefixed) {
        skip_digits();
        if (peek() == '.' && class_of(peek(1)) == digit) {
            kind = TokenKind::floating;
            ++at_;
            skip_digits();
        }
        bool const sign = peek(1) == '+' || peek(1) == '-';
        if ((peek() == 'e' || peek() == 'E') && class_of(peek(sign ? 2 : 1)) == digit) {
            kind = TokenKind::floating;
            at_ += sign ? 2 : 1;
            skip_digits();
        }
        if (peek() == 'f') {
            kind = TokenKind::floating;
        }
    }
    while (is_word_character(peek())) {
        ++at_;
    }
    append(kind, begin);
}

void Lexer::append(TokenKind kind, std::uint32_t begin)
{
    result_.list.kinds.push_back(kind);
    result_.list.tokens.push_back({begin, at_, no_token});
    code_on_line_ = true;
}

void Lexer::take(TokenKind kind, std::uint32_t size)
{
    std::uint32_t const begin = at_;
    at_ += size;
    append(kind, begin);
}

void Lexer::report(Code code, std::uint32_t begin, std::uint32_t end, std::string message)
{
    result_.damaged.push_back(begin);
    diagnostics_.report(code, {file_.id(), begin, end}, std::move(message));
}

Lexed lex(source::SourceFile const& file, diagnostics::Diagnostics& diagnostics)
{
    return Lexer(file, diagnostics).run();
}

} // namespace janus::syntax
