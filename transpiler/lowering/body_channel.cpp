#include "lowering/body.hpp"

#include "lowering/effects.hpp"

namespace janus::lowering {

using namespace semantics;

/// `for v in channel`: until it is closed and empty.
void Body::for_channel(For& loop)
{
    cpp::Expr const channel = through_local(*loop.iterable, "channel");
    TypeRef const element = loop.iterable->type->arguments[0];
    cpp::Stmt made = cpp::statement(cpp::StmtKind::loop);
    made.body = block_of([&] {
        std::string const receiving = names_.make("receiving");
        add(cpp::declare("auto", receiving, cpp::method(channel, "recv", {})));
        std::string const received = names_.make("received");
        std::string const type =
            "janus::Result<" + module_.spell(element) + ", janus::ChannelError>";
        add(cpp::declare(type, received, cpp::prefix("co_await ", cpp::name(receiving))));
        Stmts leave_loop;
        leave_loop.push_back(cpp::statement(cpp::StmtKind::break_));
        add(cpp::if_(cpp::method(cpp::name(received), "is_error", {}), std::move(leave_loop)));
        Bindings bindings;
        test(*loop.pattern, cpp::prefix("*", cpp::name(received)), bindings);
        declare_bindings(bindings, true, mentions_);
        add_all(loop_body(loop, *loop.body));
    });
    add(std::move(made));
}

std::string Body::select_operation(SelectCase& one)
{
    std::vector<Operand> wanted{{one.channel, use_read}};
    if (one.value)
        wanted.push_back({one.value, use_give});
    auto parts = operands(wanted, Order::left_to_right);
    std::string const name = names_.make(one.value ? "sending" : "receiving");
    std::vector<cpp::Expr> content;
    if (one.value)
        content.push_back(parts[1]);
    add(cpp::declare(
        "auto", name,
        cpp::method(parts[0], one.value ? "send_case" : "receive_case", std::move(content))));
    return name;
}

Body::Stmts Body::select_body(SelectCase& one, std::string const& operation)
{
    Bindings bindings;
    if (one.local)
        bindings.locals.emplace_back(one.local, cpp::method(cpp::name(operation), "take", {}));
    return block_of([&] {
        declare_bindings(bindings, true, mentions_);
        fresh_scope_ = true;
        into(*one.body, Target{});
    });
}

void Body::select(Expr& expression, Target const& target)
{
    auto& made = as<Select>(expression);
    // What the cases hold ends with the statement.
    cpp::Stmt scope = cpp::statement(cpp::StmtKind::block);
    scope.body = block_of([&] { select_inside(made); });
    add(std::move(scope));
    if (expression.type->kind == TypeKind::never)
        add(cpp::expression(cpp::call("janus::reached_unreachable", {})));
    else
        finish_unit(target);
}

void Body::select_inside(Select& made)
{
    std::vector<std::string> operations;
    std::vector<cpp::Expr> given{cpp::call("std::source_location::current", {})};
    for (SelectCase& one : made.cases) {
        operations.push_back(select_operation(one));
        given.push_back(cpp::name(operations.back()));
    }
    cpp::Expr timeout;
    if (made.timeout && !made.default_body)
        timeout = cpp::call("janus::milliseconds", {value(*made.timeout, use_pass)});
    std::string const selecting = names_.make("selecting");
    cpp::Stmt declared =
        cpp::declare("janus::Selecting", selecting, cpp::construct("", std::move(given)));
    declared.braced = true;
    add(std::move(declared));
    cpp::Expr const select = cpp::name(selecting);
    if (made.default_body)
        add(cpp::expression(cpp::method(select, "set_default", {})));
    else if (made.timeout)
        add(cpp::expression(cpp::method(select, "set_timeout", {std::move(timeout)})));
    std::string const chosen = names_.make("chosen");
    add(cpp::declare("int const", chosen, cpp::prefix("co_await ", select)));
    Stmts tail;
    if (made.default_body)
        tail = into_block(*made.default_body, Target{});
    else if (made.timeout_body)
        tail = into_block(*made.timeout_body, Target{});
    else
        tail = into_block(*made.closed, Target{});
    for (std::size_t at = made.cases.size(); at-- > 0;) {
        cpp::Expr is_it = cpp::binary("==", cpp::name(chosen),
                                      cpp::literal(std::to_string(at), cpp::Literal::number));
        Stmts branch;
        branch.push_back(cpp::if_(std::move(is_it), select_body(made.cases[at], operations[at]),
                                  std::move(tail)));
        tail = std::move(branch);
    }
    add_all(std::move(tail));
}

} // namespace janus::lowering
