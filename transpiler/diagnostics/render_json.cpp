#include "diagnostics/render.hpp"

#include <fmt/format.h>
#include <string_view>

namespace janus::diagnostics {

namespace {

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (char const character : text) {
        auto const byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            out += '\\';
            out += character;
        } else if (character == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += character;
        }
    }
    return out + '"';
}

std::string location(source::Span span, source::SourceSet const& sources)
{
    if (span.file >= sources.size()) {
        return R"({"file":"","line":1,"column":1,"end_line":1,"end_column":1})";
    }
    auto const& file = sources[span.file];
    auto const begin = file.position(span.begin);
    auto const end = file.position(span.end);
    return fmt::format(R"({{"file":{},"line":{},"column":{},"end_line":{},"end_column":{}}})",
                       quoted(file.path()), begin.line, begin.column, end.line, end.column);
}

std::string fixes(Diagnostic const& diagnostic, source::SourceSet const& sources)
{
    if (diagnostic.help.empty() && diagnostic.replacement.empty()) {
        return "[]";
    }
    std::string out = fmt::format(R"([{{"description":{})", quoted(diagnostic.help));
    if (!diagnostic.replacement.empty()) {
        out += fmt::format(R"(,"replacement":{},"location":{})", quoted(diagnostic.replacement),
                           location(diagnostic.span, sources));
    }
    return out + "}]";
}

} // namespace

std::string render_json(Diagnostic const& diagnostic, source::SourceSet const& sources)
{
    std::string explanation;
    for (auto const& note : diagnostic.notes) {
        explanation += explanation.empty() ? note : "\n" + note;
    }
    std::string related;
    for (auto const& place : diagnostic.places) {
        related += fmt::format(R"({}{{"location":{},"text":{}}})", related.empty() ? "" : ",",
                               location(place.span, sources), quoted(place.text));
    }
    return fmt::format(
        R"({{"schema_version":1,"code":"{}","severity":"{}","location":{},"summary":{},)"
        R"("explanation":{},"fixes":{},"related":[{}]}})"
        "\n",
        name_of(diagnostic.code), name_of(diagnostic.severity), location(diagnostic.span, sources),
        quoted(diagnostic.message), quoted(explanation), fixes(diagnostic, sources), related);
}

std::string render_json(Diagnostics const& diagnostics, source::SourceSet const& sources)
{
    std::string out;
    for (auto const& entry : diagnostics.sorted()) {
        out += render_json(entry, sources);
    }
    return out;
}

} // namespace janus::diagnostics
