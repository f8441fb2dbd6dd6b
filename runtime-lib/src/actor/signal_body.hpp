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
    // The first step of its life.
    virtual Turn begin() = 0;
    virtual Turn handle(std::unique_ptr<Signal> signal) = 0;
    // Between signals: whether there is something to do, and doing it.
    virtual bool has_work() noexcept = 0;
    virtual Turn work() = 0;

protected:
    Cell& cell() const noexcept { return cell_; }

private:
    Cell& cell_;
};

// What a signal does to any cell.
Turn handle_common_signal(Cell& cell, std::unique_ptr<Signal> signal);

} // namespace janus::detail
