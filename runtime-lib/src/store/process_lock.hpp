#pragma once
// ProcessLock: how processes that share a store know which of them are alive. Each holds a lock on
// the byte of a file that its number names; the operating system drops it when the process ends,
// however it ends. Any thread may use it.

#include <cstdint>
#include <string>

namespace janus::detail {

class ProcessLock {
public:
    // Throws std::system_error if the file cannot be made.
    explicit ProcessLock(std::string const& path);
    ~ProcessLock();
    ProcessLock(ProcessLock const&) = delete;
    ProcessLock& operator=(ProcessLock const&) = delete;

    // Takes the byte of this number; false if somebody holds it.
    bool hold(std::int64_t number);
    bool is_held(std::int64_t number) const;

private:
    int fd_ = -1;
};

} // namespace janus::detail
