//! Lets `janusc run` start a program it has built before without reading it again: for each command
//! line the build cache remembers which files were read, what was in them, which files were looked
//! for in vain, and the program that came out. Driver only; several processes may use it at once.
#pragma once

#include "driver/build_cache.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace janus::driver {

struct Remembered {
    std::filesystem::path program;
    std::string warnings;                  // printed again: the source has not changed
    std::vector<std::string> read_files;   // absolute
    std::vector<std::string> absent_files; // absolute
};

class RunMemory {
public:
    /// `key` stands for all that counts except the content of the files.
    RunMemory(BuildCache cache, std::string key) : cache_(std::move(cache)), key_(std::move(key)) {}

    /// The program, if nothing has changed since it was remembered and it is still there.
    [[nodiscard]] std::optional<Remembered> recall() const;
    /// Forgetting is no error, so neither is failing to remember.
    void remember(Remembered const& run) const;

private:
    BuildCache cache_;
    std::string key_;
};

} // namespace janus::driver
