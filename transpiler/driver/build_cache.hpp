//! The folder in which `janusc run` keeps what it has built. Entries are files and folders named by
//! the hash of what they were made from, so they never change and need no invalidation; what was
//! not used for longest goes when the folder grows too large. Safe with any number of janusc
//! processes at once: entries appear by rename, and a lock lets one process build while others that
//! want the same wait.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace janus::driver {

/// Held while something is built. Released when destroyed, or when the process dies.
class CacheLock {
public:
    explicit CacheLock(std::filesystem::path const& file);
    CacheLock(CacheLock const&) = delete;
    CacheLock& operator=(CacheLock const&) = delete;
    ~CacheLock();

private:
    int fd_;
};

class BuildCache {
public:
    /// $JANUS_CACHE_DIR, else $XDG_CACHE_HOME/janus, else ~/.cache/janus. Makes the folder; gives
    /// the reason as text if nothing can be written there.
    [[nodiscard]] static std::optional<std::string> problem(std::filesystem::path const& folder);
    [[nodiscard]] static std::filesystem::path default_folder();
    /// 1 GiB, or JANUS_CACHE_MB.
    [[nodiscard]] static std::uintmax_t default_limit();

    explicit BuildCache(std::filesystem::path folder, std::uintmax_t limit = default_limit())
        : folder_(std::move(folder)), limit_(limit)
    {}

    [[nodiscard]] std::filesystem::path const& folder_path() const { return folder_; }
    /// The entry if it is there; marks it as used just now.
    [[nodiscard]] std::optional<std::filesystem::path> find(std::string const& name) const;
    /// Moves a finished file or folder in. An entry that came in meanwhile wins.
    std::filesystem::path keep(std::string const& name,
                               std::filesystem::path const& finished) const;
    /// A folder that stays where it is made, for what must be built in its final place. Needs the
    /// lock.
    [[nodiscard]] std::filesystem::path folder(std::string const& name) const;
    /// An empty folder for building, on the same file system.
    [[nodiscard]] std::filesystem::path work_folder() const;
    [[nodiscard]] std::filesystem::path lock_file(std::string const& name) const;
    /// Removes the least recently used entries beyond the limit, and work folders left by a crash.
    void trim() const;

private:
    std::filesystem::path folder_;
    std::uintmax_t limit_;
};

} // namespace janus::driver
