/// The bodies of functions, each checked once.
#pragma once

namespace janus::semantics {

class BodyChecker;
struct Actor;
struct Environment;
struct Function;

/// Checks the body of a function whose result is still unknown, when a call needs it.
void infer_result(Environment& environment, Function& function);

/// Checks a function's body once.
void check_function(Environment& environment, Function& function);

/// Makes an actor's parameters and state visible to a body inside it.
void enter_actor(BodyChecker& checker, Actor& actor);

} // namespace janus::semantics
