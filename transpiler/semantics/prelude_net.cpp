#include "semantics/prelude.hpp"

namespace janus::semantics {

/// What programs exchange with others: JSON and HTTP.
std::string_view prelude_net()
{
    return R"JANUS(
error JsonError { Syntax { position: i64, message: String } }

@cpp("janus::JsonValue")
struct JsonValue {
    @property func is_null(self) -> bool
    @property func kind(self) -> String
    @property func len(self) -> i64
    func get(self, key: String) -> ?JsonValue
    func at(self, index: i64) -> ?JsonValue
    func as_object(self) -> ?HashMap[String, JsonValue]
    func as_array(self) -> ?[JsonValue]
    func as_string(self) -> ?String
    func as_number(self) -> ?f64
    func as_int(self) -> ?i64
    func as_bool(self) -> ?bool
}

extern func json.parse(text: String) -> JsonValue ! JsonError = "janus::json_parse"
extern func json.stringify[T: Display](value: T) -> String = "janus::json_stringify"
extern func json.pretty[T: Display](value: T) -> String = "janus::json_pretty"
extern func json.value[T: Display](value: T) -> JsonValue = "janus::to_json"

error HttpError {
    BadUrl, Unreachable, Timeout, AddressInUse, not_simulable, Failed { message: String },
}

@cpp("janus::HttpRequest")
struct HttpRequest {
    method: String
    path: String
    query: String
    headers: HashMap[String, String]
    body: String
    func header(self, name: String) -> ?String
}

@cpp("janus::HttpResponse")
struct HttpResponse {
    status: i64
    headers: HashMap[String, String]
    body: String
    func header(self, name: String) -> ?String
}

@cpp("janus::HttpServer")
struct HttpServer {
    @property func port(self) -> i64
    @waits func serve(self, handler: async fn(HttpRequest) -> HttpResponse) -> void ! HttpError
    func stop(self)
}

@waits extern func http.get(url: String,
    timeout: i64 = 30000) -> HttpResponse ! HttpError = "janus::http_get"
@waits extern func http.post(url: String, body: String,
    content_type: String = "text/plain; charset=utf-8",
    timeout: i64 = 30000) -> HttpResponse ! HttpError = "janus::http_post"
@waits extern func http.request(method: String, url: String, headers: HashMap[String, String],
    body: String = "", timeout: i64 = 30000) -> HttpResponse ! HttpError = "janus::http_request"
@waits extern func http.listen(port: i64,
    address: String = "127.0.0.1") -> HttpServer ! HttpError = "janus::http_listen"
@waits extern func http.serve(port: i64,
    handler: async fn(HttpRequest) -> HttpResponse) -> void ! HttpError = "janus::http_serve"
extern func http.response(status: i64, body: String = "",
    content_type: String = "text/plain; charset=utf-8") -> HttpResponse = "janus::http_response"
extern func http.json[T: Display](value: T, status: i64 = 200) -> HttpResponse = "janus::http_json"
)JANUS";
}

} // namespace janus::semantics
