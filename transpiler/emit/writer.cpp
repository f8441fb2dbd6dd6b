#include "emit/writer.hpp"

#include <algorithm>

namespace janus::emit {
namespace {

std::string quoted(std::string_view path)
{
    std::string text = "\"";
    for (char const c : path) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

} // namespace

void Writer::text(std::string_view lines)
{
    text_ += lines;
    auto const ends = static_cast<std::uint32_t>(std::count(lines.begin(), lines.end(), '\n'));
    line_ += ends;
    if (mapped_ != 0)
        mapped_ += ends;
}

void Writer::map(std::uint32_t line)
{
    if (!names_.enabled || mapped_ == line)
        return;
    text_ += "#line " + std::to_string(line) + " " + quoted(names_.source) + "\n";
    ++line_;
    mapped_ = line;
}

void Writer::unmap()
{
    if (mapped_ == 0)
        return;
    ++line_;
    mapped_ = 0;
    text_ += "#line " + std::to_string(line_) + " " + quoted(names_.generated) + "\n";
}

void Writer::body(std::vector<lowering::cpp::Stmt> const& statements)
{
    std::vector<Line> lines;
    for (lowering::cpp::Stmt const& statement : statements)
        statement_lines(statement, 4, lines);
    for (Line const& line : lines) {
        if (!line.begins.empty())
            map(sources_[line.begins.file].position(line.begins.begin).line);
        text(line.text.empty() ? "\n" : "    " + line.text + "\n");
    }
}

} // namespace janus::emit
