#pragma once
// HTTP: Janus's `std.net.http`, a small client and server for HTTP/1.1 without encryption. The
// network is served by one thread of its own; what waits for it is awaited and holds no worker.
// Requests of one server are handled one after the other, in the order they came in. Awaited in an
// actor or in `main`; in a simulation every call fails with `not_simulable`.

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/function.hpp>
#include <janus/hash_map.hpp>
#include <janus/json.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/task.hpp>
#include <janus/type_info.hpp>

namespace janus {

struct HttpError {
#define JANUS_PLAIN_CASE(Name)                                         \
    struct Name {                                                      \
        friend bool operator==(Name const&, Name const&) = default;    \
        template <class Archive> void serialize(Archive&, unsigned) {} \
    }
    JANUS_PLAIN_CASE(BadUrl);
    JANUS_PLAIN_CASE(Unreachable);
    JANUS_PLAIN_CASE(Timeout);
    JANUS_PLAIN_CASE(AddressInUse);
    JANUS_PLAIN_CASE(not_simulable);
#undef JANUS_PLAIN_CASE
    struct Failed {
        String message;
        friend bool operator==(Failed const&, Failed const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("message", message);
        }
    };
    enum class Case : std::uint8_t {
        BadUrl,
        Unreachable,
        Timeout,
        AddressInUse,
        not_simulable,
        Failed
    };

    std::variant<BadUrl, Unreachable, Timeout, AddressInUse, not_simulable, Failed> value;

    friend bool operator==(HttpError const&, HttpError const&) = default;
};

template <> struct type_info<HttpError> {
    static constexpr std::string_view name = "HttpError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 6> cases{
        "BadUrl", "Unreachable", "Timeout", "AddressInUse", "not_simulable", "Failed"};
};

template <class T = void> using HttpTask = Task<Result<T, HttpError>>;

// Names of headers are in lower case.
struct HttpRequest {
    String method;
    String path;  // without what follows `?`
    String query; // what follows it, as sent
    HashMap<String, String> headers;
    String body;

    // In any spelling of its name; null if it was not sent.
    Option<String> header(String const& name) const { return headers.get(name.to_lower()); }

    friend bool operator==(HttpRequest const&, HttpRequest const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("method", method);
        archive& boost::serialization::make_nvp("path", path);
        archive& boost::serialization::make_nvp("query", query);
        archive& boost::serialization::make_nvp("headers", headers);
        archive& boost::serialization::make_nvp("body", body);
    }
};

struct HttpResponse {
    std::int64_t status = 200;
    HashMap<String, String> headers;
    String body;

    // In any spelling of its name; null if it was not sent.
    Option<String> header(String const& name) const { return headers.get(name.to_lower()); }

    friend bool operator==(HttpResponse const&, HttpResponse const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("status", status);
        archive& boost::serialization::make_nvp("headers", headers);
        archive& boost::serialization::make_nvp("body", body);
    }
};

template <> struct type_info<HttpRequest> {
    static constexpr std::string_view name = "HttpRequest";
};
template <> struct type_info<HttpResponse> {
    static constexpr std::string_view name = "HttpResponse";
};

using HttpHandler = Function<Task<HttpResponse>(HttpRequest)>;

// A listening server; a handle, copies are the same server. It stops listening when the last copy
// is gone.
class HttpServer {
public:
    HttpServer() = default;

    std::int64_t port() const;
    // Answers requests until the server is stopped. A handler that panics answers 500 and ends
    // this call.
    HttpTask<> serve(HttpHandler handler) const;
    void stop() const;

    String to_text() const;
    friend bool operator==(HttpServer const& a, HttpServer const& b)
    {
        return a.state_ == b.state_;
    }

    // Of the implementation.
    struct State;
    explicit HttpServer(std::shared_ptr<State> state) : state_(std::move(state)) {}

private:
    std::shared_ptr<State> state_;
};

// `url` is http://host[:port][/path]; times are in milliseconds.
HttpTask<HttpResponse> http_get(String url, std::int64_t timeout);
HttpTask<HttpResponse> http_post(String url, String body, String content_type,
                                 std::int64_t timeout);
HttpTask<HttpResponse> http_request(String method, String url, HashMap<String, String> headers,
                                    String body, std::int64_t timeout);

// Port 0 takes any free one.
HttpTask<HttpServer> http_listen(std::int64_t port, String address);
// listen and serve in one.
HttpTask<> http_serve(std::int64_t port, HttpHandler handler);

HttpResponse http_response(std::int64_t status, String const& body, String const& content_type);

template <class T> HttpResponse http_json(T const& value, std::int64_t status)
{
    return http_response(status, json_stringify(value), "application/json");
}

} // namespace janus
