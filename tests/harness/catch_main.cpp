// The main function of all test programs, compiled once because it is slow to compile.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "thread_sanitizer.hpp"
