#pragma once

#include "syntax/ast.hpp"

#include <string>
#include <string_view>

namespace janus::syntax {

/// The writer behind `dump`; only `dump*.cpp` use it.
class Dumper {
public:
    std::string take() { return std::move(out_); }

    void item(ast::Item const& item);
    void expression(ast::Expr const* node);

private:
    // Text.
    void put(std::string_view text) { out_ += text; }
    void line();
    void path(ast::Path path);
    void named(std::string_view label, ast::Name const& name);
    void quoted(std::string_view text);

    // Types and patterns (dump_types.cpp).
    void type(ast::Type const* node);
    void types(std::string_view label, ast::List<ast::Type*> list);
    void pattern(ast::Pattern const* node);
    void patterns(ast::List<ast::Pattern*> list);
    void fields(ast::List<ast::FieldPattern> list);

    // Expressions (dump_expressions.cpp).
    void literal(ast::Expr const& node);
    void operation(ast::Expr const& node);
    void wrapped(std::string_view label, ast::Expr const& node);
    void many(std::string_view label, ast::Expr const& node);
    void fields(std::string_view label, ast::Expr const& node);
    void composite(ast::Expr const& node);
    void control(ast::Expr const& node);
    void jump(std::string_view label, ast::Expr const& node);
    void index(ast::Index const& node);
    void catch_handler(ast::Catch const& node);
    void nursery(ast::Nursery const& node);
    void match(ast::Match const& node);
    void closure(ast::Closure const& node);
    void condition(ast::Condition const& condition);
    void arguments(ast::List<ast::Argument> list);

    // Statements (dump_statements.cpp).
    void block(ast::Block const* node);
    void statement(ast::Stmt const* node);
    void plain_statement(ast::Stmt const& node);
    void loop(ast::Stmt const& node);
    void with_chain(ast::WithChain const& node);
    void select(ast::Select const& node);
    void receive(ast::Receive const& node);

    // Declarations (dump_declarations.cpp).
    void declaration(ast::Decl const* node);
    void annotations(ast::List<ast::Annotation> list);
    void function(ast::Function const& node);
    void parameters(ast::List<ast::Parameter> list);
    void generics(ast::List<ast::GenericParameter> list);
    void field(ast::Field const& node);
    void structure(ast::Struct const& node);
    void variants(ast::Variants const& node);
    void external(ast::Extern const& node);
    void actor(ast::Actor const& node);
    void member(ast::ActorMember const& node);
    void supervisor(ast::Supervisor const& node);
    void option(ast::Option const& node);
    void child(ast::Child const& node);
    void import(ast::Import const& node);
    void methods(ast::List<ast::Function*> list);
    void open() { ++depth_; }
    void close() { --depth_; }

    std::string out_;
    int depth_ = 0;
};

} // namespace janus::syntax
