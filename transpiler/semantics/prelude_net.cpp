#include "semantics/prelude.hpp"

namespace janus::semantics {

/// What programs exchange with others: JSON.
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
)JANUS";
}

} // namespace janus::semantics
