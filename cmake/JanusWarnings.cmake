# Warnings for our own targets. Users' targets and generated code in them are left to the user.

function(janus_set_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  # clang 19 blames std::stable_sort for what g++ 12's library does inside of it.
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
  # g++ 12 sees an overlap in `"text" + string` that cannot be (GCC bug 105651).
  target_compile_options(${target} PRIVATE
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
  # Asio has fences, which g++'s thread sanitizer does not see. What crosses its queue is under a
  # mutex too, so nothing is missed.
  if(JANUS_SANITIZE MATCHES "thread")
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
  endif()
  if(JANUS_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
