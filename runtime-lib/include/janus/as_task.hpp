#pragma once
// as_task(f): a plain function where one that may suspend is wanted (`async fn`). Calling it runs
// `f` at once; the task only hands over what that gave. As safe across threads as `f`.

#include <functional>
#include <type_traits>
#include <utility>

#include <janus/task.hpp>

namespace janus {

namespace detail {

inline Task<> finished_task()
{
    co_return;
}
template <class T> Task<T> finished_task(T value)
{
    co_return value;
}

} // namespace detail

template <class F> auto as_task(F function)
{
    return [function = std::move(function)]<class... Arguments>(Arguments&&... arguments) mutable {
        using Result = std::invoke_result_t<F&, Arguments...>;
        if constexpr (std::is_void_v<Result>) {
            std::invoke(function, std::forward<Arguments>(arguments)...);
            return detail::finished_task();
        } else {
            return detail::finished_task<std::decay_t<Result>>(
                std::invoke(function, std::forward<Arguments>(arguments)...));
        }
    };
}

} // namespace janus
