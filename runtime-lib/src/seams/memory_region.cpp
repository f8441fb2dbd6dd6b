#include "seams/memory_region.hpp"

#include <algorithm>
#include <new>

#include <sys/mman.h>

namespace janus::detail {

namespace {

constexpr std::size_t small_piece = std::size_t{64} << 10;
constexpr std::size_t small_total = std::size_t{16} << 20;
constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t large_piece = 2 * huge_page;

} // namespace

void* MemoryRegion::cut(std::size_t size)
{
    if (static_cast<std::size_t>(end_ - unused_) < size) {
        fetch(size);
    }
    void* const block = unused_;
    unused_ += size;
    return block;
}

void MemoryRegion::fetch(std::size_t size)
{
    pieces_.reserve(pieces_.size() + 1);
    bool const small = fetched_ < small_total;
    std::size_t const length = std::max(size, small ? small_piece : large_piece);
    std::align_val_t const alignment{small ? 64 : huge_page};
    void* const piece = ::operator new(length, alignment);
    pieces_.push_back(piece);
    if (!small) {
        // Advice: where it is not taken, the memory is as good as any.
        madvise(piece, length, MADV_HUGEPAGE);
    }
    fetched_ += length;
    unused_ = static_cast<char*>(piece);
    end_ = unused_ + length;
}

} // namespace janus::detail
