//! One checked module becomes one C++ unit. All decisions about the C++ are made here and in the
//! files this one uses; emit only prints. What cannot be lowered is reported as C0001. Pure apart
//! from the sink; used by one thread.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "lowering/cpp_unit.hpp"
#include "lowering/entity_names.hpp"
#include "semantics/program.hpp"
#include "source/source_file.hpp"

namespace janus::lowering {

struct LowerOptions {
    bool wrap = false;  // unchecked arithmetic
    bool main = true;   // the entry module gets its `int main`
    bool tests = false; // which runs the tests
};

cpp::Unit lower_module(semantics::Program const& program, semantics::Module const& module,
                       EntityNames const& names, source::SourceSet const& sources,
                       LowerOptions const& options, diagnostics::Diagnostics& diagnostics);

} // namespace janus::lowering
