#include "actor/describe_turn.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include <janus/actor_traits.hpp>
#include <janus/detail/actor_kind.hpp>

#include "actor/this_thread.hpp"

namespace janus::detail {

std::size_t describe_actor(char* buffer, std::size_t size) noexcept
{
    char* at = buffer;
    char* const end = buffer + size;
    auto const append = [&](std::string_view text) {
        auto const fits = std::min(text.size(), static_cast<std::size_t>(end - at));
        at = std::copy_n(text.data(), fits, at);
    };
    Cell const* const cell = this_thread().cell;
    if (cell == nullptr) {
        append("no actor");
    } else {
        std::string_view const name = shown_name(cell->kind.load(std::memory_order_relaxed)->name);
        append(name.empty() ? "a task" : name);
        append(" <");
        at = std::to_chars(at, end, cell->number.load(std::memory_order_relaxed)).ptr;
        append(">");
    }
    return static_cast<std::size_t>(at - buffer);
}

std::size_t describe_message(char* buffer, std::size_t size) noexcept
{
    Cell const* const cell = this_thread().cell;
    ActorKind const* const kind =
        cell == nullptr ? nullptr : cell->kind.load(std::memory_order_relaxed);
    if (kind == nullptr || kind->message_name == nullptr) {
        return 0;
    }
    std::string const name = kind->message_name(cell->handled.load(std::memory_order_relaxed));
    return name.empty() ? 0 : (" handling " + name).copy(buffer, size);
}

} // namespace janus::detail
