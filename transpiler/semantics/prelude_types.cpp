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

@cpp("janus::Pid")
struct Pid {}

@cpp("janus::OsOutput")
message OsOutput { Output { data: Bytes }, Errors { data: Bytes }, Ended { code: i64 } }
@cpp("janus::OsProcess")
message OsProcess { Write { data: Bytes }, Subscribe { to: ActorRef[OsOutput] }, CloseInput }

union ExitReason { normal, shutdown, killed, error(String), panic(String), noproc, pledge }
enum DeactivationReason { idle, memory, requested, shutdown, migrating }

@cpp("janus::DelayedMessage")
struct Timer {
    func cancel(self)
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
    func stop(self, reason: ExitReason)
    func kill(self)
    func is_alive(self) -> bool
    @property func id(self) -> Pid
}

@cpp("janus::ChannelError")
error ChannelError { ChannelClosed }

@cpp("janus::Channel")
struct Channel[T] {
    @cpp("buffered") func new(capacity: i64 = 0) -> Channel[T]
    func buffered(capacity: i64) -> Channel[T]
    func unbuffered() -> Channel[T]
    @waits func send(self, value: T) -> void ! ChannelError
    @waits func recv(self) -> T ! ChannelError
    func try_send(self, value: T) -> bool
    @cpp("try_send") func trySend(self, value: T) -> bool
    func try_recv(self) -> ?T
    @cpp("try_recv") func tryRecv(self) -> ?T
    func close(self)
    @property func is_closed(self) -> bool
    @property @cpp("is_closed") func isClosed(self) -> bool
    @property func len(self) -> i64
    @property func cap(self) -> i64
}

@cpp("janus::CancellationError")
error CancellationError { Cancelled, Timeout, ParentCancelled }

@cpp("janus::CancelToken")
struct CancelToken {
    func new() -> CancelToken
    func child(self) -> CancelToken
    func cancel(self)
    @property func is_cancelled(self) -> bool
    func check(self) -> void ! CancellationError
    func on_cancel(self, f: fn() -> void)
}

@cpp("janus::CapabilityError")
error CapabilityError { CapabilityDenied }

@cpp("janus::Context")
struct Context {
    func new() -> Context
    @cpp("new") func root() -> Context
    func has(self, capabilities: [String]) -> bool
    func only(self, capabilities: [String]) -> Context
    @property func deadline(self) -> ?Timestamp
    @property @cpp("token") func cancel(self) -> CancelToken
    @cpp("cancel") func cancel_all(self)
    func with_deadline(self, deadline: Timestamp) -> Context
    func with_timeout(self, milliseconds: i64) -> Context
    func with_cancel(self, token: CancelToken) -> Context
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
