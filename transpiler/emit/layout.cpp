#include "emit/layout.hpp"

#include <optional>
#include <utility>

namespace janus::emit {
namespace {

constexpr std::size_t width = 100;

Layout make(Layout::Kind kind, std::string text, int indent, std::vector<Layout> parts)
{
    return Layout{kind, std::move(text), indent, false, std::move(parts)};
}

/// Columns up to the first forced break; `stopped` is set when there was one.
std::size_t flat_width(Layout const& layout, bool& stopped)
{
    if (layout.kind == Layout::Kind::forced_break) {
        stopped = true;
        return 0;
    }
    std::size_t columns = layout.text.size();
    for (Layout const& part : layout.parts) {
        if (stopped)
            break;
        columns += flat_width(part, stopped);
    }
    return columns;
}

/// Columns up to the first place where the line may end, forced or not.
std::size_t lead_width(Layout const& layout, bool inside, bool& stopped)
{
    bool const breaks = layout.kind == Layout::Kind::forced_break ||
                        (layout.kind == Layout::Kind::soft_break && inside);
    if (breaks) {
        stopped = true;
        return 0;
    }
    std::size_t columns = layout.text.size();
    for (Layout const& part : layout.parts) {
        if (stopped)
            break;
        columns += lead_width(part, inside || layout.kind == Layout::Kind::group, stopped);
    }
    return columns;
}

class Printer {
public:
    explicit Printer(std::size_t indent) : indent_(indent) {}

    void print(Layout const& layout, int depth, bool broken, std::size_t rest)
    {
        switch (layout.kind) {
        case Layout::Kind::text:
            lines_.back() += layout.text;
            break;
        case Layout::Kind::soft_break:
            if (broken)
                new_line(depth);
            else
                lines_.back() += layout.text;
            break;
        case Layout::Kind::forced_break:
            new_line(base_ + layout.indent);
            break;
        case Layout::Kind::sequence:
            print_parts(layout, depth, broken, rest);
            break;
        case Layout::Kind::group:
            print_group(layout, depth, rest);
            break;
        }
    }

    std::vector<std::string> take() { return std::move(lines_); }

private:
    void new_line(int depth) { lines_.emplace_back(static_cast<std::size_t>(4 * depth), ' '); }

    void print_parts(Layout const& layout, int depth, bool broken, std::size_t rest)
    {
        bool first = true;
        for (std::size_t i = 0; i < layout.parts.size(); ++i) {
            std::size_t after = rest;
            bool stopped = false;
            for (std::size_t j = i + 1; j < layout.parts.size() && !stopped; ++j)
                after += lead_width(layout.parts[j], broken, stopped);
            // What follows a possible line end need not fit.
            if (stopped)
                after -= rest;
            bool take = broken;
            if (layout.fill && broken && layout.parts[i].kind == Layout::Kind::soft_break &&
                !std::exchange(first, false))
                take = indent_ + lines_.back().size() + layout.parts[i].text.size() + after > width;
            print(layout.parts[i], depth, take, after);
        }
    }

    void print_group(Layout const& layout, int depth, std::size_t rest)
    {
        bool stopped = false;
        std::size_t const columns = flat_width(layout, stopped) + (stopped ? 0 : rest);
        bool const fits = indent_ + lines_.back().size() + columns <= width;
        int const base = base_;
        if (!fits)
            base_ = depth + 1;
        print_parts(layout, fits ? depth : depth + 1, !fits, rest);
        base_ = base;
    }

    std::size_t indent_;
    int base_ = 0;
    std::vector<std::string> lines_{std::string{}};
};

} // namespace

Layout layout_text(std::string text)
{
    return make(Layout::Kind::text, std::move(text), 0, {});
}
Layout layout_break(std::string otherwise)
{
    return make(Layout::Kind::soft_break, std::move(otherwise), 0, {});
}
Layout layout_forced_break(int indent)
{
    return make(Layout::Kind::forced_break, {}, indent, {});
}
Layout layout_sequence(std::vector<Layout> parts)
{
    return make(Layout::Kind::sequence, {}, 0, std::move(parts));
}
Layout layout_group(std::vector<Layout> parts)
{
    return make(Layout::Kind::group, {}, 0, std::move(parts));
}

Layout layout_fill(std::vector<Layout> parts)
{
    Layout made = layout_group(std::move(parts));
    made.fill = true;
    return made;
}

std::vector<std::string> print(Layout const& layout, std::size_t indent)
{
    Printer printer(indent);
    printer.print(layout, 0, false, 0);
    return printer.take();
}

} // namespace janus::emit
