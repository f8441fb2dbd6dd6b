#include "lowering/comments.hpp"

#include <algorithm>

namespace janus::lowering {

using Form = ast::Comment::Form;

namespace {

/// Comments are in the order of the text.
std::size_t first_from(std::vector<ast::Comment> const& all, std::uint32_t from)
{
    auto const first = std::lower_bound(
        all.begin(), all.end(), from,
        [](ast::Comment const& comment, std::uint32_t at) { return comment.span.begin < at; });
    return static_cast<std::size_t>(first - all.begin());
}

} // namespace

Comments::Comments(ast::Module const* module, source::SourceFile const* file)
    : module_(module), file_(file), taken_(module ? module->comments.size() : 0, false)
{}

void Comments::add_lines(ast::Comment const& comment, std::string_view mark,
                         std::vector<std::string>& lines) const
{
    std::string_view text = comment.text;
    for (;;) {
        std::size_t const end = text.find('\n');
        std::string_view line = text.substr(0, end);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
            line.remove_suffix(1);
        if (end != std::string_view::npos || text.data() != comment.text.data()) {
            // Lines of a block comment lose the indentation they had in the source.
            std::size_t const begin = line.find_first_not_of(" \t");
            line = begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
        }
        // A backslash at the end would swallow the next line.
        bool const glue = line.ends_with('\\');
        std::string_view const gap = line.empty() || line.starts_with(' ') ? "" : " ";
        lines.push_back(std::string(mark) + std::string(gap) + std::string(line) +
                        (glue ? "." : ""));
        if (end == std::string_view::npos)
            return;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> Comments::take(std::uint32_t from, std::uint32_t to)
{
    std::vector<std::string> lines;
    if (!module_)
        return lines;
    auto const& all = module_->comments;
    for (std::size_t i = first_from(all, from); i < all.size() && all[i].span.begin < to; ++i) {
        bool const documents = all[i].form == Form::doc || all[i].form == Form::module_doc;
        if (taken_[i] || documents)
            continue;
        taken_[i] = true;
        add_lines(all[i], "//", lines);
        std::uint32_t const end = i + 1 < all.size() ? std::min(all[i + 1].span.begin, to) : to;
        if (all[i].span.end < end && end < file_->text().size() &&
            is_empty_line(all[i].span.end, end))
            lines.emplace_back();
    }
    return lines;
}

/// Nothing but white space, and an empty line in it.
bool Comments::is_empty_line(std::uint32_t from, std::uint32_t to) const
{
    std::string_view const between = file_->text().substr(from, to - from);
    return between.find_first_not_of(" \t\r\n") == std::string_view::npos &&
           std::count(between.begin(), between.end(), '\n') > 1;
}

std::string Comments::take_trailing(std::uint32_t end)
{
    if (!module_)
        return {};
    auto const& all = module_->comments;
    for (std::size_t i = first_from(all, end); i < all.size(); ++i) {
        ast::Comment const& comment = all[i];
        std::string_view const between = file_->text().substr(end, comment.span.begin - end);
        if (between.find('\n') != std::string_view::npos)
            return {};
        if (comment.own_line || taken_[i])
            continue;
        taken_[i] = true;
        std::vector<std::string> lines;
        add_lines(comment, "//", lines);
        std::string text;
        for (std::string const& line : lines)
            text += text.empty() ? line : line.substr(2);
        return text;
    }
    return {};
}

std::vector<std::string> Comments::doc(std::uint32_t from, std::uint32_t to) const
{
    std::vector<std::string> lines;
    if (!module_)
        return lines;
    auto const& all = module_->comments;
    for (std::size_t i = first_from(all, from); i < all.size() && all[i].span.begin < to; ++i)
        if (all[i].form == Form::doc)
            add_lines(all[i], "///", lines);
    return lines;
}

std::uint32_t Comments::gap_before(std::uint32_t at) const
{
    if (!module_)
        return at;
    auto const& all = module_->comments;
    std::string_view const text = file_->text();
    auto const blank = [&](std::uint32_t from, std::uint32_t to) {
        return text.substr(from, to - from).find_first_not_of(" \t\r\n|,;") ==
               std::string_view::npos;
    };
    for (std::size_t i = first_from(all, at); i > 0; --i) {
        ast::Comment const& before = all[i - 1];
        if (!before.own_line || before.span.end > at || !blank(before.span.end, at))
            break;
        at = before.span.begin;
    }
    return at;
}

std::string Comments::text(source::Span span) const
{
    if (!file_)
        return {};
    std::string line;
    for (char const c : file_->text(span)) {
        bool const space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

std::vector<std::string> Comments::module_doc() const
{
    std::vector<std::string> lines;
    if (!module_)
        return lines;
    for (ast::Comment const& comment : module_->comments) {
        if (comment.form == Form::module_doc)
            add_lines(comment, "//!", lines);
    }
    return lines;
}

} // namespace janus::lowering
