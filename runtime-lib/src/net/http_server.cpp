#include <chrono>
#include <deque>
#include <optional>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "actor/pledge.hpp"
#include "net/http_messages.hpp"
#include "net/net_thread.hpp"

namespace janus {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bh = boost::beast::http;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds quiet_max{60};
constexpr std::uint64_t body_max = 16U * 1024 * 1024;

class Connection;

// A request that waits for its answer; answers 500 itself if nobody does.
class Pending {
public:
    Pending(std::shared_ptr<Connection> connection, HttpRequest request)
        : connection_(std::move(connection)), request_(std::move(request))
    {}
    ~Pending();
    Pending(Pending const&) = delete;
    Pending& operator=(Pending const&) = delete;

    HttpRequest const& request() const { return request_; }
    void answer(HttpResponse response);

private:
    std::shared_ptr<Connection> connection_;
    HttpRequest request_;
};

using Waiting = Option<std::shared_ptr<Pending>>; // null: the server was stopped
using NextCall = std::shared_ptr<detail::NetCall<Waiting>>;

} // namespace

// Lives on the network thread, apart from `port`.
struct HttpServer::State : std::enable_shared_from_this<HttpServer::State> {
    Tcp::acceptor acceptor{detail::network()};
    std::uint16_t port = 0;
    std::deque<std::shared_ptr<Pending>> requests;
    std::deque<NextCall> waiting;
    bool stopped = false;

    Result<void, HttpError> open(std::uint16_t wanted, std::string const& address);
    void accept();
    void take_in(std::shared_ptr<Pending> request);
    void give_next(NextCall const& call);
    void stop();
};

namespace {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Tcp::socket socket, std::weak_ptr<HttpServer::State> server)
        : stream_(std::move(socket)), server_(std::move(server))
    {}

    void read()
    {
        parser_.emplace();
        parser_->body_limit(body_max);
        stream_.expires_after(quiet_max);
        bh::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->was_read(error); });
    }
    // Any thread.
    void write(HttpResponse response)
    {
        asio::post(detail::network(), [self = shared_from_this(), response = std::move(response)] {
            self->write_now(response);
        });
    }

private:
    void was_read(error_code error)
    {
        auto const server = server_.lock();
        if (error || !server) {
            return close();
        }
        request_ = parser_->release();
        server->take_in(
            std::make_shared<Pending>(shared_from_this(), detail::request_of(request_)));
    }
    void write_now(HttpResponse const& response)
    {
        message_ = detail::message_of(response, request_);
        stream_.expires_after(quiet_max);
        bh::async_write(stream_, message_,
                        [self = shared_from_this()](error_code error, std::size_t) {
                            bool const more = !error && self->message_.keep_alive();
                            more ? self->read() : self->close();
                        });
    }
    void close()
    {
        error_code ignored;
        stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<bh::request_parser<bh::string_body>> parser_;
    detail::BeastRequest request_;
    detail::BeastResponse message_;
    std::weak_ptr<HttpServer::State> server_;
};

Pending::~Pending()
{
    if (connection_) {
        connection_->write(http_response(500, "", "text/plain"));
    }
}

void Pending::answer(HttpResponse response)
{
    std::exchange(connection_, nullptr)->write(std::move(response));
}

} // namespace

Result<void, HttpError> HttpServer::State::open(std::uint16_t wanted, std::string const& address)
{
    error_code error;
    auto const place = asio::ip::make_address(address, error);
    if (error) {
        return HttpError{HttpError::BadUrl{}};
    }
    Tcp::endpoint const endpoint(place, wanted);
    acceptor.open(endpoint.protocol(), error);
    if (!error) {
        acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
    }
    if (!error) {
        acceptor.bind(endpoint, error);
    }
    if (!error) {
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return detail::http_error(error);
    }
    port = acceptor.local_endpoint().port();
    accept();
    return ok;
}

// The handler must not keep the server alive: nobody would be left to stop it.
void HttpServer::State::accept()
{
    acceptor.async_accept([weak = weak_from_this()](error_code error, Tcp::socket socket) {
        auto const server = weak.lock();
        if (!server || server->stopped || error == asio::error::operation_aborted) {
            return;
        }
        if (!error) {
            std::make_shared<Connection>(std::move(socket), weak)->read();
        }
        server->accept();
    });
}

void HttpServer::State::take_in(std::shared_ptr<Pending> request)
{
    if (waiting.empty()) {
        requests.push_back(std::move(request));
        return;
    }
    NextCall const call = std::move(waiting.front());
    waiting.pop_front();
    call->complete(Waiting(std::move(request)));
}

void HttpServer::State::give_next(NextCall const& call)
{
    if (!requests.empty()) {
        std::shared_ptr<Pending> request = std::move(requests.front());
        requests.pop_front();
        call->complete(Waiting(std::move(request)));
    } else if (stopped) {
        call->complete(Waiting());
    } else {
        waiting.push_back(call);
    }
}

void HttpServer::State::stop()
{
    stopped = true;
    error_code ignored;
    acceptor.close(ignored);
    for (NextCall const& call : std::exchange(waiting, {})) {
        call->complete(Waiting());
    }
}

std::int64_t HttpServer::port() const
{
    return state_ ? state_->port : 0;
}

void HttpServer::stop() const
{
    if (state_) {
        asio::post(detail::network(), [state = state_] { state->stop(); });
    }
}

String HttpServer::to_text() const
{
    return "HttpServer(" + std::to_string(port()) + ")";
}

HttpTask<> HttpServer::serve(HttpHandler handler) const
{
    std::shared_ptr<State> const state = state_;
    while (state) {
        auto waiting = detail::await_network<Waiting>(
            [state](NextCall const& call) { state->give_next(call); });
        Result<Waiting, HttpError> next = co_await waiting;
        if (next.is_error()) {
            co_return std::move(next).failure();
        }
        if (next->is_none()) {
            break;
        }
        std::shared_ptr<Pending> const request = **next;
        next = Waiting();
        auto answering = handler(request->request());
        HttpResponse response = co_await answering;
        request->answer(std::move(response));
    }
    co_return ok;
}

HttpTask<HttpServer> http_listen(std::int64_t port, String address)
{
    detail::require(Pledge::net_listen);
    if (port < 0 || port > 65'535) {
        co_return HttpError{HttpError::BadUrl{}};
    }
    auto work = detail::await_network<HttpServer>(
        [port,
         address = address.to_std()](std::shared_ptr<detail::NetCall<HttpServer>> const& call) {
            // Closed on the network thread, where its handlers run.
            std::shared_ptr<HttpServer::State> const state(
                new HttpServer::State, [](HttpServer::State* old) {
                    asio::post(detail::network(), [old] { delete old; });
                });
            auto const opened = state->open(static_cast<std::uint16_t>(port), address);
            if (opened.is_error()) {
                call->complete(opened.error());
            } else {
                call->complete(HttpServer(state));
            }
        });
    Result<HttpServer, HttpError> server = co_await work;
    co_return server;
}

HttpTask<> http_serve(std::int64_t port, HttpHandler handler)
{
    auto listening = http_listen(port, "0.0.0.0");
    Result<HttpServer, HttpError> server = co_await listening;
    if (server.is_error()) {
        co_return std::move(server).failure();
    }
    auto serving = server->serve(handler);
    Result<void, HttpError> done = co_await serving;
    co_return done;
}

} // namespace janus
