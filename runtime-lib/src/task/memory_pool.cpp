#include <janus/detail/memory_pool.hpp>

#include <array>
#include <cstdlib>
#include <new>
#include <vector>

#include "seams/lock.hpp"

namespace janus::detail {

namespace {

constexpr std::size_t class_size = 32;
constexpr std::size_t class_count = 32;
constexpr std::size_t largest = class_size * class_count;

[[maybe_unused]] constexpr std::size_t class_of(std::size_t size)
{
    return (size + class_size - 1) / class_size - 1;
}

void* from_malloc(std::size_t size)
{
    void* block = std::malloc(size);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}

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
    std::vector<void*> slabs;

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
        auto* slab = static_cast<char*>(from_malloc(size * chunk_length));
        slabs.push_back(slab);
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

[[gnu::noinline]] void refill(FreeList& list, std::size_t index)
{
    return_at_exit.touch();
    if (list.spare != nullptr) {
        list.active = list.spare;
        list.spare = nullptr;
    } else {
        list.active = depot().take(index);
    }
    list.active_length = chunk_length;
}

[[gnu::noinline]] void spill(FreeList& list, std::size_t index)
{
    return_at_exit.touch();
    if (list.spare != nullptr) {
        depot().give(index, list.spare);
    }
    list.spare = list.active;
    list.active = nullptr;
    list.active_length = 0;
}

#endif

} // namespace

#if JANUS_SANITIZED

void* allocate_block(std::size_t size)
{
    return from_malloc(size);
}

void free_block(void* block, std::size_t) noexcept
{
    std::free(block);
}

#else

void* allocate_block(std::size_t size)
{
    if (size > largest || size == 0) [[unlikely]] {
        return from_malloc(size);
    }
    std::size_t const index = class_of(size);
    FreeList& list = thread_lists.lists[index];
    if (list.active == nullptr) [[unlikely]] {
        refill(list, index);
    }
    Node* node = list.active;
    list.active = node->next;
    --list.active_length;
    return node;
}

void free_block(void* block, std::size_t size) noexcept
{
    if (size > largest || size == 0) [[unlikely]] {
        std::free(block);
        return;
    }
    std::size_t const index = class_of(size);
    FreeList& list = thread_lists.lists[index];
    if (list.active_length >= chunk_length) [[unlikely]] {
        spill(list, index);
    }
    auto* node = static_cast<Node*>(block);
    node->next = list.active;
    list.active = node;
    ++list.active_length;
}

#endif

} // namespace janus::detail
