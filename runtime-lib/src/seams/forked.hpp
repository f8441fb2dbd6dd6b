#pragma once
// run_forked: runs a function in a copy of this process and waits for it. The process must not
// have threads.

#include <cstdint>
#include <functional>
#include <string>

namespace janus::detail {

struct ForkedResult {
    int exit_code = 0;       // not 0: it failed
    std::uint64_t value = 0; // what the function returned
    std::string text;        // why, if the copy could not say so itself
};

ForkedResult run_forked(std::function<std::uint64_t()> const& function, unsigned limit_seconds);

} // namespace janus::detail
