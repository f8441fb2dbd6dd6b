// Every node lies within its parent, and its span covers what was written.
#include "parsed_text.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace janus;

namespace {

/// Walks the parts of the tree that nest deepest and checks that spans nest as well.
class SpanCheck {
public:
    explicit SpanCheck(ParsedText const& parsed) : parsed_(parsed) {}

    std::size_t run()
    {
        for (auto const& item : parsed_.module.items) {
            within(item.span, parsed_.file.whole());
            if (item.statement != nullptr) {
                statement(item.statement, item.span);
            }
        }
        return count_;
    }

private:
    void within(source::Span inner, source::Span outer)
    {
        ++count_;
        INFO("inner: " << parsed_.file.text(inner) << "\nouter: " << parsed_.file.text(outer));
        CHECK(outer.contains(inner));
        CHECK_FALSE(parsed_.file.text(inner).starts_with("\n"));
        CHECK_FALSE(parsed_.file.text(inner).ends_with("\n"));
    }

    void block(ast::Block const* node, source::Span outer)
    {
        if (node == nullptr) {
            return;
        }
        within(node->span, outer);
        for (auto const* const one : node->statements) {
            statement(one, node->span);
        }
    }

    void statement(ast::Stmt const* node, source::Span outer)
    {
        within(node->span, outer);
        if (node->guard.condition != nullptr) {
            expression(node->guard.condition, node->span);
        }
        if (auto const* const let = ast::get_if<ast::Let>(node)) {
            within(let->pattern->span, node->span);
            type(let->type, node->span);
            expression(let->value, node->span);
        } else if (auto const* const var = ast::get_if<ast::Var>(node)) {
            type(var->type, node->span);
            expression(var->value, node->span);
        } else if (auto const* const assign = ast::get_if<ast::Assign>(node)) {
            expression(assign->target, node->span);
            expression(assign->value, node->span);
        } else if (auto const* const plain = ast::get_if<ast::ExprStmt>(node)) {
            expression(plain->value, node->span);
        } else if (auto const* const loop = ast::get_if<ast::For>(node)) {
            expression(loop->iterable, node->span);
            block(loop->body, node->span);
        } else if (auto const* const receive = ast::get_if<ast::Receive>(node)) {
            for (auto const& arm : receive->arms) {
                within(arm.span, node->span);
                within(arm.pattern->span, arm.span);
                expression(arm.guard, arm.span);
                block(arm.body, arm.span);
            }
        } else if (auto const* const declared = ast::get_if<ast::DeclStmt>(node)) {
            declaration(declared->declaration, node->span);
        }
    }

    void declaration(ast::Decl const* node, source::Span outer)
    {
        within(node->span, outer);
        if (auto const* const function = ast::get_if<ast::Function>(node)) {
            within(function->name.span, node->span);
            for (auto const& parameter : function->parameters) {
                within(parameter.span, node->span);
                type(parameter.type, parameter.span);
            }
            type(function->result, node->span);
            block(function->body, node->span);
        } else if (auto const* const actor = ast::get_if<ast::Actor>(node)) {
            for (auto const& member : actor->members) {
                within(member.span, node->span);
                if (member.receive != nullptr) {
                    statement(member.receive, member.span);
                }
                if (member.state != nullptr) {
                    statement(member.state->statement, member.span);
                }
            }
        } else if (auto const* const structure = ast::get_if<ast::Struct>(node)) {
            for (auto const& field : structure->fields) {
                within(field.span, node->span);
                type(field.type, field.span);
            }
        }
    }

    void type(ast::Type const* node, source::Span outer)
    {
        if (node == nullptr) {
            return;
        }
        within(node->span, outer);
        if (auto const* const named = ast::get_if<ast::NamedType>(node)) {
            for (auto const* const argument : named->arguments) {
                type(argument, node->span);
            }
        } else if (auto const* const result = ast::get_if<ast::ResultType>(node)) {
            type(result->left, node->span);
            type(result->right, node->span);
        }
    }

    void expression(ast::Expr const* node, source::Span outer)
    {
        if (node == nullptr) {
            return;
        }
        within(node->span, outer);
        auto const inside = [&](ast::Expr const* part) { expression(part, node->span); };
        if (auto const* const binary = ast::get_if<ast::Binary>(node)) {
            inside(binary->left);
            inside(binary->right);
            within(binary->op_span, node->span);
        } else if (auto const* const call = ast::get_if<ast::Call>(node)) {
            inside(call->callee);
            for (auto const& argument : call->arguments) {
                inside(argument.value);
            }
        } else if (auto const* const member = ast::get_if<ast::Member>(node)) {
            inside(member->base);
            within(member->name.span, node->span);
        } else if (auto const* const unary = ast::get_if<ast::Unary>(node)) {
            inside(unary->operand);
        } else if (auto const* const caught = ast::get_if<ast::Catch>(node)) {
            inside(caught->operand);
            inside(caught->value);
            block(caught->body, node->span);
        } else if (auto const* const branch = ast::get_if<ast::If>(node)) {
            inside(branch->condition.value);
            block(branch->then, node->span);
            inside(branch->otherwise);
        } else if (auto const* const match = ast::get_if<ast::Match>(node)) {
            for (auto const& arm : match->arms) {
                within(arm.span, node->span);
                block(arm.body, arm.span);
            }
        } else if (auto const* const closure = ast::get_if<ast::Closure>(node)) {
            block(closure->body, node->span);
        } else if (auto const* const inner = ast::get_if<ast::BlockExpr>(node)) {
            block(inner->block, node->span);
        } else if (node->kind == ast::ExprKind::paren || node->kind == ast::ExprKind::propagate) {
            inside(static_cast<ast::Wrapped const*>(node)->operand);
        } else if (node->kind == ast::ExprKind::array || node->kind == ast::ExprKind::tuple) {
            for (auto const* const element : static_cast<ast::Many const*>(node)->elements) {
                inside(element);
            }
        }
    }

    ParsedText const& parsed_;
    std::size_t count_ = 0;
};

std::vector<std::string> sources()
{
    std::vector<std::string> texts;
    std::filesystem::path const folder(JANUS_SOURCE_DIR "/tests/unit/syntax_cases");
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        texts.push_back(text.substr(0, text.find("==>\n")));
    }
    return texts;
}

} // namespace

TEST_CASE("spans of children lie within their parents", "[parser][spans]")
{
    std::size_t count = 0;
    for (auto const& text : sources()) {
        ParsedText const parsed(text);
        REQUIRE(parsed.module.complete);
        count += SpanCheck(parsed).run();
    }
    CHECK(count > 1000);
}

TEST_CASE("spans cover exactly what was written", "[parser][spans]")
{
    ParsedText const parsed("let x = a + f(1)\n  .b? // c\n");
    auto const& let = ast::as<ast::Let>(*parsed.module.items[0].statement);
    CHECK(parsed.file.text(let.span) == "let x = a + f(1)\n  .b?");
    auto const& sum = ast::as<ast::Binary>(*let.value);
    CHECK(parsed.file.text(sum.op_span) == "+");
    CHECK(parsed.file.text(sum.right->span) == "f(1)\n  .b?");
    CHECK(parsed.file.text(let.pattern->span) == "x");
}
