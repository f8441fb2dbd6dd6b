#pragma once
// Function<R(A…)>: a stored closure, Janus's `fn(A) -> R`. Copies share the closure, hence its
// captured `var` cells. There is no empty function, but one may be `unset` until it gets its value.
// Calling it is as safe across threads as the closure itself.

#include <atomic>
#include <cstddef>
#include <functional>
#include <type_traits>
#include <utility>

#include <janus/forward.hpp>
#include <janus/string.hpp>
#include <janus/unset.hpp>

namespace janus {

template <class R, class... Arguments> class Function<R(Arguments...)> {
public:
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, Function> &&
                 !std::is_same_v<std::remove_cvref_t<F>, Unset> &&
                 std::is_invocable_r_v<R, std::decay_t<F>&, Arguments...>)
    Function(F&& closure) : closure_(new Holder<std::decay_t<F>>(std::forward<F>(closure))) {}
    Function(Unset) noexcept {}
    // Around a closure whose first parameter is this function. It may keep it: no cycle, as the
    // closure holds none of itself.
    template <class F> static Function recursive(F closure)
    {
        return Function(new Itself<F>(std::move(closure)));
    }
    Function(Function const& other) noexcept : closure_(other.closure_)
    {
        if (closure_) {
            closure_->users.fetch_add(1, std::memory_order_relaxed);
        }
    }
    Function(Function&& other) noexcept : closure_(std::exchange(other.closure_, nullptr)) {}
    Function& operator=(Function other) noexcept
    {
        std::swap(closure_, other.closure_);
        return *this;
    }
    ~Function()
    {
        if (closure_ && closure_->users.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete closure_;
        }
    }

    R operator()(Arguments... arguments) const
    {
        return closure_->call(std::forward<Arguments>(arguments)...);
    }
    String to_text() const { return String("fn"); }

private:
    struct Callable {
        Callable() = default;
        Callable(Callable const&) = delete;
        Callable& operator=(Callable const&) = delete;
        virtual ~Callable() = default;
        virtual R call(Arguments... arguments) = 0;
        std::atomic<std::size_t> users{1};
    };
    template <class F> struct Holder final : Callable {
        explicit Holder(F const& from) : closure(from) {}
        explicit Holder(F&& from) : closure(std::move(from)) {}
        R call(Arguments... arguments) override
        {
            if constexpr (std::is_void_v<R>) {
                std::invoke(closure, std::forward<Arguments>(arguments)...);
            } else {
                return std::invoke(closure, std::forward<Arguments>(arguments)...);
            }
        }
        F closure;
    };
    template <class F> struct Itself final : Callable {
        explicit Itself(F&& from) : closure(std::move(from)) {}
        R call(Arguments... arguments) override
        {
            this->users.fetch_add(1, std::memory_order_relaxed);
            Function const own(this);
            return closure(own, std::forward<Arguments>(arguments)...);
        }
        F closure;
    };

    explicit Function(Callable* closure) noexcept : closure_(closure) {}

    Callable* closure_ = nullptr;
};

} // namespace janus
