// Any bytes: the whole compiler comes to an end, with problems or with C++.
#include "diagnostics/render.hpp"
#include "driver/compile.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace janus;
    source::MemoryFileSystem files;
    files.add("any.jan", std::string(reinterpret_cast<char const*>(bytes), size));
    driver::Options options;
    options.load.files = {"any.jan"};
    options.goal = driver::Goal::generate;
    auto const result = driver::compile(files, options);
    (void)diagnostics::render_text(result->diagnostics, result->loaded.sources);
    return 0;
}
