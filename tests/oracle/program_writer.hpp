//! Writes one random program. Expressions and statements know the variables in scope.
#pragma once

#include "type_family.hpp"

namespace janus::oracle {

struct Variable {
    std::string name;
    TypePointer type;
    bool mutable_ = false;
};

struct Callable {
    std::string name;
    std::vector<TypePointer> parameters;
    TypePointer result;
    bool fails = false;
    bool recursive = false; // its first parameter bounds the depth
};

class ProgramWriter {
public:
    ProgramWriter(std::uint64_t seed, TypeFamily const& types, std::string prefix);
    std::string write();

private:
    TypePointer integer_type() { return types_.integer_type(dice_); }
    TypePointer scalar_type() { return types_.scalar_type(dice_); }
    TypePointer any_type() { return types_.any_type(dice_); }

    // expressions
    std::string value(TypePointer const& type, int depth);
    std::string literal(TypePointer const& type);
    std::string integer(TypePointer const& type, int depth);
    std::string arithmetic(TypePointer const& type, int depth);
    std::string measured(int depth);
    std::string truth(int depth);
    std::string text(int depth);
    std::string composite(TypePointer const& type, int depth);
    std::string list(TypePointer const& type, int depth);
    std::string called(TypePointer const& type, int depth);
    std::string chosen(TypePointer const& type, int depth);
    std::string matched(TypePointer const& type, int depth);
    std::string from_option(TypePointer const& type, int depth);
    std::string arguments(Callable const& callable, int depth);
    std::string variable(TypePointer const& type);
    std::string field_of(TypePointer const& type);

    // statements
    void statements(std::size_t count, int depth);
    void statement(int depth);
    void declare_variable();
    bool assign();
    bool change_collection();
    void loop(int depth);
    void branch(int depth);
    void match_statement(int depth);
    void closure();
    void print();
    void function(std::size_t number);

    void line(std::string const& text);
    void open(std::string const& text);
    void close(std::string const& text = "end");
    std::string fresh(std::string const& hint);
    Variable const* find(bool mutable_, Shape shape);
    template <class Body> void in_scope(Body const& body);

    Dice dice_;
    TypeFamily const& types_;
    std::string prefix_;
    bool small_;
    std::string out_;
    std::size_t indent_ = 0;
    std::size_t names_ = 0;
    std::vector<Callable> functions_;
    std::vector<Variable> scope_;
    std::vector<std::string> frozen_; // must not change: a loop runs over them
    bool may_fail_ = false;           // in a function with an error side
    int loops_ = 0;
};

template <class Body> void ProgramWriter::in_scope(Body const& body)
{
    std::size_t const mark = scope_.size();
    body();
    scope_.resize(mark);
}

} // namespace janus::oracle
