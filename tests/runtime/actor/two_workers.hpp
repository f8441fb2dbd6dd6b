#pragma once
// Options for tests that need threads: two workers, and nothing is kept on disk.

#include <janus/options.hpp>

inline janus::Options two_workers()
{
    janus::Options options;
    options.workers = 2;
    options.store = "memory";
    return options;
}
