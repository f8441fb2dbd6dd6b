#pragma once
// What a crash is called: the exit reason others see, the error `on_crash` gets, and the line of
// the crash report.

#include <exception>
#include <string>
#include <vector>

#include <janus/error.hpp>
#include <janus/exit_reason.hpp>

namespace janus::detail {

struct FailureText {
    ExitReason reason;
    Error error;
    std::string text;
    bool refused = false;              // the activation was not allowed: no crash
    std::vector<void*> addresses = {}; // where a panic was thrown, the innermost first
};

// A grain cannot be active here, which is nobody's mistake.
class ActivationRefused : public EscapedError {
public:
    using EscapedError::EscapedError;
};

FailureText describe_failure(std::exception_ptr const& failure);

} // namespace janus::detail
