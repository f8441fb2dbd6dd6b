//! What is known about integers that never change: from the ranges they count over, the tests
//! around them and the products already computed. And about counters: variables of 64 bits that
//! begin small and are only ever increased by one, so that no program lives to see them overflow.
//! Arithmetic it proves exact needs no check at run time. Facts hold from where they are learned to
//! the end of the block. A plain value; any thread.
#pragma once

#include "semantics/program.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace janus::lowering {

class NumberFacts {
public:
    using Mark = std::size_t;
    Mark mark() const { return facts_.size(); }
    void forget(Mark mark) { facts_.resize(mark); }

    /// The counters of a body.
    void learn_counters(semantics::Expr& body);
    /// `condition` is true (or false) from here on.
    void learn(semantics::Expr const& condition, bool holds);
    /// The statement has been executed.
    void learn(semantics::Stmt const& statement);
    /// The variable of a loop over this range.
    void learn(semantics::Local const& counter, semantics::RangeValue const& range);

    /// Whether `+`, `-` or `*` of these operands cannot overflow.
    bool exact(semantics::Binary const& operation) const;
    /// Whether this is `+= 1` of a counter.
    bool counts(semantics::Assign const& assignment) const;

private:
    struct Fact {
        semantics::Local const* local = nullptr;
        std::optional<std::int64_t> low;         // at least this
        semantics::Local const* below = nullptr; // less than this one
        bool not_largest = false;                // less than something
        bool square = false;                     // its square fits the type
    };
    void learn_order(semantics::Binary const& test, bool holds);
    void learn_products(semantics::Expr const& expression);
    std::optional<std::int64_t> low(semantics::Expr const& expression) const;
    bool counts_below(semantics::Expr const& number, semantics::Local const* bound) const;
    bool is_product(semantics::Expr const& expression, semantics::Local const*& side) const;

    bool is_counter(semantics::Expr const& expression) const;

    std::vector<Fact> facts_;
    std::set<semantics::Local const*> counters_;
};

} // namespace janus::lowering
