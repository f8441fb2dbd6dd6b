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

# janus_add_program_tests(<label>): each .jan file of the current folder, and each folder with a
# main.jan.
function(janus_add_program_tests label)
  set(folder "${CMAKE_CURRENT_SOURCE_DIR}")
  file(GLOB programs CONFIGURE_DEPENDS "${folder}/*.jan")
  foreach(program IN LISTS programs)
    cmake_path(GET program STEM name)
    janus_add_program_test("${label}/${name}" ${label} "${program}")
  endforeach()
  file(GLOB mains CONFIGURE_DEPENDS "${folder}/*/main.jan")
  foreach(main IN LISTS mains)
    cmake_path(GET main PARENT_PATH program)
    cmake_path(GET program FILENAME name)
    file(GLOB others CONFIGURE_DEPENDS "${program}/*.jan")
    list(REMOVE_ITEM others "${main}")
    janus_add_program_test("${label}/${name}" ${label} "${main}" ${others})
  endforeach()
endfunction()
