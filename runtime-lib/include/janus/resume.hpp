#pragma once
// resume_after<E…>(handling): lets a message fail without ending its actor (`@resume(E)` at an
// arm). If an error of one of the types escapes, the message is dropped, who asked is answered with
// the error, and the state stays as it is; nothing is counted against the actor. Anything else goes
// on. Only where a message is handled.

#include <algorithm>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include <janus/cancellation.hpp>
#include <janus/detail/current.hpp>
#include <janus/error.hpp>
#include <janus/log.hpp>
#include <janus/mailbox.hpp>
#include <janus/reply.hpp>
#include <janus/task.hpp>
#include <janus/type_info.hpp>

namespace janus {

namespace detail {

template <class E> bool is_error_of(Error const& error)
{
    if constexpr (std::is_same_v<E, Error>) {
        return true;
    } else {
        auto const& names = type_info<E>::cases;
        return std::find(names.begin(), names.end(), std::string_view(error.name().view())) !=
               names.end();
    }
}

inline void drop_failed_message(Error const& error)
{
    log::warn(String("resumed after the error ") + error.name());
    if (AnswerSlot* const slot = share_acknowledgement(current_cell())) {
        Reply<void>::adopt(slot).fail(error);
    }
}

} // namespace detail

template <class... Errors, std::invocable Handling> void resume_after(Handling handling)
{
    try {
        handling();
    } catch (Cancelled const&) {
        throw;
    } catch (EscapedError const& escaped) {
        if (!(detail::is_error_of<Errors>(escaped.error()) || ...)) {
            throw;
        }
        detail::drop_failed_message(escaped.error());
    }
}

template <class... Errors> Task<> resume_after(Task<> handling)
{
    try {
        // What the arm still holds goes while the error is on its way, as that of a plain arm does.
        Task<> own = std::move(handling);
        co_await own;
    } catch (Cancelled const&) {
        throw;
    } catch (EscapedError const& escaped) {
        if (!(detail::is_error_of<Errors>(escaped.error()) || ...)) {
            throw;
        }
        detail::drop_failed_message(escaped.error());
    }
}

} // namespace janus
