#include "emit/emit.hpp"

#include "emit/header_text.hpp"
#include "emit/source_text.hpp"
#include "lowering/lower_module.hpp"

#include <utility>

namespace janus::emit {

std::vector<EmittedModule> emit(semantics::Program const& program, source::SourceSet const& sources,
                                EmitOptions const& options, diagnostics::Diagnostics& diagnostics)
{
    lowering::EntityNames const names(program);
    std::vector<EmittedModule> emitted;
    for (semantics::Module const* module : program.modules) {
        if (!module->to_emit)
            continue;
        lowering::cpp::Unit const unit =
            lowering::lower_module(program, *module, names, sources,
                                   {options.wrap, options.main, options.tests}, diagnostics);
        source::SourceFile const& file = sources[module->file];
        LineNames lines;
        lines.enabled = options.line_directives;
        lines.source = options.source_path ? options.source_path(file) : file.path();
        lines.generated = options.generated_path ? options.generated_path(module->path)
                                                 : module->path + ".jan.cpp";
        EmittedModule made;
        made.module_path = module->path;
        made.header = header_text(unit, sources, options.tool_version);
        made.source = source_text(unit, sources, lines, options.tool_version);
        emitted.push_back(std::move(made));
    }
    return emitted;
}

} // namespace janus::emit
