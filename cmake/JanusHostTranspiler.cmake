# Provides janus::janusc where it cannot be the one just built or installed: the user names one, or
# the build is for another machine and janusc has to run on this one. Does nothing otherwise.

set(JANUS_JANUSC_EXECUTABLE "" CACHE FILEPATH "janusc to use instead of the package's own")
mark_as_advanced(JANUS_JANUSC_EXECUTABLE)

if(NOT TARGET janus::janusc)
  if(JANUS_JANUSC_EXECUTABLE)
    add_executable(janus::janusc IMPORTED GLOBAL)
    set_target_properties(janus::janusc PROPERTIES IMPORTED_LOCATION "${JANUS_JANUSC_EXECUTABLE}")
  elseif(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    find_package(JanusTranspiler CONFIG QUIET CMAKE_FIND_ROOT_PATH_BOTH)
    if(NOT TARGET janus::janusc)
      message(FATAL_ERROR "Cross-compiling needs a janusc that runs on this machine. Install Janus "
        "for it and pass -DJanusTranspiler_ROOT=<that prefix>, or name the program itself with "
        "-DJANUS_JANUSC_EXECUTABLE=<path>.")
    endif()
  endif()
endif()
