#include "semantics/prelude.hpp"

namespace janus::semantics {

std::string_view prelude_actors()
{
    return R"JANUS(
extern func monitor[M](actor: ActorRef[M]) = "janus::monitor"
extern func monitor[M](actor: ActorRef[M],
                       handler: async fn(Pid, ExitReason) -> void) = "janus::monitor"
extern func trap_exits(on: bool = true) = "janus::trap_exits"
extern func demonitor[M](actor: ActorRef[M]) = "janus::demonitor"
@optional extern func register[M](name: String,
                                  actor: ActorRef[M]) -> void ! Error = "janus::register_name"
extern func unregister(name: String) = "janus::unregister_name"
extern func cluster.tree() -> String = "janus::cluster::tree"
extern func cancel(timer: Timer) = "janus::cancel"
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
)JANUS";
}

} // namespace janus::semantics
