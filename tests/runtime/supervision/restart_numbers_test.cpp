#include <catch2/catch.hpp>

#include "supervision/intensity_window.hpp"
#include "supervision/restart_delay.hpp"

namespace {

class Given final : public janus::Random {
public:
    explicit Given(std::uint64_t value) : value_(value) {}
    std::uint64_t next() noexcept override { return value_; }

private:
    std::uint64_t value_;
};

} // namespace

TEST_CASE("jitter moves a delay by at most a fifth", "[supervision]")
{
    janus::Backoff const backoff;
    Given lowest(0);
    Given highest(~std::uint64_t{0});
    REQUIRE(janus::detail::restart_delay(backoff, 1, highest) == 0);
    REQUIRE(janus::detail::restart_delay(backoff, 2, lowest) == 40);
    REQUIRE(janus::detail::restart_delay(backoff, 2, highest) == 60);
    REQUIRE(janus::detail::restart_delay(backoff, 3, lowest) == 80);
    REQUIRE(janus::detail::restart_delay(backoff, 1'000'000, lowest) == 24'000);
    REQUIRE(janus::detail::restart_delay(backoff, 1'000'000, highest) == 36'000);
}

TEST_CASE("a row of restarts ends after a time that grows with the delay", "[supervision]")
{
    janus::Backoff const backoff;
    REQUIRE(janus::detail::reset_after(backoff, 0) == 10'000);
    REQUIRE(janus::detail::reset_after(backoff, 30'000) == 60'000);
    auto const given = janus::Backoff::exponential(janus::milliseconds(1), janus::seconds(1), 0.2,
                                                   janus::milliseconds(700));
    REQUIRE(janus::detail::reset_after(given, 30'000) == 700);
}

TEST_CASE("failures outside the window are forgotten", "[supervision]")
{
    janus::detail::IntensityWindow window({.max_restarts = 2, .period = janus::seconds(10)});
    REQUIRE_FALSE(window.failed(0));
    REQUIRE_FALSE(window.failed(1'000));
    REQUIRE_FALSE(window.failed(10'500));
    REQUIRE(window.failed(10'600));
}

TEST_CASE("delays waited inside the window stretch it", "[supervision]")
{
    janus::detail::IntensityWindow window({.max_restarts = 2, .period = janus::seconds(10)});
    REQUIRE_FALSE(window.failed(0));
    window.delayed(0, 8'000);
    REQUIRE_FALSE(window.failed(8'000));
    window.delayed(8'000, 8'000);
    REQUIRE(window.failed(16'000));
}
