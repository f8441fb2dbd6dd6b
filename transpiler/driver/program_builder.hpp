//! From generated C++ to a program that can be run: compiles the modules side by side, links them
//! with the runtime, and keeps the result in the build cache. Silent unless the C++ compiler
//! refuses something. Driver only; several processes may build at once.
#pragma once

#include "driver/build_cache.hpp"
#include "driver/toolchain.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace janus::driver {

struct GeneratedFile {
    std::string name; // "chat/room.jan.hpp": path below the output folder
    std::string text;
};

struct BuiltProgram {
    std::filesystem::path path;
    std::vector<std::string> headers; // of `use cpp`, absolute; without those of the toolchain
};

struct BuildError {
    std::string text; // for standard error, ends with a newline
};

class ProgramBuilder {
public:
    ProgramBuilder(Toolchain toolchain, BuildCache cache)
        : toolchain_(std::move(toolchain)), cache_(std::move(cache))
    {}

    /// `include_folders` are for the headers of `use cpp`; a program that has some is built again
    /// when one of them has changed.
    [[nodiscard]] std::variant<BuiltProgram, BuildError> build(
        std::vector<GeneratedFile> const& files,
        std::vector<std::string> const& include_folders) const;

private:
    using Words = std::vector<std::string>;

    [[nodiscard]] Words compile_command() const;
    /// Flags that use the precompiled runtime header; none if it could not be made.
    [[nodiscard]] Words precompiled_header() const;
    /// A program whose headers are still the same.
    [[nodiscard]] std::optional<BuiltProgram> recall(std::string const& key) const;
    BuiltProgram keep(std::string const& key, BuiltProgram const& built) const;
    [[nodiscard]] bool is_foreign(std::filesystem::path const& header,
                                  std::filesystem::path const& work) const;
    [[nodiscard]] std::variant<BuiltProgram, BuildError> build_in(
        std::filesystem::path const& work, std::vector<GeneratedFile> const& files,
        Words const& include_flags) const;

    Toolchain toolchain_;
    BuildCache cache_;
};

} // namespace janus::driver
