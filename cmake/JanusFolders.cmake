# One folder, one set of sources: every .cpp below it belongs to the target. CONFIGURE_DEPENDS makes
# the build look again, so that adding a file needs no edit here (and two people adding files do not
# meet in a CMakeLists.txt).

function(janus_folder_sources result folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  set(${result} "${sources}" PARENT_SCOPE)
endfunction()

function(janus_folder_headers result folder)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/*.hpp")
  set(${result} "${headers}" PARENT_SCOPE)
endfunction()

# What all of our own targets share.
function(janus_own_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  janus_set_warnings(${target})
endfunction()
