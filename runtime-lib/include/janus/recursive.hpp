#pragma once
// Recursive<F>: a closure that may call itself, Janus's nested `func`. F takes the object itself in
// front of its arguments. As safe across threads as F is.

#include <utility>

namespace janus {

template <class F> class Recursive {
public:
    explicit Recursive(F function) : function_(std::move(function)) {}

    template <class... Arguments> decltype(auto) operator()(Arguments&&... arguments) const
    {
        return function_(*this, std::forward<Arguments>(arguments)...);
    }

private:
    F function_;
};

template <class F> Recursive(F) -> Recursive<F>;

} // namespace janus
