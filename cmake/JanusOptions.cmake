# What the person who configures may choose. A project that embeds Janus gets the compiler and the
# runtime only.

option(JANUS_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(JANUS_BUILD_EXAMPLES "Build the example programs" ${PROJECT_IS_TOP_LEVEL})
option(JANUS_BUILD_BENCH "Build the benchmarks" OFF)
option(JANUS_INSTALL "Create the install rules" ${PROJECT_IS_TOP_LEVEL})
option(JANUS_WERROR "Treat warnings as errors" OFF)
set(JANUS_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined or thread")

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
  endif()
  # Used if present: a second configuration or a fresh clone then compiles in seconds.
  find_program(JANUS_CCACHE ccache)
  mark_as_advanced(JANUS_CCACHE)
  if(JANUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${JANUS_CCACHE}")
  endif()
endif()
