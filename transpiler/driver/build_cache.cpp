#include "driver/build_cache.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace janus::driver {

namespace {

namespace fs = std::filesystem;
using Clock = fs::file_time_type::clock;

/// Young entries stay whatever the limit: their makers may be about to use them.
constexpr auto safe_age = std::chrono::minutes(2);
/// A work folder this old belongs to nobody any more.
constexpr auto abandoned_age = std::chrono::hours(2);

struct Entry {
    fs::path path;
    std::uintmax_t size = 0;
    fs::file_time_type used;
};

std::uintmax_t size_of(fs::path const& path)
{
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        std::uintmax_t const size = fs::file_size(path, error);
        return error ? 0 : size;
    }
    std::uintmax_t total = 0;
    for (fs::recursive_directory_iterator entry{path, error}, end; !error && entry != end;
         entry.increment(error))
        if (entry->is_regular_file(error) && !error)
            total += entry->file_size(error);
    return total;
}

std::vector<Entry> entries_of(fs::path const& folder)
{
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        entries.push_back(
            {entry->path(), size_of(entry->path()), fs::last_write_time(entry->path(), ignored)});
    }
    return entries;
}

char const* non_empty(char const* name)
{
    char const* const value = std::getenv(name);
    return value && *value ? value : nullptr;
}

} // namespace

CacheLock::CacheLock(fs::path const& file)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
    }
}

CacheLock::~CacheLock()
{
    if (fd_ >= 0)
        ::close(fd_);
}

fs::path BuildCache::default_folder()
{
    if (char const* const folder = non_empty("JANUS_CACHE_DIR"))
        return folder;
    if (char const* const folder = non_empty("XDG_CACHE_HOME"))
        return fs::path{folder} / "janus";
    if (char const* const home = non_empty("HOME"))
        return fs::path{home} / ".cache" / "janus";
    return fs::temp_directory_path() / ("janus-cache-" + std::to_string(::getuid()));
}

std::uintmax_t BuildCache::default_limit()
{
    constexpr std::uintmax_t megabyte = 1024 * 1024;
    if (char const* const text = non_empty("JANUS_CACHE_MB")) {
        char* end = nullptr;
        unsigned long long const megabytes = std::strtoull(text, &end, 10);
        if (*end == '\0')
            return megabytes * megabyte;
    }
    return 1024 * megabyte;
}

std::optional<std::string> BuildCache::problem(fs::path const& folder)
{
    std::error_code error;
    for (char const* part : {"entry", "work", "lock"}) {
        fs::create_directories(folder / part, error);
        if (error || ::access((folder / part).c_str(), W_OK) != 0)
            return "cannot write to the build cache '" + folder.string() +
                   "': " + (error ? error.message() : std::strerror(errno)) +
                   ". Set JANUS_CACHE_DIR to a folder that can be written";
    }
    return std::nullopt;
}

std::optional<fs::path> BuildCache::find(std::string const& name) const
{
    fs::path entry = folder_ / "entry" / name;
    // One call both looks and marks; it fails if the entry is not there.
    if (::utimensat(AT_FDCWD, entry.c_str(), nullptr, 0) != 0 && ::access(entry.c_str(), F_OK) != 0)
        return std::nullopt;
    return entry;
}

fs::path BuildCache::keep(std::string const& name, fs::path const& finished) const
{
    fs::path entry = folder_ / "entry" / name;
    std::error_code error;
    fs::rename(finished, entry, error);
    ::utimensat(AT_FDCWD, entry.c_str(), nullptr, 0);
    return entry;
}

fs::path BuildCache::folder(std::string const& name) const
{
    fs::path entry = folder_ / "entry" / name;
    std::error_code ignored;
    fs::create_directory(entry, ignored);
    return entry;
}

fs::path BuildCache::work_folder() const
{
    std::string pattern = (folder_ / "work" / "XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
        return {};
    return pattern;
}

fs::path BuildCache::lock_file(std::string const& name) const
{
    // A few hundred locks that stay are better than one more file for each entry.
    // Each kind of entry has its own: whoever builds a program may also have to build the header.
    std::string const kind = name.substr(0, name.find('-') + 1);
    return folder_ / "lock" / (kind + std::to_string(std::hash<std::string>{}(name) % 251));
}

void BuildCache::trim() const
{
    fs::file_time_type const now = Clock::now();
    std::error_code error;
    for (Entry const& entry : entries_of(folder_ / "work"))
        if (now - entry.used > abandoned_age)
            fs::remove_all(entry.path, error);

    std::vector<Entry> entries = entries_of(folder_ / "entry");
    std::uintmax_t total = 0;
    for (Entry const& entry : entries)
        total += entry.size;
    if (total <= limit_)
        return;
    std::sort(entries.begin(), entries.end(),
              [](Entry const& left, Entry const& right) { return left.used < right.used; });
    for (Entry const& entry : entries) {
        // Down to four fifths, so that not every later build has to look again.
        if (total <= limit_ / 5 * 4 || now - entry.used < safe_age)
            return;
        fs::remove_all(entry.path, error);
        total -= entry.size;
    }
}

} // namespace janus::driver
