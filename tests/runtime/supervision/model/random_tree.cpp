#include "random_tree.hpp"

namespace supervision_model {

namespace {

constexpr int deepest = 2;

std::shared_ptr<SupervisorRules const> supervisor(Choices& choices, std::string const& name,
                                                  int depth);

ChildRules child(Choices& choices, std::string const& name, int depth, bool ends_by_itself)
{
    ChildRules made;
    made.id = name;
    made.restart = static_cast<janus::Restart>(choices.below(3));
    made.significant =
        ends_by_itself && made.restart != janus::Restart::permanent && choices.one_in(2);
    made.shutdown = choices.of({0, 50, 5'000, 5'000, -1});
    if (depth > 0 && choices.one_in(4)) {
        made.inner = supervisor(choices, name + '.', depth - 1);
        made.shutdown = choices.of({-1, -1, 3'000});
        return made;
    }
    made.is_pool = choices.one_in(6);
    made.start_timeout = choices.of({100, 10'000});
    made.failing_starts_of_ten = static_cast<int>(choices.of({0, 0, 0, 1, 5}));
    made.start_takes = choices.of({0, 0, 0, 20, 200});
    made.stop_takes = choices.of({0, 0, 0, 40, 300});
    made.stop_throws = choices.one_in(10);
    return made;
}

std::shared_ptr<SupervisorRules const> supervisor(Choices& choices, std::string const& name,
                                                  int depth)
{
    auto made = std::make_shared<SupervisorRules>();
    made->strategy = static_cast<janus::Strategy>(choices.below(3));
    made->auto_shutdown = static_cast<janus::AutoShutdown>(choices.of({0, 0, 1, 2}));
    made->max_restarts = choices.of({0, 1, 2, 3, 5, 20});
    made->period = choices.of({100, 1'000, 30'000});
    made->base = choices.of({0, 10, 50, 50, 400});
    made->cap = choices.of({500, 2'000, 30'000});
    made->jitter = choices.one_in(2) ? 0.2 : 0.0;
    made->reset_after = choices.of({0, 0, 300});
    if (depth == deepest && !choices.one_in(3)) {
        // A root that gives up at once would leave nothing to see.
        made->auto_shutdown = janus::AutoShutdown::never;
        made->max_restarts = 50;
    }
    std::size_t const count = 1 + choices.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        made->children.push_back(child(choices, name + static_cast<char>('a' + i), depth,
                                       made->auto_shutdown != janus::AutoShutdown::never));
    }
    return made;
}

} // namespace

std::shared_ptr<SupervisorRules const> random_tree(Choices& choices)
{
    return supervisor(choices, "", deepest);
}

} // namespace supervision_model
