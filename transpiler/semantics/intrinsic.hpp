//! The operations of the checked program that have no ordinary call form.
#pragma once

#include <cstdint>

namespace janus::semantics {

/// What has no ordinary call form. Arguments by kind:
enum class Intrinsic : std::uint8_t {
    spawn_actor,      // actor; arguments of the constructor
    start_supervisor, // supervisor; its arguments. Suspends
    grain_reference,  // actor; its key
    activate_grain,   // actor; its key
    send,             // target, ConstructCase (or a whole message). `in_loop`: suspends
    try_send,         // target, message
    send_after,       // milliseconds, target, message
    ask,              // target, ConstructCase, timeout in ms or null. Suspends
    self_ref,
    stop_self,        // reason or nothing
    cluster_idle,     // suspends
    cluster_run,      // suspends
    supervisor_child, // supervisor, id; type is ActorRef[M] (or an option of one for a computed id)
    start_child,      // supervisor, id, arguments…; `actor` is the child's. Suspends
    print,
    println,
    eprint,
    eprintln,   // any values
    log,        // `text` = level; message, then alternating (Text name, value)
    assert_,    // condition, [message]
    open_error, // Error.name(args): `text` = name; arguments
    print_int,  // an integer or bool
    abs,
    min,
    max,
    cache_get,
    cache_put,
    cache_drop,  // with Caching: key, [value, milliseconds]
    to_text,     // the text of any value
    format_text, // value; `text` = format
    flags_has,   // flags, flags: all of the second are in the first
    whereis,
    deactivate, // a grain's reference
    hash,
    await_task,      // a Task[T]. Suspends
    remind,          // name, milliseconds, period in milliseconds or null
    forget,          // name
    old_field,       // in a migration: `text` = name
    old_has,         // in a migration: name
    receive_message, // of the actor's mailbox: [milliseconds]. Suspends
    acknowledgement, // of the message received last
    unhandled,       // a message that no arm took
};

} // namespace janus::semantics
