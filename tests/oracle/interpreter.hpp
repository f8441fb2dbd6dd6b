//! A small interpreter of checked programs: what Janus says a program does, written down a second
//! time. It shares nothing with lowering, and is as simple as possible rather than fast. Plain
//! functions, data, errors, closures and collections; no actors and nothing that waits.
#pragma once

#include "value.hpp"

#include <span>

namespace janus::oracle {

/// What a run showed.
struct Outcome {
    std::string output;
    std::string panic; // "P002"; empty: it came to its end
    bool too_long = false;
};

class Interpreter {
public:
    /// Runs a function without parameters.
    Outcome run(semantics::Function const& function);

private:
    using Expr = semantics::Expr;

    Value call(semantics::Function const& function, std::vector<std::shared_ptr<Value>> arguments,
               Frame frame);
    Value call_value(Value const& callee, std::vector<Value> arguments);
    Value evaluate(Expr const& node, Frame& frame);
    Value evaluate_control(Expr const& node, Frame& frame);
    Value evaluate_call(semantics::Call const& node, Frame& frame);
    Value builtin(semantics::Function const& function, semantics::Call const& node, Frame& frame);
    Value list_method(std::string_view name, Value& self, std::vector<Value>& rest,
                      semantics::Call const& node);
    Value list_of_list(std::string_view name, Value& self, std::vector<Value>& rest,
                       semantics::Call const& node);
    Value list_closure(std::string_view name, Value& self, std::vector<Value>& rest);
    Value map_method(std::string_view name, Value& self, std::vector<Value>& rest);
    Value string_method(std::string_view name, Value& self, std::vector<Value>& rest);
    Value intrinsic(semantics::IntrinsicCall const& node, Frame& frame);
    Value interpolation(semantics::Interpolation const& node, Frame& frame);
    Value convert(semantics::Convert const& node, Frame& frame);
    Value match(semantics::Match const& node, Frame& frame);
    Value block(semantics::Block const& node, Frame& frame);
    Value propagate(semantics::Propagate const& node, Frame& frame);
    Value closure(semantics::Closure const& node, Frame& frame);
    Value parts(std::span<Expr* const> nodes, Frame& frame);

    void execute(semantics::Stmt const& node, Frame& frame);
    void assign(semantics::Assign const& node, Frame& frame);
    void repeat(semantics::While const& node, Frame& frame);
    void iterate(semantics::For const& node, Frame& frame);
    /// Whether the loop goes on.
    bool turn(Expr const& body, semantics::Stmt const& loop, Frame& frame);
    /// The place an expression names. `index` operands are evaluated here.
    Value& place(Expr const& node, Frame& frame);
    bool matches(semantics::Pattern const& pattern, Value const& value, Frame& frame);
    void spend();

    std::string output_;
    std::size_t fuel_ = 0;
    std::size_t depth_ = 0;
};

/// Checked arithmetic of one type. Panics as Janus does.
Number compute(semantics::BinaryOp op, Number left, Number right, semantics::TypeRef type);
/// The number if the type holds it.
Number fitting(Number number, semantics::TypeRef type);
Value& element(Value& list, Number index);
Value* find_key(Value& map, Value const& key);

} // namespace janus::oracle
