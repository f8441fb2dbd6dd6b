#pragma once
// MemoryRegion: memory for blocks that are kept for reuse and never given back to the system. It is
// fetched in pieces; above 16 MiB in pages of 2 MiB where the system has them, since a page fault
// costs as much as a hundred messages. Not thread-safe: its owner has a lock.

#include <cstddef>
#include <vector>

namespace janus::detail {

class MemoryRegion {
public:
    // Aligned to 64 bytes, which `size` is a multiple of. Throws std::bad_alloc.
    void* cut(std::size_t size);

private:
    void fetch(std::size_t size);

    char* unused_ = nullptr;
    char* end_ = nullptr;
    std::size_t fetched_ = 0;
    std::vector<void*> pieces_; // so that a search for leaks finds them
};

} // namespace janus::detail
