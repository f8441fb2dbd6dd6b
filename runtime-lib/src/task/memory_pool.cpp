#include <janus/detail/memory_pool.hpp>

#include <array>
#include <new>
#include <vector>

#include "seams/lock.hpp"
#include "seams/memory_region.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t class_size = block_class_size;
constexpr std::size_t class_count = block_class_count;

#if !JANUS_SANITIZED

// Threads exchange whole chunks through the depot, so that a thread that only allocates and a
// thread that only frees meet once in `chunk_length` blocks.
constexpr std::size_t chunk_length = 128;

struct Node {
    Node* next;
};

struct Depot {
    Lock lock;
    std::array<std::vector<Node*>, class_count> chunks;
    MemoryRegion memory;

    Node* take(std::size_t index)
    {
        LockGuard guard(lock);
        if (chunks[index].empty()) {
            return carve(index);
        }
        Node* chunk = chunks[index].back();
        chunks[index].pop_back();
        return chunk;
    }

    void give(std::size_t index, Node* chunk)
    {
        LockGuard guard(lock);
        chunks[index].push_back(chunk);
    }

private:
    Node* carve(std::size_t index)
    {
        std::size_t const size = (index + 1) * class_size;
        auto* slab = static_cast<char*>(memory.cut(size * chunk_length));
        for (std::size_t i = 0; i < chunk_length; ++i) {
            auto* node = reinterpret_cast<Node*>(slab + i * size);
            node->next =
                i + 1 < chunk_length ? reinterpret_cast<Node*>(slab + (i + 1) * size) : nullptr;
        }
        return reinterpret_cast<Node*>(slab);
    }
};

// Never destroyed: blocks outlive every thread.
Depot& depot()
{
    static Depot* const instance = new Depot;
    return *instance;
}

struct FreeList {
    Node* active;
    Node* spare;
    std::size_t active_length;
};

struct ThreadLists {
    std::array<FreeList, class_count> lists;
};

thread_local constinit ThreadLists thread_lists{};

// Gives a dying thread's blocks to the others. A chunk may be shorter than `chunk_length`.
struct ReturnAtExit {
    ~ReturnAtExit()
    {
        for (std::size_t index = 0; index < class_count; ++index) {
            FreeList& list = thread_lists.lists[index];
            for (Node* chunk : {list.active, list.spare}) {
                if (chunk != nullptr) {
                    depot().give(index, chunk);
                }
            }
            list = FreeList{};
        }
    }
    void touch() {}
};

thread_local ReturnAtExit return_at_exit;

// The slow paths end with the fast path's work, so that the fast path needs no stack frame.
[[gnu::noinline]] void* refill_and_take(FreeList& list, std::size_t index)
{
    return_at_exit.touch();
    if (list.spare != nullptr) {
        list.active = list.spare;
        list.spare = nullptr;
    } else {
        list.active = depot().take(index);
    }
    Node* const node = list.active;
    list.active = node->next;
    list.active_length = chunk_length - 1;
    return node;
}

[[gnu::noinline]] void spill_and_put(FreeList& list, std::size_t index, Node* node)
{
    return_at_exit.touch();
    if (list.spare != nullptr) {
        depot().give(index, list.spare);
    }
    list.spare = list.active;
    node->next = nullptr;
    list.active = node;
    list.active_length = 1;
}

#endif

} // namespace

void* allocate_large(std::size_t size)
{
    return ::operator new(size);
}

void free_large(void* block) noexcept
{
    ::operator delete(block);
}

#if JANUS_SANITIZED

void* allocate_small(std::size_t index)
{
    return ::operator new((index + 1) * block_class_size);
}

void free_small(void* block, std::size_t) noexcept
{
    ::operator delete(block);
}

#else

void* allocate_small(std::size_t index)
{
    FreeList& list = thread_lists.lists[index];
    Node* const node = list.active;
    if (node == nullptr) [[unlikely]] {
        return refill_and_take(list, index);
    }
    list.active = node->next;
    --list.active_length;
    return node;
}

void free_small(void* block, std::size_t index) noexcept
{
    FreeList& list = thread_lists.lists[index];
    auto* node = static_cast<Node*>(block);
    if (list.active_length >= chunk_length) [[unlikely]] {
        spill_and_put(list, index, node);
        return;
    }
    node->next = list.active;
    list.active = node;
    ++list.active_length;
}

#endif

} // namespace janus::detail
