//! The one place that knows the children of every node of a checked program. A pass derives from
//! Visitor and overrides what it cares about; each default goes on to the children, in the order
//! they are evaluated. Children come as slots: a pass may replace a node or change its `type`.
//! Never null, no errors; not thread-safe for one program.
#pragma once

#include "semantics/program.hpp"

namespace janus::semantics {

class Visitor {
public:
    Visitor() = default;
    Visitor(Visitor const&) = delete;
    Visitor& operator=(Visitor const&) = delete;
    virtual ~Visitor() = default;

    virtual void visit(Expr*& slot);
    virtual void visit(Stmt*& slot);
    virtual void visit(Pattern*& slot);
    /// A local begins here: let, pattern binding, catch binding, closure parameter.
    virtual void bind(Local& local);
    /// A closure: its parameters, defaults and body.
    virtual void visit_function(Function& function);
};

/// The direct children only; the visitor decides whether to go deeper.
void for_each_child(Expr& node, Visitor& visitor);
void for_each_child(Stmt& node, Visitor& visitor);
void for_each_child(Pattern& node, Visitor& visitor);

/// Every expression and pattern that hangs on an entity of the program, each once: bodies of
/// functions (closures are reached through their expressions), defaults, initialisers, hooks, arms,
/// supervisor options and arguments.
void for_each_root(Program& program, Visitor& visitor);

/// The same for one actor or one supervisor.
void for_each_root(Actor& actor, Visitor& visitor);
void for_each_root(Supervisor& supervisor, Visitor& visitor);

} // namespace janus::semantics
