#include "driver/process.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace janus::driver {

namespace {

std::vector<char*> argument_pointers(std::vector<std::string> const& words)
{
    std::vector<char*> pointers;
    for (std::string const& word : words)
        pointers.push_back(const_cast<char*>(word.c_str())); // exec promises not to write to them
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

ChildProcess::ChildProcess(std::vector<std::string> const& command,
                           std::filesystem::path const& folder, std::filesystem::path const& output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0666);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    std::vector<char*> arguments = argument_pointers(command);
    pid_t pid = -1;
    if (::posix_spawnp(&pid, command.front().c_str(), &actions, nullptr, arguments.data(),
                       environ) == 0)
        pid_ = pid;
    posix_spawn_file_actions_destroy(&actions);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), exit_code_(other.exit_code_)
{}

ChildProcess::~ChildProcess()
{
    wait();
}

int ChildProcess::wait()
{
    if (pid_ < 0)
        return exit_code_;
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return exit_code_;
}

std::string become(std::filesystem::path const& program, std::vector<std::string> const& arguments)
{
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    ::execv(program.c_str(), argument_pointers(words).data());
    return "cannot run '" + program.string() + "': " + std::strerror(errno);
}

} // namespace janus::driver
