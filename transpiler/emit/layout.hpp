//! Pretty printing by groups: a Layout is text with places where a line may break. A group is
//! printed on one line if it fits; otherwise all its own breaks become line ends, indented by four.
//! A group that holds forced line ends (the body of a lambda) fits if its first line does. What
//! stands on one line is kept as one text, so that the usual layout, which fits, is copied at once.
//! Used by one thread.
#pragma once

#include "source/span.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace janus::emit {

/// Lines that are printed into one text, without line ends.
class Lines {
public:
    void begin(std::size_t spaces)
    {
        lines_.push_back({text_.size(), {}, {}});
        text_.append(spaces, ' ');
    }
    void add(std::string_view text) { text_ += text; }
    /// The statement the user wrote that begins on this line.
    void set_origin(std::size_t line, source::Span span) { lines_[line].origin = span; }
    /// A comment at the end of the line, which outlives this.
    void set_trailing(std::size_t line, std::string_view text) { lines_[line].trailing = text; }

    [[nodiscard]] std::size_t count() const { return lines_.size(); }
    /// Of the line that was begun last.
    [[nodiscard]] std::size_t columns() const { return text_.size() - lines_.back().begin; }
    [[nodiscard]] source::Span origin(std::size_t line) const { return lines_[line].origin; }
    /// How long the line is, with its comment.
    [[nodiscard]] std::size_t size(std::size_t line) const;
    /// Appends the line, with its comment.
    void copy(std::size_t line, std::string& to) const;

private:
    struct Line {
        std::size_t begin;
        source::Span origin;
        std::string_view trailing;
    };

    [[nodiscard]] std::string_view text(std::size_t line) const;

    std::string text_;
    std::vector<Line> lines_;
};

class Layout {
public:
    void text(std::string_view text) { text_ += text; }
    /// Nothing or a space, where a line may end.
    void soft_break(std::string_view otherwise);
    /// `indent` is relative to the statement.
    void forced_break(int indent);
    void open_group() { open(false); }
    /// Its first break is taken if it does not fit, each other one if what follows would not.
    void open_fill() { open(true); }
    void close();
    void clear();

    /// All of it on one line, whatever its length.
    [[nodiscard]] std::string flat() const;

    /// The lines are moved to the right by `spaces`, and later by `indent` more columns.
    void print(Lines& lines, std::size_t spaces, std::size_t indent) const;
    /// The lines, each ended.
    [[nodiscard]] std::string lines(std::size_t indent) const;

private:
    friend class LayoutPrinter;

    enum class Kind : std::uint8_t { soft_break, forced_break, group };
    static constexpr std::size_t never = SIZE_MAX;

    /// What is not mere text. Text lies between the ends of one item and the begin of the next.
    struct Item {
        Kind kind = Kind::group;
        bool fill = false;              // group: its breaks are taken one by one, as needed
        int indent = 0;                 // forced_break
        std::size_t begin = 0;          // in the text
        std::size_t end = 0;            // soft_break: behind what stands there otherwise
        std::size_t next = 0;           // the item behind it and all that is in it
        std::size_t first_line = never; // group: where its first forced break is
    };

    void open(bool fill);

    std::string text_;
    std::vector<Item> items_;
    std::vector<std::size_t> open_; // the groups not closed yet
    bool forced_ = false;           // there is a forced break
};

} // namespace janus::emit
