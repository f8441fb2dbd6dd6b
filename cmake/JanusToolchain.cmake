# Writes lib/janus/toolchain.txt, from which `janusc run` knows how to build a program. One entry a
# line, `key value`; a path that is not absolute is relative to the file's own folder. janusc finds
# the file from its own place (JANUS_TOOLCHAIN_FILE), so a tree may be moved as a whole.
#
#   compiler   the C++ compiler
#   include    a folder of the runtime's headers: a change in it builds programs anew
#   system     a further folder of headers
#   flag       for compiling and linking
#   link       for linking, in order

# Writes one such file: `include` and `archive` say where the runtime is.
function(janus_write_toolchain path include archive)
  set(libraries ${ARGN})
  set(lines "compiler ${CMAKE_CXX_COMPILER}" "flag -std=c++20" "flag -pthread")
  if(JANUS_SANITIZE)
    list(APPEND lines "flag -fsanitize=${JANUS_SANITIZE}" "flag -fno-omit-frame-pointer")
  endif()
  list(APPEND lines "include ${include}" "link ${archive}")
  # Compilers look into /usr/include anyway, and naming it breaks #include_next.
  set(boost "$<TARGET_PROPERTY:Boost::headers,INTERFACE_INCLUDE_DIRECTORIES>")
  set(boost "$<FILTER:${boost},EXCLUDE,^/usr/include$>")
  list(JOIN lines "\n" text)
  string(APPEND text "$<$<BOOL:${boost}>:\nsystem $<JOIN:${boost},\nsystem >>")
  foreach(library IN LISTS libraries)
    string(APPEND text "\nlink $<TARGET_LINKER_FILE:${library}>")
  endforeach()
  foreach(name IN LISTS JANUS_BACKTRACE_LIBRARY CMAKE_DL_LIBS)
    string(APPEND text "\nlink -l${name}")
  endforeach()
  file(GENERATE OUTPUT "${path}" CONTENT "${text}\n")
endfunction()

# Writes the file for the build tree and the one to install.
function(janus_write_toolchains runtime)
  set(libraries ${ARGN})
  set(lib_dir "${JANUS_BUILD_TREE}/${CMAKE_INSTALL_LIBDIR}/janus")
  janus_write_toolchain("${lib_dir}/toolchain.txt"
    "${PROJECT_SOURCE_DIR}/runtime-lib/include" "$<TARGET_FILE:${runtime}>" ${libraries})
  file(RELATIVE_PATH include "/${CMAKE_INSTALL_LIBDIR}/janus" "/${CMAKE_INSTALL_INCLUDEDIR}")
  janus_write_toolchain("${PROJECT_BINARY_DIR}/package/toolchain-$<CONFIG>.txt"
    "${include}" "../$<TARGET_FILE_NAME:${runtime}>" ${libraries})
endfunction()
