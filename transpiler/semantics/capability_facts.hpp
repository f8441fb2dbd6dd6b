//! What is known about a context when the program is compiled: which capabilities it has for sure,
//! and which it may have at most. Values; no errors.
#pragma once

#include "semantics/program.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string_view>

namespace janus::semantics {

enum class Truth : std::uint8_t { no, unknown, yes };

struct CapabilityFacts {
    bool everything = false;
    std::set<std::string_view> has;
    std::optional<std::set<std::string_view>> at_most; // null: no limit is known

    Truth knows(std::string_view capability) const;
    /// After `only(…)`.
    CapabilityFacts limited_to(std::set<std::string_view> const& capabilities) const;
};

/// What `.a, .b` of `ctx.has(.a, .b)` name; null if some argument is something else.
std::optional<std::set<std::string_view>> capability_names(ast::List<ast::Argument> arguments);

/// Calls `has` for every capability that `condition` says is there, as far as that is certain.
void for_each_proof(ast::Expr const* condition, bool holds,
                    std::function<void(ast::Name, std::string_view)> const& has);

/// Whether a condition on the context called `name` holds.
Truth evaluate(ast::Expr const* condition, std::string_view name, CapabilityFacts const& facts);

} // namespace janus::semantics
