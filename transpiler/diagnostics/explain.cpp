#include "diagnostics/explain.hpp"

#include "diagnostics/explanations.hpp"

namespace janus::diagnostics {

Explanation const* explanation(Code code) noexcept
{
    for (auto const table : {syntax_explanations(), semantic_explanations()})
        for (Explanation const& entry : table)
            if (entry.code == code)
                return &entry;
    return nullptr;
}

std::string explanation_page(Code code)
{
    CodeInfo const& about = info(code);
    std::string page{about.name};
    page += ": ";
    page += about.title;
    page += "\n";
    Explanation const* const entry = explanation(code);
    if (!entry)
        return page;
    page += "\n";
    page += entry->text;
    page += "\n";
    if (entry->example.empty())
        return page;
    page += "\nFor example:\n\n";
    std::string_view rest = entry->example;
    while (!rest.empty()) {
        std::size_t const end = rest.find('\n');
        std::string_view const line = rest.substr(0, end);
        rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
        page += line.empty() ? "" : "    ";
        page += line;
        page += "\n";
    }
    return page;
}

} // namespace janus::diagnostics
