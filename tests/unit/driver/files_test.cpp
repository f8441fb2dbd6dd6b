#include "driver/build_cache.hpp"
#include "driver/content_hash.hpp"
#include "driver/depfile.hpp"
#include "driver/import_path.hpp"
#include "driver/output_file.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace janus::driver;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
    Folder()
    {
        std::string pattern = (fs::temp_directory_path() / "janus-test-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()));
        path_ = pattern;
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() { fs::remove_all(path_); }
    [[nodiscard]] fs::path operator/(char const* name) const { return path_ / name; }
    [[nodiscard]] fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

void age(fs::path const& path, std::chrono::hours age)
{
    fs::last_write_time(path, fs::file_time_type::clock::now() - age);
}

} // namespace

TEST_CASE("a depfile is one rule with a source a line")
{
    std::vector<std::string> const sources{"/a/b.jan", "/a/c.jan"};
    CHECK(depfile_text("out/b.stamp", sources) == "out/b.stamp: \\\n  /a/b.jan \\\n  /a/c.jan\n");
    CHECK(depfile_text("x", {}) == "x:\n");
}

TEST_CASE("a depfile escapes what make and ninja would read differently")
{
    std::vector<std::string> const sources{"/a b/c#d$e.jan", R"(/x\ y)"};
    CHECK(depfile_text("t t", sources) == "t\\ t: \\\n  /a\\ b/c\\#d$$e.jan \\\n  /x\\\\\\ y\n");
}

TEST_CASE("a file is written only if its content differs")
{
    Folder const folder;
    fs::path const file = folder / "deep/below/file";
    REQUIRE_FALSE(write_if_different(file, "one"));
    age(file, std::chrono::hours{1});
    auto const before = fs::last_write_time(file);
    REQUIRE_FALSE(write_if_different(file, "one"));
    CHECK(fs::last_write_time(file) == before);
    REQUIRE_FALSE(write_if_different(file, "two"));
    CHECK(fs::last_write_time(file) != before);
    CHECK(read_whole(file) == "two");
    CHECK(std::distance(fs::directory_iterator{file.parent_path()}, {}) == 1);
}

TEST_CASE("a file that cannot be written is named, with the reason")
{
    Folder const folder;
    REQUIRE_FALSE(replace_file(folder / "file", "text"));
    auto const problem = replace_file(folder / "file/below", "text");
    REQUIRE(problem);
    CHECK(problem->find("file/below'") != std::string::npos);
    CHECK_FALSE(read_whole(folder / "none"));
    CHECK_FALSE(read_whole(folder.path()));
}

TEST_CASE("hashes tell pieces apart")
{
    CHECK(hash_of("") != hash_of(std::string_view{"\0", 1}));
    CHECK(ContentHash{}.add("ab").add("c").text() != ContentHash{}.add("a").add("bc").text());
    CHECK(ContentHash{}.add("a").text() == hash_of("a"));
    CHECK(hash_of("a").size() == 32);
}

TEST_CASE("the cache finds what it was given, and keeps the first of two")
{
    Folder const folder;
    REQUIRE_FALSE(BuildCache::problem(folder.path()));
    BuildCache const cache{folder.path(), 1000};
    CHECK_FALSE(cache.find("program-1"));
    fs::path const work = cache.work_folder();
    REQUIRE_FALSE(replace_file(work / "one", "1"));
    cache.keep("program-1", work / "one");
    auto const found = cache.find("program-1");
    REQUIRE(found);
    CHECK(read_whole(*found) == "1");
}

TEST_CASE("the cache forgets what was not used for longest, and only beyond its limit")
{
    Folder const folder;
    REQUIRE_FALSE(BuildCache::problem(folder.path()));
    BuildCache const cache{folder.path(), 1000};
    for (int index = 0; index < 4; ++index) {
        fs::path const entry = folder.path() / "entry" / std::to_string(index);
        std::ofstream{entry} << std::string(300, 'x');
        age(entry, std::chrono::hours{10 - index});
    }
    // Using an entry makes it young.
    REQUIRE(cache.find("0"));
    cache.trim();
    CHECK(cache.find("0"));
    CHECK_FALSE(cache.find("1"));
    CHECK_FALSE(cache.find("2"));
    CHECK(cache.find("3"));
}

TEST_CASE("the cache removes work folders that a crash left behind")
{
    Folder const folder;
    REQUIRE_FALSE(BuildCache::problem(folder.path()));
    BuildCache const cache{folder.path(), 1000};
    fs::path const old = cache.work_folder();
    fs::path const young = cache.work_folder();
    age(old, std::chrono::hours{3});
    cache.trim();
    CHECK_FALSE(fs::exists(old));
    CHECK(fs::exists(young));
}

TEST_CASE("a module path is the path below the root without the extension")
{
    CHECK(path_below("/src", "/src/chat/room.jan") == "chat/room");
    CHECK(path_below("/src", "/elsewhere/room.jan") == "room");
    CHECK(path_below("/src", "/srcs/room.jan") == "room");
    CHECK(path_below(".", "chat/room.jan") == "chat/room");
    CHECK(path_below("/", "/chat/room.jan") == "chat/room");
    CHECK(path_below("/src", "/src/a.b.jan") == "a.b");
    CHECK_FALSE(is_below(".", "../room.jan"));
}
