#pragma once
// WorkerList: the workers of a runtime. Spare ones are added while others read it; none is ever
// taken out. One thread adds, any thread reads.

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

#include "scheduler/worker.hpp"

namespace janus::detail {

class WorkerList {
public:
    static constexpr std::size_t most_spares = 64;

    WorkerList() = default;
    WorkerList(WorkerList const&) = delete;
    WorkerList& operator=(WorkerList const&) = delete;
    ~WorkerList()
    {
        for (Worker* const worker : *this) {
            delete worker;
        }
    }

    // Room for so many, and for spare ones.
    void reserve(std::size_t count)
    {
        places_ = std::make_unique<Worker*[]>(count + most_spares);
        limit_ = count + most_spares;
    }
    bool has_room() const noexcept { return size() < limit_; }
    Worker& add(Runtime& runtime)
    {
        std::size_t const number = size();
        places_[number] = new Worker(runtime, static_cast<std::uint32_t>(number));
        count_.store(number + 1, std::memory_order_release);
        return *places_[number];
    }

    std::size_t size() const noexcept { return count_.load(std::memory_order_acquire); }
    Worker& operator[](std::size_t number) const noexcept { return *places_[number]; }
    Worker* const* begin() const noexcept { return places_.get(); }
    Worker* const* end() const noexcept { return places_.get() + size(); }

private:
    std::unique_ptr<Worker*[]> places_;
    std::size_t limit_ = 0;
    std::atomic<std::size_t> count_{0};
};

} // namespace janus::detail
