# Sanitizers apply to everything in the build tree: a program that mixes code with and without
# them reports faults that are none.

if(JANUS_SANITIZE)
  add_compile_options(-fsanitize=${JANUS_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${JANUS_SANITIZE})
  if(JANUS_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
