#include <catch2/catch.hpp>

#include <chrono>
#include <functional>
#include <thread>

#include <janus/system.hpp>

#include "../store/temporary_folder.hpp"
#include "sample_grains.hpp"

using janus::ActorSystem;
using janus::AskError;
using janus::Options;
using janus::Result;
using sample::Account;
using sample::AccountMsg;
using sample::hooks;
using sample::Visitor;

namespace {

Options options_with(std::string store)
{
    Options options;
    options.workers = 2;
    options.store = std::move(store);
    options.log_level = janus::LogLevel::off;
    return options;
}

Result<std::int64_t> balance(ActorSystem& system, janus::String owner)
{
    return system.grain<Account>(owner).ask_blocking(AccountMsg::Balance{}, janus::seconds(60));
}

Result<std::int64_t> deposit(ActorSystem& system, janus::String owner, std::int64_t amount)
{
    return system.grain<Account>(owner).ask_blocking(AccountMsg::DepositAndTell{amount, {}},
                                                     janus::seconds(60));
}

// Waits for an event of another thread, with a generous limit.
bool eventually(std::function<bool()> const& holds)
{
    auto const limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > limit) {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

} // namespace

TEST_CASE("a grain is activated by its first message and keeps its state", "[grain]")
{
    ActorSystem system(options_with("memory"));
    hooks.activated = 0;
    auto ann = system.grain<Account>(janus::String("ann"));
    CHECK(hooks.activated == 0);
    ann.tell(AccountMsg::Deposit{5});
    CHECK(balance(system, "ann").unwrap() == 5);
    CHECK(balance(system, "bob").unwrap() == 0);
    CHECK(deposit(system, "ann", 2).unwrap() == 7);
    CHECK(hooks.activated == 2);
    CHECK(system.grain<Account>(janus::String("ann")) == ann);
}

TEST_CASE("acknowledged state is there after the end of the program", "[grain][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    hooks.deactivated = 0;
    {
        ActorSystem system(options_with(path));
        CHECK(deposit(system, "ann", 40).unwrap() == 40);
        CHECK(deposit(system, "ann", 2).unwrap() == 42);
    }
    CHECK(hooks.deactivated == 1);
    CHECK(hooks.last_reason == static_cast<int>(janus::DeactivationReason::shutdown));
    ActorSystem system(options_with(path));
    CHECK(balance(system, "ann").unwrap() == 42);
}

TEST_CASE("a crash returns to the end of the last turn, or to the last save", "[grain]")
{
    ActorSystem system(options_with("memory"));
    hooks.activated = 0;
    CHECK(deposit(system, "ann", 100).unwrap() == 100);
    auto ann = system.grain<Account>(janus::String("ann"));
    auto const crashed =
        ann.ask_blocking(AccountMsg::DepositAndCrash{5, false}, janus::seconds(60));
    REQUIRE(crashed.is_error());
    CHECK(crashed.error() == AskError{AskError::ActorCrashed{}});
    CHECK(balance(system, "ann").unwrap() == 100);
    CHECK(hooks.activated == 2);
    CHECK(ann.ask_blocking(AccountMsg::DepositAndCrash{5, true}, janus::seconds(60)).is_error());
    CHECK(balance(system, "ann").unwrap() == 105);
}

TEST_CASE("messages behind the one that crashed a grain are handled", "[grain]")
{
    ActorSystem system(options_with("memory"));
    auto ann = system.grain<Account>(janus::String("ann"));
    for (int i = 0; i < 50; ++i) {
        ann.tell(AccountMsg::Deposit{1});
        ann.tell(AccountMsg::DepositAndCrash{1000, false});
    }
    CHECK(balance(system, "ann").unwrap() == 50);
}

TEST_CASE("a grain asks another in the middle of a changed turn", "[grain]")
{
    TemporaryFolder const folder;
    for (std::string const& store : {std::string("memory"), folder.file("store.db")}) {
        ActorSystem system(options_with(store));
        CHECK(deposit(system, "bob", 9).unwrap() == 9);
        auto ann = system.grain<Account>(janus::String("ann"));
        CHECK(ann.ask_blocking(AccountMsg::AskOther{"bob", {}}, janus::seconds(60)).unwrap() == 9);
        CHECK(balance(system, "ann").unwrap() == 1);
    }
}

TEST_CASE("a grain without storage sleeps when idle and forgets", "[grain]")
{
    ActorSystem system(options_with("memory"));
    hooks.activated = 0;
    hooks.deactivated = 0;
    auto visitor = system.grain<Visitor>(std::int64_t{7}, janus::String("x"));
    CHECK(visitor.ask_blocking(AccountMsg::Balance{}, janus::seconds(60)).unwrap() == 1);
    CHECK(eventually([] { return hooks.deactivated == 1; }));
    CHECK(hooks.last_reason == static_cast<int>(janus::DeactivationReason::idle));
    CHECK(visitor.ask_blocking(AccountMsg::Balance{}, janus::seconds(60)).unwrap() == 1);
    CHECK(hooks.activated == 2);
}

TEST_CASE("a deactivated grain comes back with its state", "[grain]")
{
    ActorSystem system(options_with("memory"));
    CHECK(deposit(system, "ann", 3).unwrap() == 3);
    hooks.deactivated = 0;
    janus::deactivate(system.grain<Account>(janus::String("ann")));
    CHECK(eventually([] { return hooks.deactivated == 1; }));
    CHECK(balance(system, "ann").unwrap() == 3);
}

TEST_CASE("an erased grain begins anew", "[grain]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    {
        ActorSystem system(options_with(path));
        CHECK(deposit(system, "ann", 3).unwrap() == 3);
        auto ann = system.grain<Account>(janus::String("ann"));
        CHECK(ann.ask_blocking(AccountMsg::Erase{}, janus::seconds(60)).is_ok());
        CHECK(balance(system, "ann").unwrap() == 0);
        CHECK(deposit(system, "ann", 4).unwrap() == 4);
        CHECK(ann.ask_blocking(AccountMsg::Erase{}, janus::seconds(60)).is_ok());
    }
    ActorSystem system(options_with(path));
    CHECK(balance(system, "ann").unwrap() == 0);
}

