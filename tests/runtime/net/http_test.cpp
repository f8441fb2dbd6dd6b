#include <catch2/catch.hpp>

#include <string>
#include <thread>

#include <janus/actor.hpp>
#include <janus/system.hpp>

#include "../actor/virtual_world.hpp"

using janus::HttpError;
using janus::HttpRequest;
using janus::HttpResponse;
using janus::Result;

namespace {

janus::Options in_memory()
{
    janus::Options options;
    options.store = "memory";
    return options;
}

janus::Task<HttpResponse> greet(HttpRequest request)
{
    if (request.path == "/panic") {
        janus::panic("", "no answer");
    }
    co_return janus::http_response(200, request.method + " " + request.path, "text/plain");
}

// One request on the server, then the server stops.
janus::Task<Result<HttpResponse, HttpError>> ask(janus::HttpServer server, janus::String path)
{
    janus::String const url = "http://127.0.0.1:" + std::to_string(server.port()) + path.to_std();
    auto asking = janus::http_get(url, 10'000);
    Result<HttpResponse, HttpError> answer = co_await asking;
    server.stop();
    co_return answer;
}

janus::Task<Result<janus::HttpServer, HttpError>> listen(std::int64_t port)
{
    auto listening = janus::http_listen(port, "127.0.0.1");
    Result<janus::HttpServer, HttpError> server = co_await listening;
    co_return server;
}

janus::Task<bool> serve(janus::HttpServer server)
{
    auto serving = server.serve(janus::HttpHandler(&greet));
    Result<void, HttpError> done = co_await serving;
    co_return done.is_ok();
}

// Serves on one system and asks from another.
std::string answer_to(std::string const& path, bool& served)
{
    janus::ActorSystem serving(in_memory());
    janus::ActorSystem asking(in_memory());
    janus::HttpServer const server = serving.run([] { return listen(0); }).unwrap();
    std::string text;
    std::thread client([&] {
        auto const answer = asking.run([&] { return ask(server, janus::String(path)); });
        text = answer.is_ok() ? std::to_string(answer->status) + " " + answer->body.to_std()
                              : janus::error_name(answer.error()).to_std();
    });
    try {
        served = serving.run([&] { return serve(server); });
    } catch (janus::Panic const&) {
        served = false;
    }
    client.join();
    return text;
}

} // namespace

TEST_CASE("a server answers and ends when it is stopped", "[http]")
{
    bool served = false;
    CHECK(answer_to("/hello", served) == "200 GET /hello");
    CHECK(served);
}

TEST_CASE("a handler that panics answers 500", "[http]")
{
    bool served = true;
    CHECK(answer_to("/panic", served) == "500 ");
    CHECK_FALSE(served);
}

TEST_CASE("a port that is taken is an error", "[http]")
{
    janus::ActorSystem system(in_memory());
    auto const first = system.run([] { return listen(0); });
    REQUIRE(first.is_ok());
    auto const second = system.run([&] { return listen(first->port()); });
    REQUIRE(second.is_error());
    CHECK(janus::error_name(second.error()) == "AddressInUse");
    CHECK(janus::error_name(system.run([] { return listen(70'000); }).error()) == "BadUrl");
}

TEST_CASE("a request that could smuggle headers is refused", "[http]")
{
    janus::ActorSystem system(in_memory());
    auto const with = [&](janus::String url, janus::String name, janus::String value) {
        return system.run([=] {
            return janus::http_request("GET", url, {{name, value}}, "", 1'000);
        });
    };
    janus::String const good = "http://127.0.0.1:1/";
    CHECK(janus::error_name(with(good, "a", "b\r\nc: d").error()) == "BadUrl");
    CHECK(janus::error_name(with(good, "a b", "c").error()) == "BadUrl");
    CHECK(janus::error_name(with("http://127.0.0.1:1/a b", "a", "b").error()) == "BadUrl");
    CHECK(janus::error_name(with("https://example.org/", "a", "b").error()) == "BadUrl");
    CHECK(janus::error_name(with(good, "a", "b").error()) == "Unreachable");
}

TEST_CASE("a simulation has no network", "[http]")
{
    virtual_world::World world;
    auto const answer = world.run([] { return janus::http_get("http://127.0.0.1:1/", 1'000); });
    REQUIRE(answer.is_error());
    CHECK(janus::error_name(answer.error()) == "not_simulable");
}
