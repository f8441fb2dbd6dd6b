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
extern func print_float(value: f64) = "janus::print_float"
extern func print_bool(value: bool) = "janus::print_bool"
extern func join(items: [String], separator: String) -> String = "janus::join"
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
extern func string.concat(a: String, b: String) -> String = "janus::string_concat"
extern func array.make[T]() -> [T] = "janus::List<>"
extern func array.range(low: i64, high: i64) -> [i64] = "janus::list_range"
extern func array.create[T](count: i64) -> [T] = "janus::zeros<>"
extern func array.create[T](count: i64, allocator: Allocator) -> [T] = "janus::zeros<>"
extern func iter.from[T](items: [T]) -> [T] = "janus::list_from"
extern func mem.default_allocator() -> Allocator = "janus::Allocator"
@waits extern func sleep(time: Duration) = "janus::sleep"
@waits extern func time.sleep(ms: i64) = "janus::sleep_for"
@waits extern func time.sleep(time: Duration) = "janus::sleep"
)JANUS";
}

} // namespace janus::semantics
