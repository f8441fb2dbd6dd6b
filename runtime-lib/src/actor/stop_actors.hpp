#pragma once
// The orderly end of a system's actors.

#include <janus/detail/cell.hpp>

namespace janus::detail {

// Stops root supervisors and unsupervised actors, the youngest first and one after the other, and
// waits for each. Blocks; not on a worker.
void stop_actors(Runtime& runtime);

} // namespace janus::detail
