// Any bytes that parse: the formatter keeps the tree, and formatting twice changes nothing.
#include "syntax/dump.hpp"
#include "syntax/formatter/formatter.hpp"
#include "syntax/parser.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace {

struct Parsed {
    explicit Parsed(std::string text)
        : file(sources.add("any.jan", "any", std::move(text))),
          module(janus::syntax::parse(file, problems))
    {}
    [[nodiscard]] bool fine() const { return module.complete && !problems.has_errors(); }
    [[nodiscard]] std::string formatted() const { return janus::syntax::format(file, module); }

    janus::source::SourceSet sources;
    janus::diagnostics::Diagnostics problems;
    janus::source::SourceFile const& file;
    janus::ast::Module module;
};

void require(bool holds, char const* what, std::string const& text)
{
    if (holds)
        return;
    std::cerr << what << ":\n" << text << "\n";
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    Parsed const before{std::string(reinterpret_cast<char const*>(bytes), size)};
    if (!before.fine())
        return 0;
    std::string const formatted = before.formatted();
    Parsed const after{formatted};
    require(after.fine(), "what the formatter made does not parse", formatted);
    require(janus::syntax::dump(after.module) == janus::syntax::dump(before.module),
            "the formatter changed the tree", formatted);
    require(after.formatted() == formatted, "formatting twice makes a difference", formatted);
    return 0;
}
