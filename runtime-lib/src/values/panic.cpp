#include <janus/panic.hpp>

#include <execinfo.h>

namespace janus {

Panic::Panic(std::string_view code, std::string_view text, std::source_location where)
    : code_(code), text_(text), where_(where)
{
    int const count = ::backtrace(addresses_.data(), static_cast<int>(addresses_.size()));
    address_count_ = count > 0 ? static_cast<std::size_t>(count) : 0;
}

void panic(std::string_view code, std::string_view text, std::source_location where)
{
    throw Panic(code, text, where);
}

namespace detail {

void panic_index(long long index, long long length, std::source_location where)
{
    throw Panic("P001",
                "index " + std::to_string(index) + " out of bounds for length " +
                    std::to_string(length),
                where);
}

void panic_slice(long long first, long long end, long long length, std::source_location where)
{
    throw Panic("P001",
                "slice " + std::to_string(first) + "..<" + std::to_string(end) +
                    " out of bounds for length " + std::to_string(length),
                where);
}

} // namespace detail

} // namespace janus
