#include "net/http_messages.hpp"

#include <algorithm>
#include <string>

namespace janus {

namespace {

namespace bh = boost::beast::http;

template <class Message> HashMap<String, String> headers_of(Message const& message)
{
    HashMap<String, String> headers;
    for (auto const& field : message) {
        String const name =
            String(std::string_view(field.name_string().data(), field.name_string().size()))
                .to_lower();
        String const value(std::string_view(field.value().data(), field.value().size()));
        Option<String> const earlier = headers.get(name);
        headers.set(name, earlier.is_some() ? *earlier + ", " + value : value);
    }
    return headers;
}

} // namespace

HttpResponse http_response(std::int64_t status, String const& body, String const& content_type)
{
    HttpResponse response;
    response.status = status;
    response.headers.set("content-type", content_type);
    response.body = body;
    return response;
}

namespace detail {

HttpRequest request_of(BeastRequest const& message)
{
    std::string_view const target(message.target().data(), message.target().size());
    std::size_t const mark = std::min(target.find('?'), target.size());
    HttpRequest request;
    request.method =
        String(std::string_view(message.method_string().data(), message.method_string().size()));
    request.path = String(target.substr(0, mark));
    request.query = String(target.substr(std::min(mark + 1, target.size())));
    request.headers = headers_of(message);
    request.body = String(message.body());
    return request;
}

HttpResponse response_of(BeastResponse const& message)
{
    HttpResponse response;
    response.status = message.result_int();
    response.headers = headers_of(message);
    response.body = String(message.body());
    return response;
}

BeastResponse message_of(HttpResponse const& response, BeastRequest const& request)
{
    bool const valid =
        response.status >= 100 && response.status <= 999 && are_safe(response.headers);
    BeastResponse message;
    message.version(request.version());
    message.result(valid ? static_cast<unsigned>(response.status) : 500U);
    message.set(bh::field::server, "janus");
    if (valid) {
        for (auto const& [name, value] : response.headers) {
            message.set(name.to_std(), value.to_std());
        }
        message.body() = response.body.to_std();
    }
    message.keep_alive(request.keep_alive());
    message.prepare_payload();
    // The answer to HEAD has the headers alone.
    if (request.method() == bh::verb::head) {
        message.body().clear();
    }
    return message;
}

bool are_safe(HashMap<String, String> const& headers)
{
    for (auto const& [name, value] : headers) {
        if (name.is_empty() || name.view().find_first_of("\r\n: \t") != std::string_view::npos ||
            value.view().find_first_of("\r\n") != std::string_view::npos) {
            return false;
        }
    }
    return true;
}

} // namespace detail

} // namespace janus
