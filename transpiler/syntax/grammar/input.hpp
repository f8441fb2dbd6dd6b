#pragma once

#include "syntax/lost_names.hpp"
#include "syntax/node.hpp"

#include <tao/pegtl.hpp>

namespace janus::grammar {

using syntax::no_token;
using syntax::Node;
using syntax::NodeKind;
using syntax::SyntaxError;
using syntax::TokenKind;
using syntax::TokenList;
namespace pegtl = tao::pegtl;
using diagnostics::Code;

/// Where the parse stands: the next token and how many records count. PEGTL's markers save
/// and restore it as a whole, so backtracking forgets records without any further work.
struct Cursor {
    std::uint32_t token = 0;
    std::uint32_t node = 0;
};

/// Who owns a comma: nobody yet, the list around, or the arm before it.
enum class Commas : std::uint8_t { free, in_list, in_arm };

/// The grammar's input: the token kinds of one file. It is also the state of the parse.
/// Used by one parse on one thread.
class TokenInput {
public:
    using iterator_t = Cursor;

    TokenInput(TokenList const& list, std::string_view text)
        : list_(list), kinds_(list.kinds.data()), text_(text)
    {}

    template <pegtl::rewind_mode Mode> [[nodiscard]] auto mark() noexcept
    {
        return pegtl::internal::marker<Cursor, Mode>(cursor_);
    }

    [[nodiscard]] TokenKind kind() const { return kinds_[cursor_.token]; }
    /// The kind `ahead` tokens further on; `end_of_file` past the end.
    [[nodiscard]] TokenKind kind(std::uint32_t ahead) const { return kind_at(token() + ahead); }
    [[nodiscard]] TokenKind kind_at(std::uint32_t index) const
    {
        return index < list_.size() ? kinds_[index] : TokenKind::end_of_file;
    }
    /// The next token that is not a line break.
    [[nodiscard]] std::uint32_t after_newline() const
    {
        return kind() == TokenKind::newline ? cursor_.token + 1 : cursor_.token;
    }
    [[nodiscard]] std::uint32_t token() const { return cursor_.token; }
    [[nodiscard]] TokenList const& list() const { return list_; }
    [[nodiscard]] std::uint32_t partner(std::uint32_t index) const
    {
        return list_.tokens[index].partner;
    }
    void bump() { ++cursor_.token; }
    void move_to(std::uint32_t token) { cursor_.token = token; }

    [[nodiscard]] Cursor cursor() const { return cursor_; }
    void restore(Cursor cursor) { cursor_ = cursor; }

    [[nodiscard]] std::uint32_t open_node()
    {
        if (nodes_.size() <= cursor_.node) {
            nodes_.resize(cursor_.node + 1 + nodes_.size() / 2);
        }
        return cursor_.node++;
    }
    void close_node(std::uint32_t node, NodeKind kind, std::uint32_t first)
    {
        nodes_[node] = {first, cursor_.token, cursor_.node - node - 1, kind};
    }
    void drop_node(std::uint32_t node) { cursor_.node = node; }

    /// The records so far, to be read between top-level items.
    [[nodiscard]] std::vector<Node> const& nodes() const { return nodes_; }
    void forget_nodes() { cursor_.node = 0; }

    /// Errors in the order in which they were met; each place complains once.
    void record(SyntaxError const& error);
    [[nodiscard]] std::vector<SyntaxError>& errors() { return errors_; }
    /// What recovery stepped over, from `first` to where the input stands now.
    void note_skipped(std::uint32_t first, bool member = false)
    {
        skipped_.push_back({first, token(), member});
    }
    [[nodiscard]] std::vector<syntax::SkippedTokens> const& skipped() const { return skipped_; }

    [[nodiscard]] std::uint32_t& depth() { return depth_; }
    /// How far an operand was looked for in vain: better than where the parser gave up.
    void note_missing_operand(std::uint32_t token)
    {
        missing_operand_ = token > missing_operand_ ? token : missing_operand_;
    }
    [[nodiscard]] std::uint32_t missing_operand() const { return missing_operand_; }
    /// The latest opening whose closer stands left of it: where an `end` is likely missing.
    [[nodiscard]] std::uint32_t& misplaced_opening() { return misplaced_opening_; }
    /// True while the members of an actor with a `receive` are read.
    [[nodiscard]] bool& receive_seen() { return receive_seen_; }
    [[nodiscard]] bool receive_seen() const { return receive_seen_; }
    [[nodiscard]] bool& in_receive_body() { return in_receive_body_; }
    [[nodiscard]] bool in_receive_body() const { return in_receive_body_; }
    /// What a comma at the end of a `spawn` or a command would mean.
    [[nodiscard]] Commas& commas() { return commas_; }
    [[nodiscard]] Commas commas() const { return commas_; }
    [[nodiscard]] std::string_view text() const { return text_; }

private:
    TokenList const& list_;
    TokenKind const* kinds_;
    std::string_view text_;
    Cursor cursor_;
    std::vector<Node> nodes_;
    std::vector<SyntaxError> errors_;
    std::vector<syntax::SkippedTokens> skipped_;
    std::uint32_t depth_ = 0;
    std::uint32_t missing_operand_ = 0;
    std::uint32_t misplaced_opening_ = no_token;
    bool receive_seen_ = false;
    bool in_receive_body_ = false;
    Commas commas_ = Commas::free;
};

inline void TokenInput::record(SyntaxError const& error)
{
    // Only the latest can be about the same place: reading goes forward.
    auto const begin = errors_.size() > 8 ? errors_.end() - 8 : errors_.begin();
    for (auto at = begin; at != errors_.end(); ++at) {
        auto const& earlier = *at;
        bool const same_opening = error.opening != no_token && (earlier.opening == error.opening ||
                                                                earlier.token == error.opening);
        if (earlier.token == error.token || same_opening) {
            return;
        }
    }
    errors_.push_back(error);
}

} // namespace janus::grammar
