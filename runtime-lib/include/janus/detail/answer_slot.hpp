#pragma once
// AnswerSlot: where the answer to one request is put. The waiting end, all sending copies and who
// handles the request hold it; each request has a slot of its own, so a late answer can never be
// taken for another one. The first answer wins; when the last sending copy dies unanswered, the
// slot answers by itself. A request made while another one is handled holds that one's slot: the
// chain of who asks whom.

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

#include <janus/ask_error.hpp>
#include <janus/detail/cell.hpp>
#include <janus/detail/memory_pool.hpp>
#include <janus/result.hpp>

namespace janus::detail {

// Told when an answer is there, in place of a waiting actor. On the answering thread. It must
// outlive every slot that names it.
class AnswerListener {
public:
    virtual void answered() noexcept = 0;

protected:
    ~AnswerListener() = default;
};

struct AnswerOperations {
    void (*fail)(AnswerSlot& slot, AskError error);
    void (*destroy)(AnswerSlot* slot) noexcept;
};

struct AnswerSlot : Pooled {
    enum State : std::uint32_t { open, being_answered, held_back, answered };

    explicit AnswerSlot(AnswerOperations const& how) : operations(&how) {}

    AnswerOperations const* operations;
    std::atomic<std::uint32_t> state{open};
    std::atomic<std::uint32_t> senders{0};
    // The waiting end; together, the sending copies; who handles it; requests made meanwhile.
    std::atomic<std::uint32_t> owners{1};
    std::uint32_t waiter_generation = 0;
    Cell* waiter = nullptr;
    AnswerListener* listener = nullptr;
    std::int64_t deadline = 0;
    AnswerSlot* parent = nullptr;        // the request during which this one was made
    std::atomic<Cell*> handler{nullptr}; // the actor that asks others because of it
    std::atomic<bool> abandoned{false};

    bool is_answered() const noexcept { return state.load(std::memory_order_acquire) == answered; }
    // The waiting end has given up.
    bool is_abandoned() const noexcept { return abandoned.load(std::memory_order_seq_cst); }
};

// True for the first caller, who then stores the answer and publishes it.
bool begin_answer(AnswerSlot& slot) noexcept;
void publish_answer(AnswerSlot& slot) noexcept;
// Publishes at once, even when the turn's effects are held back.
void publish_answer_now(AnswerSlot& slot) noexcept;
// Nothing if the answer merely comes too late.
void warn_of_second_answer(AnswerSlot const* slot) noexcept;
// Nobody waits for the answer any more: the request is not begun, and what its handler asks others
// meanwhile is cancelled.
void abandon(AnswerSlot& slot) noexcept;

void drop_sender(AnswerSlot& slot) noexcept;
void drop_owner(AnswerSlot& slot) noexcept;

// The first sending copy of a slot that nobody else knows yet, and the shares of others.
inline void begin_sending(AnswerSlot& slot, std::uint32_t owners) noexcept
{
    slot.senders.store(1, std::memory_order_relaxed);
    slot.owners.store(owners, std::memory_order_relaxed);
}

inline void add_sender(AnswerSlot& slot) noexcept
{
    if (slot.senders.fetch_add(1, std::memory_order_relaxed) == 0) {
        slot.owners.fetch_add(1, std::memory_order_relaxed);
    }
}

template <class T> struct AnswerOf final : AnswerSlot {
    std::optional<Result<T>> result;

    AnswerOf() : AnswerSlot(own_operations) {}

    static void fail(AnswerSlot& slot, AskError error)
    {
        if (begin_answer(slot)) {
            static_cast<AnswerOf&>(slot).result.emplace(std::move(error));
            publish_answer(slot);
        }
    }
    static void destroy(AnswerSlot* slot) noexcept { delete static_cast<AnswerOf*>(slot); }

    static constexpr AnswerOperations own_operations{&fail, &destroy};
};

} // namespace janus::detail
