#include "semantics/array_size.hpp"

#include "semantics/candidates.hpp"

#include <algorithm>
#include <string>

namespace janus::semantics {

namespace {

using Number = std::optional<std::int64_t>;

/// An array lives where its variable lives, often on a stack.
constexpr std::int64_t largest = 1 << 20;
constexpr int deepest = 32;

class SizeReader {
public:
    SizeReader(Environment& environment, TypeContext const& context)
        : environment_(environment), context_(context)
    {}

    Number read(ast::Expr const* value, int depth = 0);

private:
    Number named(ast::Expr const* value, int depth);
    Number combined(ast::Binary const& operation, int depth);
    Number global(Global const* global, int depth);

    Environment& environment_;
    TypeContext const& context_;
};

Number combine(ast::BinaryOp op, std::int64_t left, std::int64_t right)
{
    std::int64_t result = 0;
    switch (op) {
    case ast::BinaryOp::add:
        return __builtin_add_overflow(left, right, &result) ? Number{} : result;
    case ast::BinaryOp::subtract:
        return __builtin_sub_overflow(left, right, &result) ? Number{} : result;
    case ast::BinaryOp::multiply:
        return __builtin_mul_overflow(left, right, &result) ? Number{} : result;
    case ast::BinaryOp::divide:
        return right <= 0 ? Number{} : left / right;
    case ast::BinaryOp::shift_left:
        return left < 0 || right < 0 || right > 40 || left > largest ? Number{} : left << right;
    default:
        return {};
    }
}

Number SizeReader::global(Global const* global, int depth)
{
    auto const found = environment_.global_syntax.find(global);
    if (found == environment_.global_syntax.end() || global->mutable_)
        return {};
    auto const* let = ast::get_if<ast::Let>(found->second);
    return let && let->value ? read(let->value, depth + 1) : Number{};
}

/// `N`, `limits.N`.
Number SizeReader::named(ast::Expr const* value, int depth)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(value)) {
        if (Local const* local =
                context_.locals ? context_.locals->find(name->name.text) : nullptr) {
            auto const found = environment_.local_constants.find(local);
            return found == environment_.local_constants.end() ? Number{}
                                                               : read(found->second, depth + 1);
        }
        return global(context_.scope->find(name->name.text).global, depth);
    }
    auto const* member = ast::get_if<ast::Member>(value);
    auto const* space = member ? ast::get_if<ast::NameExpr>(member->base) : nullptr;
    Symbol const module = space ? context_.scope->find(space->name.text) : Symbol{};
    return module.kind == SymbolKind::module
               ? global(module.module->find_own(member->name.text).global, depth)
               : Number{};
}

Number SizeReader::combined(ast::Binary const& operation, int depth)
{
    Number const left = read(operation.left, depth + 1);
    Number const right = read(operation.right, depth + 1);
    return left && right ? combine(operation.op, *left, *right) : Number{};
}

Number SizeReader::read(ast::Expr const* value, int depth)
{
    if (depth > deepest)
        return {};
    if (auto const* literal = ast::get_if<ast::IntLiteral>(value))
        return literal->too_large || literal->high || literal->low >> 62
                   ? Number{}
                   : static_cast<std::int64_t>(literal->low);
    if (value->kind == ast::ExprKind::paren)
        return read(static_cast<ast::Wrapped const*>(value)->operand, depth + 1);
    if (auto const* operation = ast::get_if<ast::Binary>(value))
        return combined(*operation, depth);
    return named(value, depth);
}

/// The name that the size is, if nobody declared it.
ast::Name unknown_name(TypeContext const& context, ast::Expr const& size)
{
    auto const* name = ast::get_if<ast::NameExpr>(ast::without_parentheses(&size));
    bool const known =
        !name || (context.locals && context.locals->find(name->name.text)) ||
        context.scope->find(name->name.text) ||
        std::any_of(context.generics.begin(), context.generics.end(),
                    [&](TypeParameter const& each) { return each.name == name->name.text; });
    return known ? ast::Name{} : name->name;
}

void report_unknown(Environment& environment, ModuleScope const& scope, ast::Name name)
{
    if (scope.has_lost(name.text))
        return;
    Diagnostic problem{Code::S0001, name.span,
                       "undefined identifier `" + std::string(name.text) + "`"};
    suggest_nearest(problem, name.text, value_names(scope, name.text));
    environment.report(std::move(problem));
}

} // namespace

bool may_be_size(ast::Expr const* value)
{
    return value->kind == ast::ExprKind::int_literal || value->kind == ast::ExprKind::paren ||
           value->kind == ast::ExprKind::binary || value->kind == ast::ExprKind::name;
}

std::optional<std::uint64_t> array_size(Environment& environment, TypeContext const& context,
                                        ast::Expr const& size)
{
    if (size.kind == ast::ExprKind::error)
        return {};
    Number const number = SizeReader{environment, context}.read(&size);
    if (number && *number >= 0 && *number <= largest)
        return static_cast<std::uint64_t>(*number);
    if (number)
        environment.report(Diagnostic{
            Code::S2001, size.span, "an array cannot have " + std::to_string(*number) + " elements"}
                               .suggest("use a list, `[T]`, which may have any length"));
    else if (ast::Name const name = unknown_name(context, size))
        report_unknown(environment, *context.scope, name);
    else
        environment.report(
            Diagnostic{Code::S2001, size.span, "the size of an array must be known here"}
                .note("it may be made of integers, `const` and `let` names of such, `+ - * / <<`")
                .suggest("use a list, `[T]`, if the length is only known at run time"));
    return {};
}

} // namespace janus::semantics
