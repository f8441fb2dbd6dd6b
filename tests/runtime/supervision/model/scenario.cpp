#include "scenario.hpp"

#include <janus/system.hpp>

#include "checker.hpp"
#include "troubled.hpp"

namespace supervision_model {

namespace {

using Ref = janus::ActorRef<TroubleMsg>;

class NoLog final : public janus::Log {
public:
    void write(janus::LogLevel, std::string_view) noexcept override {}
};

void trouble_worker(Choices& choices, Ref const& worker)
{
    switch (choices.below(7)) {
    case 0:
    case 1:
        worker.send(TroubleMsg::Crash{});
        break;
    case 2:
        worker.send(TroubleMsg::Leave{});
        break;
    case 3:
        worker.send(TroubleMsg::Work{choices.of({1, 30, 400, 20'000}), false});
        break;
    case 4:
        worker.send(TroubleMsg::Work{choices.of({1, 30, 400, 20'000}), true});
        break;
    case 5:
        worker.kill();
        break;
    default:
        worker.stop();
        break;
    }
}

// Orders are not waited for: the next trouble may come before they are carried out.
void trouble_supervisor(Stage& stage, Stage::Known const& known)
{
    Choices& choices = stage.choices;
    janus::SupervisorRef const supervisor(known.address, nullptr);
    ChildRules const& child = known.rules->children[choices.below(known.rules->children.size())];
    janus::String const id(child.id);
    if (child.is_pool && !choices.one_in(4)) {
        auto const starting = supervisor.start_child<Troubled>(id, &child, &stage);
    } else if (child.is_pool) {
        std::string const member = child.id + '#' + std::to_string(1 + choices.below(8));
        janus::Stopping const stopping = supervisor.stop_child(janus::String(member));
    } else if (choices.one_in(2)) {
        janus::Stopping const stopping = supervisor.stop_child(id);
    } else if (&known == stage.supervisors.data() && !choices.one_in(20)) {
        return; // the root lives longer than others
    } else if (choices.one_in(4)) {
        janus::Stopping const stopping = supervisor.stop();
    } else if (choices.one_in(4)) {
        supervisor.kill();
    }
}

void make_trouble(Stage& stage)
{
    Choices& choices = stage.choices;
    for (std::size_t i = 1 + choices.below(3); i > 0; --i) {
        if (!stage.workers.empty() && !choices.one_in(4)) {
            // The newest are alive most likely.
            std::size_t const back = choices.below(std::min<std::size_t>(8, stage.workers.size()));
            trouble_worker(choices, stage.workers[stage.workers.size() - 1 - back]);
        } else if (!stage.supervisors.empty()) {
            trouble_supervisor(stage, stage.supervisors[choices.below(stage.supervisors.size())]);
        }
    }
}

janus::Task<> play(Stage* stage)
{
    auto starting = janus::start<Grown>(stage->root.get(), stage);
    for (std::size_t i = 10 + stage->choices.below(30); i > 0; --i) {
        std::int64_t const pause = stage->choices.of({0, 1, 5, 5, 45, 60, 300, 2'500, 12'000});
        auto sleeping = janus::sleep(janus::milliseconds(pause));
        co_await sleeping;
        make_trouble(*stage);
    }
    janus::SupervisorRef root = co_await starting;
    auto stopping = root.stop();
    co_await stopping;
    // Those below a supervisor that was killed end after it.
    auto settling = janus::sleep(janus::milliseconds(1));
    co_await settling;
}

} // namespace

ScenarioResult run_scenario(std::uint64_t seed, bool keeps_lines)
{
    Stage stage(seed);
    Checker checker(*stage.root, keeps_lines);
    janus::detail::ManualClock clock;
    janus::detail::DeterministicExecutor executor(clock, seed);
    janus::detail::SeededRandom random(seed);
    NoLog log;
    janus::Options options;
    options.store = "memory";
    auto system = std::make_unique<janus::ActorSystem>(
        options, janus::Seams{&clock, &random, &log, &executor, &checker});
    try {
        system->run([&stage] { return play(&stage); });
        system->stop();
    } catch (std::exception const& problem) {
        checker.fail(problem.what());
        static_cast<void>(system.release()); // beyond an orderly end
    }
    system.reset();
    checker.finish();
    return {checker.difference(), checker.lines(), checker.digest(), checker.events()};
}

} // namespace supervision_model
