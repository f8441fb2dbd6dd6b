//! Memory of one syntax tree. Nodes are trivially destructible and live until the arena dies, so a
//! tree costs one pointer bump a node and is freed at once. Not thread-safe: one arena, one parse.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace janus::syntax {

class Arena {
public:
    Arena() = default;
    Arena(Arena const&) = delete;
    Arena& operator=(Arena const&) = delete;

    template <class T, class... Arguments> T* make(Arguments&&... arguments)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (memory_.allocate(sizeof(T), alignof(T)))
            T{std::forward<Arguments>(arguments)...};
    }

    /// A list as the tree holds it: the elements move into the arena.
    template <class T> std::span<T> list(std::vector<T> const& elements)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        if (elements.empty())
            return {};
        auto* copy = static_cast<T*>(memory_.allocate(sizeof(T) * elements.size(), alignof(T)));
        std::uninitialized_copy(elements.begin(), elements.end(), copy);
        return {copy, elements.size()};
    }

    std::string_view text(std::string_view text)
    {
        if (text.empty())
            return {};
        auto* copy = static_cast<char*>(memory_.allocate(text.size(), 1));
        std::memcpy(copy, text.data(), text.size());
        return {copy, text.size()};
    }

private:
    std::pmr::monotonic_buffer_resource memory_{64 * 1024};
};

} // namespace janus::syntax
