#include "driver/compile.hpp"

#include "emit/emit.hpp"
#include "lowering/lower_module.hpp"

#include <filesystem>

namespace janus::driver {

namespace {

std::string source_path(source::SourceFile const& source, Loaded const& loaded,
                        Options const& options)
{
    switch (options.line_paths) {
    case LinePaths::as_given:
        return source.path();
    case LinePaths::absolute:
        return (std::filesystem::path{options.load.working_folder} / source.path())
            .lexically_normal()
            .string();
    case LinePaths::relative:
        return loaded.modules[source.id()].path + ".jan";
    }
    return source.path();
}

emit::EmitOptions emit_options(Loaded const& loaded, Options const& options)
{
    emit::EmitOptions chosen;
    chosen.line_directives = options.line_directives;
    chosen.wrap = options.analyze.wrap;
    chosen.main = !options.load.no_main;
    chosen.tests = options.analyze.tests && options.test_main;
    chosen.tool_version = JANUS_VERSION;
    chosen.source_path = [&](source::SourceFile const& source) {
        return source_path(source, loaded, options);
    };
    // The debugger looks for the generated file where the C++ compiler was told it is.
    if (!options.out_folder.empty() && options.line_paths != LinePaths::relative)
        chosen.generated_path = [&](std::string const& module) {
            return (std::filesystem::path{options.out_folder} / (module + ".jan.cpp")).string();
        };
    return chosen;
}

} // namespace

std::unique_ptr<Result> compile(source::FileSystem const& files, Options const& options)
{
    auto result = std::make_unique<Result>(options.policy);
    load(files, options.load, result->loaded, result->diagnostics);
    // Modules that import each other have no order in which they could be checked.
    if (!result->loaded.unreadable.empty() || !result->loaded.acyclic)
        return result;
    result->program =
        semantics::analyze(result->loaded.modules, options.analyze, result->diagnostics);
    if (options.goal != Goal::generate || result->diagnostics.has_errors())
        return result;
    for (emit::EmittedModule& module :
         emit::emit(*result->program, result->loaded.sources, emit_options(result->loaded, options),
                    result->diagnostics)) {
        result->generated.push_back({module.module_path + ".jan.hpp", std::move(module.header)});
        result->generated.push_back({module.module_path + ".jan.cpp", std::move(module.source)});
    }
    return result;
}

} // namespace janus::driver
