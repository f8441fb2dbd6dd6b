# janus_add_sources(<target> SOURCES a.jan ... [MODULE_ROOT dir] [OPTIONS ...] [PROGRAM] [NO_MAIN])
#
# Compiles Janus sources into a target. docs/cmake.md explains the use; here is why it is built as
# it is:
#
# * The rule's output is a stamp. janusc leaves an unchanged .hpp or .cpp alone, so nothing is
#   recompiled after an edit that does not change it; the stamp keeps the rule itself up to date.
# * janusc lists every file it read in a depfile: an imported module is a dependency from then on.
# * DEPENDS names janus::janusc because COMMAND alone would not re-run the rule for a new janusc.
# * Each target has its own output folder and its own generate target, so that no two rules ever
#   write one file.

include_guard(GLOBAL)

# Sets `result` to the absolute path of `source` and checks that it is below the module root.
function(janus_source_path result source module_root)
  cmake_path(ABSOLUTE_PATH source NORMALIZE OUTPUT_VARIABLE path)
  cmake_path(IS_PREFIX module_root "${path}" NORMALIZE inside)
  if(NOT inside)
    message(FATAL_ERROR "janus_add_sources: ${path} is not below MODULE_ROOT ${module_root}")
  endif()
  set(${result} "${path}" PARENT_SCOPE)
endfunction()

# Formatters and linters leave generated code alone.
function(janus_keep_tools_out out_dir)
  file(CONFIGURE OUTPUT "${out_dir}/.clang-format" CONTENT "DisableFormat: true\n" @ONLY)
  file(CONFIGURE OUTPUT "${out_dir}/.clang-tidy"
    CONTENT "Checks: '-*,misc-definitions-in-headers'\n" @ONLY)
endfunction()

function(janus_add_sources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PROGRAM;NO_MAIN" "MODULE_ROOT" "SOURCES;OPTIONS")
  if(NOT TARGET "${target}")
    message(FATAL_ERROR "janus_add_sources: '${target}' is not a target")
  endif()
  get_target_property(target_dir "${target}" SOURCE_DIR)
  if(NOT target_dir STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    message(FATAL_ERROR "janus_add_sources(${target}): call it in ${target_dir}, where the target "
      "is created (a custom command is only known in its own directory)")
  endif()
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "janus_add_sources(${target} SOURCES a.jan ... [MODULE_ROOT dir] "
      "[OPTIONS ...] [PROGRAM] [NO_MAIN])")
  endif()
  if(TARGET "${target}_janus_generate")
    message(FATAL_ERROR "janus_add_sources(${target}): called twice; name all sources in one call")
  endif()
  if(NOT arg_MODULE_ROOT)
    set(arg_MODULE_ROOT "${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_MODULE_ROOT NORMALIZE)

  get_target_property(type "${target}" TYPE)
  set(scope PUBLIC)
  if(type STREQUAL "EXECUTABLE")
    set(scope PRIVATE)
  endif()

  # On CMake 3.31 and later the built-in target `codegen` runs the rules too.
  set(codegen "")
  if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.31)
    set(codegen CODEGEN)
  endif()

  set(out_dir "${CMAKE_CURRENT_BINARY_DIR}/${target}_janus")
  janus_keep_tools_out("${out_dir}")
  list(GET arg_SOURCES 0 entry)
  foreach(source IN LISTS arg_SOURCES)
    janus_source_path(path "${source}" "${arg_MODULE_ROOT}")
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${arg_MODULE_ROOT}" OUTPUT_VARIABLE module)
    set(stem "${out_dir}/${module}")
    set(options ${arg_OPTIONS})
    if(arg_PROGRAM)
      foreach(fellow IN LISTS arg_SOURCES)
        if(NOT fellow STREQUAL source)
          janus_source_path(fellow_path "${fellow}" "${arg_MODULE_ROOT}")
          list(APPEND options --with "${fellow_path}")
        endif()
      endforeach()
    endif()
    if(arg_NO_MAIN OR (arg_PROGRAM AND NOT source STREQUAL entry))
      list(APPEND options --no-main)
    endif()
    add_custom_command(
      OUTPUT "${stem}.stamp"
      BYPRODUCTS "${stem}.hpp" "${stem}.cpp"
      COMMAND janus::janusc compile --module-root "${arg_MODULE_ROOT}" --out-dir "${out_dir}"
              --depfile "${stem}.d" --depfile-target "${stem}.stamp"
              "-I$<JOIN:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>,;-I>"
              ${options} "${path}"
      COMMAND ${CMAKE_COMMAND} -E touch "${stem}.stamp"
      DEPENDS "${path}" janus::janusc
      DEPFILE "${stem}.d"
      COMMENT "Transpiling ${module}"
      COMMAND_EXPAND_LISTS VERBATIM ${codegen})
    list(APPEND headers "${stem}.hpp")
    list(APPEND units "${stem}.cpp")
    list(APPEND stamps "${stem}.stamp")
  endforeach()

  target_sources("${target}"
    PRIVATE ${arg_SOURCES} ${units} ${stamps}
    ${scope} FILE_SET janus_headers TYPE HEADERS BASE_DIRS "${out_dir}" FILES ${headers})
  target_include_directories("${target}" ${scope} "$<BUILD_INTERFACE:${arg_MODULE_ROOT}>")
  target_link_libraries("${target}" ${scope} janus::runtime)
  # SKIP_LINTING is known from CMake 3.27 on and ignored before.
  set_source_files_properties(${units} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_LINTING ON)
  source_group("Janus modules" FILES ${arg_SOURCES})
  source_group("Janus generated" FILES ${headers} ${units} ${stamps})

  add_custom_target("${target}_janus_generate" DEPENDS ${stamps})
  add_dependencies("${target}" "${target}_janus_generate") # never run by two rules at once (Make)
  if(NOT TARGET janus_generate)
    add_custom_target(janus_generate) # `cmake --build . -t janus_generate` before opening clangd
  endif()
  add_dependencies(janus_generate "${target}_janus_generate")
endfunction()
