#pragma once

#include "diagnostics/code.hpp"
#include "syntax/token.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace janus::syntax {

/// What the grammar leaves behind: one flat record for each construct it recognised, parents
/// before their children. `size` counts the records below one, so the next sibling of record
/// `i` is `i + 1 + size`. Plain data, filled by `parser.cpp`, read by the `build_*.cpp` files.

enum class NodeKind : std::uint8_t {
#define JANUS_NODE(kind) kind,
#include "syntax/nodes.def"
#undef JANUS_NODE
};

struct Node {
    std::uint32_t first = 0; // first token
    std::uint32_t last = 0;  // one past the last token
    std::uint32_t size = 0;
    NodeKind kind{};
};

/// A syntax error as the grammar found it. `opening` is the bracket or `do` that lacks its end, or,
/// if something is expected, has the wrong one.
struct SyntaxError {
    diagnostics::Code code{};
    std::uint32_t token = 0;
    std::uint32_t opening = no_token;
    char const* expected = "";
    /// The word behind which it is expected, if that is worth saying.
    std::uint32_t after = no_token;
    /// `expected` is all there is to say.
    bool complete = false;
};

} // namespace janus::syntax
