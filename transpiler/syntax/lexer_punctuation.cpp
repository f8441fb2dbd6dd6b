#include "syntax/lexer_state.hpp"
#include "syntax/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;

namespace {

struct Spelling {
    char first = 0;
    std::uint8_t size = 0;
    std::array<char, 4> text{};
    TokenKind kind{};
};

// Longest first for each first character, so the first match is the right one.
constexpr auto punctuation = [] {
    constexpr auto first_kind = static_cast<std::size_t>(TokenKind::paren_open);
    constexpr auto last_kind = static_cast<std::size_t>(TokenKind::tilde);
    constexpr auto texts = std::to_array<std::string_view>({
#define JANUS_TOKEN(kind, spelling) spelling,
#include "syntax/tokens.def"
#undef JANUS_TOKEN
    });
    std::array<Spelling, last_kind - first_kind + 1> table{};
    for (std::size_t kind = first_kind; kind <= last_kind; ++kind) {
        auto& entry = table[kind - first_kind];
        entry.first = texts[kind][0];
        entry.size = static_cast<std::uint8_t>(texts[kind].size());
        std::copy(texts[kind].begin(), texts[kind].end(), entry.text.begin());
        entry.kind = static_cast<TokenKind>(kind);
    }
    std::sort(table.begin(), table.end(), [](Spelling const& left, Spelling const& right) {
        return left.first != right.first ? left.first < right.first : left.size > right.size;
    });
    return table;
}();

// Where the spellings of a first character begin in `punctuation`; its size if there are none.
constexpr auto first_spelling = [] {
    std::array<std::uint8_t, 128> table{};
    table.fill(static_cast<std::uint8_t>(punctuation.size()));
    for (std::size_t at = punctuation.size(); at-- > 0;) {
        table[static_cast<std::size_t>(punctuation[at].first)] = static_cast<std::uint8_t>(at);
    }
    return table;
}();

/// What to call a character that nobody can see; empty if it is none.
std::string_view invisible_character(std::string_view character)
{
    constexpr auto invisible = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"\xC2\xA0", "U+00A0 (a space that does not break)"},
        {"\xC2\xAD", "U+00AD (a soft hyphen)"},
        {"\xE2\x80\x8B", "U+200B (a space without width)"},
        {"\xE2\x80\x8C", "U+200C"},
        {"\xE2\x80\x8D", "U+200D"},
        {"\xE2\x80\x8E", "U+200E"},
        {"\xE2\x80\x8F", "U+200F"},
        {"\xE2\x80\xA8", "U+2028"},
        {"\xE2\x80\xA9", "U+2029"},
        {"\xE2\x80\xAF", "U+202F"},
        {"\xE2\x81\xA0", "U+2060"},
        {"\xE3\x80\x80", "U+3000"},
        {"\xEF\xBB\xBF", "U+FEFF"},
    });
    for (auto const& [bytes, code] : invisible)
        if (character == bytes)
            return code;
    return {};
}

} // namespace

void Lexer::lex_punctuation()
{
    char const first = text_[at_];
    if (first == '$' && peek(1) == '"') {
        std::uint32_t const begin = at_;
        at_ += 2;
        lex_interpolation(begin, TokenKind::interpolation_begin, TokenKind::interpolation);
        return;
    }
    if (static_cast<unsigned char>(first) >= first_spelling.size()) {
        lex_bad_character();
        return;
    }
    if (in_hole() && open_brackets_.size() == holes_.back().open_brackets &&
        (first == '}' || (first == ':' && peek(1) != ':'))) {
        end_hole();
        return;
    }
    for (std::size_t at = first_spelling[static_cast<std::size_t>(first)];
         at < punctuation.size() && punctuation[at].first == first; ++at) {
        auto const& entry = punctuation[at];
        if (entry.size > 1 && !starts_with({entry.text.data(), entry.size})) {
            continue;
        }
        // `a<-1` compares with minus one; only ` <- ` is an arrow.
        bool const spaced =
            at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\t' || text_[at_ - 1] == '\n';
        if (entry.kind == TokenKind::back_arrow && !(spaced && peek(2) == ' ')) {
            continue;
        }
        take(entry.kind, entry.size);
        if (entry.kind >= TokenKind::paren_open && entry.kind <= TokenKind::brace_close) {
            open_bracket(entry.kind);
            close_bracket(entry.kind);
        }
        return;
    }
    lex_bad_character();
}

