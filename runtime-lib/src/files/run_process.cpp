#include <array>
#include <cerrno>
#include <string>
#include <vector>

#include <fcntl.h>
#include <janus/aside.hpp>
#include <janus/files.hpp>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "actor/pledge.hpp"

extern char** environ;

namespace janus {

namespace {

struct Pipe {
    std::array<int, 2> ends{-1, -1};

    Pipe()
    {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            ends = {-1, -1};
        }
    }
    ~Pipe()
    {
        close_end(0);
        close_end(1);
    }
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    void close_end(std::size_t end)
    {
        if (ends[end] >= 0) {
            ::close(ends[end]);
        }
        ends[end] = -1;
    }
};

// Reads what is there; false at the end.
bool take(int fd, std::string& text)
{
    std::array<char, 16'384> buffer;
    ssize_t const count = ::read(fd, buffer.data(), buffer.size());
    if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

// Both streams at once, so that the program never waits for a reader.
void collect(Pipe& output, Pipe& errors, std::string& text, std::string& error_text)
{
    std::array<pollfd, 2> streams{{{output.ends[0], POLLIN, 0}, {errors.ends[0], POLLIN, 0}}};
    std::array<std::string*, 2> const texts{&text, &error_text};
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        if (::poll(streams.data(), streams.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (streams[i].fd >= 0 && streams[i].revents != 0 && !take(streams[i].fd, *texts[i])) {
                streams[i].fd = -1;
            }
        }
    }
}

int start(std::vector<std::string>& words, Pipe& output, Pipe& errors, pid_t& pid)
{
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, errors.ends[1], 2);
    int const problem =
        ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return problem;
}

Result<ProcessOutput, IoError> run_to_end(std::vector<std::string> words)
{
    Pipe output;
    Pipe errors;
    if (output.ends[0] < 0 || errors.ends[0] < 0) {
        return IoError::from_errno(errno);
    }
    pid_t pid = 0;
    if (int const problem = start(words, output, errors, pid); problem != 0) {
        return IoError::from_errno(problem);
    }
    output.close_end(1);
    errors.close_end(1);
    std::string text;
    std::string error_text;
    collect(output, errors, text, error_text);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    int const code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ProcessOutput{code, String(text), String(error_text)};
}

} // namespace

IoTask<ProcessOutput> run(String program, List<String> arguments)
{
    detail::require(Pledge::fs_exec);
    std::vector<std::string> words{program.to_std()};
    for (String const& argument : arguments) {
        words.push_back(argument.to_std());
    }
    auto work = aside([words = std::move(words)] { return run_to_end(words); });
    Result<ProcessOutput, IoError> result = co_await work;
    co_return result;
}

} // namespace janus
