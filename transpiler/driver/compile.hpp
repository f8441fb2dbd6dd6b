//! One compilation from files to C++ texts. Pure apart from the FileSystem it reads through: no
//! global state, no output, the same answer for the same files. Any number of compilations may run
//! at once.
#pragma once

#include "driver/loader.hpp"
#include "driver/options.hpp"
#include "driver/program_builder.hpp"

#include <memory>

namespace janus::driver {

struct Result {
    explicit Result(diagnostics::Policy policy) : diagnostics(std::move(policy)) {}

    Loaded loaded;
    std::unique_ptr<semantics::Program> program; // null if the files could not be loaded
    diagnostics::Diagnostics diagnostics;
    std::vector<GeneratedFile> generated; // header, then source, of each module asked for

    /// The files were there and the compiler has no objection.
    [[nodiscard]] bool ok() const { return loaded.unreadable.empty() && !diagnostics.has_errors(); }
};

/// What the user did wrong is in the result. On the heap, because its parts refer to each other.
[[nodiscard]] std::unique_ptr<Result> compile(source::FileSystem const& files,
                                              Options const& options);

} // namespace janus::driver
