//! What must hold of the modules of a program together. Findings go to the diagnostics.
#pragma once

#include "diagnostics/diagnostics.hpp"

namespace janus::driver {

struct Loaded;

/// S4003 for each import that leads back to its own module; such imports are taken out.
void report_import_cycles(Loaded& loaded, diagnostics::Diagnostics& diagnostics);

/// S0008 for modules whose paths differ only in characters that C++ names cannot have.
void report_shared_namespaces(Loaded const& loaded, diagnostics::Diagnostics& diagnostics);

} // namespace janus::driver
