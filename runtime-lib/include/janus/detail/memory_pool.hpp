#pragma once
// Memory for coroutine frames, envelopes and actor bodies. Blocks come from a free list of the
// calling thread, in classes of 32 bytes up to 1 KiB; larger ones from operator new. A block may be
// freed on any thread. Memory of the classes is never given back, so that a reader that lost a race
// still reads memory. Under sanitizers every block is operator new's, so that they see its life.

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define JANUS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define JANUS_SANITIZED 1
#endif
#endif
#ifndef JANUS_SANITIZED
#define JANUS_SANITIZED 0
#endif

namespace janus::detail {

inline constexpr std::size_t block_class_size = 32;
inline constexpr std::size_t block_class_count = 32;
inline constexpr std::size_t largest_block = block_class_size * block_class_count;

// A block of `(index + 1) * block_class_size` bytes.
void* allocate_small(std::size_t index);
void free_small(void* block, std::size_t index) noexcept;
void* allocate_large(std::size_t size);
void free_large(void* block) noexcept;

// Aligned to 16 bytes. Throws std::bad_alloc. The class is chosen here, where the size is known.
inline void* allocate_block(std::size_t size)
{
    if (JANUS_SANITIZED || size > largest_block || size == 0) {
        return allocate_large(size);
    }
    return allocate_small((size - 1) / block_class_size);
}

inline void free_block(void* block, std::size_t size) noexcept
{
    if (JANUS_SANITIZED || size > largest_block || size == 0) {
        free_large(block);
    } else {
        free_small(block, (size - 1) / block_class_size);
    }
}

// A base that takes objects of a class from the pool.
struct Pooled {
    static void* operator new(std::size_t size) { return allocate_block(size); }
    static void operator delete(void* block, std::size_t size) noexcept { free_block(block, size); }
};

} // namespace janus::detail
