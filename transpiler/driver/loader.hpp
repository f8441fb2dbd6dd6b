//! Finds, reads and parses the files of one program: those named, their fellows, and whatever they
//! import. Reads only through the FileSystem it is given. Used by one thread.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/analyze.hpp"
#include "source/file_system.hpp"
#include "source/source_file.hpp"

#include <deque>
#include <string>
#include <vector>

namespace janus::driver {

struct LoadOptions {
    std::vector<std::string> files;           // as the user wrote them; C++ is wanted for these
    std::vector<std::string> fellows;         // --with
    std::vector<std::string> include_folders; // -I
    std::string module_root;                  // empty: each file's own folder
    std::string working_folder;               // to see that two spellings name one file
    bool no_main = false;
    bool emit_imports = false; // C++ is wanted for imported modules too
};

/// `modules` refers into `sources` and `syntax`, so a Loaded stays where it is.
struct Loaded {
    source::SourceSet sources;
    std::deque<ast::Module> syntax;
    std::vector<semantics::ModuleInput> modules; // same order as `sources`
    std::vector<std::string> read_files;
    std::vector<std::string> absent_files; // looked for; a file there would change the program
    std::vector<std::string> unreadable;   // what is wrong with files the user named
    bool acyclic = true;                   // its imports
};

/// Problems in the sources go to `diagnostics`; named files that are not there to
/// `Loaded::unreadable`.
void load(source::FileSystem const& files, LoadOptions const& options, Loaded& loaded,
          diagnostics::Diagnostics& diagnostics);

} // namespace janus::driver
