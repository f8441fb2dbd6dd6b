//! How the values of a type are built, as far as the patterns of one column tell them apart: the
//! cases of an enum, the stretches between the integers that are mentioned, the lengths of a list.
//! Internal to the exhaustiveness check. Pure; any thread.
#pragma once

#include "semantics/pattern_literals.hpp"
#include "semantics/program.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace janus::semantics {

/// Values that all patterns of a column treat alike.
struct Constructor {
    enum class Kind : std::uint8_t {
        whole, // the only shape: tuple, struct
        truth, // low: 0 or 1
        case_,
        none,
        some,
        ok,
        error,
        interval, // low to high, both included
        text,     // string, bytes, float
        length,   // of a list; open: that or more
        other,    // everything the column does not mention
    };
    Kind kind{};
    std::size_t arity = 0;
    Case const* case_ = nullptr;
    Variants const* variants = nullptr; // of the case
    SortableInteger low = 0;
    SortableInteger high = 0;
    std::string key{};
    bool open = false;
};

/// The pattern that decides: bindings and their like taken off. Null: matches everything.
Pattern const* essence(Pattern const* pattern);

/// Whether it depends on something not known when compiling (or not worth modelling), so that it
/// must count as "anything, perhaps".
bool is_opaque(Pattern const& pattern);

/// All constructors of a type, fine enough for the patterns given (all of them `essence`s).
std::vector<Constructor> split(TypeRef type, std::vector<Pattern const*> const& column);

/// Whether the pattern takes values of that constructor.
bool covers(Pattern const& pattern, Constructor const& constructor);

/// The patterns for the constructor's parts; null elements match everything.
std::vector<Pattern const*> parts(Pattern const& pattern, Constructor const& constructor);

/// The constructor as a pattern around the texts of its parts.
std::string pattern_text(TypeRef type, Constructor const& constructor,
                         std::vector<std::string> const& parts);

} // namespace janus::semantics
