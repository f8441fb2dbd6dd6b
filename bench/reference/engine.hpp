#pragma once
// The least an actor runtime can be, on one core: objects with a queue of messages each, and a
// queue of those that have some. `Mailbox` says whether other threads could send (one
// compare-and-swap to send, one exchange to receive) or not.

#include <atomic>
#include <cstdint>
#include <deque>
#include <utility>

namespace reference {

class Actor;

struct Message {
    Message* next = nullptr;
    int kind = 0;
    Actor* from = nullptr;
    Actor* other = nullptr;
    std::int64_t value = 0;
};

// Messages are used again; memory is never given back.
class Pool {
public:
    Message* take()
    {
        if (free_ == nullptr) {
            Message* const chunk = new Message[256];
            for (int i = 0; i < 256; ++i) {
                put(chunk + i);
            }
        }
        return std::exchange(free_, free_->next);
    }
    void put(Message* message)
    {
        message->next = free_;
        free_ = message;
    }

private:
    Message* free_ = nullptr;
};

class PlainMailbox {
public:
    // True if its actor was parked and must be made ready.
    bool push(Message* message)
    {
        message->next = nullptr;
        (last_ == nullptr ? first_ : last_->next) = message;
        last_ = message;
        return std::exchange(parked_, false);
    }
    Message* pop()
    {
        Message* const message = first_;
        if (message != nullptr) {
            first_ = message->next;
            last_ = first_ == nullptr ? nullptr : last_;
        }
        return message;
    }
    // False if there is a message.
    bool park() { return parked_ = first_ == nullptr; }

private:
    Message* first_ = nullptr;
    Message* last_ = nullptr;
    bool parked_ = true;
};

class SharedMailbox {
public:
    bool push(Message* message)
    {
        Message* seen = newest_.load(std::memory_order_relaxed);
        do {
            message->next = seen == parked() ? nullptr : seen;
        } while (!newest_.compare_exchange_weak(seen, message, std::memory_order_acq_rel,
                                                std::memory_order_relaxed));
        return seen == parked();
    }
    Message* pop()
    {
        if (queue_ == nullptr) {
            Message* taken = newest_.exchange(nullptr, std::memory_order_acquire);
            while (taken != nullptr) {
                Message* const older = std::exchange(taken->next, queue_);
                queue_ = std::exchange(taken, older);
            }
        }
        return queue_ == nullptr ? nullptr : std::exchange(queue_, queue_->next);
    }
    bool park()
    {
        Message* nothing = nullptr;
        return newest_.compare_exchange_strong(nothing, parked(), std::memory_order_acq_rel);
    }

private:
    static Message* parked() { return reinterpret_cast<Message*>(1); }

    std::atomic<Message*> newest_{parked()};
    Message* queue_ = nullptr;
};

#if REFERENCE_SHARED
using Mailbox = SharedMailbox;
#else
using Mailbox = PlainMailbox;
#endif

class Actor {
public:
    virtual ~Actor() = default;
    virtual void handle(Message const& message) = 0;
    // The actor has stopped; the engine deletes it.
    bool over = false;
    // The others run before its next message.
    bool yields = false;
    Mailbox mailbox;
};

class Engine {
public:
    void send(Actor* to, int kind, Actor* from = nullptr, std::int64_t value = 0,
              Actor* other = nullptr)
    {
        Message* const message = pool_.take();
        message->kind = kind;
        message->from = from;
        message->other = other;
        message->value = value;
        if (to->mailbox.push(message)) {
            ready_.push_back(to);
        }
    }

    // Until nobody has messages.
    void run()
    {
        while (!ready_.empty()) {
            Actor* const actor = ready_.front();
            ready_.pop_front();
            turn(actor);
        }
    }

private:
    void turn(Actor* actor)
    {
        for (int left = 128; left > 0; --left) {
            Message* const message = actor->mailbox.pop();
            if (message == nullptr) {
                if (actor->mailbox.park()) {
                    return;
                }
                continue;
            }
            actor->handle(*message);
            pool_.put(message);
            if (actor->over) {
                delete actor;
                return;
            }
            if (std::exchange(actor->yields, false)) {
                break;
            }
        }
        ready_.push_back(actor);
    }

    Pool pool_;
    std::deque<Actor*> ready_;
};

} // namespace reference
