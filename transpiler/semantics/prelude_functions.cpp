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
extern func channel.closed() -> never = "janus::channel_closed"
extern func time.now() -> Timestamp = "janus::now"
extern func string.concat(a: String, b: String) -> String = "janus::string_concat"
extern func array.make[T]() -> [T] = "janus::List<>"
extern func array.range(low: i64, high: i64) -> [i64] = "janus::list_range"
extern func array.create[T](count: i64) -> [T] = "janus::zeros<>"
extern func array.create[T](count: i64, allocator: Allocator) -> [T] = "janus::zeros<>"
extern func iter.from[T](items: [T]) -> Iter[T] = "janus::iter_from"
extern func iter.from[T](items: Set[T]) -> Iter[T] = "janus::iter_from"
extern func iter.from[T](items: Deque[T]) -> Iter[T] = "janus::iter_from"
extern func iter.from[T](items: Range[T]) -> Iter[T] = "janus::iter_from"
extern func iter.from[K, V](items: HashMap[K, V]) -> Iter[(K, V)] = "janus::iter_from"
extern func iter.map[T, U](items: [T], f: fn(T) -> U) -> Iter[U] = "janus::iter_map"
extern func iter.filter[T](items: [T], f: fn(T) -> bool) -> Iter[T] = "janus::iter_filter"
extern func iter.take[T](items: [T], count: i64) -> Iter[T] = "janus::iter_take"
extern func iter.skip[T](items: [T], count: i64) -> Iter[T] = "janus::iter_skip"
extern func iter.fold[T, A](items: [T], start: A, f: fn(A, T) -> A) -> A = "janus::iter_fold"
extern func iter.map[T, U](items: Set[T], f: fn(T) -> U) -> Iter[U] = "janus::iter_map"
extern func iter.filter[T](items: Set[T], f: fn(T) -> bool) -> Iter[T] = "janus::iter_filter"
extern func iter.take[T](items: Set[T], count: i64) -> Iter[T] = "janus::iter_take"
extern func iter.skip[T](items: Set[T], count: i64) -> Iter[T] = "janus::iter_skip"
extern func iter.fold[T, A](items: Set[T], start: A, f: fn(A, T) -> A) -> A = "janus::iter_fold"
extern func iter.map[T, U](items: Range[T], f: fn(T) -> U) -> Iter[U] = "janus::iter_map"
extern func iter.filter[T](items: Range[T], f: fn(T) -> bool) -> Iter[T] = "janus::iter_filter"
extern func iter.take[T](items: Range[T], count: i64) -> Iter[T] = "janus::iter_take"
extern func iter.skip[T](items: Range[T], count: i64) -> Iter[T] = "janus::iter_skip"
extern func iter.fold[T, A](items: Range[T], start: A, f: fn(A, T) -> A) -> A = "janus::iter_fold"
extern func mem.default_allocator() -> Allocator = "janus::Allocator"
@waits extern func sleep(time: Duration) = "janus::sleep"
@waits extern func time.sleep(ms: i64) = "janus::sleep_for"
@waits extern func time.sleep(time: Duration) = "janus::sleep"
)JANUS";
}

} // namespace janus::semantics
