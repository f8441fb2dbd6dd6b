//! Starting other programs: the C++ compiler, and in the end the user's own. Linux only, driver
//! only.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace janus::driver {

/// A running child whose standard output and error go to a file; it reads nothing. Waited for when
/// destroyed.
class ChildProcess {
public:
    /// `folder` is where it runs. A program that cannot be started fails like one that exits with
    /// 127.
    ChildProcess(std::vector<std::string> const& command, std::filesystem::path const& folder,
                 std::filesystem::path const& output);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();

    /// The exit code; 128 + the signal for one that was killed.
    int wait();

private:
    pid_t pid_ = -1;
    int exit_code_ = 127;
};

/// Becomes that program: same process, so its exit code, signals and streams are its own. Comes
/// back, with the reason, only if that fails.
[[nodiscard]] std::string become(std::filesystem::path const& program,
                                 std::vector<std::string> const& arguments);

} // namespace janus::driver
