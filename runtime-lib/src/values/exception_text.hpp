#pragma once
// What an exception of C++ that is none of ours is called. Any thread.

#include <string>

namespace janus::detail {

// Of the exception being handled: `std::runtime_error: what it says`, or `int`.
std::string text_of_foreign_exception();

} // namespace janus::detail
