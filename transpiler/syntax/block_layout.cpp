#include "syntax/block_repair.hpp"

#include <algorithm>
#include <utility>

/// Which block a line or a closer belongs to, by the indentation. What is added or left out never
/// makes more of the one kind than are missing, so an unusual layout alone changes nothing.
namespace janus::syntax {

using diagnostics::Code;
using T = TokenKind;

namespace {

// The grammar gives up at the same depth.
constexpr std::size_t max_open = 500;

/// A word whose block is opened on its line.
bool begins_block(T kind)
{
    switch (kind) {
    case T::keyword_if:
    case T::keyword_while:
    case T::keyword_for:
    case T::keyword_match:
    case T::keyword_nursery:
    case T::keyword_select:
    case T::keyword_with:
    case T::keyword_using:
        return true;
    default:
        return false;
    }
}

/// The same, if it begins a line.
bool line_begins_block(T kind)
{
    switch (kind) {
    case T::keyword_func:
    case T::keyword_fn:
    case T::keyword_struct:
    case T::keyword_enum:
    case T::keyword_union:
    case T::keyword_trait:
    case T::keyword_impl:
    case T::word_actor:
    case T::word_grain:
    case T::word_supervisor:
    case T::word_message:
    case T::word_error:
    case T::word_test:
    case T::word_receive:
    case T::word_init:
    case T::word_loop:
    case T::word_migrate:
        return true;
    default:
        return in_range(kind, T::word_on_activate, T::word_on_stop);
    }
}

/// The grammar itself goes on without the `do` of these.
bool understood_without_do(T kind)
{
    return kind == T::keyword_if || kind == T::keyword_while || kind == T::keyword_for ||
           kind == T::keyword_func || kind == T::keyword_fn;
}

} // namespace

void BlockRepair::mend(Chunk const& chunk)
{
    surplus_ = chunk.surplus;
    open_.clear();
    head_ = no_token;
    for (auto token = chunk.first; token < chunk.last; ++token) {
        if (result_.errors.size() >= max_repairs || open_.size() > max_open) {
            copy(token);
            continue;
        }
        if (first_on_line(token) && kind(token) != T::end_of_file)
            begin_line(token);
        take(token);
    }
    // The line break that ends the last line, and the end of the file, come behind all closers.
    auto const size = result_.list.size();
    bool const at_end = size > 0 && result_.list.kinds.back() == T::end_of_file;
    auto const last = result_.list.tokens.back();
    if (at_end) {
        result_.list.kinds.pop_back();
        result_.list.tokens.pop_back();
    }
    while (!open_.empty() && result_.errors.size() < max_repairs) {
        close_before(open_.back());
        open_.pop_back();
    }
    if (at_end) {
        result_.list.kinds.push_back(T::end_of_file);
        result_.list.tokens.push_back(last);
        new_index_[chunk.last - 1] = result_.list.size() - 1;
    }
}

void BlockRepair::begin_line(std::uint32_t token)
{
    auto const indent = grammar::indentation(in_, token);
    bool const declaration = declares(token) || kind(token) == T::at;
    while (declaration && surplus_ > 0 && !open_.empty() && open_.back().indent >= indent) {
        close_before(open_.back());
        open_.pop_back();
    }
    bool const goes_on = closes(token) || kind(token) == T::keyword_else || kind(token) == T::bar ||
                         kind(token) == T::dot;
    for (auto& block : open_) {
        bool const next_arm = kind(token) == T::bar && kind(block.line) == T::bar;
        if ((!goes_on || next_arm) && block.dedent == 0 && block.indent >= indent)
            block.dedent = result_.list.size();
    }
    line_ = token;
    open_at_line_ = open_.size();
    head_ = no_token;
}

void BlockRepair::take(std::uint32_t token)
{
    note_head(token);
    if (kind(token) == T::newline && !(token > 0 && belated_else(token - 1))) {
        end_line(token);
        copy(token);
    } else if (opens(token)) {
        open(token);
        copy(token);
    } else if (belated_else(token)) {
        drop(token);
        // The line break behind it goes as well: there is one before.
        report(Code::P0001, "must stand on the line of `end`");
        result_.errors.back().complete = true;
    } else if (token > 0 && kind(token) == T::newline && belated_else(token - 1)) {
        drop(token);
    } else if (closes(token)) {
        close(token);
    } else {
        copy(token);
    }
}

void BlockRepair::note_head(std::uint32_t token)
{
    auto const one = kind(token);
    auto const before = token > 0 ? kind(token - 1) : T::newline;
    auto const next = kind(token + 1);
    bool const first =
        first_on_line(token) || before == T::keyword_pub || before == T::keyword_async;
    bool const operand =
        is_word(next) || is_string(next) || next == T::newline || next == T::paren_open;
    if ((begins_block(one) && before != T::dot) || (first && line_begins_block(one) && operand))
        head_ = token;
    else if (one == T::fat_arrow || one == T::keyword_return)
        head_ = no_token; // `if x return`, or the body of an arm
}

/// At a line break: the block of this line was not opened, though the next line is inside.
void BlockRepair::end_line(std::uint32_t token)
{
    bool const inside = token + 1 < list_.size() && kind(token + 1) != T::end_of_file &&
                        grammar::indentation(in_, token + 1) > grammar::indentation(in_, line_);
    if (head_ == no_token || !inside || open_.size() > open_at_line_)
        return;
    bool const chained = head_ > 1 && kind(head_) == T::keyword_if &&
                         kind(head_ - 1) == T::keyword_else && kind(head_ - 2) == T::newline;
    if (chained) {
        // It has no `end` of its own, which could tell.
        bool const wrong = std::any_of(errors_.begin(), errors_.end(), [&](SyntaxError const& one) {
            return one.opening == no_token && line_ < one.token && one.token <= token + 1;
        });
        if (wrong) {
            add(T::keyword_do);
            report(Code::P0006, "`do`, `then` or `{` after the condition");
        }
        return;
    }
    OpenBlock missing;
    missing.kind = T::keyword_do;
    missing.opening = result_.list.size();
    missing.indent = grammar::indentation(in_, line_);
    missing.line = line_;
    missing.head = head_;
    missing.understood = understood_without_do(kind(head_));
    missing.receive = kind(head_) == T::word_receive;
    missing.actor = kind(head_) == T::word_actor || kind(head_) == T::word_grain;
    open_.push_back(missing);
}

void BlockRepair::open(std::uint32_t token)
{
    OpenBlock block;
    block.kind = kind(token);
    block.opening = result_.list.size();
    block.indent = grammar::indentation(in_, token);
    block.line = line_;
    auto const head = head_ == no_token ? T::newline : kind(head_);
    block.receive = head == T::word_receive;
    block.actor = head == T::word_actor || head == T::word_grain;
    open_.push_back(block);
    head_ = no_token;
}

/// A closer more than there is to close.
bool BlockRepair::superfluous(std::uint32_t token) const
{
    if (open_.empty())
        return true;
    if (surplus_ >= 0)
        return false;
    return first_on_line(token) ? grammar::indentation(in_, token) > open_.back().indent
                                : open_.back().line != line_;
}

/// The `end` of a block whose opener is missing shows where that belongs.
bool BlockRepair::confirm_missing_opener(std::uint32_t token)
{
    while (!open_.empty() && open_.back().head != no_token) {
        auto const missing = open_.back();
        open_.pop_back();
        bool const here = surplus_ < 0 && first_on_line(token) &&
                          grammar::indentation(in_, token) == missing.indent &&
                          kind(token) == T::keyword_end;
        if (!here)
            continue;
        ++surplus_;
        if (!missing.understood)
            insert_opener(missing);
        return true;
    }
    return false;
}

void BlockRepair::insert_opener(OpenBlock const& missing)
{
    auto const head = kind(missing.head);
    insert(missing.opening, T::keyword_do);
    // Behind the name if it has one; what stands behind `match` is a whole expression.
    bool const named = line_begins_block(head) && is_word(kind(missing.head + 1));
    auto const word = begins_block(head) && head != T::keyword_nursery
                          ? no_token
                          : new_index_[missing.head + (named ? 1 : 0)];
    bool const only_do = head == T::word_receive;
    result_.errors.push_back(
        {Code::P0006, missing.opening + 1, no_token, only_do ? "`do`" : "`do` or `{`", word});
}

void BlockRepair::close(std::uint32_t token)
{
    if (confirm_missing_opener(token)) {
        copy(token);
        return;
    }
    if (superfluous(token)) {
        ++surplus_;
        copy(token);
        result_.list.kinds.back() = T::semicolon; // something that means nothing
        result_.errors.push_back({Code::P0001, result_.list.size() - 1, no_token,
                                  "closes nothing that is open here", no_token, true});
        return;
    }
    close_inner(token);
    auto const block = open_.back();
    bool const brace = kind(token) == T::brace_close;
    if (brace == (block.kind == T::brace_open)) {
        open_.pop_back();
        copy(token);
    } else {
        close_with(token, brace ? T::keyword_end : T::brace_close);
        open_.pop_back();
    }
    if (block.receive && !open_.empty() && open_.back().actor)
        open_.back().may_share_end = true;
}

/// Blocks inside the one that this closer stands under were not closed.
void BlockRepair::close_inner(std::uint32_t token)
{
    auto const indent = grammar::indentation(in_, token);
    auto const closes_this = [&](OpenBlock const& block) {
        bool const same_kind = (kind(token) == T::brace_close) == (block.kind == T::brace_open);
        return same_kind && (!first_on_line(token) || block.indent == indent);
    };
    bool const deeper =
        !closes_this(open_.back()) && (!first_on_line(token) || open_.back().indent > indent ||
                                       open_.back().kind == T::brace_open);
    auto const outer = std::find_if(open_.rbegin(), open_.rend(), closes_this);
    if (!deeper || outer == open_.rend())
        return;
    auto const keep = static_cast<std::size_t>(open_.rend() - outer);
    while (open_.size() > keep && (surplus_ > 0 || open_.back().head != no_token)) {
        close_before(open_.back());
        open_.pop_back();
    }
}

void BlockRepair::close_with(std::uint32_t token, TokenKind closer)
{
    auto const opening = open_.back().opening;
    copy(token);
    result_.list.kinds.back() = closer;
    result_.errors.push_back({Code::P0001, result_.list.size() - 1, opening,
                              closer == T::keyword_end ? "`end`" : "`}`"});
}

/// Adds the closer of a block where the first line stands that is not in it, or here.
void BlockRepair::close_before(OpenBlock const& block)
{
    if (block.head != no_token)
        return; // not even its opener was there
    --surplus_;
    // The `end` of a `receive` may be that of the actor too.
    bool const within_actor = open_.size() > 1 && open_[open_.size() - 2].actor;
    if (block.may_share_end || (block.receive && within_actor))
        return;
    auto const at = block.dedent != 0 ? block.dedent : result_.list.size();
    bool const brace = block.kind == T::brace_open;
    auto const opening = block.opening;
    insert(at, brace ? T::brace_close : T::keyword_end);
    auto const after_break = at > 0 && result_.list.kinds[at - 1] == T::newline;
    result_.errors.push_back({Code::P0008, at + (after_break ? 2U : 1U), opening, ""});
}

} // namespace janus::syntax
