// How quickly janusc works, in lines per second of processor time, and how much memory it takes for
// a line. The aim: 500,000 lines/s for `check`, 200,000 for `compile`, 2 KB a line, both linear in
// the size, and 15 ms for a module of 300 lines with the start of the process.
#include "driver/compile.hpp"
#include "large_program.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>

#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

using janus::driver::Goal;

std::int64_t count_lines(std::string const& text)
{
    return std::count(text.begin(), text.end(), '\n');
}

bool compile_once(std::string const& text, Goal goal)
{
    janus::source::MemoryFileSystem files;
    files.add("large.jan", text);
    janus::driver::Options options;
    options.load.files = {"large.jan"};
    options.goal = goal;
    auto const result = janus::driver::compile(files, options);
    return result->ok() && (goal == Goal::check || !result->generated.empty());
}

/// A process of its own compiles once: what it needed more than at its birth.
std::int64_t bytes_needed(std::string const& text, Goal goal)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 0;
    pid_t const child = fork();
    if (child == 0) {
        rusage before{};
        rusage after{};
        getrusage(RUSAGE_SELF, &before);
        compile_once(text, goal);
        getrusage(RUSAGE_SELF, &after);
        std::int64_t const grown = (after.ru_maxrss - before.ru_maxrss) * 1024;
        _exit(write(ends[1], &grown, sizeof grown) == sizeof grown ? 0 : 1);
    }
    std::int64_t grown = 0;
    bool const told = read(ends[0], &grown, sizeof grown) == sizeof grown;
    close(ends[0]);
    close(ends[1]);
    waitpid(child, nullptr, 0);
    return told ? grown : 0;
}

void run(benchmark::State& state, Goal goal)
{
    std::string const text = janus::bench::large_program(static_cast<std::size_t>(state.range(0)));
    double const lines = static_cast<double>(count_lines(text));
    double const bytes = static_cast<double>(bytes_needed(text, goal));
    for (auto _ : state)
        if (!compile_once(text, goal))
            state.SkipWithError("the program has errors");
    using benchmark::Counter;
    state.counters["lines/s"] = Counter(lines, Counter::kIsIterationInvariantRate);
    state.counters["bytes/line"] = bytes / lines;
}

void check(benchmark::State& state)
{
    run(state, Goal::check);
}

void generate(benchmark::State& state)
{
    run(state, Goal::generate);
}

/// What somebody who calls janusc waits for.
void start_and_check(benchmark::State& state)
{
    auto const folder =
        std::filesystem::temp_directory_path() / ("janus-bench-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::string file = (folder / "module.jan").string();
    std::ofstream{file} << janus::bench::large_program(static_cast<std::size_t>(state.range(0)));
    std::string program = JANUSC;
    std::string command = "check";
    char* const words[] = {program.data(), command.data(), file.data(), nullptr};
    for (auto _ : state) {
        pid_t child = 0;
        int status = 1;
        if (posix_spawn(&child, program.c_str(), nullptr, nullptr, words, environ) == 0)
            waitpid(child, &status, 0);
        if (status != 0)
            state.SkipWithError("janusc failed");
    }
    std::filesystem::remove_all(folder);
}

BENCHMARK(check)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(
    benchmark::kMillisecond);
BENCHMARK(generate)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(
    benchmark::kMillisecond);
BENCHMARK(start_and_check)->Arg(300)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
