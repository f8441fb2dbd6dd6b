#include "driver/compile.hpp"

namespace janus::driver {

std::unique_ptr<Result> compile(source::FileSystem const& files, Options const& options)
{
    auto result = std::make_unique<Result>(options.policy);
    load(files, options.load, result->loaded, result->diagnostics);
    // What an unknown import would have declared would only be missed everywhere.
    if (!result->loaded.unreadable.empty() || !result->loaded.imports_resolved)
        return result;
    result->program =
        semantics::analyze(result->loaded.modules, options.analyze, result->diagnostics);
    return result;
}

} // namespace janus::driver
