#include <algorithm>
#include <chrono>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "actor/pledge.hpp"
#include "net/http_messages.hpp"
#include "net/net_thread.hpp"

namespace janus {

namespace {

namespace beast = boost::beast;
namespace bh = boost::beast::http;
using Tcp = boost::asio::ip::tcp;
using boost::system::error_code;

struct Url {
    std::string host;
    std::string port = "80";
    std::string target = "/";
};

Option<Url> read_url(std::string_view text)
{
    constexpr std::string_view scheme = "http://";
    if (!text.starts_with(scheme)) {
        return none;
    }
    text.remove_prefix(scheme.size());
    std::size_t const end = std::min(text.find_first_of("/?"), text.size());
    std::string_view authority = text.substr(0, end);
    Url url;
    if (std::size_t const colon = authority.rfind(':'); colon != std::string_view::npos) {
        url.port = std::string(authority.substr(colon + 1));
        authority = authority.substr(0, colon);
    }
    url.host = std::string(authority);
    url.target = end == text.size() ? "/" : std::string(text.substr(end));
    if (url.target.front() == '?') {
        url.target.insert(0, "/");
    }
    bool const digits = !url.port.empty() && url.port.size() <= 5 &&
                        url.port.find_first_not_of("0123456789") == std::string::npos;
    bool const clean = std::none_of(url.target.begin(), url.target.end(), [](char letter) {
        return static_cast<unsigned char>(letter) <= ' ';
    });
    return !url.host.empty() && digits && clean ? Option<Url>(url) : Option<Url>();
}

// One request on a connection of its own.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    using Call = std::shared_ptr<detail::NetCall<HttpResponse>>;

    Exchange(Call call, Url url, bh::request<bh::string_body> request, std::int64_t timeout)
        : call_(std::move(call)), url_(std::move(url)), request_(std::move(request)),
          resolver_(detail::network()), stream_(detail::network())
    {
        parser_.body_limit(body_max);
        stream_.expires_after(std::chrono::milliseconds(timeout));
    }

    void start()
    {
        resolver_.async_resolve(
            url_.host, url_.port,
            [self = shared_from_this()](error_code error, Tcp::resolver::results_type places) {
                self->resolved(error, places);
            });
    }

private:
    static constexpr std::uint64_t body_max = 256U * 1024 * 1024;

    void resolved(error_code error, Tcp::resolver::results_type const& places)
    {
        if (error) {
            return fail(error);
        }
        stream_.async_connect(
            places, [self = shared_from_this()](error_code problem, Tcp::endpoint const&) {
                self->connected(problem);
            });
    }
    void connected(error_code error)
    {
        if (error) {
            return fail(error);
        }
        bh::async_write(stream_, request_,
                        [self = shared_from_this()](error_code problem, std::size_t) {
                            self->written(problem);
                        });
    }
    void written(error_code error)
    {
        if (error) {
            return fail(error);
        }
        bh::async_read(stream_, buffer_, parser_,
                       [self = shared_from_this()](error_code problem, std::size_t) {
                           self->answered(problem);
                       });
    }
    void answered(error_code error)
    {
        if (error) {
            return fail(error);
        }
        error_code ignored;
        stream_.socket().shutdown(Tcp::socket::shutdown_both, ignored);
        call_->complete(detail::response_of(parser_.release()));
    }
    void fail(error_code error) { call_->complete(detail::http_error(error)); }

    Call call_;
    Url url_;
    bh::request<bh::string_body> request_;
    Tcp::resolver resolver_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    bh::response_parser<bh::string_body> parser_;
};

bh::request<bh::string_body> make_request(std::string_view method, Url const& url,
                                          HashMap<String, String> const& headers,
                                          String const& body)
{
    bh::request<bh::string_body> request;
    request.method_string({method.data(), method.size()});
    request.target(url.target);
    request.version(11);
    request.set(bh::field::host, url.port == "80" ? url.host : url.host + ":" + url.port);
    request.set(bh::field::user_agent, "janus");
    request.set(bh::field::connection, "close");
    for (auto const& [name, value] : headers) {
        request.set(name.to_std(), value.to_std());
    }
    request.body() = body.to_std();
    request.prepare_payload();
    return request;
}

} // namespace

HttpTask<HttpResponse> http_request(String method, String url, HashMap<String, String> headers,
                                    String body, std::int64_t timeout)
{
    detail::require(Pledge::net_connect);
    Option<Url> const place = read_url(url.view());
    bool const safe = !method.is_empty() && detail::are_safe(headers) &&
                      method.view().find_first_of(" \r\n\t") == std::string_view::npos;
    if (place.is_none() || !safe) {
        co_return HttpError{HttpError::BadUrl{}};
    }
    bh::request<bh::string_body> request = make_request(method.view(), *place, headers, body);
    auto work = detail::await_network<HttpResponse>(
        [url_parts = *place, request, timeout](Exchange::Call const& call) {
            std::make_shared<Exchange>(call, url_parts, request, timeout)->start();
        });
    Result<HttpResponse, HttpError> response = co_await work;
    co_return response;
}

HttpTask<HttpResponse> http_get(String url, std::int64_t timeout)
{
    auto work = http_request("GET", url, {}, {}, timeout);
    Result<HttpResponse, HttpError> response = co_await work;
    co_return response;
}

HttpTask<HttpResponse> http_post(String url, String body, String content_type, std::int64_t timeout)
{
    HashMap<String, String> headers;
    headers.set("content-type", content_type);
    auto work = http_request("POST", url, headers, body, timeout);
    Result<HttpResponse, HttpError> response = co_await work;
    co_return response;
}

} // namespace janus
