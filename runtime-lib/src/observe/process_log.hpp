#pragma once
// The log of a process, on standard error through spdlog: what the runtime has to say. Programs
// write theirs with janus::log, which ends in the same place.

#include <memory>

#include <janus/seams.hpp>

namespace janus::detail {

// Writes lines of this level and above as they are. Any thread.
std::unique_ptr<Log> make_process_log(LogLevel lowest);

} // namespace janus::detail
