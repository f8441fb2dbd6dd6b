# What `cmake --install` puts where. Transpiler and Runtime are separate components with separate
# export sets, because a cross build takes them from two installations.

if(NOT JANUS_INSTALL)
  return()
endif()

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Janus")
set(transpiler_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/JanusTranspiler")

if(TARGET janusc)
  install(TARGETS janusc EXPORT JanusTranspilerTargets
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT Transpiler)
  install(EXPORT JanusTranspilerTargets NAMESPACE janus::
    DESTINATION "${transpiler_package_dir}" COMPONENT Transpiler)
  configure_file("${CMAKE_CURRENT_LIST_DIR}/JanusTranspilerConfig.cmake.in"
    "${CMAKE_CURRENT_BINARY_DIR}/package/JanusTranspilerConfig.cmake" @ONLY)
  write_basic_package_version_file(
    "${CMAKE_CURRENT_BINARY_DIR}/package/JanusTranspilerConfigVersion.cmake"
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
  install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/package/JanusTranspilerConfig.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/package/JanusTranspilerConfigVersion.cmake"
    DESTINATION "${transpiler_package_dir}" COMPONENT Transpiler)
endif()

if(TARGET janus_runtime)
  install(TARGETS janus_runtime EXPORT JanusRuntimeTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT Runtime
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT Runtime)
  install(EXPORT JanusRuntimeTargets NAMESPACE janus::
    DESTINATION "${package_dir}" COMPONENT Runtime)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/package/toolchain-$<CONFIG>.txt"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/janus" RENAME toolchain.txt COMPONENT Runtime)
endif()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/JanusConfig.cmake.in"
  "${CMAKE_CURRENT_BINARY_DIR}/package/JanusConfig.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/package/JanusConfigVersion.cmake"
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES
  "${CMAKE_CURRENT_BINARY_DIR}/package/JanusConfig.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/package/JanusConfigVersion.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/JanusAddSources.cmake"
  "${CMAKE_CURRENT_LIST_DIR}/JanusHostTranspiler.cmake"
  DESTINATION "${package_dir}" COMPONENT Runtime)
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT Runtime)
