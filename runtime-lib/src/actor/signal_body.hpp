#pragma once
// SignalBody: the inside of a cell that runs no coroutine but handles signals itself, such as a
// supervisor.

#include <memory>

#include <janus/detail/actor_body.hpp>

#include "actor/lifecycle.hpp"
#include "actor/signal.hpp"

namespace janus::detail {

class SignalBody : public Body {
public:
    explicit SignalBody(Cell& cell) : cell_(cell) {}

    bool handles_signals() const noexcept final { return true; }
    Behaviour run() final { return {}; }
    virtual Turn handle(std::unique_ptr<Signal> signal) = 0;

protected:
    Cell& cell() noexcept { return cell_; }

private:
    Cell& cell_;
};

} // namespace janus::detail
