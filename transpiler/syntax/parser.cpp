#include "syntax/parser.hpp"

#include "syntax/builder.hpp"
#include "syntax/grammar/control.hpp"
#include "syntax/lexer.hpp"
#include "syntax/lost_names.hpp"
#include "syntax/syntax_error.hpp"

#include <memory>
#include <set>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;

namespace {

// More would only be counted; stopping keeps hopeless input cheap.
constexpr std::size_t max_errors = 500;

class Parser {
public:
    Parser(source::SourceFile const& file, Lexed const& lexed, Arena& arena,
           diagnostics::Diagnostics& diagnostics)
        : file_(file), list_(lexed.list), diagnostics_(diagnostics),
          input_(lexed.list, file.text()), builder_(file, lexed.list, arena, diagnostics)
    {
        for (auto const offset : lexed.damaged) {
            damaged_lines_.insert(file.position(offset).line);
            cut_short_ = cut_short_ || offset >= last_token_begin();
        }
    }

    std::unordered_set<std::string_view> lost() const
    {
        return lost_names(list_, file_.text(), input_.skipped());
    }

    // Item by item, so that the records of one item are all that is held at a time.
    std::vector<ast::Item> run()
    {
        std::vector<ast::Item> items;
        while (next(items) && reported_ < max_errors) {
        }
        return items;
    }

private:
    bool next(std::vector<ast::Item>& items)
    {
        input_.forget_nodes();
        auto const start = input_.token();
        bool found = false;
        try {
            found = grammar::run<grammar::next_item>(input_);
        } catch (SyntaxError const& error) {
            input_.record(error);
            skip_from(std::max(start, error.token));
            report_errors();
            return true;
        } catch (grammar::TooDeep const& deep) {
            auto const& token = list_.tokens[deep.token];
            diagnostics_.report(Code::P0016, {file_.id(), token.begin, token.end},
                                "nesting is too deep");
            return false;
        }
        report_errors();
        if (found) {
            builder_.item(NodeView(input_.nodes().data()), items);
        } else if (input_.kind() != TokenKind::end_of_file) {
            skip_from(input_.token());
            return true;
        }
        return found;
    }

    void skip_from(std::uint32_t token)
    {
        input_.restore({});
        input_.depth() = 0;
        input_.move_to(list_.kinds[token] == TokenKind::end_of_file ? token : token + 1);
        input_.note_skipped(token > 0 ? token - 1 : token);
    }

    void report_errors()
    {
        auto& errors = input_.errors();
        for (; reported_ < errors.size(); ++reported_) {
            auto const& error = errors[reported_];
            bool const echo = damaged(error.token) ||
                              (error.opening != no_token && damaged(error.opening)) ||
                              (cut_short_ && list_.kinds[error.token] == TokenKind::end_of_file);
            if (!echo) {
                diagnostics_.add(describe(error, file_, list_));
                if (literal_before_block(error.token, list_) != 0) {
                    // The rest of the line was read as the block.
                    damaged_lines_.insert(file_.position(list_.tokens[error.token].begin).line);
                }
            }
        }
    }

    [[nodiscard]] std::uint32_t last_token_begin() const
    {
        auto token = list_.kinds.size();
        while (token > 0 && (list_.kinds[token - 1] == TokenKind::end_of_file ||
                             list_.kinds[token - 1] == TokenKind::newline)) {
            --token;
        }
        return token == 0 ? 0 : list_.tokens[token - 1].begin;
    }

    // What is wrong on a line the lexer complained about is an echo of that.
    [[nodiscard]] bool damaged(std::uint32_t token) const
    {
        return !damaged_lines_.empty() &&
               damaged_lines_.contains(file_.position(list_.tokens[token].begin).line);
    }

    source::SourceFile const& file_;
    TokenList const& list_;
    diagnostics::Diagnostics& diagnostics_;
    grammar::TokenInput input_;
    Builder builder_;
    std::set<std::uint32_t> damaged_lines_;
    bool cut_short_ = false; // an unclosed comment or string swallowed the rest of the file
    std::size_t reported_ = 0;
};

} // namespace

ast::Module parse(source::SourceFile const& file, diagnostics::Diagnostics& diagnostics)
{
    ast::Module module;
    module.arena = std::make_unique<Arena>();
    module.file = file.id();
    auto const errors_before = diagnostics.error_count();
    if (file.text().size() > max_file_size) {
        diagnostics.add(diagnostics::Diagnostic(Code::P0017, {file.id(), 0, 0},
                                                "this file is larger than 40 MiB"));
        return module;
    }
    auto lexed = lex(file, diagnostics);
    module.comments = std::move(lexed.comments);
    if (lexed.readable) {
        Parser parser(file, lexed, *module.arena, diagnostics);
        module.items = module.arena->list(parser.run());
        module.lost_names = parser.lost();
    }
    module.complete = diagnostics.error_count() == errors_before;
    return module;
}

} // namespace janus::syntax
