#pragma once
// The real supervisors of a scenario, made from rules, and the workers below them, which do as
// they are told: crash, leave, take long.

#include <vector>

#include <janus/actor.hpp>

#include "random_tree.hpp"

namespace supervision_model {

struct TroubleMsg {
    struct Crash {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Leave {
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Work { // and then crash, perhaps
        std::int64_t milliseconds;
        bool crashes;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("milliseconds", milliseconds);
            archive& boost::serialization::make_nvp("crashes", crashes);
        }
    };

    enum class Case : std::uint8_t { Crash, Leave, Work };
    std::variant<Crash, Leave, Work> value;
};

// What the actors of a run share; all of it on one thread.
struct Stage {
    explicit Stage(std::uint64_t seed) : choices(seed), root(random_tree(choices)) {}

    struct Known {
        janus::detail::Address address;
        SupervisorRules const* rules;
    };
    Choices choices;
    std::shared_ptr<SupervisorRules const> root;
    std::vector<janus::ActorRef<TroubleMsg>> workers; // all that ever were
    std::vector<Known> supervisors;
};

class Troubled {
public:
    Troubled(ChildRules const* rules_, Stage* stage_) : rules(rules_), stage(stage_) {}

    janus::Task<> on_start();
    janus::Task<> on_stop();
    janus::Behaviour run(janus::Mailbox<TroubleMsg>& inbox);

private:
    ChildRules const* const rules;
    Stage* const stage;
};

class Grown final : public janus::Supervisor {
public:
    Grown(SupervisorRules const* rules_, Stage* stage_) : rules(rules_), stage(stage_) {}

    janus::Strategy strategy() const override { return rules->strategy; }
    janus::Intensity intensity() const override
    {
        return {rules->max_restarts, janus::milliseconds(rules->period)};
    }
    janus::Backoff backoff() const override;
    janus::AutoShutdown auto_shutdown() const override { return rules->auto_shutdown; }
    janus::List<janus::ChildSpec> children() const override;

private:
    SupervisorRules const* const rules;
    Stage* const stage;
    mutable bool is_known = false;
};

} // namespace supervision_model

template <> struct janus::type_info<supervision_model::TroubleMsg> {
    static constexpr std::string_view name = "TroubleMsg";
    static constexpr std::array<std::string_view, 3> cases{"Crash", "Leave", "Work"};
};
template <> struct janus::actor_traits<supervision_model::Troubled> {
    using message = supervision_model::TroubleMsg;
    static constexpr std::string_view name = "Troubled";
};
template <> struct janus::actor_traits<supervision_model::Grown> {
    static constexpr std::string_view name = "Grown";
};
