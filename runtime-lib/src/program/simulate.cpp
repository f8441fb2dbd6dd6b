#include "program/simulate.hpp"

#include <cstdlib>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <janus/detail/file_system.hpp>
#include <janus/error.hpp>
#include <janus/print.hpp>
#include <janus/program.hpp>

#include "program/test_run.hpp"
#include "seams/forked.hpp"
#include "sim/sim_executor.hpp"

namespace janus {

namespace {

std::vector<std::string_view>& functions_not_simulable()
{
    static std::vector<std::string_view> names;
    return names;
}

} // namespace

NotSimulable::NotSimulable(std::initializer_list<std::string_view> functions)
{
    functions_not_simulable().insert(functions_not_simulable().end(), functions);
}

namespace detail {

namespace {

constexpr std::uint64_t most_turns = 50'000'000;
constexpr unsigned longest_seconds = 120; // of real time for one seed
constexpr std::size_t shown_events = 40;

// Keeps the log, and the first bug that an actor's crash shows.
class SimLog final : public Log {
public:
    SimLog(ManualClock& clock, SimEvents& events, Output* shown)
        : clock_(clock), events_(events), shown_(shown)
    {}

    void write(LogLevel level, std::string_view line) noexcept override
    {
        // What follows is a backtrace, which is another one in each build.
        events_.line(clock_.boot_nanoseconds(), line.substr(0, line.find('\n')));
        if (bug_.empty() && line.starts_with("crash: ") &&
            line.find(": panic P0") != std::string_view::npos) {
            bug_ = line.substr(7);
        }
        if (shown_ != nullptr && level >= LogLevel::info) {
            shown_->error(std::string(line) + '\n');
        }
    }
    std::string const& bug() const { return bug_; }

private:
    ManualClock& clock_;
    SimEvents& events_;
    Output* const shown_;
    std::string bug_;
};

class SimOutput final : public Output {
public:
    SimOutput(ManualClock& clock, SimEvents& events, Output* shown)
        : clock_(clock), events_(events), shown_(shown)
    {}

    void standard(std::string_view text) override
    {
        events_.line(clock_.boot_nanoseconds(), text);
        if (shown_ != nullptr) {
            shown_->standard(text);
        }
    }
    void error(std::string_view text) override
    {
        events_.line(clock_.boot_nanoseconds(), text);
        if (shown_ != nullptr) {
            shown_->error(text);
        }
    }
    void flush() override
    {
        if (shown_ != nullptr) {
            shown_->flush();
        }
    }

private:
    ManualClock& clock_;
    SimEvents& events_;
    Output* const shown_;
};

// One seed, on this thread, in this process.
class SeedRun {
public:
    SeedRun(SimSettings const& settings, Options const& options, std::uint64_t seed, bool shows)
        : settings_(settings), options_(options), seed_(seed), shown_(shows ? &output() : nullptr)
    {
        options_.store = "memory";
    }

    // Does not return if the job fails: what it left behind may be beyond an orderly end.
    void run(SimJob const& job);
    SimEvents const& events() const { return events_; }

private:
    [[noreturn]] void fail(SimJob const& job, TestFailure const& failure);

