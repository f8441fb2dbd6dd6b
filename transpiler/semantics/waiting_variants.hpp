//! A function that takes functions exists once for each combination of plain and waiting ones that
//! is passed to it. The declared one is for plain functions; the others are made here, on demand,
//! by checking the same source again with `async fn` in place of `fn`. One per program; not
//! thread-safe.
#pragma once

#include "semantics/environment.hpp"

#include <map>
#include <utility>
#include <vector>

namespace janus::semantics {

/// Which parameters get functions that wait; one flag per parameter.
using WaitingParameters = std::vector<bool>;

class WaitingVariants {
public:
    explicit WaitingVariants(Environment& environment) : environment_(environment) {}

    /// The version for code of `user`, or null if there can be none: the function keeps what it is
    /// given, belongs to a trait, or is not written in Janus.
    Function* find(Function& function, WaitingParameters waiting, Module* user);

private:
    Function* make(Function& original, WaitingParameters const& waiting, Module* user);
    Function* make_library_version(Function& original, WaitingParameters const& waiting);
    Function& copy(Function& original, WaitingParameters const& waiting);
    bool checks(Function& made);

    struct Origin {
        Function* function = nullptr;
        WaitingParameters waiting;
    };
    struct Key {
        Function* function;
        WaitingParameters waiting;
        Module* user;
        auto operator<=>(Key const&) const = default;
    };
    Environment& environment_;
    std::map<Key, Function*> made_;
    std::map<Function const*, Origin> origins_;
};

} // namespace janus::semantics
