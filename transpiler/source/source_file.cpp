#include "source/source_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace janus::source {

namespace {

std::vector<std::uint32_t> find_line_begins(std::string_view text)
{
    std::vector<std::uint32_t> begins{0};
    char const* const first = text.data();
    char const* const last = first + text.size();
    for (char const* at = first; at != last;) {
        void const* const found = std::memchr(at, '\n', static_cast<std::size_t>(last - at));
        if (found == nullptr) {
            break;
        }
        at = static_cast<char const*>(found) + 1;
        begins.push_back(static_cast<std::uint32_t>(at - first));
    }
    return begins;
}

} // namespace

SourceFile::SourceFile(std::uint32_t id, std::string path, std::string module_path,
                       std::string text)
    : id_(id), path_(std::move(path)), module_path_(std::move(module_path)), text_(std::move(text)),
      line_begins_(find_line_begins(text_))
{}

std::string_view SourceFile::text(Span span) const noexcept
{
    auto const size = static_cast<std::uint32_t>(text_.size());
    auto const begin = std::min(span.begin, size);
    auto const end = std::clamp(span.end, begin, size);
    return std::string_view(text_).substr(begin, end - begin);
}

Span SourceFile::whole() const noexcept
{
    return {id_, 0, static_cast<std::uint32_t>(text_.size())};
}

Position SourceFile::position(std::uint32_t offset) const noexcept
{
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    auto const after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
    auto const line = static_cast<std::uint32_t>(after - line_begins_.begin());
    return {line, offset - line_begins_[line - 1] + 1};
}

std::uint32_t SourceFile::line_count() const noexcept
{
    return static_cast<std::uint32_t>(line_begins_.size());
}

std::string_view SourceFile::line_text(std::uint32_t line) const noexcept
{
    if (line == 0 || line > line_count()) {
        return {};
    }
    auto const begin = line_begins_[line - 1];
    auto end =
        line < line_count() ? line_begins_[line] - 1 : static_cast<std::uint32_t>(text_.size());
    if (end > begin && text_[end - 1] == '\r') {
        --end;
    }
    return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t SourceFile::line_begin(std::uint32_t line) const noexcept
{
    if (line == 0) {
        return 0;
    }
    return line > line_count() ? static_cast<std::uint32_t>(text_.size()) : line_begins_[line - 1];
}

SourceFile const& SourceSet::add(std::string path, std::string module_path, std::string text)
{
    return files_.emplace_back(static_cast<std::uint32_t>(files_.size()), std::move(path),
                               std::move(module_path), std::move(text));
}

} // namespace janus::source
