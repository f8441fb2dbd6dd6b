#pragma once
// The library's functions ask here before they do what an actor may have pledged not to.

#include <janus/panic.hpp>
#include <janus/pledge.hpp>

namespace janus::detail {

// Ends the actor; nothing catches it but what catches panics.
class PledgeBroken : public Panic {
public:
    using Panic::Panic;
};

// Throws PledgeBroken if the running actor gave it up. Threads that run no actor may do anything.
void require(Pledge::Ability ability);

} // namespace janus::detail
