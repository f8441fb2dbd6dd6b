#include "syntax/dump_state.hpp"

#include <array>

namespace janus::syntax {

using ast::StmtKind;

namespace {

constexpr auto compound_names =
    std::to_array<std::string_view>({"or", "??", "and", "==", "!=", "<",  "<=", ">", ">=", "|", "^",
                                     "&",  "<<", ">>",  "+",  "-",  "++", "*",  "/", "%",  "**"});

} // namespace

// A block of one statement stays on its line, so `=> x` and `=> do x end` read the same.
void Dumper::block(ast::Block const* node)
{
    if (node == nullptr) {
        put("{missing}");
        return;
    }
    put("{");
    if (node->statements.size() == 1) {
        statement(node->statements[0]);
    } else {
        open();
        for (auto const* const one : node->statements) {
            line();
            statement(one);
        }
        close();
    }
    put("}");
}

void Dumper::statement(ast::Stmt const* node)
{
    plain_statement(*node);
    if (node->guard.condition != nullptr) {
        put(node->guard.unless ? " unless " : " when ");
        expression(node->guard.condition);
    }
}

void Dumper::plain_statement(ast::Stmt const& node)
{
    switch (node.kind) {
    case StmtKind::let: {
        auto const& let = ast::as<ast::Let>(node);
        put(let.constant ? "(const " : "(let ");
        pattern(let.pattern);
        put(" ");
        type(let.type);
        put(" ");
        expression(let.value);
        put(")");
        return;
    }
    case StmtKind::var: {
        auto const& var = ast::as<ast::Var>(node);
        named("(var ", var.name);
        put(" ");
        type(var.type);
        put(" ");
        expression(var.value);
        put(")");
        return;
    }
    case StmtKind::assign: {
        auto const& assign = ast::as<ast::Assign>(node);
        put("(");
        put(assign.compound ? compound_names[static_cast<std::size_t>(assign.op)] : "");
        put("= ");
        expression(assign.target);
        put(" ");
        expression(assign.value);
        put(")");
        return;
    }
    case StmtKind::expression:
        expression(ast::as<ast::ExprStmt>(node).value);
        return;
    case StmtKind::defer: {
        auto const& defer = ast::as<ast::Defer>(node);
        put(defer.on_error ? "(errdefer " : "(defer ");
        put(defer.block_form ? "block " : "");
        block(defer.body);
        put(")");
        return;
    }
    case StmtKind::select:
        select(ast::as<ast::Select>(node));
        return;
    case StmtKind::receive:
        receive(ast::as<ast::Receive>(node));
        return;
    case StmtKind::declaration:
        declaration(ast::as<ast::DeclStmt>(node).declaration);
        return;
    case StmtKind::yield:
        put("(yield ");
        expression(ast::as<ast::Yield>(node).value);
        put(")");
        return;
    case StmtKind::error:
        put("(error)");
        return;
    default:
        loop(node);
        return;
    }
}

void Dumper::loop(ast::Stmt const& node)
{
    switch (node.kind) {
    case StmtKind::while_: {
        auto const& loop = ast::as<ast::While>(node);
        put("(while ");
        named("", loop.label);
        put(loop.label ? ": " : "");
        condition(loop.condition);
        put(" ");
        block(loop.body);
        put(")");
        return;
    }
    case StmtKind::for_: {
        auto const& loop = ast::as<ast::For>(node);
        put("(for ");
        named("", loop.label);
        put(loop.label ? ": " : "");
        for (auto const* const one : loop.patterns) {
            pattern(one);
            put(" ");
        }
        put("in ");
        expression(loop.iterable);
        put(" ");
        block(loop.body);
        put(")");
        return;
    }
    case StmtKind::using_: {
        auto const& resource = ast::as<ast::Using>(node);
        named(resource.shared ? "(using shared " : "(using ", resource.name);
        put(" ");
        type(resource.type);
        put(" ");
        expression(resource.value);
        put(" ");
        block(resource.body);
        put(")");
        return;
    }
    case StmtKind::with_chain:
        with_chain(ast::as<ast::WithChain>(node));
        return;
    default:
        put("(with ");
        expression(ast::as<ast::WithBlock>(node).context);
        put(" ");
        block(ast::as<ast::WithBlock>(node).body);
        put(")");
        return;
    }
}

void Dumper::with_chain(ast::WithChain const& node)
{
    put("(with-chain ");
    for (auto const& step : node.steps) {
        if (step.pattern != nullptr) {
            pattern(step.pattern);
            put(" <- ");
        }
        expression(step.value);
        put(" ");
    }
    block(node.body);
    if (node.otherwise != nullptr) {
        put(" else ");
        named("|", node.error);
        put(node.error ? "| " : "");
        block(node.otherwise);
    }
    put(")");
}

void Dumper::select(ast::Select const& node)
{
    put("(select");
    open();
    for (auto const& one : node.cases) {
        line();
        switch (one.kind) {
        case ast::SelectCase::Kind::operation:
            put("case ");
            break;
        case ast::SelectCase::Kind::timeout:
            put("timeout ");
            break;
        case ast::SelectCase::Kind::default_:
            put("default ");
            break;
        }
        named("", one.binding);
        put(one.binding ? " = " : "");
        if (one.value != nullptr) {
            expression(one.value);
            put(" ");
        }
        block(one.body);
    }
    close();
    put(")");
}

void Dumper::receive(ast::Receive const& node)
{
    put("(receive");
    named(" ", node.name);
    open();
    if (node.body != nullptr) {
        put(" ");
        block(node.body);
    }
    for (auto const& arm : node.arms) {
        line();
        annotations(arm.annotations);
        pattern(arm.pattern);
        if (arm.guard != nullptr) {
            put(" when ");
            expression(arm.guard);
        }
        put(" => ");
        block(arm.body);
    }
    if (node.after != nullptr) {
        line();
        put("after ");
        expression(node.after->timeout);
        put(" ");
        block(node.after->body);
    }
    close();
    put(")");
}

} // namespace janus::syntax
