#include "semantics/prelude.hpp"

namespace janus::semantics {

std::string_view prelude_types()
{
    return R"JANUS(
trait Eq {}
trait Ord: Eq {}
trait Hash: Eq {}
trait Numeric: Ord {}
trait Display {}
trait Show {}
trait Clone {}

error AskError {
    Timeout, ActorDead, ActorCrashed, Restarting { after_ms: i64 }, Unhandled, NoReply,
    MailboxFull,
    Deadlock { chain: String }, Cancelled, NoCapableNode, ActiveElsewhere { process: i64 },
    NodeLost,
    StorageFailed { maybe_committed: bool }, Failed { name: String },
}

@cpp("janus::String")
struct String {
    @property func len(self) -> i64
    func length(self) -> i64
    func is_empty(self) -> bool
    func contains(self, text: String) -> bool
    func starts_with(self, text: String) -> bool
    func ends_with(self, text: String) -> bool
    func index_of(self, text: String) -> ?i64
    func last_index_of(self, text: String) -> ?i64
    func substring(self, start: i64) -> String
    func substring(self, start: i64, stop: i64) -> String
    func to_upper(self) -> String
    func to_lower(self) -> String
    func trim(self) -> String
    func trim_start(self) -> String
    func trim_end(self) -> String
    func split(self, separator: String) -> [String]
    func lines(self) -> [String]
    func words(self) -> [String]
    func replace(self, text: String, by: String) -> String
    func repeat(self, count: i64) -> String
    func bytes(self) -> Bytes
    func to_bytes(self) -> Bytes
    func parse_int(self) -> ?i64
    func parse_float(self) -> ?f64
}

@cpp("janus::Bytes")
struct Bytes {
    @property func len(self) -> i64
    func is_empty(self) -> bool
    func to_string(self) -> String
}

@cpp("janus::Timestamp")
struct Timestamp {
    @property func millis(self) -> i64
}

@cpp("janus::Duration")
struct Duration {
    @property func millis(self) -> i64
}

@cpp("janus::Pid")
struct Pid {}

@cpp("janus::ExitReason")
struct ExitReason {}

@cpp("janus::List")
struct List[T] {
    func new() -> [T]
    @property func len(self) -> i64
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
    @changes func sort_by(self, less: fn(T, T) -> bool)
    func get(self, index: i64) -> ?T
    func contains(self, value: T) -> bool where T: Eq
    func index_of(self, value: T) -> ?i64 where T: Eq
    @property func first(self) -> ?T
    @property func last(self) -> ?T
    func sorted(self) -> [T] where T: Ord
    func reversed(self) -> [T]
    func map[U](self, f: fn(T) -> U) -> [U]
    func filter(self, f: fn(T) -> bool) -> [T]
    func fold[A](self, start: A, f: fn(A, T) -> A) -> A
    @cpp("fold") func reduce[A](self, start: A, f: fn(A, T) -> A) -> A
    func any(self, f: fn(T) -> bool) -> bool
    func all(self, f: fn(T) -> bool) -> bool
    func each(self, f: fn(T) -> void)
    func sum(self) -> T where T: Numeric
    func join(self, separator: String) -> String
    func enumerate(self) -> [(i64, T)]
    func zip[U](self, other: [U]) -> [(T, U)]
    func take(self, count: i64) -> [T]
    func skip(self, count: i64) -> [T]
    func copy(self) -> [T]
}

@cpp("janus::HashMap")
struct HashMap[K: Hash, V] {
    func new() -> HashMap[K, V]
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func set(self, key: K, value: V)
    @changes @cpp("set") func put(self, key: K, value: V)
    @changes @cpp("set") func insert(self, key: K, value: V)
    func get(self, key: K) -> ?V
    func get_or(self, key: K, otherwise: V) -> V
    @changes func remove(self, key: K) -> ?V
    func contains(self, key: K) -> bool
    @cpp("contains") func has(self, key: K) -> bool
    @cpp("contains") func contains_key(self, key: K) -> bool
    func keys(self) -> [K]
    func values(self) -> [V]
    func entries(self) -> [(K, V)]
    func range(self, low: K, high: K) -> [(K, V)] where K: Ord
    @changes func clear(self)
}

@cpp("janus::Set")
struct Set[T: Hash] {
    func new() -> Set[T]
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func insert(self, value: T) -> bool
    @changes @cpp("insert") func add(self, value: T) -> bool
    @changes func remove(self, value: T) -> bool
    func contains(self, value: T) -> bool
    @cpp("contains") func has(self, value: T) -> bool
    @cpp("union_with") func union(self, other: Set[T]) -> Set[T]
    func intersect(self, other: Set[T]) -> Set[T]
    func difference(self, other: Set[T]) -> Set[T]
    func to_list(self) -> [T]
    @changes func clear(self)
}

@cpp("janus::Option")
struct Option[T] {
    func unwrap(self) -> T
    func unwrap_or(self, otherwise: T) -> T
    @property func is_some(self) -> bool
    @property func is_none(self) -> bool
    func map[U](self, f: fn(T) -> U) -> ?U
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
    @property func len(self) -> i64
    @property func is_empty(self) -> bool
    @changes func push_back(self, value: T)
    @changes func push_front(self, value: T)
    @changes func pop_back(self) -> ?T
    @changes func pop_front(self) -> ?T
    @changes func clear(self)
}

@cpp("janus::Reply")
struct Reply[T] {
    @cpp("create") func new() -> Reply[T]
    @waits func wait(self, timeout: i64 = 5000) -> T ! AskError
    func send(self, answer: T ! Error)
}

@cpp("janus::ActorRef")
struct ActorRef[M] {
    func stop(self)
    func kill(self)
    func is_alive(self) -> bool
    @property func id(self) -> Pid
}

@cpp("janus::SpawnedTask")
struct Task[T] {
    func cancel(self)
    @property func is_done(self) -> bool
}

@cpp("janus::Nursery")
struct Nursery {
    func cancel(self)
    @property func is_cancelled(self) -> bool
}

@cpp("janus::NurseryResult")
union NurseryResult { success, child_failed(Error), cancelled }

@cpp("janus::ChildStatus")
struct ChildStatus {
    id: String
    pid: ?Pid
    lifecycle: String
    last_exit: ?ExitReason
    restarts: i64
}
)JANUS";
}

} // namespace janus::semantics
