#include "net/net_thread.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/beast/core/error.hpp>

#include "seams/side_threads.hpp"

namespace janus::detail {

namespace {

struct Network {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{
        context.get_executor()};

    Network()
    {
        run_on_side_thread([this] { context.run(); });
    }
};

} // namespace

boost::asio::io_context& network()
{
    // Never destroyed: its thread runs to the end of the process.
    static Network* const one = new Network;
    return one->context;
}

HttpError http_error(boost::system::error_code const& error)
{
    namespace failure = boost::asio::error;
    if (error == boost::beast::error::timeout || error == failure::timed_out) {
        return {HttpError::Timeout{}};
    }
    if (error == failure::address_in_use) {
        return {HttpError::AddressInUse{}};
    }
    if (error == failure::connection_refused || error == failure::host_not_found ||
        error == failure::host_unreachable || error == failure::network_unreachable ||
        error == failure::no_data) {
        return {HttpError::Unreachable{}};
    }
    return {HttpError::Failed{String(error.message())}};
}

} // namespace janus::detail
