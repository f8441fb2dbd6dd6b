#include "seams/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace janus::detail {

namespace {

constexpr int retry_milliseconds = 10; // while the listener takes nothing

[[noreturn]] void fail(int error, std::string const& what)
{
    throw std::system_error(error, std::generic_category(), what);
}

void close_fd(int& fd) noexcept
{
    if (fd >= 0) {
        ::close(std::exchange(fd, -1));
    }
}

// Closed unless released.
struct Fds {
    std::array<int, 2> ends{-1, -1};

    Fds()
    {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            fail(errno, "pipe");
        }
    }
    Fds(Fds const&) = delete;
    Fds& operator=(Fds const&) = delete;
    ~Fds()
    {
        close_fd(ends[0]);
        close_fd(ends[1]);
    }
    int release(std::size_t end)
    {
        int const fd = std::exchange(ends[end], -1);
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
        return fd;
    }
};

int spawn(std::string const& program, std::vector<std::string> const& arguments, Fds const& input,
          Fds const& output, Fds const& errors)
{
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (std::string const& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&actions, input.ends[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, errors.ends[1], 2);
    // Its own group: a ^C at the terminal is for us, and we stop it in its turn.
    ::posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t plain;
    ::sigfillset(&plain);
    ::sigdelset(&plain, SIGKILL);
    ::sigdelset(&plain, SIGSTOP);
    ::posix_spawnattr_setsigdefault(&attributes, &plain);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    pid_t pid = -1;
    int const error =
        ::posix_spawnp(&pid, program.c_str(), &actions, &attributes, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (error != 0) {
        fail(error, program);
    }
    return pid;
}

} // namespace

ChildProcess::ChildProcess(std::string const& program, std::vector<std::string> const& arguments,
                           Listener listener)
    : listener_(std::move(listener))
{
    Fds input;
    Fds output;
    Fds errors;
    pid_ = spawn(program, arguments, input, output, errors);
    process_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    wake_fd_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    input_fd_ = input.release(1);
    output_.fd = output.release(0);
    errors_.fd = errors.release(0);
    thread_ = std::thread([this] { run(); });
}

ChildProcess::~ChildProcess()
{
    {
        std::lock_guard const guard(mutex_);
        abandoned_ = true;
        if (!ended_) {
            ::kill(pid_, SIGKILL);
        }
    }
    wake();
    thread_.join();
    close_fd(input_fd_);
    close_fd(output_.fd);
    close_fd(errors_.fd);
    close_fd(process_fd_);
    close_fd(wake_fd_);
}

void ChildProcess::wake() noexcept
{
    std::uint64_t const one = 1;
    [[maybe_unused]] auto const written = ::write(wake_fd_, &one, sizeof one);
}

void ChildProcess::write(std::string_view data)
{
    {
        std::lock_guard const guard(mutex_);
        if (!closing_input_) {
            pending_input_ += data;
        }
    }
    wake();
}

void ChildProcess::close_input()
{
    {
        std::lock_guard const guard(mutex_);
        closing_input_ = true;
    }
    wake();
}

void ChildProcess::signal(int number) noexcept
{
    std::lock_guard const guard(mutex_);
    if (!ended_) {
        ::kill(pid_, number);
    }
}

void ChildProcess::read_some(Pipe& pipe, bool is_error)
{
    for (;;) {
        if (!pipe.kept.empty()) {
            if (!listener_.output(is_error, pipe.kept)) {
                return;
            }
            pipe.kept.clear();
        }
        if (pipe.fd < 0) {
            return;
        }
        pipe.kept.resize(65'536);
        ssize_t const count = ::read(pipe.fd, pipe.kept.data(), pipe.kept.size());
        pipe.kept.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (count <= 0) {
            close_fd(pipe.fd);
        }
    }
}

// Writing to a process that does not read any more is no error of ours: SIGPIPE is blocked in the
// process's thread.
void ChildProcess::write_some()
{
    std::lock_guard const guard(mutex_);
    while (input_fd_ >= 0 && !pending_input_.empty()) {
        ssize_t const count = ::write(input_fd_, pending_input_.data(), pending_input_.size());
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (count < 0) {
            close_fd(input_fd_);
            return;
        }
        pending_input_.erase(0, static_cast<std::size_t>(count));
    }
    if (closing_input_) {
        close_fd(input_fd_);
    }
}

void ChildProcess::report_end()
{
    int status = 0;
    {
        std::lock_guard const guard(mutex_);
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        ended_ = true;
        if (abandoned_) {
            return;
        }
    }
    bool const signalled = WIFSIGNALED(status);
    listener_.ended(signalled ? 0 : WEXITSTATUS(status), signalled ? WTERMSIG(status) : 0);
}

// Where the kernel has no file descriptors for processes.
bool ChildProcess::is_over() const noexcept
{
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid_;
}

void ChildProcess::run()
{
    sigset_t every;
    ::sigfillset(&every);
    ::pthread_sigmask(SIG_BLOCK, &every, nullptr);
    bool over = false;
    for (;;) {
        bool writes = false;
        {
            std::lock_guard const guard(mutex_);
            writes = input_fd_ >= 0 && !pending_input_.empty();
            over = over || abandoned_;
        }
        bool const kept = !output_.kept.empty() || !errors_.kept.empty();
        std::array<pollfd, 5> fds{{
            {wake_fd_, POLLIN, 0},
            {over ? -1 : process_fd_, POLLIN, 0},
            {output_.kept.empty() ? output_.fd : -1, POLLIN, 0},
            {errors_.kept.empty() ? errors_.fd : -1, POLLIN, 0},
            {writes ? input_fd_ : -1, POLLOUT, 0},
        }};
        bool const asks_again = over || kept || process_fd_ < 0;
        ::poll(fds.data(), fds.size(), asks_again ? retry_milliseconds : -1);
        std::uint64_t wakes = 0;
        [[maybe_unused]] auto const seen = ::read(wake_fd_, &wakes, sizeof wakes);
        over = over || (fds[1].revents & POLLIN) != 0 || (process_fd_ < 0 && is_over());
        write_some();
        bool abandoned = false;
        {
            std::lock_guard const guard(mutex_);
            abandoned = abandoned_;
        }
        if (abandoned) {
            report_end();
            return;
        }
        read_some(output_, false);
        read_some(errors_, true);
        // A grandchild may hold the pipes open; what the process itself wrote has been read.
        if (over && output_.kept.empty() && errors_.kept.empty()) {
            report_end();
            return;
        }
    }
}

} // namespace janus::detail
