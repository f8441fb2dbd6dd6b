// Expressions that stand where a type may stand: `Map[String, i64].new()`.
#include "semantics/type_reader.hpp"

namespace janus::semantics {

/// What `module.Name` in an expression stands for.
Symbol TypeReader::symbol_of(ast::Expr const* expression)
{
    std::vector<ast::Name> path;
    while (auto const* member = ast::get_if<ast::Member>(expression)) {
        path.insert(path.begin(), member->name);
        expression = member->base;
    }
    auto const* first = ast::get_if<ast::NameExpr>(expression);
    if (!first || path.empty())
        return {};
    path.insert(path.begin(), first->name);
    return find_path(path, true);
}

TypeRef TypeReader::from_expression(ast::Expr const* expression)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(expression))
        return find_named(name->name.text, {}, name->span);
    if (auto const* index = ast::get_if<ast::Index>(expression)) {
        auto const* name = ast::get_if<ast::NameExpr>(index->base);
        Symbol const qualified = name ? Symbol{} : symbol_of(index->base);
        if (!name && !qualified.is_type())
            return nullptr;
        std::vector<TypeRef> arguments;
        for (ast::IndexArgument const& argument : index->arguments) {
            TypeRef type = nullptr;
            if (argument.type)
                type = read(argument.type);
            else if (argument.value && !argument.slice)
                type = from_expression(argument.value);
            auto const* word = ast::get_if<ast::NameExpr>(argument.value);
            bool const generic =
                name && context_.scope->find(name->name.text).type_parameters() > 0;
            if (!type && word && generic)
                type = unknown(word->name.text, word->span);
            if (!type || type->kind == TypeKind::error)
                return type;
            arguments.push_back(type);
        }
        return name ? find_named(name->name.text, arguments, index->span)
                    : apply(qualified, std::move(arguments), index->span);
    }
    if (expression->kind == ast::ExprKind::member) {
        Symbol const qualified = symbol_of(expression);
        return qualified.is_type() ? apply(qualified, {}, expression->span) : nullptr;
    }
    if (expression->kind == ast::ExprKind::array) {
        auto const& array = static_cast<ast::Many const&>(*expression);
        if (array.elements.size() != 1)
            return nullptr;
        TypeRef const element = from_expression(array.elements[0]);
        return element ? environment_.list(element) : nullptr;
    }
    if (expression->kind == ast::ExprKind::tuple) {
        std::vector<TypeRef> parts;
        for (ast::Expr const* part : static_cast<ast::Many const&>(*expression).elements) {
            TypeRef const type = from_expression(part);
            if (!type)
                return nullptr;
            parts.push_back(type);
        }
        return parts.empty() ? environment_.scalar(TypeKind::void_)
                             : environment_.types.composite(TypeKind::tuple, std::move(parts));
    }
    return nullptr;
}

} // namespace janus::semantics
