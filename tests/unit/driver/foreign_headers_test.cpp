#include "driver/foreign_headers.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace janus::driver;

TEST_CASE("the rule a compiler writes is read with its escapes")
{
    using Files = std::vector<std::string>;
    CHECK(prerequisites("a.o: a.cpp b.hpp \\\n  /two\\ words/c.hpp d$$e.hpp\n") ==
          Files{"a.cpp", "b.hpp", "/two words/c.hpp", "d$e.hpp"});
    CHECK(prerequisites("no rule") == Files{});
    CHECK(prerequisites("a.o: one\\#two\n") == Files{"one#two"});
}

TEST_CASE("a note of headers holds until one of them changes or goes")
{
    auto const path = std::filesystem::temp_directory_path() / "janus_foreign_headers_test.hpp";
    std::ofstream{path} << "one";
    std::string const note = headers_note({path.string()});
    REQUIRE(unchanged_headers(note));
    CHECK(unchanged_headers(note)->front() == path.string());
    CHECK(unchanged_headers("")->empty());
    std::ofstream{path} << "two";
    CHECK_FALSE(unchanged_headers(note));
    std::filesystem::remove(path);
    CHECK_FALSE(unchanged_headers(note));
}
