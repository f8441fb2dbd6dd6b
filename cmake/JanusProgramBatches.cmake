# Tests of programs that are compiled together: a program of its own costs some seconds, one of 25
# in the same C++ file less than one.

# _janus_add_program_batch(<label> <number> <program>...): one executable; its first argument
# chooses.
function(_janus_add_program_batch label number)
  set(target ${label}_${number})
  set(inclusions "")
  set(choices "")
  foreach(program IN LISTS ARGN)
    string(REGEX REPLACE "\\.jan$" "" name "${program}")
    string(REPLACE "/" "::" space "${name}")
    string(APPEND inclusions "#include \"${program}.cpp\"\n")
    string(APPEND choices "        {\"${name}\", [](int count, char** words) {\n"
      "             return janus::run_program(count, words, \"${name}\", &${space}::main_);\n"
      "         }},\n")
    set(test "${JANUS_TEST_PREFIX}${label}/${name}")
    add_test(NAME "${test}"
      COMMAND bash "${PROJECT_SOURCE_DIR}/tests/harness/run_program.sh" --program
              "$<TARGET_FILE:${target}>" "${name}" "${CMAKE_CURRENT_SOURCE_DIR}/${program}")
    set_tests_properties("${test}" PROPERTIES LABELS ${label} TIMEOUT 120
      ENVIRONMENT "JANUS_STORE=memory")
  endforeach()
  configure_file("${PROJECT_SOURCE_DIR}/tests/harness/batch.cpp.in" "${target}.cpp" @ONLY)
  add_executable(${target} "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
  janus_own_target(${target})
  # g++ takes what is included for a header, whose lambdas other files would see.
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  janus_add_sources(${target} SOURCES ${ARGN} NO_MAIN)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_BINARY_DIR}/${target}_janus/" OUTPUT_VARIABLE units)
  list(TRANSFORM units APPEND ".cpp")
  set_source_files_properties(${units} PROPERTIES HEADER_FILE_ONLY ON)
endfunction()

# janus_add_program_batches(<label> <program>...): programs of one file with a `main`, relative to
# the current folder. What each prints stands in its comments (tests/harness/run_program.sh).
function(janus_add_program_batches label)
  set(programs ${ARGN})
  list(SORT programs)
  set(number 0)
  while(programs)
    list(LENGTH programs length)
    if(length GREATER 25)
      set(length 25)
    endif()
    list(SUBLIST programs 0 ${length} batch)
    list(REMOVE_ITEM programs ${batch})
    math(EXPR number "${number} + 1")
    _janus_add_program_batch(${label} ${number} ${batch})
  endwhile()
endfunction()
