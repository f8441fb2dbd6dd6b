#include "emit/layout.hpp"

#include <algorithm>
#include <utility>

namespace janus::emit {

namespace {

constexpr std::size_t width = 100;
constexpr std::string_view before_comment = "  ";

} // namespace

std::string_view Lines::text(std::size_t line) const
{
    std::size_t const begin = lines_[line].begin;
    std::size_t const end = line + 1 < lines_.size() ? lines_[line + 1].begin : text_.size();
    return std::string_view(text_).substr(begin, end - begin);
}

std::size_t Lines::size(std::size_t line) const
{
    std::size_t const comment = lines_[line].trailing.size();
    return text(line).size() + (comment == 0 ? 0 : before_comment.size() + comment);
}

void Lines::copy(std::size_t line, std::string& to) const
{
    to += text(line);
    if (!lines_[line].trailing.empty())
        to.append(before_comment).append(lines_[line].trailing);
}

/// Prints one layout that does not fit on a line.
class LayoutPrinter {
public:
    LayoutPrinter(Layout const& layout, Lines& lines, std::size_t spaces, std::size_t indent)
        : layout_(layout), lines_(lines), spaces_(spaces), indent_(indent)
    {}

    void run()
    {
        lines_.begin(spaces_);
        print_parts({0, layout_.items_.size(), 0, layout_.text_.size()}, {0, false, false, 0});
    }

private:
    using Item = Layout::Item;
    using Kind = Layout::Kind;

    /// The items and the text of a group or of the whole.
    struct Part {
        std::size_t first;
        std::size_t last;
        std::size_t begin;
        std::size_t end;
    };
    struct Mode {
        int depth;
        bool broken;
        bool fill;
        std::size_t rest; // columns behind the part, up to where the line may end
    };

    [[nodiscard]] std::size_t column() const { return indent_ + lines_.columns(); }

    void new_line(int depth) { lines_.begin(spaces_ + 4 * static_cast<std::size_t>(depth)); }

    void copy(std::size_t begin, std::size_t end)
    {
        lines_.add(std::string_view(layout_.text_).substr(begin, end - begin));
    }

    /// Columns from the end of an item up to the first place where the line may end.
    [[nodiscard]] std::size_t columns_behind(std::size_t at, Part const& part,
                                             Mode const& mode) const
    {
        std::size_t const from = layout_.items_[at].end;
        std::size_t inside = 0; // in a group up to this item
        for (std::size_t i = layout_.items_[at].next; i < part.last; ++i) {
            Item const& item = layout_.items_[i];
            if (item.kind == Kind::group)
                inside = std::max(inside, item.next);
            else if (item.kind == Kind::forced_break || mode.broken || i < inside)
                return item.begin - from;
        }
        return part.end - from + mode.rest;
    }

    void print_parts(Part const& part, Mode const& mode)
    {
        bool first = true;
        std::size_t begin = part.begin;
        for (std::size_t i = part.first; i < part.last; i = layout_.items_[i].next) {
            Item const& item = layout_.items_[i];
            copy(begin, item.begin);
            begin = item.end;
            switch (item.kind) {
            case Kind::forced_break:
                new_line(base_ + item.indent);
                break;
            case Kind::soft_break: {
                bool taken = mode.broken;
                if (mode.fill && mode.broken && !std::exchange(first, false))
                    taken =
                        column() + item.end - item.begin + columns_behind(i, part, mode) > width;
                if (taken)
                    new_line(mode.depth);
                else
                    copy(item.begin, item.end);
                break;
            }
            case Kind::group:
                print_group(i, mode.depth, columns_behind(i, part, mode));
                break;
            }
        }
        copy(begin, part.end);
    }

    void print_group(std::size_t at, int depth, std::size_t rest)
    {
        Item const& group = layout_.items_[at];
        bool const one_line = group.first_line == Layout::never;
        std::size_t const columns =
            one_line ? group.end - group.begin + rest : group.first_line - group.begin;
        bool const fits = column() + columns <= width;
        if (fits && one_line)
            return copy(group.begin, group.end);
        Part const part{at + 1, group.next, group.begin, group.end};
        int const base = base_;
        if (!fits)
            base_ = depth + 1;
        print_parts(part, {fits ? depth : depth + 1, !fits, group.fill, rest});
        base_ = base;
    }

    Layout const& layout_;
    Lines& lines_;
    std::size_t spaces_;
    std::size_t indent_;
    int base_ = 0;
};

void Layout::soft_break(std::string_view otherwise)
{
    std::size_t const begin = text_.size();
    text_ += otherwise;
    items_.push_back({Kind::soft_break, false, 0, begin, text_.size(), items_.size() + 1, never});
}

void Layout::forced_break(int indent)
{
    std::size_t const begin = text_.size();
    for (std::size_t const group : open_)
        items_[group].first_line = std::min(items_[group].first_line, begin);
    items_.push_back({Kind::forced_break, false, indent, begin, begin, items_.size() + 1, never});
    forced_ = true;
}

void Layout::open(bool fill)
{
    open_.push_back(items_.size());
    items_.push_back({Kind::group, fill, 0, text_.size(), 0, 0, never});
}

void Layout::close()
{
    Item& group = items_[open_.back()];
    group.end = text_.size();
    group.next = items_.size();
    open_.pop_back();
}

void Layout::clear()
{
    text_.clear();
    items_.clear();
    forced_ = false;
}

std::string Layout::flat() const
{
    std::string line;
    std::size_t begin = 0;
    for (Item const& item : items_) {
        if (item.kind != Kind::forced_break)
            continue;
        line.append(text_, begin, item.begin - begin);
        line += ' ';
        begin = item.begin;
    }
    return line.append(text_, begin);
}

void Layout::print(Lines& lines, std::size_t spaces, std::size_t indent) const
{
    if (forced_ || indent + spaces + text_.size() > width)
        return LayoutPrinter(*this, lines, spaces, indent).run();
    lines.begin(spaces);
    lines.add(text_);
}

std::string Layout::lines(std::size_t indent) const
{
    Lines printed;
    print(printed, 0, indent);
    std::string text;
    text.reserve(text_.size() + 5 * printed.count());
    for (std::size_t line = 0; line < printed.count(); ++line) {
        printed.copy(line, text);
        text += '\n';
    }
    return text;
}

} // namespace janus::emit
