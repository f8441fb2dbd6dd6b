#pragma once

#include "diagnostics/diagnostics.hpp"
#include "source/source_file.hpp"
#include "syntax/ast.hpp"
#include "syntax/node_view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace janus::syntax {

/// A new node with what every node has.
template <class Node, class Kind> Node* finish(Node* node, Kind kind, source::Span span)
{
    node->kind = kind;
    node->span = span;
    return node;
}

/// Turns the grammar's records into the syntax tree and reports what the grammar cannot see
/// (literals that do not fit, chained comparisons, misplaced guards). One builder for each
/// file, one thread. The `build_*.cpp` files hold one part of the language each.
class Builder {
public:
    Builder(source::SourceFile const& file, TokenList const& list, Arena& arena,
            diagnostics::Diagnostics& diagnostics)
        : file_(file), list_(list), arena_(arena), diagnostics_(diagnostics)
    {}

    /// Adds the items of one record of kind `item` or `error_item`.
    void item(NodeView node, std::vector<ast::Item>& items);

private:
    using Names = std::vector<ast::Name>;

    // Tokens.
    [[nodiscard]] TokenKind kind(std::uint32_t token) const { return list_.kinds[token]; }
    [[nodiscard]] bool is(std::uint32_t token, TokenKind kind) const
    {
        return list_.kinds[token] == kind;
    }
    [[nodiscard]] source::Span span(std::uint32_t token) const;
    [[nodiscard]] source::Span span(std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] source::Span span(NodeView node) const { return span(node.first(), node.last()); }
    [[nodiscard]] std::string_view text(std::uint32_t token) const;
    [[nodiscard]] ast::Name name(std::uint32_t token) const { return {text(token), span(token)}; }
    [[nodiscard]] ast::Name name(NodeView node) const;
    [[nodiscard]] ast::Path path(std::uint32_t first, std::uint32_t last);
    void report(diagnostics::Code code, source::Span span, std::string message);
    template <class T> ast::List<T> list(std::vector<T> const& elements)
    {
        return arena_.list(elements);
    }

    // Types (build_types.cpp).
    ast::Type* type(NodeView node);
    ast::Type* type_postfix(std::vector<NodeView> const& parts, std::size_t& at);
    ast::Type* type_sum(std::vector<NodeView> const& parts, std::size_t& at);
    ast::Type* type_primary(NodeView node);
    ast::Type* named_type(NodeView node);
    ast::Type* wrapped_type(NodeView node, ast::TypeKind kind);
    ast::Type* bracket_type(NodeView node);
    ast::Type* function_type(NodeView node);
    ast::List<ast::Type*> types_in(NodeView node);

    // Patterns (build_patterns.cpp).
    ast::Pattern* pattern(NodeView node);
    ast::Pattern* pattern_item(NodeView node);
    ast::Pattern* pattern_path(NodeView node);
    ast::Pattern* pattern_literal(NodeView node);
    ast::List<ast::Pattern*> patterns_in(NodeView node);
    ast::List<ast::FieldPattern> field_patterns(NodeView node);

    // Literals (build_literals.cpp).
    ast::Expr* literal(std::uint32_t token);
    ast::Expr* literal(NodeView node);
    ast::Expr* integer(std::uint32_t token);
    ast::Expr* floating(std::uint32_t token);
    ast::Expr* character(std::uint32_t token);
    ast::Expr* string(std::uint32_t token);
    ast::Expr* interpolation(NodeView node);
    std::string_view string_value(std::uint32_t token);
    std::string_view unescape(std::string_view text, std::uint32_t offset, bool interpolated);

    // Expressions (build_expressions.cpp, build_operands.cpp, build_primaries.cpp).
    friend class ExpressionBuilder;
    ast::Expr* expression(NodeView node);
    ast::Expr* value(NodeView node);
    ast::Expr* command(NodeView node);
    ast::Expr* primary(NodeView node);
    ast::Expr* suffix(ast::Expr* base, NodeView node);
    ast::Expr* tail(ast::Expr* operand, NodeView node);
    ast::Expr* call(ast::Expr* callee, NodeView node);
    ast::Expr* trailing_block(ast::Expr* callee, NodeView node);
    ast::Expr* member(ast::Expr* base, NodeView node);
    ast::Expr* index(ast::Expr* base, NodeView node);
    ast::Expr* catch_tail(ast::Expr* operand, NodeView node);
    ast::Argument argument(NodeView node);
    ast::List<ast::Argument> arguments(NodeView node);
    ast::Expr* name_expression(std::uint32_t token);
    ast::Expr* error_expression(source::Span span);
    ast::Expr* group(NodeView node);
    ast::Expr* array(NodeView node);
    ast::Expr* many(ast::ExprKind kind, NodeView node);
    ast::Expr* literal_with_fields(ast::ExprKind kind, NodeView node);
    ast::Expr* table(NodeView node);
    ast::Expr* closure(NodeView node);
    ast::Expr* spawn(NodeView node);
    ast::Expr* nursery(NodeView node);
    ast::Expr* jump(NodeView node);
    ast::List<ast::ClosureParameter> closure_parameters(NodeView node);

