//! What may leave an actor. A message is moved or copied deep, so its parts must be values that
//! keep no way back to the sender; the state of a grain must besides be storable. Pure; any thread.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "semantics/program.hpp"

#include <optional>
#include <string>

namespace janus::semantics {

/// Null if a value of the type may be part of a message; else the reason, for a note:
/// "field `run` of `Job` is a function". A type parameter is sendable: its arguments are checked.
std::optional<std::string> why_not_sendable(TypeRef type);

/// The same for the state of a grain: sendable, and outlives the process.
std::optional<std::string> why_not_storable(TypeRef type);

/// S3002 for fields of messages that are not sendable, and for state of grains that is not
/// storable and not marked as transient.
void check_sendable(Program& program, diagnostics::Diagnostics& diagnostics);

} // namespace janus::semantics
