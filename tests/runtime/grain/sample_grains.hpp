#pragma once
// Grains in the shape the transpiler writes.

#include <array>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/actor.hpp>
#include <janus/grain.hpp>

namespace sample {

struct AccountMsg {
    struct Deposit {
        std::int64_t amount;
    };
    struct Balance {
        janus::Reply<std::int64_t> reply;
    };
    struct DepositAndTell {
        std::int64_t amount;
        janus::Reply<std::int64_t> reply;
    };
    struct DepositAndCrash {
        std::int64_t amount;
        bool save_first;
    };
    struct AskOther {
        janus::String other;
        janus::Reply<std::int64_t> reply;
    };
    struct Erase {
        janus::Reply<void> reply;
    };
    struct Nest {};
    enum class Case : std::uint8_t {
        Deposit,
        Balance,
        DepositAndTell,
        DepositAndCrash,
        AskOther,
        Erase,
        Nest
    };
    std::variant<Deposit, Balance, DepositAndTell, DepositAndCrash, AskOther, Erase, Nest> value;
};

struct Nested {
    janus::Option<janus::Box<Nested>> inner;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("inner", inner);
    }
};

// How often the hooks of all accounts ran; tests reset it.
struct Hooks {
    std::atomic<int> activated{0};
    std::atomic<int> deactivated{0};
    std::atomic<int> last_reason{-1};
};
inline Hooks hooks;

class Account {
public:
    explicit Account(janus::String owner_) : owner(std::move(owner_)) {}

    janus::Behaviour run(janus::Mailbox<AccountMsg>& inbox)
    {
        for (;;) {
            AccountMsg& message = co_await inbox.next();
            janus::Task<> handled = handle(message);
            co_await handled;
        }
    }
    void on_activate() { ++hooks.activated; }
    void on_deactivate(janus::DeactivationReason reason)
    {
        hooks.last_reason = static_cast<int>(reason);
        ++hooks.deactivated;
    }

    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("balance", balance);
        archive& boost::serialization::make_nvp("nested", nested);
    }

private:
    janus::Task<> handle(AccountMsg& message);

    janus::String owner;
    std::int64_t balance = 0;
    Nested nested;
};

// Sleeps after 30 ms; nothing of it is stored.
class Visitor {
public:
    Visitor(std::int64_t, janus::String) {}

    janus::Behaviour run(janus::Mailbox<AccountMsg>& inbox)
    {
        for (;;) {
            AccountMsg& message = co_await inbox.next();
            ++count;
            if (janus::which(message) == AccountMsg::Case::Balance) {
                janus::as<AccountMsg::Balance>(message).reply.send(count);
            }
        }
    }
    void on_activate() { ++hooks.activated; }
    void on_deactivate(janus::DeactivationReason reason)
    {
        hooks.last_reason = static_cast<int>(reason);
        ++hooks.deactivated;
    }

private:
    std::int64_t count = 0;
};

} // namespace sample

template <> struct janus::type_info<sample::AccountMsg> {
    static constexpr std::string_view name = "AccountMsg";
    static constexpr std::array<std::string_view, 7> cases{
        "Deposit", "Balance", "DepositAndTell", "DepositAndCrash", "AskOther", "Erase", "Nest"};
};
template <> struct janus::reply_field<sample::AccountMsg::Balance> {
    static constexpr auto pointer = &sample::AccountMsg::Balance::reply;
};
template <> struct janus::reply_field<sample::AccountMsg::DepositAndTell> {
    static constexpr auto pointer = &sample::AccountMsg::DepositAndTell::reply;
};
template <> struct janus::reply_field<sample::AccountMsg::AskOther> {
    static constexpr auto pointer = &sample::AccountMsg::AskOther::reply;
};
template <> struct janus::reply_field<sample::AccountMsg::Erase> {
    static constexpr auto pointer = &sample::AccountMsg::Erase::reply;
};
template <> struct janus::actor_traits<sample::Account> {
    using message = sample::AccountMsg;
    using key = std::tuple<janus::String>;
    static constexpr std::string_view name = "sample.Account";
    static constexpr bool grain = true;
};
template <> struct janus::actor_traits<sample::Visitor> {
    using message = sample::AccountMsg;
    using key = std::tuple<std::int64_t, janus::String>;
    static constexpr std::string_view name = "sample.Visitor";
    static constexpr bool grain = true;
    static constexpr bool durable = false;
    static constexpr std::int64_t idle_timeout_ms = 30;
};

inline janus::Task<> sample::Account::handle(AccountMsg& message)
{
    switch (janus::which(message)) {
    case AccountMsg::Case::Deposit:
        balance += janus::as<AccountMsg::Deposit>(message).amount;
        co_return;
    case AccountMsg::Case::Balance:
        janus::as<AccountMsg::Balance>(message).reply.send(balance);
        co_return;
    case AccountMsg::Case::DepositAndTell:
        balance += janus::as<AccountMsg::DepositAndTell>(message).amount;
        janus::as<AccountMsg::DepositAndTell>(message).reply.send(balance);
        co_return;
    case AccountMsg::Case::DepositAndCrash: {
        balance += janus::as<AccountMsg::DepositAndCrash>(message).amount;
        if (janus::as<AccountMsg::DepositAndCrash>(message).save_first) {
            auto saving = janus::save();
            co_await saving;
        }
        balance += 1;
        janus::panic("", "on purpose");
    }
    case AccountMsg::Case::AskOther: {
        balance += 1;
        auto other = janus::grain<Account>(janus::as<AccountMsg::AskOther>(message).other);
        auto asking = other.ask(AccountMsg::Balance{});
        janus::Result<std::int64_t> answer = co_await asking;
        janus::as<AccountMsg::AskOther>(message).reply.send(answer.unwrap_or(-1));
        co_return;
    }
    case AccountMsg::Case::Erase:
        janus::erase();
        janus::as<AccountMsg::Erase>(message).reply.send();
        co_return;
    case AccountMsg::Case::Nest:
        for (int i = 0; i < 100; ++i) {
            nested = Nested{janus::Box<Nested>(nested)};
        }
        co_return;
    }
}
