#include "semantics/prelude.hpp"

namespace janus::semantics {

std::string_view prelude_functions()
{
    return R"JANUS(
extern func now() -> Timestamp = "janus::now"
@waits extern func sleep(ms: i64) = "janus::sleep_for"
extern func panic(message: String) -> never = "janus::panic_with"
extern func unreachable() -> never = "janus::reached_unreachable"
extern func todo() -> never = "janus::reached_todo"
extern func exit(code: i64) -> never = "janus::exit"
extern func args() -> [String] = "janus::args"
extern func env(name: String) -> ?String = "janus::env"
extern func read_line() -> ?String = "janus::read_line"
extern func time_now_seconds() -> i64 = "janus::time_now_seconds"
extern func time_now_millis() -> i64 = "janus::time_now_millis"
extern func time_now_micros() -> i64 = "janus::time_now_micros"
extern func time_now_nanos() -> i64 = "janus::time_now_nanos"
extern func time_monotonic_millis() -> i64 = "janus::time_monotonic_millis"
extern func time_monotonic_nanos() -> i64 = "janus::time_monotonic_nanos"
extern func print_float(value: f64) = "janus::print_float"
extern func print_bool(value: bool) = "janus::print_bool"
extern func join(items: [String], separator: String) -> String = "janus::join"
extern func sqrt(x: f64) -> f64 = "janus::sqrt"
extern func floor(x: f64) -> f64 = "janus::floor"
extern func ceil(x: f64) -> f64 = "janus::ceil"
extern func round(x: f64) -> f64 = "janus::round"
extern func pow(x: f64, y: f64) -> f64 = "janus::pow"
extern func math.sqrt(x: f64) -> f64 = "janus::sqrt"
extern func math.floor(x: f64) -> f64 = "janus::floor"
extern func math.ceil(x: f64) -> f64 = "janus::ceil"
extern func math.round(x: f64) -> f64 = "janus::round"
extern func math.pow(x: f64, y: f64) -> f64 = "janus::pow"
extern func monitor[M](actor: ActorRef[M]) = "janus::monitor"
extern func link[M](actor: ActorRef[M]) = "janus::link"
extern func unlink[M](actor: ActorRef[M]) = "janus::unlink"
extern func AskError.maybe_executed() -> bool = "maybe_executed"
extern func Supervisor.children() -> [String] = "children"
extern func Supervisor.status() -> [ChildStatus] = "status"
@waits extern func Supervisor.stop() = "stop"
@waits extern func Supervisor.stop_child(id: String) = "stop_child"
extern func grain.save() = "janus::grain_save"
extern func grain.reload() = "janus::grain_reload"
extern func grain.erase() = "janus::grain_erase"
extern func grain.stored_at() -> ?Timestamp = "janus::grain_stored_at"
extern func time.now() -> Timestamp = "janus::now"
)JANUS";
}

} // namespace janus::semantics
