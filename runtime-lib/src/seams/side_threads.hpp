#pragma once
// Side threads: where functions run that block their thread (files, standard input, other
// programs), so that no worker waits for them. They start when they are needed, are never joined,
// and end with the process. Any thread may hand work over.

#include <functional>

namespace janus::detail {

// Runs `work` on one of them, soon: at most `side_threads_max` functions run at a time, the others
// queue. `work` must not throw.
void run_on_side_thread(std::function<void()> work);

inline constexpr int side_threads_max = 32;

} // namespace janus::detail
