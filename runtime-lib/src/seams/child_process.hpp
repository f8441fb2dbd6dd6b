#pragma once
// ChildProcess: a process of the operating system with pipes to its standard streams. A thread of
// its own reads, writes and waits for the end. Destroying it kills a process that still runs and
// waits until it is gone.

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace janus::detail {

class ChildProcess {
public:
    struct Listener {
        // Called on the process's thread. False: not now, ask again.
        std::function<bool(bool is_error, std::string_view data)> output;
        // After the last output. `signal` is 0 unless one ended the process.
        std::function<void(int status, int signal)> ended;
    };

    // Throws std::system_error if the program cannot be started.
    ChildProcess(std::string const& program, std::vector<std::string> const& arguments,
                 Listener listener);
    ~ChildProcess();
    ChildProcess(ChildProcess const&) = delete;
    ChildProcess& operator=(ChildProcess const&) = delete;

    // These return at once; any thread.
    void write(std::string_view data);
    void close_input();
    void signal(int number) noexcept;

private:
    struct Pipe {
        int fd = -1;
        std::string kept; // read, but not taken by the listener yet
    };

    void run();
    void read_some(Pipe& pipe, bool is_error);
    void write_some();
    void report_end();
    bool is_over() const noexcept;
    void wake() noexcept;

    Listener listener_;
    int pid_ = -1;
    int process_fd_ = -1;
    int wake_fd_ = -1;
    Pipe output_;
    Pipe errors_;

    std::mutex mutex_;
    int input_fd_ = -1;
    std::string pending_input_;
    bool closing_input_ = false;
    bool ended_ = false;
    bool abandoned_ = false;
    std::thread thread_;
};

} // namespace janus::detail
