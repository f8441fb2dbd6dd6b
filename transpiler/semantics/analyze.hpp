//! The semantic phase: parsed modules in, a checked Program out. Pure: reads no file, keeps no
//! state.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"
#include "syntax/ast.hpp"

#include <memory>
#include <string>
#include <vector>

namespace janus::semantics {

enum class Profile { core, service, cluster, sovereign, compute, script };

struct AnalyzeOptions {
    std::string profile;         // --profile; empty: the source's directive, else cluster
    bool wrap = false;           // --wrap
    bool strict = false;         // --strict
    bool strict_receive = false; // --strict-receive
    bool lenient = false;        // --lenient
    bool implicit_interpolation = false;
    bool tests = false; // keep the `test` blocks of the files named
};

/// An import of a module and what it resolved to; `module` is -1 for foreign headers and for the
/// standard library, whose part `library` names then ("math").
struct ResolvedImport {
    ast::Import const* syntax = nullptr;
    int module = -1;
    std::string library;
};

struct ModuleInput {
    std::string path; // "chat/room"
    ast::Module const* syntax = nullptr;
    std::vector<ResolvedImport> imports;
    bool fellow = false;  // named together with the others: one program
    bool entry = false;   // its main (or file-level statements) runs
    bool to_emit = false; // C++ is wanted for it
};

/// Problems go to `diagnostics`; the Program is complete only if there was no error. Modules may
/// come in any order, imports must be free of cycles (the loader reports those).
std::unique_ptr<Program> analyze(std::vector<ModuleInput> const& modules,
                                 AnalyzeOptions const& options,
                                 diagnostics::Diagnostics& diagnostics);

} // namespace janus::semantics
