#include "seams/interrupts.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace janus::detail {

namespace {

// A signal handler can reach nothing else.
std::atomic<int> event_fd{-1};

// Counters in the parts of one number: what is read is the sum of what was told.
constexpr std::uint64_t to_end = 1;
constexpr std::uint64_t to_show = std::uint64_t{1} << 16;
constexpr std::uint64_t finished = std::uint64_t{1} << 32;

void tell(std::uint64_t what) noexcept
{
    int const fd = event_fd.load(std::memory_order_relaxed);
    if (fd >= 0) {
        [[maybe_unused]] auto const written = ::write(fd, &what, sizeof what);
    }
}

extern "C" void janus_on_signal(int signal)
{
    int const kept = errno;
    tell(signal == SIGUSR1 ? to_show : to_end);
    errno = kept;
}

void listen_to(int signal, int flags)
{
    struct sigaction action = {};
    action.sa_handler = &janus_on_signal;
    action.sa_flags = flags | SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interrupts::Interrupts(std::function<void()> told_to_end, std::function<void()> told_to_show)
    : told_to_end_(std::move(told_to_end)), told_to_show_(std::move(told_to_show))
{
    int const fd = ::eventfd(0, EFD_CLOEXEC);
    event_fd.store(fd, std::memory_order_relaxed);
    thread_ = std::thread([this, fd] {
        std::uint64_t what = 0;
        while (::read(fd, &what, sizeof what) == sizeof what || errno == EINTR) {
            if (what >= finished) {
                return;
            }
            if (what >= to_show) {
                told_to_show_();
            }
            if (what % to_show >= to_end) {
                told_to_end_();
            }
        }
    });
    // Once; the next one has its default effect.
    constexpr int once = static_cast<int>(SA_RESETHAND);
    listen_to(SIGINT, once);
    listen_to(SIGTERM, once);
    listen_to(SIGUSR1, 0);
}

Interrupts::~Interrupts()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGUSR1, SIG_DFL);
    tell(finished);
    thread_.join();
    ::close(event_fd.exchange(-1, std::memory_order_relaxed));
}

} // namespace janus::detail
