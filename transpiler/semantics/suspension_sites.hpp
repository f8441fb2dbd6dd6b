//! Where a program may wait: every piece of code that runs as one unit with the places in it that
//! wait or call something. Collected in one walk; suspension.cpp solves the rest. Also completes
//! `in_loop` of sends. No errors; not thread-safe for one program.
#pragma once

#include "semantics/program.hpp"
#include "semantics/suspension.hpp"

#include <deque>
#include <string>
#include <vector>

namespace janus::semantics {

/// A place that waits: always, or if `callee` does, or if the code around it may.
struct WaitSite {
    Span span;
    std::string what;           // "`ask`"
    Function* callee = nullptr; // null: always, but for
    bool* gives_way = nullptr;  // a counted loop, which is told here whether it gives way
};

/// Code that suspends as a whole or not at all.
struct WaitUnit {
    Function* function = nullptr; // the function it is the body of, if it is one
    bool* suspends = nullptr;     // where the answer goes; null: it may not wait
    std::string place;            // may not wait: "a guard"
    std::string help;
    bool gives_way = false; // a loop may end the turn
    std::vector<WaitSite> sites;
    WaitSite const* cause = nullptr;
};

/// A function used as a value.
struct FunctionValue {
    Expr** slot = nullptr; // Closure, FunctionRef or LocalRef of a nested function
    Function* function = nullptr;
    Function const* taker = nullptr; // the function it is an argument of, if it is one
    Expr** conversion = nullptr;     // the `plain_function` conversion around it, if there is one
    Local* owner = nullptr;          // a nested function's closure: the local that holds it
    bool called = false;             // on the spot
};

/// A call that passes functions where plain ones are declared.
struct TakingCall {
    Call* call = nullptr;
    Module* user = nullptr; // whose code it is
};

struct WaitSites {
    std::deque<WaitUnit> units;
    std::vector<FunctionValue> values;
    std::vector<TakingCall> taking_calls;
    /// Calls of nested functions name the local too; its type may have to change.
    std::vector<LocalRef*> nested_calls;
};

WaitSites collect_wait_sites(Program& program);

} // namespace janus::semantics