void Lexer::open_bracket(TokenKind kind)
{
    if (kind == TokenKind::paren_open || kind == TokenKind::square_open ||
        kind == TokenKind::brace_open) {
        open_brackets_.push_back(result_.list.size() - 1);
    }
}

void Lexer::close_bracket(TokenKind kind)
{
    if (kind != TokenKind::paren_close && kind != TokenKind::square_close &&
        kind != TokenKind::brace_close) {
        return;
    }
    auto& list = result_.list;
    auto const opening = static_cast<TokenKind>(static_cast<int>(kind) - 1);
    std::size_t const floor = in_hole() ? holes_.back().open_brackets : 0;
    // Unclosed brackets inside are given up; the search is bounded to stay linear.
    constexpr std::size_t max_given_up = 64;
    std::size_t given_up = 0;
    for (std::size_t at = open_brackets_.size(); at > floor && given_up < max_given_up;
         ++given_up) {
        --at;
        std::uint32_t const index = open_brackets_[at];
        if (list.kinds[index] == opening) {
            list.tokens[index].partner = list.size() - 1;
            list.tokens.back().partner = index;
            open_brackets_.resize(at);
            return;
        }
    }
}

/// Text between the quotes of a word processor or of other languages: it is a string all the same.
bool Lexer::lex_foreign_string()
{
    constexpr auto quotes = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}, {"`", "`"}});
    for (auto const& [open, close] : quotes) {
        if (!starts_with(open))
            continue;
        auto const end = text_.find(close, at_ + open.size());
        if (end == std::string_view::npos || end > text_.find('\n', at_))
            return false;
        report(Code::L0001, at_, at_ + static_cast<std::uint32_t>(open.size()),
               "bad character `" + std::string(open) + "`: strings stand between `\"`");
        // The last byte of the one quote and the first of the other stand for the usual ones.
        auto const begin = at_ + static_cast<std::uint32_t>(open.size()) - 1;
        at_ = static_cast<std::uint32_t>(end) + 1;
        append(TokenKind::string, begin);
        at_ = static_cast<std::uint32_t>(end + close.size());
        return true;
    }
    return false;
}

void Lexer::lex_bad_character()
{
    if (lex_foreign_string())
        return;
    std::uint32_t const begin = at_;
    auto const size = static_cast<std::uint32_t>(code_point_size(text_[at_]));
    std::string const character(text_.substr(begin, size));
    at_ = std::min(at_ + size, static_cast<std::uint32_t>(text_.size()));
    if (character == "$" || character == "\xC2\xA7") {
        result_.damaged.push_back(begin);
        diagnostics_.add(
            diagnostics::Diagnostic(Code::C0001, {file_.id(), begin, at_},
                                    "compile-time code with `" + character + "` is not supported")
                .suggest("leave it out; `$` is for interpolated text: `$\"{name}\"`"));
        return;
    }
    bool const visible = size > 1 || static_cast<unsigned char>(character[0]) > 0x20;
    if (auto const code = invisible_character(character); !code.empty()) {
        result_.damaged.push_back(begin);
        diagnostics_.add(
            diagnostics::Diagnostic(Code::L0001, {file_.id(), begin, at_},
                                    "character " + std::string(code) + " is no white space")
                .suggest("write a space", " "));
        return;
    }
    auto name = visible ? "`" + character + "`"
                        : "with code " + std::to_string(static_cast<int>(character[0]));
    diagnostics::Diagnostic bad(Code::L0001, {file_.id(), begin, at_}, "bad character " + name);
    if (size > 1) {
        bad.note("names are plain ASCII; other characters belong in strings and comments");
        // One report for a run of such characters.
        while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80) {
            ++at_;
        }
    }
    result_.damaged.push_back(begin);
    diagnostics_.add(std::move(bad));
}

} // namespace janus::syntax
