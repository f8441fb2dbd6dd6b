#pragma once
// Scope: an open nursery as the cell that opened it sees it. The scopes of a cell are a stack, the
// innermost first. Only the cell's own turn touches the stack.

namespace janus::detail {

class Scope {
public:
    Scope() = default;
    Scope(Scope const&) = delete;
    Scope& operator=(Scope const&) = delete;
    virtual ~Scope() = default;

    // Its tasks and its block are to give up. Any thread.
    virtual bool is_cancelled() const noexcept = 0;
    // The block's frames are about to be destroyed: no task may go on with what they hold.
    virtual void abandon() noexcept = 0;

    Scope* outer = nullptr;
};

} // namespace janus::detail
