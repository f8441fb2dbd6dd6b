#include "semantics/capability_facts.hpp"

#include <algorithm>

namespace janus::semantics {

Truth CapabilityFacts::knows(std::string_view capability) const
{
    if (at_most && !at_most->contains(capability))
        return Truth::no;
    return everything || has.contains(capability) ? Truth::yes : Truth::unknown;
}

CapabilityFacts CapabilityFacts::limited_to(std::set<std::string_view> const& capabilities) const
{
    CapabilityFacts limited;
    limited.at_most.emplace();
    for (std::string_view const one : capabilities) {
        Truth const known = knows(one);
        if (known == Truth::no)
            continue;
        limited.at_most->insert(one);
        if (known == Truth::yes)
            limited.has.insert(one);
    }
    return limited;
}

std::optional<std::set<std::string_view>> capability_names(ast::List<ast::Argument> arguments)
{
    std::set<std::string_view> names;
    for (ast::Argument const& argument : arguments) {
        bool const plain =
            argument.value && !argument.name && argument.value->kind == ast::ExprKind::enum_literal;
        if (!plain || ast::as<ast::Literal>(*argument.value).path.size() != 1)
            return std::nullopt;
        names.insert(ast::as<ast::Literal>(*argument.value).path[0].text);
    }
    return names;
}

namespace {

/// `ctx.has(…)`: the name in front, and what is asked for.
struct HasCall {
    ast::Name context;
    std::set<std::string_view> capabilities;
};

std::optional<HasCall> has_call(ast::Expr const* expression)
{
    auto const* call = ast::get_if<ast::Call>(expression);
    auto const* member = call ? ast::get_if<ast::Member>(call->callee) : nullptr;
    auto const* base = member ? ast::get_if<ast::NameExpr>(member->base) : nullptr;
    if (!base || member->name.text != "has")
        return std::nullopt;
    auto names = capability_names(call->arguments);
    return names ? std::optional(HasCall{base->name, std::move(*names)}) : std::nullopt;
}

ast::Unary const* negation(ast::Expr const* expression)
{
    auto const* unary = ast::get_if<ast::Unary>(expression);
    return unary && unary->op == ast::UnaryOp::not_ ? unary : nullptr;
}

Truth opposite(Truth value)
{
    return value == Truth::unknown ? value : value == Truth::yes ? Truth::no : Truth::yes;
}

} // namespace

void for_each_proof(ast::Expr const* condition, bool holds,
                    std::function<void(ast::Name, std::string_view)> const& has)
{
    condition = ast::without_parentheses(condition);
    if (ast::Unary const* inverted = negation(condition))
        return for_each_proof(inverted->operand, !holds, has);
    if (auto const* both = ast::get_if<ast::Binary>(condition)) {
        if (both->op != (holds ? ast::BinaryOp::and_ : ast::BinaryOp::or_))
            return;
        for_each_proof(both->left, holds, has);
        return for_each_proof(both->right, holds, has);
    }
    std::optional<HasCall> const found = holds ? has_call(condition) : std::nullopt;
    if (!found)
        return;
    for (std::string_view const capability : found->capabilities)
        has(found->context, capability);
}

Truth evaluate(ast::Expr const* condition, std::string_view name, CapabilityFacts const& facts)
{
    condition = ast::without_parentheses(condition);
    if (ast::Unary const* inverted = negation(condition))
        return opposite(evaluate(inverted->operand, name, facts));
    if (auto const* literal = ast::get_if<ast::BoolLiteral>(condition))
        return literal->value ? Truth::yes : Truth::no;
    if (auto const* both = ast::get_if<ast::Binary>(condition)) {
        Truth const left = evaluate(both->left, name, facts);
        Truth const right = evaluate(both->right, name, facts);
        if (both->op == ast::BinaryOp::and_)
            return std::min(left, right);
        return both->op == ast::BinaryOp::or_ ? std::max(left, right) : Truth::unknown;
    }
    std::optional<HasCall> const found = has_call(condition);
    if (!found || found->context.text != name)
        return Truth::unknown;
    Truth all = Truth::yes;
    for (std::string_view const capability : found->capabilities)
        all = std::min(all, facts.knows(capability));
    return all;
}

} // namespace janus::semantics
