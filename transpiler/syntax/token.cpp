#include "syntax/token.hpp"

#include <array>
#include <cstddef>

namespace janus::syntax {

namespace {

constexpr auto spellings = std::to_array<std::string_view>({
#define JANUS_TOKEN(kind, spelling) spelling,
#include "syntax/tokens.def"
#undef JANUS_TOKEN
});

constexpr std::size_t table_size = 512;

constexpr std::size_t hash(std::string_view word)
{
    auto const byte = [&](std::size_t at) { return static_cast<std::size_t>(word[at]); };
    return byte(0) * 31 + byte(word.size() / 2) * 17 + byte(word.size() - 1) * 7 + word.size();
}

// An open-addressed table, filled at compile time; `end_of_file` marks a free slot.
constexpr auto word_table = [] {
    std::array<TokenKind, table_size> table{};
    for (auto kind = static_cast<std::size_t>(TokenKind::word_actor);
         kind <= static_cast<std::size_t>(TokenKind::keyword_with); ++kind) {
        std::size_t slot = hash(spellings[kind]) % table_size;
        while (table[slot] != TokenKind::end_of_file) {
            slot = (slot + 1) % table_size;
        }
        table[slot] = static_cast<TokenKind>(kind);
    }
    return table;
}();

} // namespace

std::string_view spelling(TokenKind kind)
{
    return spellings[static_cast<std::size_t>(kind)];
}

TokenKind word_kind(std::string_view word)
{
    for (std::size_t slot = hash(word) % table_size;; slot = (slot + 1) % table_size) {
        TokenKind const kind = word_table[slot];
        if (kind == TokenKind::end_of_file) {
            return TokenKind::identifier;
        }
        if (spelling(kind) == word) {
            return kind;
        }
    }
}

} // namespace janus::syntax
