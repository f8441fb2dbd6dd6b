#pragma once
// Between the library's messages and Janus's.

#include <boost/beast/http.hpp>
#include <janus/http.hpp>

namespace janus::detail {

using BeastRequest = boost::beast::http::request<boost::beast::http::string_body>;
using BeastResponse = boost::beast::http::response<boost::beast::http::string_body>;

HttpRequest request_of(BeastRequest const& message);
HttpResponse response_of(BeastResponse const& message);
BeastResponse message_of(HttpResponse const& response, BeastRequest const& request);

// No header could smuggle in another one.
bool are_safe(HashMap<String, String> const& headers);

} // namespace janus::detail
