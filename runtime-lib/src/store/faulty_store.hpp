#pragma once
// A store with the weaknesses that real ones have: it answers late, or cannot say whether a write
// was done, or refuses one. For simulations; the faults decide when.

#include <memory>

#include <janus/seams.hpp>
#include <janus/store.hpp>

namespace janus::detail {

std::unique_ptr<Store> make_faulty(std::unique_ptr<Store> store, Faults& faults);

} // namespace janus::detail
