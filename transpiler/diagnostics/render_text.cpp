#include "diagnostics/display_width.hpp"
#include "diagnostics/render.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace janus::diagnostics {

namespace {

// Longer lines are cut: a diagnostic must stay readable, whatever the file looks like.
constexpr std::size_t max_line_bytes = 400;

std::string place_text(source::Span span, source::SourceSet const& sources)
{
    if (span.file >= sources.size()) {
        return "<unknown>";
    }
    auto const& file = sources[span.file];
    auto const position = file.position(span.begin);
    return fmt::format("{}:{}:{}", file.path(), position.line, position.column);
}

struct Excerpt {
    std::string before;
    std::string marked;
    std::string after;
};

Excerpt excerpt_of(source::SourceFile const& file, source::Span span)
{
    auto const position = file.position(span.begin);
    auto line = file.line_text(position.line);
    std::size_t begin = std::min<std::size_t>(position.column - 1, line.size());
    std::size_t end = std::min<std::size_t>(begin + span.size(), line.size());
    if (line.size() > max_line_bytes) {
        std::size_t const cut = begin > max_line_bytes / 2 ? begin - max_line_bytes / 2 : 0;
        line = line.substr(cut, max_line_bytes);
        begin -= cut;
        end = std::min(end - cut, line.size());
    }
    return {printable(line.substr(0, begin)), printable(line.substr(begin, end - begin)),
            printable(line.substr(end))};
}

void append_source_line(std::string& out, source::SourceFile const& file, source::Span span)
{
    auto const excerpt = excerpt_of(file, span);
    std::string const number = fmt::format("{:>3} | ", file.position(span.begin).line);
    out += fmt::format("  |\n{}{}{}{}\n", number, excerpt.before, excerpt.marked, excerpt.after);
    // The bar of the caret line stands two columns further left than that of the text.
    std::size_t const padding = number.size() + display_width(excerpt.before) - 3;
    std::size_t const carets = std::max<std::size_t>(display_width(excerpt.marked), 1);
    out += fmt::format("  |{:{}}{:^>{}}\n", "", padding, "", carets);
}

} // namespace

std::string render_text(Diagnostic const& diagnostic, source::SourceSet const& sources)
{
    std::string out =
        fmt::format("{}: {}[{}]: {}\n", place_text(diagnostic.span, sources),
                    name_of(diagnostic.severity), name_of(diagnostic.code), diagnostic.message);
    if (diagnostic.span.file < sources.size()) {
        append_source_line(out, sources[diagnostic.span.file], diagnostic.span);
    }
    for (auto const& note : diagnostic.notes) {
        out += fmt::format("  = {}\n", note);
    }
    if (!diagnostic.help.empty()) {
        out += fmt::format("  help: {}\n", diagnostic.help);
    }
    if (!diagnostic.replacement.empty()) {
        out += fmt::format("        {}\n", diagnostic.replacement);
    }
    for (auto const& place : diagnostic.places) {
        out += fmt::format("  --> {}: {}\n", place_text(place.span, sources), place.text);
    }
    return out;
}

std::string render_text(Diagnostics const& diagnostics, source::SourceSet const& sources)
{
    std::string out;
    auto const entries = diagnostics.sorted();
    for (std::size_t at = 0; at < entries.size(); ++at) {
        out += render_text(entries[at], sources);
        auto const file = entries[at].span.file;
        bool const last_of_file = at + 1 == entries.size() || entries[at + 1].span.file != file;
        if (auto const hidden = diagnostics.hidden_errors(file); last_of_file && hidden != 0) {
            out += fmt::format("{}: note: {} more errors in this file are not shown\n",
                               file < sources.size() ? sources[file].path() : "<unknown>", hidden);
        }
    }
    if (!entries.empty()) {
        out += fmt::format("{}: {} errors, {} warnings generated\n",
                           diagnostics.has_errors() ? "error" : "warning",
                           diagnostics.error_count(), diagnostics.warning_count());
    }
    return out;
}

} // namespace janus::diagnostics
