# Tests that run Janus programs with `janusc run`; tests/harness/run_program.sh says what the
# comments in a program mean.

# What a program is built with: generated code must be free of warnings.
set(JANUS_PROGRAM_FLAGS "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 cannot tell that an option without a string in it is never read.
  string(APPEND JANUS_PROGRAM_FLAGS " -Wno-maybe-uninitialized")
endif()

# janus_add_program_test(<name> <label> <first.jan> [<other.jan>...])
function(janus_add_program_test name label)
  if(NOT TARGET janusc OR NOT TARGET janus_runtime)
    return()
  endif()
  set(test "${JANUS_TEST_PREFIX}${name}")
  add_test(NAME "${test}"
    COMMAND bash "${PROJECT_SOURCE_DIR}/tests/harness/run_program.sh"
            "$<TARGET_FILE:janusc>" ${ARGN})
  set_tests_properties("${test}" PROPERTIES
    LABELS ${label}
    TIMEOUT 300
    ENVIRONMENT "JANUS_CACHE_DIR=${CMAKE_BINARY_DIR}/program-cache;\
JANUS_CXXFLAGS=${JANUS_PROGRAM_FLAGS}")
endfunction()
