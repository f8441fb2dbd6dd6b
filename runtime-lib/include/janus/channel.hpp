#pragma once
// Channel<T>: a queue between tasks and actors. Sending waits while it is full (a channel of
// capacity 0 waits for a receiver), receiving while it is empty; a closed channel is drained first.
// A handle: copies speak of the same channel. Any thread may use it, tasks and actors may wait.

#include <array>
#include <coroutine>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <source_location>
#include <utility>

#include <janus/cancellation.hpp>
#include <janus/channel_error.hpp>
#include <janus/detail/channel_queue.hpp>
#include <janus/detail/current.hpp>
#include <janus/detail/suspend.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/unit.hpp>

namespace janus {

namespace detail {

// Panics if no channel can have it.
void check_capacity(std::int64_t capacity, std::source_location where);

template <class T> class ChannelOf final : public ChannelQueue {
public:
    using ChannelQueue::ChannelQueue;

private:
    void push(void* from) override { buffer_.push_back(std::move(*static_cast<T*>(from))); }
    void pop(void* into) override
    {
        static_cast<std::optional<T>*>(into)->emplace(std::move(buffer_.front()));
        buffer_.pop_front();
    }
    void hand_over(void* from, void* into) override
    {
        static_cast<std::optional<T>*>(into)->emplace(std::move(*static_cast<T*>(from)));
    }
    std::int64_t buffered() const noexcept override
    {
        return static_cast<std::int64_t>(buffer_.size());
    }

    std::deque<T> buffer_;
};

// A wait for one operation.
class OneOperation : Waiter {
public:
    OneOperation(ChannelQueue& queue, bool sends, void* slot, std::source_location where)
        : Waiter{&OneOperation::is_ready, false, true}, operation_(queue, sends, slot),
          where_(where)
    {}
    OneOperation(OneOperation const&) = delete;
    OneOperation& operator=(OneOperation const&) = delete;

    bool await_ready()
    {
        Cell& cell = current_cell();
        if (!may_go_on(cell)) {
            return false;
        }
        selection_.begin(cell, operations(), false, true);
        return selection_.is_settled();
    }
    void await_suspend(std::coroutine_handle<> caller)
    {
        Cell& cell = current_cell();
        if (!must_cancel(cell)) {
            selection_.begin(cell, operations(), true, true);
        }
        suspend(cell, caller, *this);
    }

protected:
    ~OneOperation() = default;

    // Before the value and the channel go away.
    void withdraw() noexcept { selection_.withdraw(operations()); }

    // False: the channel is closed.
    bool finish()
    {
        int const outcome = selection_.withdraw(operations());
        if (outcome == Selection::undecided) {
            throw Cancelled(where_);
        }
        return outcome >= 0;
    }

private:
    static bool is_ready(Waiter const& waiter) noexcept
    {
        return static_cast<OneOperation const&>(waiter).selection_.is_settled();
    }
    std::array<ChannelOperation*, 1> operations() { return {&operation_}; }

    ChannelOperation operation_;
    Selection selection_;
    std::source_location where_;
};

} // namespace detail

template <class T> class [[nodiscard]] Receiving : public detail::OneOperation {
public:
    Receiving(std::shared_ptr<detail::ChannelOf<T>> channel, std::source_location where)
        : OneOperation(*channel, false, &value_, where), channel_(std::move(channel))
    {}
    ~Receiving() { withdraw(); }
    Result<T, ChannelError> await_resume()
    {
        if (finish()) {
            return *std::move(value_);
        }
        return ChannelError{ChannelError::ChannelClosed{}};
    }

private:
    std::shared_ptr<detail::ChannelOf<T>> channel_;
    std::optional<T> value_;
};

template <class T> class [[nodiscard]] SendingInto : public detail::OneOperation {
public:
    SendingInto(std::shared_ptr<detail::ChannelOf<T>> channel, T value, std::source_location where)
        : OneOperation(*channel, true, &value_, where), channel_(std::move(channel)),
          value_(std::move(value))
    {}
    ~SendingInto() { withdraw(); }
    Result<void, ChannelError> await_resume()
    {
        if (finish()) {
            return Unit{};
        }
        return ChannelError{ChannelError::ChannelClosed{}};
    }

private:
    std::shared_ptr<detail::ChannelOf<T>> channel_;
    T value_;
};

// The cases of a select.
template <class T> class ReceiveCase {
public:
    explicit ReceiveCase(std::shared_ptr<detail::ChannelOf<T>> channel)
        : channel_(std::move(channel)), operation(*channel_, false, &value_)
    {}
    // What was received, once this case was chosen.
    T take() { return *std::move(value_); }

private:
    std::shared_ptr<detail::ChannelOf<T>> channel_;
    std::optional<T> value_;

public:
    detail::ChannelOperation operation;
};

template <class T> class SendCase {
public:
    SendCase(std::shared_ptr<detail::ChannelOf<T>> channel, T value)
        : channel_(std::move(channel)), value_(std::move(value)),
          operation(*channel_, true, &value_)
    {}

private:
    std::shared_ptr<detail::ChannelOf<T>> channel_;
    T value_;

public:
    detail::ChannelOperation operation;
};

template <class T> class Channel {
    using State = detail::ChannelOf<T>;

public:
    Channel() : Channel(0) {}
    static Channel buffered(std::int64_t capacity,
                            std::source_location where = std::source_location::current())
    {
        detail::check_capacity(capacity, where);
        return Channel(capacity);
    }
    static Channel unbuffered() { return Channel(0); }

    SendingInto<T> send(T value, std::source_location where = std::source_location::current()) const
    {
        return SendingInto<T>(state_, std::move(value), where);
    }
    Receiving<T> recv(std::source_location where = std::source_location::current()) const
    {
        return Receiving<T>(state_, where);
    }
    bool try_send(T value) const
    {
        detail::ChannelOperation operation(*state_, true, &value);
        return state_->attempt(operation);
    }
    Option<T> try_recv() const
    {
        std::optional<T> value;
        detail::ChannelOperation operation(*state_, false, &value);
        if (!state_->attempt(operation)) {
            return none;
        }
        return *std::move(value);
    }
    SendCase<T> send_case(T value) const { return SendCase<T>(state_, std::move(value)); }
    ReceiveCase<T> receive_case() const { return ReceiveCase<T>(state_); }

    void close() const noexcept { state_->close(); }
    bool is_closed() const noexcept { return state_->is_closed(); }
    std::int64_t len() const noexcept { return state_->length(); }
    std::int64_t cap() const noexcept { return state_->capacity(); }
    String to_text() const { return String("Channel"); }
    friend bool operator==(Channel const&, Channel const&) = default;

private:
    explicit Channel(std::int64_t capacity) : state_(std::make_shared<State>(capacity)) {}

    std::shared_ptr<State> state_;
};

} // namespace janus
