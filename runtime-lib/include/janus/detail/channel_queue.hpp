#pragma once
// ChannelQueue: a channel without its type: who waits to send or to receive, and whether it is
// closed. A Selection is one wait for the first of several operations; a plain send or receive is a
// selection of one. Whoever completes an operation of a selection claims it first, so it is
// completed once. Any thread.

#include <atomic>
#include <cstdint>
#include <span>

#include <janus/detail/cell.hpp>
#include <janus/detail/lock.hpp>

namespace janus::detail {

class ChannelQueue;
class Selection;

// One send or receive. It lives in a coroutine's frame while it waits in a queue.
struct ChannelOperation {
    ChannelOperation(ChannelQueue& on, bool is_send, void* content)
        : queue(&on), sends(is_send), slot(content)
    {}
    ChannelOperation(ChannelOperation const&) = delete;
    ChannelOperation& operator=(ChannelOperation const&) = delete;

    ChannelQueue* queue;
    bool sends;
    void* slot; // a T to send, or a std::optional<T> to receive into
    int index = 0;
    Selection* selection = nullptr;
    // In the queue's list, under its lock.
    bool linked = false;
    ChannelOperation* previous = nullptr;
    ChannelOperation* next = nullptr;
};

class Selection {
public:
    // Outcomes that are no operation's index.
    static constexpr int undecided = -1;
    static constexpr int timed_out = -2;
    static constexpr int none_ready = -3;
    static constexpr int all_closed = -4;

    Selection() = default;
    Selection(Selection const&) = delete;
    Selection& operator=(Selection const&) = delete;

    // Completes an operation that can be, chosen fairly; else, unless `waits`, yields nothing. If
    // it waits, the operations stay in their queues until `withdraw`.
    void begin(Cell& cell, std::span<ChannelOperation* const> operations, bool waits,
               bool closed_ends);
    // After this nobody else touches the selection; says how it was decided.
    int withdraw(std::span<ChannelOperation* const> operations) noexcept;
    bool is_settled() const noexcept { return settled_.load(std::memory_order_acquire); }
    // The owner decides, unless somebody has.
    void decide(int outcome) noexcept;

private:
    friend class ChannelQueue;

    bool claim(int outcome) noexcept;

    std::atomic<int> outcome_{undecided};
    std::atomic<bool> settled_{false};
    std::atomic<int> open_{0}; // operations whose channel is not closed
    Cell* cell_ = nullptr;
    bool closed_ends_ = false;
    bool enlisted_ = false;
};

class ChannelQueue {
public:
    explicit ChannelQueue(std::int64_t capacity) : capacity_(capacity) {}
    ChannelQueue(ChannelQueue const&) = delete;
    ChannelQueue& operator=(ChannelQueue const&) = delete;

    void close() noexcept;
    bool is_closed() const noexcept;
    std::int64_t length() const noexcept;
    std::int64_t capacity() const noexcept { return capacity_; }
    // Without waiting; false if it cannot be done now.
    bool attempt(ChannelOperation& operation);

protected:
    ~ChannelQueue() = default;

    virtual void push(void* from) = 0;
    virtual void pop(void* into) = 0;
    virtual void hand_over(void* from, void* into) = 0;
    virtual std::int64_t buffered() const noexcept = 0;

private:
    friend class Selection;

    struct List {
        ChannelOperation* first = nullptr;
        ChannelOperation* last = nullptr;
    };

    bool attempt_locked(ChannelOperation& operation);
    ChannelOperation* claim_partner(List& list, Selection const* own) noexcept;
    void settle(ChannelOperation& operation) noexcept;
    void link(ChannelOperation& operation) noexcept;
    void unlink(ChannelOperation& operation) noexcept;
    void close_waiting(List& list) noexcept;

    mutable Lock lock_;
    std::int64_t const capacity_;
    bool closed_ = false;
    List senders_;
    List receivers_;
};

} // namespace janus::detail
