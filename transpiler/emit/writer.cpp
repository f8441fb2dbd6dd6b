#include "emit/writer.hpp"

#include <algorithm>

namespace janus::emit {
namespace {

std::string directive_end(std::string_view path)
{
    std::string text = " \"";
    for (char const c : path) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"\n";
}

} // namespace

Writer::Writer(source::SourceSet const& sources, LineNames const& names)
    : sources_(sources), enabled_(names.enabled), source_end_(directive_end(names.source)),
      generated_end_(directive_end(names.generated))
{}

void Writer::text(std::string_view lines)
{
    std::size_t const begin = text_.size();
    text_ += lines;
    count_lines(begin);
}

void Writer::count_lines(std::size_t begin)
{
    auto const ends = static_cast<std::uint32_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.end(), '\n'));
    line_ += ends;
    if (mapped_ != 0)
        mapped_ += ends;
}

void Writer::line_directive(std::uint32_t line, std::string const& file)
{
    text_ += "#line ";
    text_ += std::to_string(line);
    text_ += file;
}

void Writer::map(std::uint32_t line)
{
    if (!enabled_ || mapped_ == line)
        return;
    line_directive(line, source_end_);
    ++line_;
    mapped_ = line;
}

void Writer::unmap()
{
    if (mapped_ == 0)
        return;
    ++line_;
    mapped_ = 0;
    line_directive(line_, generated_end_);
}

void Writer::body(std::vector<lowering::cpp::Stmt> const& statements)
{
    Lines lines;
    add_statements(statements, 4, lines);
    for (std::size_t line = 0; line < lines.count(); ++line) {
        source::Span const origin = lines.origin(line);
        if (!origin.empty())
            map(sources_[origin.file].position(origin.begin).line);
        std::size_t const begin = text_.size();
        if (lines.size(line) != 0) {
            text_ += "    ";
            lines.copy(line, text_);
        }
        text_ += '\n';
        count_lines(begin);
    }
}

} // namespace janus::emit
