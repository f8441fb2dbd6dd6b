#pragma once

#include "diagnostics/diagnostics.hpp"
#include "source/source_file.hpp"

#include <string>

namespace janus::diagnostics {

/// Turns findings into text. Pure: nothing is printed here. May be called from any thread.

/// One diagnostic in the form people read: place, message, source line with carets, reasons,
/// help and second places. Ends with a newline.
[[nodiscard]] std::string render_text(Diagnostic const& diagnostic,
                                      source::SourceSet const& sources);

/// Everything in the sink in the order of the files, a note for files that had more errors
/// than are shown, and the line that counts. Empty if there is nothing to say.
[[nodiscard]] std::string render_text(Diagnostics const& diagnostics,
                                      source::SourceSet const& sources);

/// One diagnostic as one line of JSON, newline included.
[[nodiscard]] std::string render_json(Diagnostic const& diagnostic,
                                      source::SourceSet const& sources);

/// Everything in the sink as JSON lines; no summary.
[[nodiscard]] std::string render_json(Diagnostics const& diagnostics,
                                      source::SourceSet const& sources);

} // namespace janus::diagnostics
