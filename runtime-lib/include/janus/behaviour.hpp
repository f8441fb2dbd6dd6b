#pragma once
// Behaviour: the coroutine an actor is. Generated `run` functions return it; the runtime starts,
// resumes and destroys it, always on one thread at a time. An exception that leaves it is the
// actor's crash.

#include <coroutine>
#include <exception>
#include <utility>

#include <janus/detail/memory_pool.hpp>

namespace janus {

class [[nodiscard]] Behaviour {
public:
    struct promise_type : detail::Pooled {
        std::exception_ptr failure;

        Behaviour get_return_object()
        {
            return Behaviour(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { failure = std::current_exception(); }
    };
    using Handle = std::coroutine_handle<promise_type>;

    Behaviour() = default;
    explicit Behaviour(Handle handle) : handle_(handle) {}
    Behaviour(Behaviour&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Behaviour& operator=(Behaviour&& other) noexcept
    {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Behaviour()
    {
        if (handle_) {
            handle_.destroy();
        }
    }

    explicit operator bool() const { return static_cast<bool>(handle_); }
    // The caller owns the coroutine from now on.
    Handle release() { return std::exchange(handle_, {}); }

private:
    Handle handle_;
};

} // namespace janus
