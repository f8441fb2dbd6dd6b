#include <catch2/catch.hpp>
#include <cstdio>
#include <iostream>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <janus/program.hpp>

#include "grain/sample_grains.hpp"
#include "store/temporary_folder.hpp"

using janus::Error;
using janus::Result;
using janus::Task;

namespace {

struct Finished {
    int code;
    std::string out;
    std::string err;
};

std::string read_all(int from)
{
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = ::read(from, part.data(), part.size())) > 0;) {
        text.append(part.data(), static_cast<std::size_t>(size));
    }
    ::close(from);
    return text;
}

// Runs a program in a process of its own.
template <class Main> Finished run(std::vector<std::string> arguments, Main main)
{
    int out[2] = {-1, -1};
    int err[2] = {-1, -1};
    REQUIRE(::pipe(out) == 0);
    REQUIRE(::pipe(err) == 0);
    // What the test framework has not written yet must not be written by the child too.
    std::cout.flush();
    std::fflush(nullptr);
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::dup2(out[1], 1);
        ::dup2(err[1], 2);
        ::setenv("JANUS_STORE", "memory", 0);
        std::vector<char const*> argv{"/somewhere/program"};
        for (std::string const& argument : arguments) {
            argv.push_back(argument.c_str());
        }
        int const code =
            janus::run_program(static_cast<int>(argv.size()), argv.data(), "program", main);
        janus::exit(code);
    }
    ::close(out[1]);
    ::close(err[1]);
    Finished finished{0, read_all(out[0]), read_all(err[0])};
    int status = 0;
    ::waitpid(child, &status, 0);
    finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return finished;
}

bool has(std::string const& text, std::string const& part)
{
    INFO(text);
    return text.find(part) != std::string::npos;
}

void print_arguments()
{
    janus::println(janus::args());
}

std::int32_t seven()
{
    return 7;
}

Result<std::int64_t, Error> fails()
{
    return Error{"boom"};
}

Task<Result<void, Error>> fails_later()
{
    auto sleeping = janus::sleep(janus::milliseconds(1));
    co_await sleeping;
    janus::print("unfinished line");
    co_return Error{"late"};
}

void out_of_bounds()
{
    janus::List<int> const list;
    janus::println(list[3]);
}

void panics()
{
    janus::panic("", "on purpose");
}

Task<> deposits()
{
    auto account = janus::grain<sample::Account>(janus::String("ann"));
    auto asking = account.ask(sample::AccountMsg::DepositAndTell{1, {}});
    Result<std::int64_t> balance = co_await asking;
    janus::println(balance);
}

} // namespace

TEST_CASE("what main returns is the exit code", "[program]")
{
    CHECK(run({}, &print_arguments).code == 0);
    CHECK(run({}, &seven).code == 7);
    Finished const failed = run({}, &fails);
    CHECK(failed.code == 1);
    CHECK(has(failed.err, "Uncaught error 'boom' at "));
    CHECK(has(failed.err, "program_test.cpp:"));
    Finished const late = run({}, &fails_later);
    CHECK(late.code == 1);
    CHECK(late.out == "unfinished line");
    CHECK(has(late.err, "Uncaught error 'late' at "));
}

TEST_CASE("a panic of main is reported with its text, code and place", "[program]")
{
    Finished const bounds = run({}, &out_of_bounds);
    CHECK(bounds.code == 1);
    CHECK(has(bounds.err, "PANIC: index 3 out of bounds for length 0\n  P001 at "));
    Finished const panicked = run({}, &panics);
    CHECK(panicked.code == 1);
    CHECK(has(panicked.err, "PANIC: on purpose\n"));
}

TEST_CASE("options end at the first other argument or at --", "[program][options]")
{
    CHECK(run({"--workers", "1", "a", "--workers", "x"}, &print_arguments).out ==
          "[\"a\", \"--workers\", \"x\"]\n");
    CHECK(run({"--workers=1", "--", "--help"}, &print_arguments).out == "[\"--help\"]\n");
    CHECK(run({"-"}, &print_arguments).out == "[\"-\"]\n");
}

TEST_CASE("help and version end the program with 0", "[program][options]")
{
    Finished const help = run({"--help"}, &seven);
    CHECK(help.code == 0);
    for (char const* option :
         {"--workers", "--store", "--log-level", "--stuck-after", "--shutdown"}) {
        CHECK(has(help.out, option));
    }
    Finished const version = run({"--version"}, &seven);
    CHECK(version.code == 0);
    CHECK(has(version.out, "program (Janus "));
}

TEST_CASE("a wrong command line ends the program with 2 before main", "[program][options]")
{
    Finished const unknown = run({"--wokers", "2"}, &seven);
    CHECK(unknown.code == 2);
    CHECK(has(unknown.err, "program: unknown option '--wokers'"));
    CHECK(run({"--workers", "0"}, &seven).code == 2);
    CHECK(run({"--workers"}, &seven).code == 2);
    CHECK(run({"--log-level", "loud"}, &seven).code == 2);
    CHECK(run({"--stuck-after", "soon"}, &seven).code == 2);
}

TEST_CASE("a store that cannot be used ends the program with 2 before main", "[program][store]")
{
    TemporaryFolder const folder;
    Finished const absent = run({"--store", folder.file("absent/store.db")}, &seven);
    CHECK(absent.code == 2);
    CHECK(has(absent.err, "program: cannot use store '" + folder.file("absent/store.db") + "'"));
}

TEST_CASE("state outlives the program where --store says", "[program][store]")
{
    TemporaryFolder const folder;
    std::vector<std::string> const options{"--store", folder.file("store.db")};
    CHECK(run(options, &deposits).out == "Ok(1)\n");
    CHECK(run(options, &deposits).out == "Ok(2)\n");
}
