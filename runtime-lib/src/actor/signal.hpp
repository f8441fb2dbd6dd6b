#pragma once
// Signal: a system message to a cell: stop, kill, restart, exits of children, monitors. Signals
// have a lane of their own, are never refused, and are looked at before every message.

#include <cstdint>
#include <memory>

#include <janus/detail/address.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/exit_reason.hpp>
#include <janus/pid.hpp>

namespace janus::detail {

class Call;

struct Signal : Pooled {
    enum class Kind : std::uint8_t {
        start,     // from the supervisor: make a new incarnation
        stop,      // no new messages; end when those queued are handled
        halt,      // from the supervisor: end after the running message, keep the mailbox
        kill,      // end now
        discard,   // from the supervisor: the cell is not needed any more
        started,   // to the supervisor: on_start has returned
        exited,    // to the supervisor: the incarnation is over
        monitor,   // tell `from` when this actor ends
        demonitor, //
        link,      // couple this actor with `from`
        unlink,    //
        down,      // the actor `pid`, which `bond` monitors, ended
        exit,      // the linked actor `pid` ended
        trim,      // drop the oldest messages that are too many
        call,      // run `work` in the cell's turn
        interleave // handle `envelope`, though another message waits
    };

    explicit Signal(Kind what) : kind(what) {}

    Signal* next = nullptr;
    Address to; // set when it is posted
    Kind kind;
    Address from;
    Pid pid;
    std::uint64_t bond = 0; // which monitor it is about
    ExitReason reason;
    std::shared_ptr<Call> work; // what `start` and `call` do
    Envelope* envelope = nullptr;
};

// Something to do in a cell's own turn.
class Call {
public:
    virtual ~Call() = default;
    virtual void run(Cell& cell) = 0;
    // The cell is gone.
    virtual void refuse() noexcept {}
};

// Any thread. A signal to an actor that is gone is answered in its place (`down` with noproc).
void post_signal(Address to, std::unique_ptr<Signal> signal) noexcept;
void refuse_signal(Signal& signal) noexcept;

// Does not occur as an address: the cell takes no signals.
inline Signal* const no_signals = reinterpret_cast<Signal*>(1);

} // namespace janus::detail
