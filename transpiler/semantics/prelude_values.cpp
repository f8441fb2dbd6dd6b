#include "semantics/prelude.hpp"

namespace janus::semantics {

std::string_view prelude_values()
{
    return R"JANUS(
error ParseError { Empty, Invalid, OutOfRange }
error ConvertError { OutOfRange }

@cpp("janus::String")
struct String {
    @property func len(self) -> i64
    @property func length(self) -> i64
    @property func is_empty(self) -> bool
    @cpp("is_empty") @property func isEmpty(self) -> bool
    func char_count(self) -> i64
    func is_valid_utf8(self) -> bool
    func contains(self, text: String) -> bool
    func starts_with(self, text: String) -> bool
    @cpp("starts_with") func startsWith(self, text: String) -> bool
    func ends_with(self, text: String) -> bool
    @cpp("ends_with") func endsWith(self, text: String) -> bool
    func index_of(self, text: String) -> ?i64
    @cpp("index_of") func indexOf(self, text: String) -> ?i64
    func last_index_of(self, text: String) -> ?i64
    @cpp("last_index_of") func lastIndexOf(self, text: String) -> ?i64
    func equals_ignore_case(self, text: String) -> bool
    func substring(self, start: i64) -> String
    func substring(self, start: i64, stop: i64) -> String
    func slice(self, start: i64) -> String
    func slice(self, start: i64, stop: i64) -> String
    func to_upper(self) -> String
    @cpp("to_upper") func toUpper(self) -> String
    func to_lower(self) -> String
    @cpp("to_lower") func toLower(self) -> String
    func trim(self) -> String
    func trim_start(self) -> String
    @cpp("trim_start") func trimStart(self) -> String
    func trim_end(self) -> String
    @cpp("trim_end") func trimEnd(self) -> String
    func split(self, separator: String) -> [String]
    func lines(self) -> [String]
    func words(self) -> [String]
    func replace(self, text: String, by: String) -> String
    func repeat(self, count: i64) -> String
    func pad_start(self, width: i64, fill: String = " ") -> String
    func pad_end(self, width: i64, fill: String = " ") -> String
    func concat(self, tail: String) -> String
    func chars(self) -> [char]
    func bytes(self) -> Bytes
    func to_bytes(self) -> Bytes
    func parse_int(self) -> ?i64
    func parse_float(self) -> ?f64
    func to_int(self) -> i64 ! ParseError
    @cpp("to_int") func toInt(self) -> i64 ! ParseError
    func to_float(self) -> f64 ! ParseError
    @cpp("to_float") func toFloat(self) -> f64 ! ParseError
}

@cpp("janus::Bytes")
struct Bytes {
    func new() -> Bytes
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    func get(self, index: i64) -> ?u8
    func slice(self, start: i64, stop: i64) -> Bytes
    func contains(self, part: Bytes) -> bool
    @changes func push(self, byte: u8)
    @changes func append(self, tail: Bytes)
    @changes func clear(self)
    func to_string(self) -> String
    func to_list(self) -> [u8]
}

@cpp("janus::Timestamp")
struct Timestamp {
    @property func millis(self) -> i64
    @property func seconds(self) -> i64
}

@cpp("janus::Duration")
struct Duration {
    @property func micros(self) -> i64
    @property func millis(self) -> i64
    @property func seconds(self) -> i64
}

@cpp("janus::Allocator")
struct Allocator {}

@cpp("janus::Arena")
struct Arena {
    func new() -> Arena
    func init() -> Arena
    func allocator(self) -> Allocator
    func reset(self)
    func deinit(self)
}

@cpp("janus::List")
struct List[T] {
    func new() -> [T]
    func init() -> [T]
    @cpp("with_allocator") func init(allocator: Allocator) -> [T]
    @property func len(self) -> i64
    @property func length(self) -> i64
    @property func is_empty(self) -> bool
    @changes func push(self, value: T)
    @changes @cpp("push") func append(self, value: T)
    @changes @cpp("push") func add(self, value: T)
    @changes func pop(self) -> ?T
    @changes func insert(self, index: i64, value: T)
    @changes func remove(self, index: i64) -> T
    @changes func clear(self)
    @changes func extend(self, more: [T])
    @changes func sort(self) where T: Ord
    @changes func reverse(self)
    @waitable @changes func sort_by(self, less: fn(T, T) -> bool)
    @changes func sort_desc_by_msb(self) where T: Numeric
    func get(self, index: i64) -> ?T
    func slice(self, start: i64, stop: i64) -> [T]
    func contains(self, value: T) -> bool where T: Eq
    func index_of(self, value: T) -> ?i64 where T: Eq
    @property func first(self) -> ?T
    @property func last(self) -> ?T
    func sorted(self) -> [T] where T: Ord
    @waitable func sorted_by(self, less: fn(T, T) -> bool) -> [T]
    func reversed(self) -> [T]
    @waitable func map[U](self, f: fn(T) -> U) -> [U]
    @waitable func filter(self, f: fn(T) -> bool) -> [T]
    @waitable func fold[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable @cpp("fold") func reduce[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable func any(self, f: fn(T) -> bool) -> bool
    @waitable func all(self, f: fn(T) -> bool) -> bool
    @waitable func find(self, f: fn(T) -> bool) -> ?T
    @waitable func each(self, f: fn(T) -> void)
    func sum(self) -> T where T: Numeric
    func min(self) -> ?T where T: Ord
    func max(self) -> ?T where T: Ord
    func join(self, separator: String) -> String
    func enumerate(self) -> [(i64, T)]
    func zip[U](self, other: [U]) -> [(T, U)]
    func take(self, count: i64) -> [T]
    func skip(self, count: i64) -> [T]
    func copy(self) -> [T]
    @cpp("copy") func to_list(self) -> [T]
}

@cpp("janus::Range")
struct Range[T: Numeric] {
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    func contains(self, value: T) -> bool
    func to_list(self) -> [T]
    @waitable func map[U](self, f: fn(T) -> U) -> [U]
    @waitable func filter(self, f: fn(T) -> bool) -> [T]
    @waitable func fold[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable @cpp("fold") func reduce[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable func any(self, f: fn(T) -> bool) -> bool
    @waitable func all(self, f: fn(T) -> bool) -> bool
    @waitable func find(self, f: fn(T) -> bool) -> ?T
    @waitable func each(self, f: fn(T) -> void)
    func sum(self) -> T
    func take(self, count: i64) -> [T]
    func skip(self, count: i64) -> [T]
    func reversed(self) -> [T]
    func enumerate(self) -> [(i64, T)]
}

@cpp("janus::Iter")
struct Iter[T] {
    func next(self) -> ?T
    func map[U](self, f: fn(T) -> U) -> Iter[U]
    func filter(self, f: fn(T) -> bool) -> Iter[T]
    func take(self, count: i64) -> Iter[T]
    func skip(self, count: i64) -> Iter[T]
    func enumerate(self) -> Iter[(i64, T)]
    @waitable func fold[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable @cpp("fold") func reduce[A](self, start: A, f: fn(A, T) -> A) -> A
    @waitable func each(self, f: fn(T) -> void)
    @waitable func find(self, f: fn(T) -> bool) -> ?T
    @waitable func any(self, f: fn(T) -> bool) -> bool
    @waitable func all(self, f: fn(T) -> bool) -> bool
    func sum(self) -> T where T: Numeric
    func count(self) -> i64
    func to_list(self) -> [T]
    @cpp("to_list") func collect(self) -> [T]
}

@cpp("janus::HashMap")
struct HashMap[K: Hash, V] {
    func new() -> HashMap[K, V]
    func init() -> HashMap[K, V]
    @cpp("with_allocator") func init(allocator: Allocator) -> HashMap[K, V]
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func set(self, key: K, value: V)
    @changes @cpp("set") func put(self, key: K, value: V)
    @changes @cpp("set") func insert(self, key: K, value: V)
    func get(self, key: K) -> ?V
    @changes func extend(self, more: HashMap[K, V])
    func get_or(self, key: K, otherwise: V) -> V
    @changes func remove(self, key: K) -> ?V
    func contains(self, key: K) -> bool
    @cpp("contains") func has(self, key: K) -> bool
    @cpp("contains") func contains_key(self, key: K) -> bool
    func keys(self) -> [K]
    func values(self) -> [V]
    func entries(self) -> [(K, V)]
    func range(self, low: K, high: K) -> [(K, V)] where K: Ord
    @waitable func each(self, f: fn(K, V) -> void)
    @changes func clear(self)
}

@cpp("janus::Set")
struct Set[T: Hash] {
    func new() -> Set[T]
    func init() -> Set[T]
    @cpp("with_allocator") func init(allocator: Allocator) -> Set[T]
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func insert(self, value: T) -> bool
    @changes @cpp("insert") func add(self, value: T) -> bool
    @changes func remove(self, value: T) -> bool
    func contains(self, value: T) -> bool
    @cpp("contains") func has(self, value: T) -> bool
    @cpp("union_with") func union(self, other: Set[T]) -> Set[T]
    func intersect(self, other: Set[T]) -> Set[T]
    @cpp("intersect") func intersection(self, other: Set[T]) -> Set[T]
    func difference(self, other: Set[T]) -> Set[T]
    func is_subset(self, other: Set[T]) -> bool
    @waitable func filter(self, f: fn(T) -> bool) -> Set[T]
    @waitable func each(self, f: fn(T) -> void)
    func to_list(self) -> [T]
    @changes func clear(self)
}

@cpp("janus::Option")
struct Option[T] {
    func unwrap(self) -> T
    func unwrap_or(self, otherwise: T) -> T
    @property func is_some(self) -> bool
    @property func is_none(self) -> bool
    @waitable func map[U](self, f: fn(T) -> U) -> ?U
    @waitable func and_then[U](self, f: fn(T) -> ?U) -> ?U
    @waitable func filter(self, f: fn(T) -> bool) -> ?T
}

@cpp("janus::Result")
struct Result[T, E] {
    @property func is_ok(self) -> bool
    @property func is_err(self) -> bool
    func unwrap(self) -> T
    func unwrap_or(self, otherwise: T) -> T
    func error(self) -> E
}

@cpp("janus::Deque")
struct Deque[T] {
    func new() -> Deque[T]
    func init() -> Deque[T]
    @cpp("with_allocator") func init(allocator: Allocator) -> Deque[T]
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func push_back(self, value: T)
    @changes func push_front(self, value: T)
    @changes func pop_back(self) -> ?T
    @changes func pop_front(self) -> ?T
    @changes func push(self, value: T)
    @changes func pop(self) -> ?T
    @changes func enqueue(self, value: T)
    @changes func dequeue(self) -> ?T
    @property func front(self) -> ?T
    @property func back(self) -> ?T
    func peek(self) -> ?T
    func get(self, index: i64) -> ?T
    func contains(self, value: T) -> bool where T: Eq
    func to_list(self) -> [T]
    @waitable func each(self, f: fn(T) -> void)
    @changes func clear(self)
}
)JANUS";
}

} // namespace janus::semantics
