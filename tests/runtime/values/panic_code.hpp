#pragma once
// Which panic an expression ends with; empty if it ends without.

#include <string>

#include <janus/panic.hpp>

template <class F> std::string panic_code(F&& function)
{
    try {
        function();
    } catch (janus::Panic const& panic) {
        return panic.code();
    }
    return {};
}
