#pragma once
// AskError: why an `ask` has no answer. It has the shape of a generated `error` type, so `match`
// and printing treat it like one. `maybe_executed()` tells whether the message may have had an
// effect. A value; any thread may use it.

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/string.hpp>
#include <janus/type_info.hpp>

namespace janus {

struct AskError {
#define JANUS_PLAIN_CASE(Name)                                         \
    struct Name {                                                      \
        friend bool operator==(Name const&, Name const&) = default;    \
        template <class Archive> void serialize(Archive&, unsigned) {} \
    }
    JANUS_PLAIN_CASE(Timeout);
    JANUS_PLAIN_CASE(ActorDead);
    JANUS_PLAIN_CASE(ActorCrashed);
    JANUS_PLAIN_CASE(Unhandled);
    JANUS_PLAIN_CASE(NoReply);
    JANUS_PLAIN_CASE(MailboxFull);
    JANUS_PLAIN_CASE(Cancelled);
    JANUS_PLAIN_CASE(NoCapableNode);
    JANUS_PLAIN_CASE(NodeLost);
#undef JANUS_PLAIN_CASE
    struct Restarting {
        std::int64_t after_ms = 0;
        friend bool operator==(Restarting const&, Restarting const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("after_ms", after_ms);
        }
    };
    struct Deadlock {
        String chain;
        friend bool operator==(Deadlock const&, Deadlock const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("chain", chain);
        }
    };
    struct ActiveElsewhere {
        std::int64_t process = 0;
        friend bool operator==(ActiveElsewhere const&, ActiveElsewhere const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("process", process);
        }
    };
    struct StorageFailed {
        bool maybe_committed = false;
        friend bool operator==(StorageFailed const&, StorageFailed const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("maybe_committed", maybe_committed);
        }
    };
    // The handler answered with an error of its own; prints as that error's name.
    struct Failed {
        String name;
        friend bool operator==(Failed const&, Failed const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("name", name);
        }
    };

    enum class Case : std::uint8_t {
        Timeout,
        ActorDead,
        ActorCrashed,
        Restarting,
        Unhandled,
        NoReply,
        MailboxFull,
        Deadlock,
        Cancelled,
        NoCapableNode,
        ActiveElsewhere,
        NodeLost,
        StorageFailed,
        Failed
    };

    std::variant<Timeout, ActorDead, ActorCrashed, Restarting, Unhandled, NoReply, MailboxFull,
                 Deadlock, Cancelled, NoCapableNode, ActiveElsewhere, NodeLost, StorageFailed,
                 Failed>
        value;

    friend bool operator==(AskError const&, AskError const&) = default;

    // False only where the message certainly had no effect.
    bool maybe_executed() const;
    // The name of the case, or of the handler's own error.
    String name() const;
};

template <> struct type_info<AskError> {
    static constexpr std::string_view name = "AskError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 14> cases{
        "Timeout",         "ActorDead",   "ActorCrashed",  "Restarting", "Unhandled",
        "NoReply",         "MailboxFull", "Deadlock",      "Cancelled",  "NoCapableNode",
        "ActiveElsewhere", "NodeLost",    "StorageFailed", "Failed"};
};

} // namespace janus
