#pragma once
// detail::Shared<T>: a T on the heap that copies share behind an atomic count until one of them
// changes it (`own`). An empty Shared stands for a T without content. One thread may change a
// value; copies may live in others.

#include <atomic>
#include <cstddef>
#include <utility>

namespace janus::detail {

template <class T> class Shared {
public:
    Shared() noexcept = default;
    Shared(Shared const& other) noexcept : held_(other.held_)
    {
        if (held_) {
            held_->count.fetch_add(1, std::memory_order_relaxed);
        }
    }
    Shared(Shared&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    Shared& operator=(Shared other) noexcept
    {
        std::swap(held_, other.held_);
        return *this;
    }
    ~Shared()
    {
        if (held_ && held_->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete held_;
        }
    }

    // Null while empty.
    T const* get() const noexcept { return held_ ? &held_->content : nullptr; }

    // The content, made if there is none and copied if somebody else sees it.
    T& own()
    {
        if (!held_) {
            held_ = new Held{};
        } else if (held_->count.load(std::memory_order_acquire) != 1) {
            Shared made;
            made.held_ = new Held{.content = held_->content};
            std::swap(held_, made.held_);
        }
        return held_->content;
    }

private:
    struct Held {
        T content{};
        std::atomic<std::size_t> count{1};
    };

    Held* held_ = nullptr;
};

} // namespace janus::detail
