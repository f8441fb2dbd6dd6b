#include <filesystem>
#include <map>
#include <string>

#include <janus/aside.hpp>
#include <janus/c_style.hpp>
#include <janus/detail/file_system.hpp>

#include "actor/pledge.hpp"
#include "seams/lock.hpp"

namespace janus {

namespace {

using detail::file_system;
using detail::FileKind;

struct Listing {
    std::string path;
    List<String> names;
    std::int64_t next = 0;
};

struct Listings {
    detail::Lock lock;
    std::map<std::int32_t, Listing> open;
    std::int32_t last = 0;
};

Listings& listings()
{
    static Listings all;
    return all;
}

std::int32_t open_listing(std::string const& path)
{
    Result<List<String>, IoError> names = file_system().list(path);
    if (names.is_error()) {
        return -1;
    }
    Listings& all = listings();
    detail::LockGuard const guard(all.lock);
    all.open.emplace(++all.last, Listing{path, *std::move(names)});
    return all.last;
}

} // namespace

Task<std::int32_t> fs_exists(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().kind(path); });
    FileKind const kind = co_await work;
    co_return kind != FileKind::none ? 1 : 0;
}

Task<std::int32_t> fs_is_directory(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().kind(path); });
    FileKind const kind = co_await work;
    co_return kind == FileKind::directory ? 1 : 0;
}

Task<std::int32_t> fs_is_file(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().kind(path); });
    FileKind const kind = co_await work;
    co_return kind == FileKind::file ? 1 : 0;
}

Task<std::int64_t> fs_file_size(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().size(path); });
    Result<std::int64_t, IoError> const size = co_await work;
    co_return size.unwrap_or(std::int64_t{-1});
}

Task<std::int32_t> fs_dir_open(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return open_listing(path); });
    std::int32_t const handle = co_await work;
    co_return handle;
}

std::int32_t fs_dir_next(std::int32_t directory)
{
    Listings& all = listings();
    detail::LockGuard const guard(all.lock);
    auto const found = all.open.find(directory);
    if (found == all.open.end()) {
        return -1;
    }
    Listing& listing = found->second;
    if (listing.next == listing.names.len()) {
        return 0;
    }
    ++listing.next;
    return 1;
}

String fs_dir_entry_name(std::int32_t directory)
{
    Listings& all = listings();
    detail::LockGuard const guard(all.lock);
    auto const found = all.open.find(directory);
    return found == all.open.end() ? String()
                                   : found->second.names.get(found->second.next - 1).unwrap_or("");
}

std::int32_t fs_dir_entry_is_dir(std::int32_t directory)
{
    String const name = fs_dir_entry_name(directory);
    Listings& all = listings();
    detail::LockGuard const guard(all.lock);
    auto const found = all.open.find(directory);
    return found != all.open.end() && file_system().kind(found->second.path + "/" +
                                                         name.to_std()) == FileKind::directory
               ? 1
               : 0;
}

std::int32_t fs_dir_close(std::int32_t directory)
{
    Listings& all = listings();
    detail::LockGuard const guard(all.lock);
    return all.open.erase(directory) == 1 ? 0 : -1;
}

String fs_getcwd()
{
    std::error_code error;
    return String(std::filesystem::current_path(error).string());
}

String fs_path_join(String const& a, String const& b)
{
    return String((std::filesystem::path(a.to_std()) / b.to_std()).string());
}

String fs_path_extension(String const& path)
{
    return String(std::filesystem::path(path.to_std()).extension().string());
}

String fs_path_basename(String const& path)
{
    return String(std::filesystem::path(path.to_std()).filename().string());
}

String fs_path_dirname(String const& path)
{
    return String(std::filesystem::path(path.to_std()).parent_path().string());
}

} // namespace janus