    SimSettings const& settings_;
    Options options_;
    std::uint64_t const seed_;
    Output* const shown_;
    SimEvents events_;
};

void SeedRun::run(SimJob const& job)
{
    ManualClock clock;
    SimFaults faults(clock, seed_, FaultKinds::named(settings_.faults));
    SimExecutor executor(clock, events_, seed_, faults, {settings_.time.millis(), most_turns});
    SeededRandom random(seed_ * 2 + 3);
    SimLog log(clock, events_, shown_);
    SimOutput out(clock, events_, shown_);
    MemoryFileSystem files;
    set_output(&out);
    set_file_system(&files);
    auto system = std::make_unique<ActorSystem>(
        options_, Seams{&clock, &random, &log, &executor, nullptr, &faults});
    std::optional<TestFailure> failure = failure_of([&] { job.run(*system); }, job.place);
    if (!failure) {
        failure = failure_of([&] { system->stop(); }, job.place);
    }
    set_output(nullptr);
    set_file_system(nullptr);
    if (!failure && !log.bug().empty()) {
        failure = TestFailure{log.bug(), "in an actor"};
    }
    if (!failure && executor.was_cut_off()) {
        failure = TestFailure{fmt::format("it had not ended after {} s of virtual time",
                                          settings_.time.millis() / 1'000),
                              job.place};
    }
    if (!failure && system->exit_code() != 0) {
        failure = TestFailure{"a root supervisor gave up", job.place};
    }
    if (failure) {
        fail(job, *failure);
    }
}

void SeedRun::fail(SimJob const& job, TestFailure const& failure)
{
    println("FAIL  ", job.title, " with seed ", seed_, "\n    ", failure.text, "\n    at ",
            failure.place, "\nthe last events:");
    for (std::string const& line : events_.last(shown_events)) {
        println(line);
    }
    output().flush();
    std::_Exit(1);
}

std::string repetition(SimSettings const& settings, Options const& options, std::uint64_t seed)
{
    bool const by_janusc = !settings.repeat_as.empty();
    std::string line = by_janusc ? "janusc test" : options.program;
    line += " --sim --seed " + std::to_string(seed);
    line += settings.faults == "none" ? "" : " --faults " + settings.faults;
    return line + (by_janusc ? " " + settings.repeat_as : "");
}

std::uint64_t run_seed(SimSettings const& settings, Options const& options,
                       std::vector<SimJob> const& jobs, std::uint64_t seed, bool shows)
{
    SeedRun run(settings, options, seed, shows);
    for (SimJob const& job : jobs) {
        run.run(job);
    }
    if (shows) {
        println("seed ", seed, " passed: ", run.events().turns(), " turns, digest ",
                fmt::format("{:016x}", run.events().digest()));
        output().flush();
    }
    return run.events().digest();
}

} // namespace

SimJob main_job(std::function<std::int64_t(ActorSystem&)> main)
{
    return {"main", "main", [main = std::move(main)](ActorSystem& system) {
                std::int64_t const code = main(system);
                if (code != 0) {
                    throw EscapedError(Error(String("exit_code_" + std::to_string(code))));
                }
            }};
}

void describe_simulation(CLI::App& app, SimSettings& settings)
{
    std::string const group = "Simulation";
    app.add_flag("--sim", settings.on, "run it in virtual time, once per seed")->group(group);
    app.add_option("--seeds", settings.seeds, "how many seeds (100)")
        ->type_name("COUNT")
        ->check(CLI::PositiveNumber)
        ->group(group);
    app.add_option_function<std::uint64_t>(
           "--seed",
           [&settings](std::uint64_t seed) {
               settings.first_seed = seed;
               settings.one_seed = true;
           },
           "this seed only, with the program's output")
        ->type_name("SEED")
        ->group(group);
    app.add_option("--faults", settings.faults,
                   "all, none, or some of yield,wake,late,sleep,store,refuse (none)")
        ->type_name("KINDS")
        ->check([](std::string const& text) { return FaultKinds::problem_with(text); })
        ->group(group);
    app.add_option("--repeat-as", settings.repeat_as, "")->group("");
}

int simulate(SimSettings const& settings, Options const& options, std::vector<SimJob> const& jobs)
{
    if (!functions_not_simulable().empty()) {
        eprintln(options.program, ": cannot be simulated: not marked `@simulable` are ",
                 fmt::format("{}", fmt::join(functions_not_simulable(), ", ")));
        return 2;
    }
    if (settings.one_seed) {
        run_seed(settings, options, jobs, settings.first_seed, true);
        return 0;
    }
    std::uint64_t digest = 0;
    for (std::uint64_t i = 0; i < settings.seeds; ++i) {
        std::uint64_t const seed = settings.first_seed + i;
        // A process of its own: nothing is left over from the last seed.
        ForkedResult const result = run_forked(
            [&] { return run_seed(settings, options, jobs, seed, false); }, longest_seconds);
        if (!result.text.empty()) {
            println("FAIL  with seed ", seed, "\n    ", result.text);
        }
        if (result.exit_code != 0) {
            println("again: ", repetition(settings, options, seed), "\n", i,
                    " seeds passed, 1 failed");
            output().flush();
            return 1;
        }
        digest = digest * 31 + result.value;
    }
    println(settings.seeds, " seeds passed, 0 failed; digest ", fmt::format("{:016x}", digest));
    output().flush();
    return 0;
}

} // namespace detail

} // namespace janus
