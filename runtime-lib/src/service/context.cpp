#include <janus/context.hpp>

#include <algorithm>
#include <utility>

#include <janus/detail/current.hpp>

#include "scheduler/runtime.hpp"

namespace janus {

struct Context::State {
    bool everything = true;
    List<String> capabilities; // unless it has everything
    CancelToken token;

    bool has(String const& capability) const
    {
        return everything || capabilities.contains(capability);
    }
};

Context::Context() : state_(std::make_shared<State const>()) {}

Context::Context(std::shared_ptr<State const> state) : state_(std::move(state)) {}

bool Context::has(List<String> const& capabilities) const
{
    return std::all_of(capabilities.begin(), capabilities.end(),
                       [&](String const& one) { return state_->has(one); });
}

Context Context::only(List<String> const& capabilities) const
{
    List<String> kept = capabilities.filter([&](String const& one) { return state_->has(one); });
    return Context(
        std::make_shared<State const>(State{false, std::move(kept), state_->token.child()}));
}

Context Context::with_deadline(Timestamp deadline) const
{
    return Context(std::make_shared<State const>(
        State{state_->everything, state_->capabilities, state_->token.child_until(deadline)}));
}

Context Context::with_timeout(std::int64_t milliseconds) const
{
    std::int64_t const now = detail::current_cell().runtime->clock().wall_nanoseconds() / 1'000'000;
    return with_deadline(Timestamp::from_milliseconds(add(now, milliseconds)));
}

Context Context::with_cancel(CancelToken token) const
{
    Option<Timestamp> const limit = deadline();
    CancelToken limited = limit.is_some() ? token.child_until(*limit) : token.child();
    return Context(std::make_shared<State const>(
        State{state_->everything, state_->capabilities, std::move(limited)}));
}

Option<Timestamp> Context::deadline() const
{
    return state_->token.deadline();
}

CancelToken Context::token() const
{
    return state_->token;
}

void Context::cancel() const
{
    state_->token.cancel();
}

} // namespace janus
