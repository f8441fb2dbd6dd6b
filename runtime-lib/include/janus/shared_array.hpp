#pragma once
// detail::SharedArray<T>: the storage of List. Copies share the elements behind an atomic count;
// `own` makes them this array's alone before a change. Views (detail::ArrayView, what a slice
// holds) see the elements of one array and what it writes into them, until it moves away. Reading
// is a plain pointer access. An exception thrown by a copied element leaves the array as it was.
// One thread may change a value; copies may live in others.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

namespace janus::detail {

template <class T> class SharedArray {
public:
    SharedArray() noexcept = default;
    SharedArray(SharedArray const& other)
        : data_(other.data_), size_(other.size_), capacity_(other.capacity_)
    {
        if (!data_) {
            return;
        }
        if (header()->views.load(std::memory_order_relaxed) != 0) [[unlikely]] {
            // What is written through a view is no business of a copy.
            T* const source = std::exchange(data_, nullptr);
            capacity_ = size_;
            copy_from(source);
            return;
        }
        header()->count.fetch_add(1, std::memory_order_relaxed);
    }
    SharedArray(SharedArray&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0))
    {}
    SharedArray& operator=(SharedArray other) noexcept
    {
        swap(other);
        return *this;
    }
    ~SharedArray()
    {
        if (!data_) {
            return;
        }
        if (header()->views.load(std::memory_order_relaxed) != 0) [[unlikely]] {
            header()->left = size_;
        }
        if (header()->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            std::destroy_n(data_, size_);
            deallocate(data_);
        }
    }

    T* data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }
    std::size_t capacity() const noexcept { return capacity_; }

    // Nobody else sees the elements afterwards, and `room` of them fit.
    void own(std::size_t room)
    {
        if (!data_ ? room != 0
                   : room > capacity_ || header()->count.load(std::memory_order_acquire) != 1)
            [[unlikely]] {
            move_to(room <= capacity_ ? (room < size_ ? size_ : room) : grown(room));
        }
    }
    void own() { own(size_); }
    // Enough to write into an element that there is: views may go on seeing it.
    void own_elements()
    {
        if (header()->count.load(std::memory_order_acquire) != 1 && !only_viewed()) [[unlikely]] {
            own();
        }
    }
    // No other array has these elements.
    bool only_viewed() const noexcept
    {
        return data_ && header()->count.load(std::memory_order_acquire) -
                                header()->views.load(std::memory_order_relaxed) ==
                            1;
    }

    // `arguments` may refer to an element: it is built before the elements move.
    template <class... Arguments> T& append(Arguments&&... arguments)
    {
        if (data_ && size_ < capacity_ && header()->count.load(std::memory_order_acquire) == 1)
            [[likely]] {
            T* const made = std::construct_at(data_ + size_, std::forward<Arguments>(arguments)...);
            ++size_;
            return *made;
        }
        T element(std::forward<Arguments>(arguments)...);
        own(size_ + 1);
        T* const made = std::construct_at(data_ + size_, std::move(element));
        ++size_;
        return *made;
    }
    // For an array without elements.
    void fill(std::size_t count, T const& value)
    {
        own(count);
        std::uninitialized_fill_n(data_, count, value);
        size_ = count;
    }
    // Removes the last `count` elements; the array is owned.
    void drop(std::size_t count) noexcept
    {
        size_ -= count;
        std::destroy_n(data_ + size_, count);
    }
    void swap(SharedArray& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

private:
    template <class> friend class ArrayView;

    struct Header {
        std::atomic<std::size_t> count{1}; // arrays and views
        std::atomic<std::size_t> views{0};
        std::size_t left = 0; // elements that outlive their array for the sake of views
    };
    static constexpr std::size_t alignment = alignof(T) > alignof(std::max_align_t)
                                                 ? alignof(T)
                                                 : alignof(std::max_align_t);
    static constexpr std::size_t offset = (sizeof(Header) + alignment - 1) / alignment * alignment;

    Header* header() const noexcept
    {
        return reinterpret_cast<Header*>(reinterpret_cast<char*>(data_) - offset);
    }
    std::size_t grown(std::size_t room) const noexcept
    {
        std::size_t const doubled = capacity_ * 2;
        std::size_t const wanted = room > doubled ? room : doubled;
        return wanted < 4 ? 4 : wanted;
    }
    static T* allocate(std::size_t capacity)
    {
        if (capacity > (static_cast<std::size_t>(PTRDIFF_MAX) - offset) / sizeof(T)) {
            throw std::length_error("list too long");
        }
        std::size_t const bytes = offset + capacity * sizeof(T);
        char* const memory =
            static_cast<char*>(::operator new (bytes, std::align_val_t{alignment}));
        ::new (memory) Header;
        return reinterpret_cast<T*>(memory + offset);
    }
    static void deallocate(T* data) noexcept
    {
        ::operator delete (reinterpret_cast<char*>(data) - offset, std::align_val_t{alignment});
    }
    void copy_from(T const* source)
    {
        T* const made = allocate(capacity_);
        try {
            std::uninitialized_copy_n(source, size_, made);
        } catch (...) {
            deallocate(made);
            throw;
        }
        data_ = made;
    }
    void move_to(std::size_t capacity)
    {
        SharedArray made;
        made.data_ = allocate(capacity);
        made.capacity_ = capacity;
        if (data_ && header()->count.load(std::memory_order_acquire) == 1) {
            std::uninitialized_move_n(data_, size_, made.data_);
        } else {
            std::uninitialized_copy_n(data_, size_, made.data_);
        }
        made.size_ = size_;
        swap(made);
    }

    T* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

// Keeps the elements of an array alive and writable in place. For one thread.
template <class T> class ArrayView {
public:
    ArrayView() noexcept = default;
    // Of an array that nobody else has.
    explicit ArrayView(SharedArray<T> const& array) noexcept : data_(array.data_) { enter(); }
    ArrayView(ArrayView const& other) noexcept : data_(other.data_) { enter(); }
    ArrayView(ArrayView&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
    ArrayView& operator=(ArrayView other) noexcept
    {
        std::swap(data_, other.data_);
        return *this;
    }
    ~ArrayView()
    {
        if (!data_) {
            return;
        }
        header()->views.fetch_sub(1, std::memory_order_relaxed);
        if (header()->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            std::destroy_n(data_, header()->left);
            SharedArray<T>::deallocate(data_);
        }
    }

    T* data() const noexcept { return data_; }

private:
    using Header = typename SharedArray<T>::Header;

    Header* header() const noexcept
    {
        return reinterpret_cast<Header*>(reinterpret_cast<char*>(data_) - SharedArray<T>::offset);
    }
    void enter() noexcept
    {
        if (data_) {
            header()->count.fetch_add(1, std::memory_order_relaxed);
            header()->views.fetch_add(1, std::memory_order_relaxed);
        }
    }

    T* data_ = nullptr;
};

} // namespace janus::detail
