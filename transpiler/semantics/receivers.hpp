//! Which methods change what they are called on, and what that asks of the place.
#pragma once

#include "semantics/environment.hpp"

namespace janus::semantics {

/// A method changes the local, or a part of it; `caller` is the method whose `self` that is.
void changes_local(Environment& environment, Local& local, Function* caller,
                   std::string_view method, Span receiver);

/// Says what the methods noted as `receiver_uses` change after all.
void settle_receivers(Environment& environment);

} // namespace janus::semantics
