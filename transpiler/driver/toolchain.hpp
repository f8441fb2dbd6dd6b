//! What `janusc run` builds programs with: the C++ compiler, the runtime's headers and libraries.
//! The build of Janus writes it down (cmake/JanusToolchain.cmake); janusc finds that file from its
//! own place, so a tree may be moved as a whole. Reads files, so for the driver only.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace janus::driver {

struct Toolchain {
    std::string compiler;
    std::vector<std::string> compile_flags;             // include folders too
    std::vector<std::string> link_flags;                // behind the objects, in order
    std::vector<std::filesystem::path> include_folders; // the runtime's own
    std::vector<std::filesystem::path> libraries;       // files among link_flags
    /// Changes whenever a program built before might differ from one built now.
    std::string identity;
};

struct ToolchainError {
    std::string text; // what, where, and what to do
};

/// JANUS_TOOLCHAIN names another file, JANUS_CXX another compiler, JANUS_CXXFLAGS further flags.
[[nodiscard]] std::variant<Toolchain, ToolchainError> find_toolchain();

/// The folder janusc itself lies in.
[[nodiscard]] std::filesystem::path program_folder();

} // namespace janus::driver
