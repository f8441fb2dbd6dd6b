#include <catch2/catch.hpp>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include <janus/system.hpp>

#include "../store/temporary_folder.hpp"
#include "sample_grains.hpp"

using janus::ActorSystem;
using janus::Options;
using sample::Account;
using sample::AccountMsg;

namespace {

Options options_with(std::string const& store)
{
    Options options;
    options.workers = 2;
    options.store = store;
    options.log_level = janus::LogLevel::off;
    return options;
}

// Deposits for ever and writes each balance that was acknowledged. Never returns.
[[noreturn]] void deposit_until_killed(std::string const& store, int acknowledged)
{
    ActorSystem system(options_with(store));
    auto ann = system.grain<Account>(janus::String("ann"));
    for (;;) {
        auto const answer = ann.ask_blocking(AccountMsg::DepositAndTell{1, {}}, janus::seconds(60));
        std::int64_t const balance = answer.unwrap_or(-1);
        if (::write(acknowledged, &balance, sizeof balance) != sizeof balance || balance < 0) {
            std::_Exit(1);
        }
    }
}

std::int64_t read_balance(int from)
{
    std::int64_t balance = 0;
    return ::read(from, &balance, sizeof balance) == sizeof balance ? balance : -1;
}

// What the child had acknowledged when it was killed, the last word read from its pipe.
std::int64_t last_acknowledged_before_kill(std::string const& store, int answers)
{
    int pipe[2] = {-1, -1};
    REQUIRE(::pipe(pipe) == 0);
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(pipe[0]);
        deposit_until_killed(store, pipe[1]);
    }
    ::close(pipe[1]);
    std::int64_t last = 0;
    for (int i = 0; i < answers; ++i) {
        last = read_balance(pipe[0]);
        REQUIRE(last > 0);
    }
    ::kill(child, SIGKILL);
    for (std::int64_t next = last; next > 0; next = read_balance(pipe[0])) {
        last = next;
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    return last;
}

} // namespace

TEST_CASE("a killed process loses nothing it acknowledged", "[grain][sqlite][kill]")
{
    TemporaryFolder const folder;
    std::string const store = folder.file("store.db");
    for (int answers : {1, 2, 7, 20, 61}) {
        std::int64_t const acknowledged = last_acknowledged_before_kill(store, answers);
        ActorSystem system(options_with(store));
        auto const balance = system.grain<Account>(janus::String("ann"))
                                 .ask_blocking(AccountMsg::Balance{}, janus::seconds(60));
        REQUIRE(balance.is_ok());
        // One more may have been stored and not yet acknowledged.
        CHECK(*balance >= acknowledged);
        CHECK(*balance <= acknowledged + 1);
    }
}
