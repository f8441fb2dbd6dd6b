//! Which `?T` locals are known not to be null at the place being checked: `if o != null do … end`.
//! A `var` is known until something changes it.
#pragma once

#include "semantics/program.hpp"

#include <set>
#include <string_view>
#include <vector>

namespace janus::semantics {

class NullTests {
public:
    std::size_t mark() const { return tests_.size(); }
    void forget(std::size_t mark) { tests_.resize(mark); }
    void passed(Local* local) { tests_.push_back({local, true, {}, {}}); }
    bool knows(Local const* local) const;

    /// `why` is for the reader: the test does not count any more because of what is at `span`.
    void lost(Local const* local, Span span, std::string_view why);
    /// Somebody else may change it at any time from now on.
    void share(Local const* local) { shared_.insert(local); }
    bool shared(Local const* local) const { return shared_.count(local) != 0; }
    /// What a loop changes is not known when the loop begins again.
    void enter_loop(ast::Block const& body);
    /// A closure may run when a `var` has changed. Gives back what to restore after it.
    std::vector<bool> enter_closure(Span span);
    void leave_closure(std::vector<bool> const& known);

    struct Test {
        Local const* local = nullptr;
        bool counts = false;
        Span span;
        std::string_view why;
    };
    /// The last test of this local, if it does not count any more.
    Test const* lost_test(Local const* local) const;

private:
    std::vector<Test> tests_;
    std::set<Local const*> shared_;
};

/// Where the block assigns to the name or lends it with `&mut`; an empty span if it does not.
Span assigned_in(ast::Block const& block, std::string_view name);

} // namespace janus::semantics
