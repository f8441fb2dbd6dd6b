//! The real file system behind the interface the compiler reads through.
#pragma once

#include "source/file_system.hpp"

namespace janus::driver {

/// Reads regular files only: a pipe or a device could block for ever. Any thread.
class Disk final : public source::FileSystem {
public:
    [[nodiscard]] std::optional<std::string> read(std::string_view path) const override;
    [[nodiscard]] bool exists(std::string_view path) const override;
    [[nodiscard]] bool is_directory(std::string_view path) const override;
};

} // namespace janus::driver
