// Where janusc gets its memory. It makes millions of small nodes, uses one thread and ends soon, so
// a block that is given back waits in a list for the next of its size. malloc would look for
// neighbours to join it with, which takes more time than all else that happens to a small node.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

// In front of every block: which list it belongs to. A block of list k holds 16 k + 8 bytes.
using ListNumber = std::size_t;
constexpr std::size_t header_size = sizeof(ListNumber);
constexpr std::size_t grain = alignof(std::max_align_t);
constexpr ListNumber list_count = 64;
constexpr ListNumber large = list_count; // from malloc, with `grain` bytes in front
constexpr std::size_t piece_size = std::size_t{256} << 10;

struct FreeBlock {
    FreeBlock* next;
};

struct Lists {
    std::array<FreeBlock*, list_count> free{};
    char* unused = nullptr; // the rest of the newest piece
    char* piece_end = nullptr;
};
thread_local Lists lists;

ListNumber& list_of(void* block)
{
    return *reinterpret_cast<ListNumber*>(static_cast<char*>(block) - header_size);
}

void* from_malloc(std::size_t size)
{
    char* const made = static_cast<char*>(std::malloc(size));
    if (made == nullptr)
        throw std::bad_alloc();
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
