#include "syntax/parser.hpp"

#include "syntax/builder.hpp"
#include "syntax/grammar/control.hpp"
#include "syntax/lexer.hpp"
#include "syntax/lost_names.hpp"
#include "syntax/repair.hpp"
#include "syntax/syntax_error.hpp"

#include <algorithm>
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
    Parser(source::SourceFile const& file, TokenList const& list,
           std::vector<std::uint32_t> const& damaged, Arena& arena,
           diagnostics::Diagnostics& diagnostics)
        : file_(file), list_(list), diagnostics_(diagnostics), input_(list, file.text()),
          builder_(file, list, arena, diagnostics)
    {
        for (auto const offset : damaged) {
            damaged_lines_.insert(file.position(offset).line);
            cut_short_ = cut_short_ || offset >= last_token_begin();
        }
    }

    std::unordered_set<std::string_view> lost() const
    {
        return lost_names(list_, file_.text(), input_.skipped());
    }

    /// What was found wrong before the tokens came to be as they are.
    void begin_with(std::vector<SyntaxError> const& errors)
    {
        input_.errors() = errors;
        report_errors();
    }
    std::vector<SyntaxError> const& errors() { return input_.errors(); }

    /// How many tokens were not understood.
    std::size_t lost_tokens() const
    {
        auto skipped = input_.skipped();
        std::sort(skipped.begin(), skipped.end(), [](SkippedTokens const& one, auto const& other) {
            return one.first < other.first;
        });
        std::size_t lost = 0;
        std::uint32_t end = 0;
        for (auto const& [first, last, member] : skipped) {
            lost += last > std::max(first, end) ? last - std::max(first, end) : 0;
            end = std::max(end, last);
        }
        return lost;
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

/// One reading of a file, with what it found.
struct Attempt {
    diagnostics::Diagnostics diagnostics;
    std::vector<ast::Item> items;
    std::unordered_set<std::string_view> lost_names;
    std::vector<SyntaxError> errors; // those of the grammar
    std::size_t cost = 0;
};

// A mistake is worth as many lost tokens as this; one that a repair explains, half of them.
constexpr std::size_t error_cost = 20;

Attempt read(source::SourceFile const& file, TokenList const& list,
             std::vector<SyntaxError> const& errors, std::vector<std::uint32_t> const& damaged,
             Arena& arena, diagnostics::Diagnostics diagnostics)
{
    Attempt result;
    result.diagnostics = std::move(diagnostics);
    Parser parser(file, list, damaged, arena, result.diagnostics);
    parser.begin_with(errors);
    result.items = parser.run();
    result.lost_names = parser.lost();
    result.errors = parser.errors();
    result.cost = result.diagnostics.error_count(file.id()) * error_cost -
                  errors.size() * (error_cost / 2) + parser.lost_tokens();
    return result;
}

/// Reads the file again with its tokens repaired, and keeps what explains most with least.
void read_repaired(source::SourceFile const& file, Lexed const& lexed, Arena& arena,
                   diagnostics::Diagnostics const& before, Attempt& best)
{
    Repaired best_tokens{lexed.list, {}};
    auto const attempt = [&](Repaired const& repaired) {
        auto next = read(file, repaired.list, repaired.errors, lexed.damaged, arena, before);
        auto errors = next.errors;
        if (next.cost < best.cost) {
            best = std::move(next);
            best_tokens = repaired;
        }
        return errors;
    };
    // What is mended may show the next mistake.
    constexpr std::size_t max_rounds = 4;
    auto words = best_tokens;
    auto errors = best.errors;
    for (std::size_t round = 0; round < max_rounds; ++round) {
        auto next = repair_words(words, file.text(), errors);
        if (next.errors.size() == words.errors.size()) {
            break;
        }
        words = std::move(next);
        errors = attempt(words);
    }
    for (std::size_t known = best.cost + 1, round = 0; best.cost < known && round < max_rounds;
         ++round) {
        known = best.cost;
        attempt(repair_blocks(best_tokens, file.text(), best.errors));
    }
}

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
        auto const before = diagnostics;
        auto best = read(file, lexed.list, {}, lexed.damaged, *module.arena, before);
        if (!best.errors.empty()) {
            read_repaired(file, lexed, *module.arena, before, best);
        }
        module.items = module.arena->list(std::move(best.items));
        module.lost_names = std::move(best.lost_names);
        diagnostics = std::move(best.diagnostics);
    }
    module.complete = diagnostics.error_count() == errors_before;
    return module;
}

} // namespace janus::syntax
