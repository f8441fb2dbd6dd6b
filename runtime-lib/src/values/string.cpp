#include <janus/string.hpp>

#include <algorithm>
#include <atomic>
#include <new>
#include <stdexcept>

namespace janus {

struct String::Buffer {
    std::atomic<std::size_t> count{1};
    std::size_t capacity = 0;

    char* text() { return reinterpret_cast<char*>(this + 1); }

    static Buffer* create(std::size_t capacity)
    {
        if (capacity > static_cast<std::size_t>(PTRDIFF_MAX) - sizeof(Buffer)) {
            throw std::length_error("string too long");
        }
        void* const memory = ::operator new(sizeof(Buffer) + capacity);
        Buffer* const made = new (memory) Buffer;
        made->capacity = capacity;
        return made;
    }
};

void String::assign(std::string_view text)
{
    if (text.size() <= inline_capacity) {
        if (!text.empty()) {
            std::memcpy(bytes_, text.data(), text.size());
        }
        set_inline_size(text.size());
        return;
    }
    Buffer* const made = Buffer::create(text.size());
    std::memcpy(made->text(), text.data(), text.size());
    adopt(made, text.size());
}

void String::reserve(std::size_t size)
{
    if (size > inline_capacity) {
        adopt(Buffer::create(size), 0);
    }
}

void String::adopt(Buffer* buffer, std::size_t size) noexcept
{
    std::memcpy(bytes_, &buffer, sizeof buffer);
    std::memcpy(bytes_ + sizeof buffer, &size, sizeof size);
    bytes_[inline_capacity] = static_cast<char>(shared_mark);
}

String::Buffer* String::buffer() const noexcept
{
    Buffer* held = nullptr;
    std::memcpy(&held, bytes_, sizeof held);
    return held;
}

std::string_view String::shared_view() const noexcept
{
    std::size_t size = 0;
    std::memcpy(&size, bytes_ + sizeof(Buffer*), sizeof size);
    return {buffer()->text(), size};
}

void String::retain() const noexcept
{
    buffer()->count.fetch_add(1, std::memory_order_relaxed);
}

void String::release() noexcept
{
    Buffer* const held = buffer();
    if (held->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        held->~Buffer();
        ::operator delete(held);
    }
}

// Appending in place is right only while nobody else holds the buffer: `s = move(s) + t` in a loop
// then costs what it appends.
String& String::operator+=(std::string_view tail)
{
    if (tail.empty()) {
        return *this;
    }
    std::string_view const head = view();
    std::size_t const size = head.size() + tail.size();
    if (size <= inline_capacity && !is_shared()) {
        std::memmove(bytes_ + head.size(), tail.data(), tail.size());
        set_inline_size(size);
        return *this;
    }
    if (is_shared()) {
        Buffer* const held = buffer();
        if (held->capacity >= size && held->count.load(std::memory_order_acquire) == 1) {
            std::memmove(held->text() + head.size(), tail.data(), tail.size());
            adopt(held, size);
            return *this;
        }
    }
    Buffer* const made = Buffer::create(std::max(size, head.size() * 2));
    std::memcpy(made->text(), head.data(), head.size());
    std::memcpy(made->text() + head.size(), tail.data(), tail.size());
    if (is_shared()) {
        release();
    }
    adopt(made, size);
    return *this;
}

} // namespace janus
