//! Pretty printing by groups: a Layout is text with places where a line may break. A group is
//! printed on one line if it fits; otherwise all its own breaks become line ends, indented by four.
//! A group that holds forced line ends (the body of a lambda) fits if its first line does. Values;
//! any thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace janus::emit {

struct Layout {
    enum class Kind : unsigned char { text, soft_break, forced_break, group, sequence };
    Kind kind = Kind::sequence;
    std::string text;  // soft_break: what stands there when it does not break
    int indent = 0;    // forced_break: relative to the statement
    bool fill = false; // group: its breaks are taken one by one, as needed
    std::vector<Layout> parts;
};

/// The parts of a layout. A braced list would copy them.
template <std::same_as<Layout>... Parts> std::vector<Layout> layouts(Parts... parts)
{
    std::vector<Layout> made;
    made.reserve(sizeof...(parts));
    (made.push_back(std::move(parts)), ...);
    return made;
}

Layout layout_text(std::string text);
/// Nothing or a space, where a line may end.
Layout layout_break(std::string otherwise);
Layout layout_forced_break(int indent);
Layout layout_sequence(std::vector<Layout> parts);
Layout layout_group(std::vector<Layout> parts);
/// Its first break is taken if it does not fit, each other one if what follows would not.
Layout layout_fill(std::vector<Layout> parts);

/// The lines of a layout whose first line starts at column `indent`; the lines carry no indentation
/// of their own beyond what is relative to it.
std::vector<std::string> print(Layout const& layout, std::size_t indent);

} // namespace janus::emit
