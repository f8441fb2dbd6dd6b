#pragma once

#include "diagnostics/diagnostics.hpp"
#include "diagnostics/render.hpp"
#include "source/source_file.hpp"
#include "syntax/parser.hpp"

#include <string>
#include <vector>

/// A piece of Janus source, parsed: what the tests of the parser look at.
struct ParsedText {
    explicit ParsedText(std::string text)
        : file(sources.add("test.jan", "test", std::move(text))),
          module(janus::syntax::parse(file, diagnostics))
    {}

    /// Each problem as `line:column code`, in order.
    [[nodiscard]] std::vector<std::string> problems() const
    {
        std::vector<std::string> result;
        for (auto const& entry : diagnostics.sorted()) {
            auto const place = file.position(entry.span.begin);
            result.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
                             std::string(janus::diagnostics::name_of(entry.code)));
        }
        return result;
    }
    [[nodiscard]] std::string rendered() const
    {
        return janus::diagnostics::render_text(diagnostics, sources);
    }

    janus::source::SourceSet sources;
    janus::source::SourceFile const& file;
    janus::diagnostics::Diagnostics diagnostics;
    janus::ast::Module module;
};
