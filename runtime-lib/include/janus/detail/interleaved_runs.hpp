#pragma once
// InterleavedRuns: the ends of the mailbox that further runs of an actor's behaviour read from,
// one for each message it handles while another one waits. Empty for actors that do not do that.

#include <memory>
#include <vector>

#include <janus/behaviour.hpp>
#include <janus/detail/actor_kind.hpp>
#include <janus/mailbox.hpp>

namespace janus::detail {

template <class T, class M, bool possible = HasReentrantMessages<T>> class InterleavedRuns {
public:
    Behaviour begin(Cell&, T&) { return {}; }
    void end() noexcept {}
};

template <class T, class M> class InterleavedRuns<T, M, true> {
public:
    Behaviour begin(Cell& cell, T& actor)
    {
        inboxes_.push_back(std::make_unique<Mailbox<M>>(cell));
        return actor.run(*inboxes_.back());
    }
    void end() noexcept { inboxes_.pop_back(); }

private:
    std::vector<std::unique_ptr<Mailbox<M>>> inboxes_;
};

} // namespace janus::detail
