// Any bytes: the parser gives a tree, and the tree can be walked.
#include "diagnostics/render.hpp"
#include "syntax/dump.hpp"
#include "syntax/parser.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace janus;
    source::SourceSet sources;
    diagnostics::Diagnostics problems;
    auto const& file =
        sources.add("any.jan", "any", std::string(reinterpret_cast<char const*>(bytes), size));
    ast::Module const module = syntax::parse(file, problems);
    // Whatever is not understood is said.
    if (!module.complete && !problems.has_errors())
        std::abort();
    (void)syntax::dump(module);
    (void)diagnostics::render_text(problems, sources);
    return 0;
}
