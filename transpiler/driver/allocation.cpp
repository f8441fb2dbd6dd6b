// Where janusc gets its memory. It makes millions of small nodes, uses one thread and ends soon, so
// a block that is given back waits in a list for the next of its size. malloc would look for
// neighbours to join it with, which takes more time than all else that happens to a small node.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace {

// In front of every block: which list it belongs to. A block of list k holds 16 k + 8 bytes.
using ListNumber = std::size_t;
constexpr std::size_t header_size = sizeof(ListNumber);
constexpr std::size_t grain = alignof(std::max_align_t);
constexpr ListNumber list_count = 64;
constexpr ListNumber large = list_count; // from malloc, with `grain` bytes in front
constexpr std::size_t piece_size = std::size_t{256} << 10;
constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t bytes_of_a_small_program = std::size_t{4} << 20;

struct FreeBlock {
    FreeBlock* next;
};

struct Lists {
    std::array<FreeBlock*, list_count> free{};
    char* unused = nullptr; // the rest of the newest piece
    char* piece_end = nullptr;
    std::size_t fetched = 0; // bytes from malloc
    char* advised = nullptr; // huge pages were asked for up to here
};
thread_local Lists lists;

/// A compilation only grows, so memory is fetched in large steps and given back at the end.
void fetch_memory_in_large_steps()
{
    mallopt(M_TOP_PAD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
}

/// Asks for pages of 2 MiB from the block to the end of the heap: one page fault and one entry of
/// the translation buffer instead of 512. A small program would pay for clearing what it never
/// touches. Where the system has no such pages, nothing changes.
void prefer_huge_pages(char* block)
{
    char* const end = static_cast<char*>(sbrk(0));
    if (end <= lists.advised || block >= end)
        return;
    lists.advised = end;
    std::size_t const behind_boundary = reinterpret_cast<std::uintptr_t>(block) % huge_page;
    char* const begin = block - behind_boundary;
    madvise(begin, static_cast<std::size_t>(end - begin), MADV_HUGEPAGE);
}

ListNumber& list_of(void* block)
{
    return *reinterpret_cast<ListNumber*>(static_cast<char*>(block) - header_size);
}

void* from_malloc(std::size_t size)
{
    if (lists.fetched == 0)
        fetch_memory_in_large_steps();
    char* const made = static_cast<char*>(std::malloc(size));
    if (made == nullptr)
        throw std::bad_alloc();
    lists.fetched += size;
    if (lists.fetched > bytes_of_a_small_program)
        prefer_huge_pages(made);
    return made;
}

void* make_large(std::size_t size)
{
    if (size > SIZE_MAX - grain)
        throw std::bad_alloc();
    void* const block = static_cast<char*>(from_malloc(size + grain)) + grain;
    list_of(block) = large;
    return block;
}

void* cut(ListNumber list)
{
    std::size_t const size = header_size + list * grain + header_size;
    if (static_cast<std::size_t>(lists.piece_end - lists.unused) < size) {
        char* const piece = static_cast<char*>(from_malloc(piece_size));
        lists.unused = piece + grain - header_size; // so that blocks are aligned
        lists.piece_end = piece + piece_size;
    }
    void* const block = lists.unused + header_size;
    lists.unused += size;
    list_of(block) = list;
    return block;
}

} // namespace

void* operator new(std::size_t size)
{
    ListNumber const list = (size + header_size - 1) / grain;
    if (list >= list_count)
        return make_large(size);
    FreeBlock* const known = lists.free[list];
    if (known == nullptr)
        return cut(list);
    lists.free[list] = known->next;
    return known;
}

void operator delete(void* block) noexcept
{
    if (block == nullptr)
        return;
    ListNumber const list = list_of(block);
    if (list == large)
        return std::free(static_cast<char*>(block) - grain);
    auto* const known = static_cast<FreeBlock*>(block);
    known->next = lists.free[list];
    lists.free[list] = known;
}

void operator delete(void* block, std::size_t) noexcept
{
    operator delete(block);
}
