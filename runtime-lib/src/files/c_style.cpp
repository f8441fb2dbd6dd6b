#include <janus/c_style.hpp>

#include <algorithm>
#include <map>
#include <vector>

#include <janus/option.hpp>
#include <janus/panic.hpp>
#include <janus/print.hpp>
#include <janus/spawn.hpp>

#include "seams/lock.hpp"

namespace janus {

namespace {

std::int32_t position(Option<std::int64_t> const& found)
{
    return found.is_some() ? static_cast<std::int32_t>(*found) : -1;
}

struct Vectors {
    detail::Lock lock;
    std::map<std::int32_t, std::vector<double>> open;
    std::int32_t last = 0;
};

Vectors& vectors()
{
    static Vectors all;
    return all;
}

double& element(Vectors& all, std::int32_t vector, std::int64_t index, std::source_location where)
{
    auto const found = all.open.find(vector);
    std::size_t const length = found == all.open.end() ? 0 : found->second.size();
    if (index < 0 || static_cast<std::size_t>(index) >= length) {
        detail::panic_index(index, static_cast<long long>(length), where);
    }
    return found->second[static_cast<std::size_t>(index)];
}

} // namespace

std::int32_t str_contains(String const& text, String const& part)
{
    return text.contains(part) ? 1 : 0;
}

std::int32_t str_starts_with(String const& text, String const& part)
{
    return text.starts_with(part) ? 1 : 0;
}

std::int32_t str_ends_with(String const& text, String const& part)
{
    return text.ends_with(part) ? 1 : 0;
}

std::int32_t str_equals(String const& a, String const& b)
{
    return a == b ? 1 : 0;
}

std::int32_t str_equals_ignore_case(String const& a, String const& b)
{
    return a.equals_ignore_case(b) ? 1 : 0;
}

std::int32_t str_compare(String const& a, String const& b)
{
    return a < b ? -1 : a == b ? 0 : 1;
}

std::int32_t str_index_of(String const& text, String const& part)
{
    return position(text.index_of(part));
}

std::int32_t str_last_index_of(String const& text, String const& part)
{
    return position(text.last_index_of(part));
}

std::int32_t str_length(String const& text)
{
    return static_cast<std::int32_t>(text.len());
}

std::int32_t str_is_empty(String const& text)
{
    return text.is_empty() ? 1 : 0;
}

std::int32_t str_char_count(String const& text)
{
    return static_cast<std::int32_t>(text.char_count());
}

std::int32_t str_is_valid_utf8(String const& text)
{
    return text.is_valid_utf8() ? 1 : 0;
}

String string_create(String const& text)
{
    return text;
}

String string_concat(String const& a, String const& b)
{
    return a + b;
}

std::int64_t string_length(String const& text)
{
    return text.len();
}

void string_print(String const& text)
{
    print(text);
}

void string_free(String const&) {}

std::int32_t vector_create(std::int64_t capacity)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    constexpr std::int64_t reserved_max = 1 << 20;
    std::vector<double>& made = all.open[++all.last];
    made.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(capacity, 0, reserved_max)));
    return all.last;
}

std::int32_t vector_push(std::int32_t vector, double value)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    auto const found = all.open.find(vector);
    if (found == all.open.end()) {
        return -1;
    }
    found->second.push_back(value);
    return 0;
}

double vector_get(std::int32_t vector, std::int64_t index, std::source_location where)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    return element(all, vector, index, where);
}

std::int32_t vector_set(std::int32_t vector, std::int64_t index, double value,
                        std::source_location where)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    element(all, vector, index, where) = value;
    return 0;
}

std::int64_t vector_len(std::int32_t vector)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    auto const found = all.open.find(vector);
    return found == all.open.end() ? -1 : static_cast<std::int64_t>(found->second.size());
}

std::int32_t vector_free(std::int32_t vector)
{
    Vectors& all = vectors();
    detail::LockGuard const guard(all.lock);
    return all.open.erase(vector) == 1 ? 0 : -1;
}

Task<std::int32_t> time_sleep_millis(std::int64_t milliseconds)
{
    auto sleeping = sleep(janus::milliseconds(milliseconds));
    co_await sleeping;
    co_return 0;
}

Task<std::int32_t> time_sleep_seconds(std::int64_t seconds)
{
    auto sleeping = sleep(janus::seconds(seconds));
    co_await sleeping;
    co_return 0;
}

} // namespace janus
