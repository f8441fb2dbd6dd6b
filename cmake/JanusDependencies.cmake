# The libraries Janus stands on; the package list for Debian is in `dev`.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS headers)
find_package(SQLite3 3.40 REQUIRED)
find_package(fmt 9 CONFIG REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(pegtl 3.2 CONFIG REQUIRED)

# gcc brings a library that finds the places of a backtrace; every compiler links it, but only gcc
# finds its header. Without it a backtrace shows names only.
find_program(JANUS_GCC NAMES g++)
if(JANUS_GCC)
  execute_process(COMMAND "${JANUS_GCC}" -print-file-name=include
    OUTPUT_VARIABLE gcc_include OUTPUT_STRIP_TRAILING_WHITESPACE)
  execute_process(COMMAND "${JANUS_GCC}" -print-file-name=libbacktrace.a
    OUTPUT_VARIABLE gcc_backtrace OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(EXISTS "${gcc_include}/backtrace.h" AND EXISTS "${gcc_backtrace}")
    # Alone: the other headers beside it are for gcc.
    set(JANUS_BACKTRACE_INCLUDE "${CMAKE_BINARY_DIR}/backtrace")
    configure_file("${gcc_include}/backtrace.h" "${JANUS_BACKTRACE_INCLUDE}/backtrace.h" COPYONLY)
    set(JANUS_BACKTRACE_LIBRARY backtrace)
  endif()
endif()