TEST_CASE("state that cannot be stored ends the activation, not the identity", "[grain]")
{
    ActorSystem system(options_with("memory"));
    CHECK(deposit(system, "ann", 3).unwrap() == 3);
    auto ann = system.grain<Account>(janus::String("ann"));
    auto const nested = ann.ask_blocking(AccountMsg::Nest{}, janus::seconds(60));
    CHECK(nested.is_error());
    CHECK(balance(system, "ann").unwrap() == 3);
}

TEST_CASE("two systems on one store: the second learns who holds the grain", "[grain][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    auto first = std::make_unique<ActorSystem>(options_with(path));
    CHECK(deposit(*first, "ann", 3).unwrap() == 3);
    ActorSystem second(options_with(path));
    auto const refused = balance(second, "ann");
    REQUIRE(refused.is_error());
    CHECK(janus::which(refused.error()) == AskError::Case::ActiveElsewhere);
    first.reset();
    CHECK(balance(second, "ann").unwrap() == 3);
}

TEST_CASE("a store that cannot be used fails what needs it", "[grain]")
{
    TemporaryFolder const folder;
    ActorSystem system(options_with(folder.file("absent/store.db")));
    auto const failed = balance(system, "ann");
    REQUIRE(failed.is_error());
    CHECK(failed.error() == AskError{AskError::StorageFailed{false}});
    auto visitor = system.grain<Visitor>(std::int64_t{7}, janus::String("x"));
    CHECK(visitor.ask_blocking(AccountMsg::Balance{}, janus::seconds(60)).is_ok());
}

TEST_CASE("many grains at once share the store's commits", "[grain][sqlite]")
{
    TemporaryFolder const folder;
    std::string const path = folder.file("store.db");
    {
        ActorSystem system(options_with(path));
        for (int i = 0; i < 300; ++i) {
            auto grain = system.grain<Account>(janus::to_text(i));
            for (int j = 0; j < 3; ++j) {
                grain.tell(AccountMsg::Deposit{i});
            }
        }
        for (int i = 0; i < 300; ++i) {
            CHECK(balance(system, janus::to_text(i)).unwrap() == 3 * i);
        }
    }
    ActorSystem system(options_with(path));
    CHECK(balance(system, "299").unwrap() == 3 * 299);
}
