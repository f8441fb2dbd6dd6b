//! The last phase: the checked program as C++ text, a header and a source for each module that is
//! wanted. A pure function of program and options. What cannot be lowered yet is reported as C0001;
//! then the texts must not be used. Any thread.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"
#include "source/source_file.hpp"

#include <functional>
#include <string>
#include <vector>

namespace janus::emit {

struct EmitOptions {
    bool line_directives = true; // off: --no-line
    bool wrap = false;           // --wrap: unchecked arithmetic
    bool main = true;            // off: --no-main
    bool tests = false;          // `main` runs the tests
    std::string tool_version;
    /// How `#line` spells a source file; unset: its path as given.
    std::function<std::string(source::SourceFile const&)> source_path;
    /// How `#line` spells the generated source of a module ("chat/room"); unset: the path below the
    /// output folder.
    std::function<std::string(std::string const& module_path)> generated_path;
};

struct EmittedModule {
    std::string module_path; // "chat/room"
    std::string header;
    std::string source;
};

std::vector<EmittedModule> emit(semantics::Program const& program, source::SourceSet const& sources,
                                EmitOptions const& options, diagnostics::Diagnostics& diagnostics);

} // namespace janus::emit