    // `if` and `match` (build_branches.cpp).
    ast::Expr* if_expression(NodeView node);
    ast::If* if_parts(std::vector<NodeView> const& parts, std::size_t at, source::Span span);
    ast::Expr* otherwise(std::vector<NodeView> const& parts, std::size_t at);
    ast::Expr* match_expression(NodeView node);
    ast::Condition condition(NodeView node);
    ast::Expr* guard_expression(NodeView node);
    ast::Block* arm_body(NodeView node, bool& expression);

    // Statements (build_statements.cpp, build_control.cpp).
    ast::Block* block(NodeView node);
    ast::Block* block_of(std::vector<ast::Stmt*> const& statements, source::Span span);
    ast::Block* block_of(ast::Expr* value);
    ast::Stmt* statement(NodeView node);
    ast::Stmt* modified_statement(NodeView node);
    ast::Stmt* simple(NodeView node);
    ast::Stmt* simple_statement(NodeView node);
    ast::Stmt* let_statement(NodeView node);
    ast::Stmt* var_statement(NodeView node);
    ast::Stmt* assign(NodeView node);
    ast::Stmt* expression_statement(ast::Expr* value);
    ast::Stmt* error_statement(NodeView node);
    ast::Stmt* defer_statement(NodeView node);
    ast::Stmt* while_statement(NodeView node);
    ast::Stmt* for_statement(NodeView node);
    ast::Stmt* using_statement(NodeView node);
    ast::Stmt* with_chain(NodeView node);
    ast::Stmt* with_block(NodeView node);
    ast::Stmt* select_statement(NodeView node);
    ast::Receive* receive(NodeView node);
    ast::ReceiveArm receive_arm(NodeView node);
    ast::Guard guard(NodeView node);
    void check_target(ast::Expr const* target);

    // Declarations (build_declarations.cpp, build_functions.cpp, build_actors.cpp).
    struct Modifiers {
        ast::List<ast::Annotation> annotations;
        bool visible = false;
        source::Span span;
    };
    ast::Decl* declaration(NodeView node);
    ast::Decl* declaration_core(NodeView node);
    Modifiers modifiers(NodeView node);
    ast::List<ast::Annotation> annotations(NodeView node);
    ast::Annotation annotation(NodeView node);
    ast::List<ast::Annotation> joined(ast::List<ast::Annotation> before,
                                      ast::List<ast::Annotation> inside);
    ast::Function* function(NodeView node);
    ast::Function* method(NodeView node);
    void function_clause(ast::Function& function, NodeView node, std::vector<ast::Bound>& bounds,
                         std::vector<ast::Contract>& contracts);
    void require_body(ast::Function const& function);
    ast::List<ast::Parameter> parameters(NodeView node);
    ast::Parameter parameter(NodeView node);
    ast::List<ast::GenericParameter> generics(NodeView node);
    ast::Struct* structure(NodeView node);
    ast::Field field(NodeView node);
    ast::Variants* variants(NodeView node);
    ast::Variant variant(NodeView node);
    ast::Decl* trait(NodeView node);
    ast::Decl* impl(NodeView node);
    ast::Decl* alias(NodeView node);
    ast::Decl* external(NodeView node);
    ast::Decl* test(NodeView node);
    ast::Decl* name_space(NodeView node);
    ast::Decl* actor(NodeView node);
    ast::ActorMember actor_member(NodeView node);
    ast::Hook* hook(NodeView node);
    ast::Decl* supervisor(NodeView node);
    ast::Child* child(NodeView node);
    ast::Option* option(NodeView node);

    // Items (build_items.cpp).
    ast::ProfileDirective* profile(NodeView node);
    ast::Import* import(NodeView node);
    void statement_item(ast::Stmt* statement, std::vector<ast::Item>& items);
    std::string_view without_spaces(NodeView node);

    source::SourceFile const& file_;
    TokenList const& list_;
    Arena& arena_;
    diagnostics::Diagnostics& diagnostics_;
    /// What was read behind the `receive` of an actor whose `end` is shared: it belongs to the
    /// file, right after the actor.
    std::vector<ast::Stmt*> after_actor_;
};

} // namespace janus::syntax
