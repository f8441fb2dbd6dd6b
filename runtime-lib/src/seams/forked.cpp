#include "seams/forked.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <sys/wait.h>
#include <unistd.h>

namespace janus::detail {

namespace {

[[noreturn]] void run_here(std::function<std::uint64_t()> const& function, int fd,
                           unsigned limit_seconds)
{
    ::alarm(limit_seconds);
    std::uint64_t const value = function();
    bool const written = ::write(fd, &value, sizeof value) == static_cast<ssize_t>(sizeof value);
    std::fflush(nullptr);
    std::_Exit(written ? 0 : 1);
}

std::string why_killed(int signal, unsigned limit_seconds)
{
    if (signal == SIGALRM) {
        return "it did not end within " + std::to_string(limit_seconds) + " s";
    }
    return std::string("it was ended by a signal: ") + ::strsignal(signal);
}

} // namespace

ForkedResult run_forked(std::function<std::uint64_t()> const& function, unsigned limit_seconds)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    std::fflush(nullptr);
    pid_t const child = ::fork();
    if (child < 0) {
        throw std::system_error(errno, std::generic_category(), "fork");
    }
    if (child == 0) {
        ::close(ends[0]);
        run_here(function, ends[1], limit_seconds);
    }
    ::close(ends[1]);
    ForkedResult result;
    bool const has_value = ::read(ends[0], &result.value, sizeof result.value) ==
                           static_cast<ssize_t>(sizeof result.value);
    ::close(ends[0]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) {
        result.exit_code = 1;
        result.text = why_killed(WTERMSIG(status), limit_seconds);
    } else {
        result.exit_code = WEXITSTATUS(status);
    }
    if (!has_value) {
        result.value = 0; // the program called exit
    }
    return result;
}

} // namespace janus::detail
