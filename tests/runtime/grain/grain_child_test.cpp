#include <catch2/catch.hpp>

#include <janus/supervisor.hpp>
#include <janus/system.hpp>

#include "sample_grains.hpp"

namespace {

class Bank final : public janus::Supervisor {
public:
    janus::Backoff backoff() const override { return janus::Backoff::none(); }
    janus::List<janus::ChildSpec> children() const override
    {
        return {janus::child<sample::Account>("Account", janus::String("sue"))};
    }
};

} // namespace

template <> struct janus::actor_traits<Bank> {
    static constexpr std::string_view name = "test.Bank";
};

TEST_CASE("a supervised grain keeps its state over a crash", "[grain][supervision]")
{
    using sample::AccountMsg;
    janus::Options options;
    options.workers = 2;
    options.store = "memory";
    options.log_level = janus::LogLevel::off;
    janus::ActorSystem system(options);
    janus::SupervisorRef const bank = system.start<Bank>();
    auto const child = bank.child<AccountMsg>("Account");
    auto const limit = janus::seconds(60);
    CHECK(child.ask_blocking(AccountMsg::DepositAndTell{7, {}}, limit).unwrap() == 7);
    CHECK(child.ask_blocking(AccountMsg::DepositAndCrash{1, false}, limit).is_error());
    CHECK(child.ask_blocking(AccountMsg::Balance{}, limit).unwrap() == 7);
    auto const direct = system.grain<sample::Account>(janus::String("sue"));
    CHECK(direct.ask_blocking(AccountMsg::Balance{}, limit).unwrap() == 7);
}
