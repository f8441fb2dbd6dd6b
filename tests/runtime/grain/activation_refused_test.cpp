#include <catch2/catch.hpp>

#include <exception>

#include <janus/ask_error.hpp>

#include "actor/failure.hpp"

using namespace janus;

TEST_CASE("a grain that is active elsewhere is told apart from a crash", "[grain]")
{
    AskError const elsewhere{AskError::ActiveElsewhere{42}};
    auto const refused =
        detail::describe_failure(std::make_exception_ptr(detail::ActivationRefused(elsewhere)));
    CHECK(refused.refused);
    CHECK(refused.error.name() == "ActiveElsewhere");
    // No place in the runtime's own sources.
    CHECK(refused.text.find(".cpp") == std::string::npos);

    auto const crashed =
        detail::describe_failure(std::make_exception_ptr(EscapedError(Error("broken"))));
    CHECK_FALSE(crashed.refused);
    CHECK(crashed.text.find("broken") != std::string::npos);
}
