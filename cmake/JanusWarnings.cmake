# Warnings for our own targets. Users' targets and generated code in them are left to the user.

function(janus_set_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(JANUS_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
