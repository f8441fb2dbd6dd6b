//! What the check of one body passes around: the function that is open, a call as written. Plain
//! values of one BodyChecker.
#pragma once

#include "semantics/environment.hpp"
#include "semantics/type_reader.hpp"

#include <string>
#include <utility>
#include <vector>

namespace janus::semantics {

/// One function (or closure) whose statements are being checked.
struct Frame {
    TypeRef result = nullptr; // null: still to be inferred
    bool infer_result = false;
    std::vector<Expr*> returns; // Jump nodes, while the result is inferred
    struct Loop {
        std::string_view label;
        Stmt* statement = nullptr;
    };
    std::vector<Loop> loops;
    Function* function = nullptr;
    bool closure = false;
    std::size_t outer_locals = 0; // of a closure: how many locals are visible around it
    bool task = false;            // an error that escapes is the task's failure
    bool keeps_going = false;     // of a `receive` without arms: `return` alone is `return 0`
    /// `ensures e`, with the names that were in scope where it was written.
    struct Promise {
        ast::Expr const* condition = nullptr;
        LocalScopes scopes;
    };
    std::vector<Promise> promises;
};

/// Where the alternatives of a pattern must bind the same names.
struct Alternatives {
    std::vector<Local*> names; // of the first alternative
    std::vector<Local*> seen;  // of the one being read
    Alternatives* around = nullptr;
    bool first = true;
};

/// Arguments of a call as written, with the receiver of a method in front (already checked).
struct CallArguments {
    Expr* receiver = nullptr;
    ast::List<ast::Argument> written;
    Span span;
};

/// What `Stack` or `Stack[i64]` in front of `(…)` names.
struct ActorClass {
    Symbol symbol;
    std::vector<TypeRef> type_arguments;
};

/// What the type arguments of a call must be able to do.
struct PendingBounds {
    std::vector<std::pair<TypeRef, Trait const*>> wanted;
    std::string name;
    Span span;
};

/// `..map` in a table literal.
struct Spread {
    std::size_t at; // in front of this entry
    Expr* map;
};

enum class Want : std::uint8_t { nothing, value };

/// `Ok(v)`, `Err(e)`.
bool asks_for_result(ast::Pattern const* pattern);
/// `Some(v)`, `None`, `null`.
bool asks_for_option(ast::Pattern const* pattern);

} // namespace janus::semantics
