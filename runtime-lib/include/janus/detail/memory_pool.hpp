#pragma once
// Memory for coroutine frames, envelopes and actor bodies. Blocks come from a free list of the
// calling thread, in classes of 32 bytes up to 1 KiB; larger ones from malloc. A block may be freed
// on any thread. Memory of the classes is never given back, so that a reader that lost a race still
// reads memory. Under sanitizers every block is malloc's, so that they see its life.

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

// Aligned to 16 bytes. Throws std::bad_alloc.
void* allocate_block(std::size_t size);
void free_block(void* block, std::size_t size) noexcept;

// A base that takes objects of a class from the pool.
struct Pooled {
    static void* operator new(std::size_t size) { return allocate_block(size); }
    static void operator delete(void* block, std::size_t size) noexcept { free_block(block, size); }
};

} // namespace janus::detail
