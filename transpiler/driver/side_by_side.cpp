#include "driver/side_by_side.hpp"

#include "diagnostics/display_width.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace janus::driver {

namespace {

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        std::size_t const end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? "" : text.substr(end + 1);
    }
    return lines;
}

class Page {
public:
    explicit Page(std::string_view source) : source_(lines_of(source))
    {
        for (std::string_view line : source_)
            width_ = std::max(width_, diagnostics::display_width(line));
    }

    /// A line of C++ that came from this line of the source; 0: from none.
    void row(std::size_t number, std::string_view generated)
    {
        if (number == 0 || number > source_.size()) {
            write("", generated);
            return;
        }
        for (; next_ < number; ++next_)
            write(source_[next_ - 1], "");
        write(number == last_ ? "" : source_[number - 1], generated);
        last_ = number;
        next_ = std::max(next_, number + 1);
    }

    std::string finish()
    {
        for (; next_ <= source_.size(); ++next_)
            write(source_[next_ - 1], "");
        return std::move(text_);
    }

private:
    void write(std::string_view left, std::string_view right)
    {
        text_ += left;
        text_.append(width_ - diagnostics::display_width(left), ' ');
        text_ += " |";
        if (!right.empty())
            text_ += " ";
        text_ += right;
        text_ += "\n";
    }

    std::vector<std::string_view> source_;
    std::size_t width_ = 0;
    std::size_t next_ = 1; // the first line of the source not shown yet
    std::size_t last_ = 0;
    std::string text_;
};

/// The line a directive names, or 0 if it leads elsewhere.
std::size_t mapped_line(std::string_view directive, std::string_view source_path)
{
    directive.remove_prefix(std::string_view{"#line "}.size());
    std::size_t number = 0;
    auto const parsed = std::from_chars(directive.begin(), directive.end(), number);
    std::string_view const rest{parsed.ptr, static_cast<std::size_t>(directive.end() - parsed.ptr)};
    std::string const quoted = " \"" + std::string{source_path} + "\"";
    return rest == quoted ? number : 0;
}

} // namespace

std::string side_by_side(std::string_view source, std::string_view source_path,
                         std::string_view generated)
{
    Page page{source};
    std::size_t mapped = 0;
    for (std::string_view line : lines_of(generated)) {
        if (line.starts_with("#line ")) {
            mapped = mapped_line(line, source_path);
            continue;
        }
        page.row(mapped, line);
        mapped += mapped != 0;
    }
    return page.finish();
}

} // namespace janus::driver
