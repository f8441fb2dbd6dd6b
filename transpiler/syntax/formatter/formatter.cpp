#include "syntax/formatter/formatter.hpp"

#include "syntax/formatter/indentation.hpp"
#include "syntax/formatter/spacing.hpp"
#include "syntax/lexer.hpp"

#include <algorithm>

namespace janus::syntax {

using T = TokenKind;

namespace {

class Formatter {
public:
    Formatter(source::SourceFile const& file, Lexed const& lexed,
              std::vector<std::uint32_t> shared_ends)
        : file_(file), list_(lexed.list), comments_(lexed.comments), spacing_(lexed.list),
          indentation_(lexed.list, std::move(shared_ends))
    {}

    std::string run()
    {
        std::uint32_t token = 0;
        while (token < list_.size() && list_.kinds[token] != T::end_of_file) {
            if (list_.kinds[token] == T::newline) {
                ++token;
                continue;
            }
            token = line(token);
        }
        own_line_comments(static_cast<std::uint32_t>(file_.text().size()), indentation_.inside());
        return std::move(out_);
    }

private:
    // One line of tokens with the comments before, between and behind them.
    std::uint32_t line(std::uint32_t first)
    {
        std::uint32_t last = first;
        while (list_.kinds[last] != T::newline && list_.kinds[last] != T::end_of_file) {
            ++last;
        }
        own_line_comments(list_.tokens[first].begin, indentation_.inside());
        blank_line(list_.tokens[first].begin);
        auto const level = indentation_.next_line(first, last);
        indent(level);
        for (std::uint32_t token = first; token < last; ++token) {
            bool const after_comment = inner_comments(list_.tokens[token].begin, token > first);
            if (token > first && !after_comment && spacing_.space_before(token)) {
                out_ += ' ';
            }
            out_ += text(list_.tokens[token].begin, list_.tokens[token].end);
        }
        written_ = list_.tokens[last - 1].end;
        trailing_comments(list_.tokens[last].begin);
        out_ += '\n';
        return last;
    }

    [[nodiscard]] std::string_view text(std::uint32_t begin, std::uint32_t end) const
    {
        return file_.text({file_.id(), begin, end});
    }

    void indent(std::uint32_t level) { out_.append(static_cast<std::size_t>(level) * 4, ' '); }

    // At most one blank line is kept, and none at the top of the file.
    void blank_line(std::uint32_t next)
    {
        auto const gap = text(written_, next);
        bool const wanted = std::count(gap.begin(), gap.end(), '\n') > 1;
        if (wanted && !out_.empty()) {
            out_ += '\n';
        }
        written_ = next;
    }

    [[nodiscard]] bool comment_before(std::uint32_t offset) const
    {
        return next_comment_ < comments_.size() && comments_[next_comment_].span.begin < offset;
    }

    void put_comment()
    {
        auto const& comment = comments_[next_comment_++];
        out_ += text(comment.span.begin, comment.span.end);
        written_ = comment.span.end;
    }

    void own_line_comments(std::uint32_t next, std::uint32_t level)
    {
        while (comment_before(next)) {
            // A block comment right before code stays on that line.
            auto const& comment = comments_[next_comment_];
            auto const rest = text(comment.span.end, next);
            if (rest.find('\n') == std::string_view::npos && next < file_.text().size() &&
                comment.form == ast::Comment::Form::block) {
                return;
            }
            blank_line(comment.span.begin);
            indent(level);
            put_comment();
            out_ += '\n';
        }
    }

    bool inner_comments(std::uint32_t next, bool after_token)
    {
        bool any = false;
        while (comment_before(next)) {
            out_ += after_token ? " " : "";
            put_comment();
            out_ += after_token ? "" : " ";
            any = true;
        }
        if (any && after_token) {
            out_ += ' ';
        }
        return any;
    }

    void trailing_comments(std::uint32_t line_end)
    {
        while (comment_before(line_end)) {
            out_ += "  ";
            put_comment();
        }
    }

    source::SourceFile const& file_;
    TokenList const& list_;
    std::vector<ast::Comment> const& comments_;
    Spacing spacing_;
    Indentation indentation_;
    std::string out_;
    std::size_t next_comment_ = 0;
    std::uint32_t written_ = 0;
};

// Where an actor ends with the `end` of its `receive`.
void find_shared_ends(ast::List<ast::Item> items, std::vector<std::uint32_t>& ends)
{
    for (auto const& item : items) {
        auto const* const statement = ast::get_if<ast::DeclStmt>(item.statement);
        if (statement == nullptr) {
            continue;
        }
        if (auto const* const actor = ast::get_if<ast::Actor>(statement->declaration)) {
            if (actor->shared_end && !actor->members.empty()) {
                ends.push_back(actor->members.back().span.end);
            }
        } else if (auto const* const inner = ast::get_if<ast::Namespace>(statement->declaration)) {
            find_shared_ends(inner->items, ends);
        }
    }
}

} // namespace

std::string format(source::SourceFile const& file, ast::Module const& module)
{
    if (!module.complete) {
        return std::string(file.text());
    }
    diagnostics::Diagnostics unused;
    auto const lexed = lex(file, unused);
    std::vector<std::uint32_t> shared_ends;
    find_shared_ends(module.items, shared_ends);
    return Formatter(file, lexed, std::move(shared_ends)).run();
}

} // namespace janus::syntax
