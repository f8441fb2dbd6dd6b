#include <catch2/catch.hpp>

#include <janus/values.hpp>

#include "panic_code.hpp"
#include "sample_types.hpp"

using janus::Error;
using janus::Option;
using janus::Result;
using janus::String;
using sample::CalcError;

namespace {

Result<std::int64_t, CalcError> quotient(std::int64_t a, std::int64_t b)
{
    if (b == 0) {
        return CalcError::DivByZero{};
    }
    return a / b;
}

Result<String, Error> described(std::int64_t a, std::int64_t b)
{
    auto result = quotient(a, b);
    if (result.is_error()) {
        return std::move(result).failure();
    }
    return "fine";
}

} // namespace

TEST_CASE("a result is made from its value, its error and a case of it", "[values][result]")
{
    CHECK(quotient(6, 2).unwrap() == 3);
    CHECK(quotient(6, 0).error() == CalcError{CalcError::DivByZero{}});
    CHECK(quotient(6, 0).unwrap_or(7) == 7);
    Result<void> const done = janus::ok;
    CHECK(done.is_ok());
    Result<void> const failed = janus::AskError{janus::AskError::Timeout{}};
    CHECK(failed.is_error());
    Result<Option<int>, Error> const nothing = janus::none;
    CHECK(nothing.is_ok());
}

TEST_CASE("a propagated error keeps its name and the place it was made at", "[values][result]")
{
    auto const result = described(1, 0);
    REQUIRE(result.is_error());
    CHECK(result.error() == Error("DivByZero"));
    CHECK(std::string_view(result.where().function_name()).find("quotient") !=
          std::string_view::npos);
    CHECK(described(1, 1).unwrap() == "fine");
}

TEST_CASE("unwrapping nothing panics with P005", "[values][result]")
{
    CHECK(panic_code([] { (void)quotient(1, 0).unwrap(); }) == "P005");
    CHECK(panic_code([] { (void)Option<int>().unwrap(); }) == "P005");
    CHECK(Option<int>(3).unwrap() == 3);
    CHECK(Option<int>().unwrap_or(4) == 4);
    CHECK(Option<int>(3).map([](int x) { return x + 1; }) == janus::some(4));
    CHECK(Option<std::int64_t>(Option<int>(3)) == janus::some(std::int64_t{3}));
}

TEST_CASE("errors convert to the open set with name and text", "[values][error]")
{
    Error const error = CalcError{CalcError::Other{5}};
    CHECK(error.name() == "Other");
    CHECK(error.text() == "Other { code: 5 }");
    CHECK(error == Error("Other"));
    CHECK(janus::to_text(error) == "Other");
    Error const failed = janus::AskError{janus::AskError::Failed{"not_a_member"}};
    CHECK(failed.name() == "not_a_member");
    CHECK(janus::to_text(janus::AskError{janus::AskError::Failed{"x"}}) == "x");
    CHECK(janus::to_text(janus::AskError{janus::AskError::Timeout{}}) == "Timeout");
}

TEST_CASE("only errors before the handler ran exclude an effect", "[values][error]")
{
    using janus::AskError;
    CHECK(AskError{AskError::Timeout{}}.maybe_executed());
    CHECK(AskError{AskError::ActorCrashed{}}.maybe_executed());
    CHECK_FALSE(AskError{AskError::MailboxFull{}}.maybe_executed());
    CHECK_FALSE(AskError{AskError::StorageFailed{false}}.maybe_executed());
    CHECK(AskError{AskError::StorageFailed{true}}.maybe_executed());
}

TEST_CASE("a box is a value", "[values][box]")
{
    sample::Chain chain{1, janus::Box<sample::Chain>(sample::Chain{2, janus::none})};
    sample::Chain const copy = chain;
    (*chain.next)->value = 9;
    CHECK((*copy.next)->value == 2);
    CHECK_FALSE(chain == copy);
    CHECK(janus::to_text(copy) == "Chain { value: 1, next: Some(Chain { value: 2, next: null }) }");
    CHECK(janus::hash_of(copy) == janus::hash_of(sample::Chain(copy)));
    CHECK(janus::footprint(copy) == sizeof(sample::Chain));
}
