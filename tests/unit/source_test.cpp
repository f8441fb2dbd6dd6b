#include "source/file_system.hpp"
#include "source/module_path.hpp"
#include "source/source_file.hpp"

#include <catch2/catch.hpp>

using namespace janus::source;

TEST_CASE("spans join and contain", "[source]")
{
    constexpr Span first{1, 4, 8};
    constexpr Span second{1, 6, 12};
    CHECK(join(first, second) == Span{1, 4, 12});
    CHECK(join(second, first) == Span{1, 4, 12});
    CHECK(Span{1, 0, 20}.contains(first));
    CHECK_FALSE(first.contains(second));
    CHECK_FALSE(Span{2, 0, 20}.contains(first));
    CHECK(Span{0, 3, 3}.empty());
    CHECK(first.size() == 4);
}

TEST_CASE("offsets become lines and columns", "[source]")
{
    SourceFile const file(0, "a.jan", "a", "one\r\ntwo\n\nfour");
    CHECK(file.line_count() == 4);
    CHECK(file.position(0) == Position{1, 1});
    CHECK(file.position(4) == Position{1, 5});
    CHECK(file.position(5) == Position{2, 1});
    CHECK(file.position(9) == Position{3, 1});
    CHECK(file.position(10) == Position{4, 1});
    CHECK(file.position(14) == Position{4, 5});
    CHECK(file.position(999) == Position{4, 5});
    CHECK(file.line_text(1) == "one");
    CHECK(file.line_text(2) == "two");
    CHECK(file.line_text(3).empty());
    CHECK(file.line_text(4) == "four");
    CHECK(file.line_text(5).empty());
    CHECK(file.line_text(0).empty());
    CHECK(file.line_begin(2) == 5);
    CHECK(file.text({0, 5, 8}) == "two");
    CHECK(file.text({0, 12, 99}) == "ur");
    CHECK(file.text({0, 50, 99}).empty());
}

TEST_CASE("an empty file has one empty line", "[source]")
{
    SourceFile const file(0, "a.jan", "a", "");
    CHECK(file.line_count() == 1);
    CHECK(file.line_text(1).empty());
    CHECK(file.position(0) == Position{1, 1});
}

TEST_CASE("a source set numbers its files", "[source]")
{
    SourceSet sources;
    auto const& first = sources.add("a.jan", "a", "x");
    auto const& second = sources.add("b.jan", "b", "y");
    CHECK(first.id() == 0);
    CHECK(second.id() == 1);
    CHECK(&sources[1] == &second);
    CHECK(sources.size() == 2);
}

TEST_CASE("module paths are relative to their root", "[source]")
{
    CHECK(module_path("src", "src/chat/room.jan") == "chat/room");
    CHECK(module_path("src/", "src/chat/room.jan") == "chat/room");
    CHECK(module_path(".", "chat/room.jan") == "chat/room");
    CHECK(module_path("", "./room.jan") == "room");
    CHECK(module_path("src", "other/room.jan") == "room");
    CHECK(module_path("src", "srcs/room.jan") == "room");
    CHECK(module_path("/a/b", "/a/b/c/d.jan") == "c/d");
    CHECK(module_path("/", "/a.jan") == "a");
    CHECK(module_path(".", "../a.jan") == "a");
    CHECK(module_file("chat/room") == "chat/room.jan");
    CHECK(join_path("a", "b") == "a/b");
    CHECK(join_path("a/", "b") == "a/b");
    CHECK(join_path("", "b") == "b");
    CHECK(join_path("a", "/b") == "/b");
    CHECK(folder_of("a/b.jan") == "a");
    CHECK(folder_of("b.jan") == ".");
    CHECK(folder_of("/b.jan") == "/");
}

TEST_CASE("the memory file system knows files and their folders", "[source]")
{
    MemoryFileSystem files;
    files.add("src/a.jan", "x");
    files.add("src/a.jan", "y");
    CHECK(files.read("src/a.jan") == "y");
    CHECK_FALSE(files.read("src"));
    CHECK(files.exists("src"));
    CHECK(files.is_directory("src"));
    CHECK_FALSE(files.is_directory("src/a.jan"));
    CHECK_FALSE(files.is_directory("sr"));
    CHECK_FALSE(files.exists("b.jan"));
}
