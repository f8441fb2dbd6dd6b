#pragma once
// Protocols: which messages an actor takes, so that a reference found by name gets the right type.
// Values; any thread.

#include <algorithm>
#include <vector>

#include <janus/detail/envelope.hpp>
#include <janus/message.hpp>

namespace janus::detail {

using Protocols = std::vector<PayloadOperations const*>;

template <class M> struct ProtocolsOf {
    static Protocols list() { return {&payload_operations<M>}; }
};
template <class... Messages> struct ProtocolsOf<OneOf<Messages...>> {
    static Protocols list() { return {&payload_operations<Messages>...}; }
};

inline bool takes_all(Protocols const& known, Protocols const& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](auto const* one) {
        return std::find(known.begin(), known.end(), one) != known.end();
    });
}

} // namespace janus::detail
