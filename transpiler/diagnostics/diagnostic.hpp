#pragma once

#include "diagnostics/code.hpp"
#include "source/span.hpp"

#include <string>
#include <utility>
#include <vector>

namespace janus::diagnostics {

/// A second place that helps to understand a diagnostic ("`reply` bound here").
struct Place {
    source::Span span;
    std::string text;
};

/// One finding about the source. A plain value: phases build it with the chainable setters
/// and hand it to `Diagnostics`.
///
/// Messages are lower case, without a full stop, with code in backticks; they describe what
/// is wrong here before naming a rule.
struct Diagnostic {
    Code code{};
    Severity severity{};
    source::Span span;
    std::string message;
    /// Lines printed as `= text`: why this is so.
    std::vector<std::string> notes;
    /// What the user could do; printed after `help:`.
    std::string help;
    /// The text that would replace `span` if the help were followed; empty if there is none.
    std::string replacement;
    std::vector<Place> places;

    Diagnostic() = default;
    Diagnostic(Code code_, source::Span span_, std::string message_)
        : code(code_), severity(info(code_).severity), span(span_), message(std::move(message_))
    {}

    Diagnostic& note(std::string text) &
    {
        notes.push_back(std::move(text));
        return *this;
    }
    Diagnostic&& note(std::string text) && { return std::move(note(std::move(text))); }

    Diagnostic& suggest(std::string help_text, std::string new_text = {}) &
    {
        help = std::move(help_text);
        replacement = std::move(new_text);
        return *this;
    }
    Diagnostic&& suggest(std::string help_text, std::string new_text = {}) &&
    {
        return std::move(suggest(std::move(help_text), std::move(new_text)));
    }

    Diagnostic& at(source::Span place, std::string text) &
    {
        places.push_back({place, std::move(text)});
        return *this;
    }
    Diagnostic&& at(source::Span place, std::string text) &&
    {
        return std::move(at(place, std::move(text)));
    }
};

} // namespace janus::diagnostics
