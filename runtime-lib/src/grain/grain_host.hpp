#pragma once
// GrainHost: the grains of one system: which identity has which cell, and the store they share. Any
// thread may use it.

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>

#include <janus/detail/address.hpp>
#include <janus/detail/grain_seat.hpp>
#include <janus/store.hpp>

#include "seams/lock.hpp"

namespace janus::detail {

class GrainHost {
public:
    // `where` and `program` as in `open_store`; the store is opened when it is first needed.
    GrainHost(Runtime& runtime, std::string where, std::string program);
    ~GrainHost();
    GrainHost(GrainHost const&) = delete;
    GrainHost& operator=(GrainHost const&) = delete;

    Address find(GrainType const& type, std::string key);
    // Throws StoreError.
    Store& store();
    // Puts every grain to sleep, for good, and waits until they are, at most the time of
    // --shutdown.
    void stop();
    bool is_stopping() const noexcept { return stopping_.load(std::memory_order_acquire); }
    // Finishes what was asked of the store.
    void close();

    // How many grains are awake.
    void woke_up() noexcept { awake_.fetch_add(1, std::memory_order_acq_rel); }
    void fell_asleep() noexcept;

    Runtime& runtime() { return runtime_; }

private:
    struct Shard {
        Lock lock;
        std::unordered_map<std::string, std::unique_ptr<GrainSeat>> seats;
    };

    Runtime& runtime_;
    std::string const where_;
    std::string const program_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::int64_t> awake_{0};
    std::array<Shard, 64> shards_;
    Lock store_lock_;
    std::unique_ptr<Store> store_;
};

// Whether the program was linked with a grain that stores something.
bool program_has_durable_grains() noexcept;

} // namespace janus::detail
