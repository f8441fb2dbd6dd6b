#pragma once
// The one thread that talks to the network, and how an actor waits for what happens there. Asio
// stays inside this folder.

#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <janus/aside.hpp>
#include <janus/http.hpp>

namespace janus::detail {

// Starts the thread at its first use; it ends with the process.
boost::asio::io_context& network();

// Something that happens on the network thread and ends with a T or an error. `begin` runs there
// and gets the call; whoever has the result calls `complete` there, once.
template <class T> class NetCall final : public AsideJob {
public:
    using Begin = std::function<void(std::shared_ptr<NetCall> const&)>;

    explicit NetCall(Begin begin) : begin_(std::move(begin)) {}

    // Simulations call this.
    void run() noexcept override
    {
        result_ = HttpError{HttpError::not_simulable{}};
        finish();
    }
    void start(std::shared_ptr<AsideJob> const& self) override
    {
        boost::asio::post(network(), [call = std::static_pointer_cast<NetCall>(self)] {
            Begin const begin = std::exchange(call->begin_, nullptr);
            begin(call);
        });
    }
    void complete(Result<T, HttpError> result)
    {
        result_ = std::move(result);
        finish();
    }
    Result<T, HttpError> take() { return std::move(result_); }

private:
    Begin begin_;
    Result<T, HttpError> result_ = HttpError{HttpError::Timeout{}};
};

template <class T> HttpTask<T> await_network(typename NetCall<T>::Begin begin)
{
    auto call = std::make_shared<NetCall<T>>(std::move(begin));
    AsideWait waiting(call);
    co_await waiting;
    co_return call->take();
}

HttpError http_error(boost::system::error_code const& error);

} // namespace janus::detail
