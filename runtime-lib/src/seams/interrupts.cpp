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

constexpr std::uint64_t signalled = 1;
constexpr std::uint64_t finished = std::uint64_t{1} << 32;

void tell(std::uint64_t what) noexcept
{
    int const fd = event_fd.load(std::memory_order_relaxed);
    if (fd >= 0) {
        [[maybe_unused]] auto const written = ::write(fd, &what, sizeof what);
    }
}

extern "C" void janus_on_signal(int)
{
    int const kept = errno;
    tell(signalled);
    errno = kept;
}

void listen_to(int signal)
{
    struct sigaction action = {};
    action.sa_handler = &janus_on_signal;
    // Once; the next one has its default effect.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Interrupts::Interrupts(std::function<void()> told) : told_(std::move(told))
{
    int const fd = ::eventfd(0, EFD_CLOEXEC);
    event_fd.store(fd, std::memory_order_relaxed);
    thread_ = std::thread([this, fd] {
        std::uint64_t what = 0;
        while (::read(fd, &what, sizeof what) == sizeof what || errno == EINTR) {
            if (what >= finished) {
                return;
            }
            told_();
        }
    });
    listen_to(SIGINT);
    listen_to(SIGTERM);
}

Interrupts::~Interrupts()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    tell(finished);
    thread_.join();
    ::close(event_fd.exchange(-1, std::memory_order_relaxed));
}

} // namespace janus::detail
