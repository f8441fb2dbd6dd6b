#pragma once
// Deferred: runs a function when its scope is left, by whatever way; Janus's `defer`. An exception
// that leaves the function while no other is on its way goes on to the caller; while another one
// is, the first one goes on. Lives in one scope of one thread.

#include <exception>
#include <functional>
#include <utility>

namespace janus {

// No template over the closure: its type, local to one file, must not become part of a coroutine's
// frame (g++ warns of that where `#line` makes the source look like a header).
class Deferred {
public:
    template <class F> explicit Deferred(F function) : function_(std::move(function)) {}
    Deferred(Deferred const&) = delete;
    Deferred& operator=(Deferred const&) = delete;
    ~Deferred() noexcept(false)
    {
        if (std::uncaught_exceptions() == exceptions_) {
            function_();
            return;
        }
        try {
            function_();
        } catch (...) { // the exception under way says more
        }
    }

private:
    std::function<void()> function_;
    int exceptions_ = std::uncaught_exceptions();
};

} // namespace janus
