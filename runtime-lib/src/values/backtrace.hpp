#pragma once
// Backtraces as text: the functions that were running, without those of the runtime. Slow the first
// time: it reads the debug information of the program. Any thread.

#include <string>
#include <vector>

namespace janus::detail {

// A line for each function, with a newline in front: `    at shop::Till::on_Pay (shop.jan:12)`. The
// place is there if the program was built with debug information.
std::string backtrace_text(std::vector<void*> const& addresses);

} // namespace janus::detail
