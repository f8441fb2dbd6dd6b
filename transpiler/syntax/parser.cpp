#include "syntax/parser.hpp"

#include "syntax/builder.hpp"
#include "syntax/grammar/control.hpp"
#include "syntax/lexer.hpp"
#include "syntax/syntax_error.hpp"

#include <memory>
#include <utility>

namespace janus::syntax {

using diagnostics::Code;

namespace {

// More would only be counted; stopping keeps hopeless input cheap.
constexpr std::size_t max_errors = 500;

class Parser {
public:
    Parser(source::SourceFile const& file, TokenList const& list, Arena& arena,
           diagnostics::Diagnostics& diagnostics)
        : file_(file), list_(list), diagnostics_(diagnostics), input_(list, file.text()),
          builder_(file, list, arena, diagnostics)
    {}

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
    }

    void report_errors()
    {
        auto& errors = input_.errors();
        for (; reported_ < errors.size(); ++reported_) {
            diagnostics_.add(describe(errors[reported_], file_, list_));
        }
    }

    source::SourceFile const& file_;
    TokenList const& list_;
    diagnostics::Diagnostics& diagnostics_;
    grammar::TokenInput input_;
    Builder builder_;
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
        Parser parser(file, lexed.list, *module.arena, diagnostics);
        module.items = module.arena->list(parser.run());
    }
    module.complete = diagnostics.error_count() == errors_before;
    return module;
}

} // namespace janus::syntax
