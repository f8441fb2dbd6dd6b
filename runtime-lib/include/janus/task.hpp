#pragma once
// Task<T>: a call that can suspend; a function that returns one suspends, nothing else does. It
// starts when it is awaited and runs on the awaiting actor's turn. An exception it ends with is
// thrown again where it is awaited. A task belongs to one actor; no other thread may touch it.

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <janus/detail/current.hpp>
#include <janus/detail/memory_pool.hpp>

namespace janus {

template <class T = void> class Task;

namespace detail {

// Lets the turn go on with the caller. No symmetric transfer: g++ makes a real call of it in
// unoptimised builds, and the stack would grow with every completion.
void continue_with(std::coroutine_handle<> caller) noexcept;

struct TaskPromiseBase : Pooled {
    std::coroutine_handle<> caller; // set once the task has suspended its caller
    std::exception_ptr failure;

    struct FinalAwaiter {
        TaskPromiseBase& promise;

        bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) noexcept
        {
            if (promise.caller) {
                continue_with(promise.caller);
            }
        }
        void await_resume() noexcept {}
    };

    std::suspend_always initial_suspend() noexcept { return {}; }
    FinalAwaiter final_suspend() noexcept { return FinalAwaiter{*this}; }
    void unhandled_exception() noexcept { failure = std::current_exception(); }
};

template <class T> struct TaskPromise : TaskPromiseBase {
    std::optional<T> value;

    Task<T> get_return_object();
    // By value: a result made from an error notes the place of the `co_return`.
    void return_value(T result) { value.emplace(std::move(result)); }
    T take() { return std::move(*value); }
};

template <> struct TaskPromise<void> : TaskPromiseBase {
    Task<void> get_return_object();
    void return_void() noexcept {}
    void take() noexcept {}
};

} // namespace detail

template <class T> class [[nodiscard]] Task {
public:
    using promise_type = detail::TaskPromise<T>;
    using value_type = T;

    // Done already.
    Task() noexcept requires std::is_void_v<T> {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Task& operator=(Task&& other) noexcept
    {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Task()
    {
        if (handle_) {
            handle_.destroy();
        }
    }

    bool await_ready() const noexcept { return !handle_ || handle_.done(); }
    // Runs the task here; the caller suspends only if the task did.
    bool await_suspend(std::coroutine_handle<> caller)
    {
        handle_.resume();
        if (handle_.done()) {
            return false;
        }
        handle_.promise().caller = caller;
        return true;
    }
    T await_resume()
    {
        if constexpr (std::is_void_v<T>) {
            if (!handle_) {
                return;
            }
        }
        if (handle_.promise().failure) {
            std::rethrow_exception(std::exchange(handle_.promise().failure, nullptr));
        }
        return handle_.promise().take();
    }

private:
    friend promise_type;
    explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}

    std::coroutine_handle<promise_type> handle_;
};

namespace detail {

template <class T> Task<T> TaskPromise<T>::get_return_object()
{
    return Task<T>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

inline Task<void> TaskPromise<void>::get_return_object()
{
    return Task<void>(std::coroutine_handle<TaskPromise>::from_promise(*this));
}

template <class T> inline constexpr bool is_task = false;
template <class T> inline constexpr bool is_task<Task<T>> = true;

template <class R> struct TaskValueOf {
    using type = R;
};
template <class T> struct TaskValueOf<Task<T>> {
    using type = T;
};
// What a call yields once it is awaited, if it has to be.
template <class R> using TaskValue = typename TaskValueOf<R>::type;

} // namespace detail

} // namespace janus
