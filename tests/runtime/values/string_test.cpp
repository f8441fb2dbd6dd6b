#include <catch2/catch.hpp>

#include <cstdint>
#include <new>
#include <string>

#include <janus/values.hpp>

#include "panic_code.hpp"

using janus::Bytes;
using janus::List;
using janus::String;

namespace {

char const* const long_text = "a text that does not fit into the value itself";

} // namespace

TEST_CASE("a string keeps its text through copies and moves, short and long", "[values][string]")
{
    for (String const& original : {String("short"), String(long_text), String()}) {
        String copy = original;
        String moved = std::move(copy);
        CHECK(moved == original);
        moved += "!";
        CHECK(moved.len() == original.len() + 1);
        CHECK(original != moved);
        moved = original;
        CHECK(moved == original);
        String& same = moved;
        moved = same;
        CHECK(moved == original);
    }
}

TEST_CASE("strings of every length around the inline limit are equal to their text",
          "[values][string]")
{
    String grown;
    std::string expected;
    for (int i = 0; i < 70; ++i) {
        CHECK(grown.view() == expected);
        CHECK(String(expected) == grown);
        CHECK(janus::hash_of(String(expected)) == janus::hash_of(grown));
        grown += "x";
        expected += 'x';
    }
    grown += grown;
    CHECK(grown.len() == 140);
}

TEST_CASE("appending never changes a copy", "[values][string]")
{
    String first(long_text);
    first += "1";
    String const held = first;
    first += "2";
    String second = held;
    second += "3";
    CHECK(held == String(long_text) + "1");
    CHECK(first == String(long_text) + "12");
    CHECK(second == String(long_text) + "13");
}

TEST_CASE("a repeated text is as long as it should be, and too long a one is refused at once",
          "[values][string]")
{
    for (std::int64_t times : {0, 1, 23, 24, 48, 1000}) {
        CHECK(String("=").repeat(times) ==
              String(std::string(static_cast<std::size_t>(times), '=')));
    }
    CHECK(String("ab").repeat(-1) == String());
    CHECK(String().repeat(1'000'000'000'000'000) == String());
    CHECK_THROWS_AS(String("ab").repeat(9'000'000'000'000'000'000), std::bad_alloc);
}

TEST_CASE("string methods", "[values][string]")
{
    String const text = "Hello, World";
    CHECK(text.len() == 12);
    CHECK(text.contains("lo, W"));
    CHECK(text.starts_with("Hell"));
    CHECK(text.ends_with("ld"));
    CHECK(text.index_of("o") == janus::some(std::int64_t{4}));
    CHECK(text.last_index_of("o") == janus::some(std::int64_t{8}));
    CHECK(text.index_of("x").is_none());
    CHECK(text.substring(7) == "World");
    CHECK(text.substring(0, 5) == "Hello");
    CHECK(text.to_upper() == "HELLO, WORLD");
    CHECK(text.to_lower() == "hello, world");
    CHECK(String("  x \n").trim() == "x");
    CHECK(String("  x ").trim_start() == "x ");
    CHECK(String("  x ").trim_end() == "  x");
    CHECK(text.replace("l", "LL") == "HeLLLLo, WorLLd");
    CHECK(text.replace("", "x") == text);
    CHECK(String("ab").repeat(3) == "ababab");
    CHECK(String("ab").repeat(-1) == "");
    CHECK(text[0] == 'H');
    CHECK(text.equals_ignore_case("hELLO, wORLD"));
    CHECK(String("a") < String("b"));
    CHECK("x" + String("y") + "z" == "xyz");
}

TEST_CASE("strings split into parts, lines, words and characters", "[values][string]")
{
    CHECK(String("a,b,,c").split(",") == List<String>{"a", "b", "", "c"});
    CHECK(String("").split(",") == List<String>{""});
    CHECK(String("äb").split("") == List<String>{"ä", "b"});
    CHECK(String("one\r\ntwo\n").lines() == List<String>{"one", "two"});
    CHECK(String("  one two\t").words() == List<String>{"one", "two"});
    CHECK(String("aä€😀").chars() == List<char32_t>{U'a', U'ä', U'€', U'😀'});
    CHECK(String("aä€😀").char_count() == 4);
    CHECK(String("ok ä").is_valid_utf8());
    CHECK_FALSE(String("\xC0\x80").is_valid_utf8());
    CHECK_FALSE(String("\xED\xA0\x80").is_valid_utf8());
    CHECK_FALSE(String("\xF4\x90\x80\x80").is_valid_utf8());
    CHECK_FALSE(String("ab\xE2\x82").is_valid_utf8());
}

TEST_CASE("strings read as numbers", "[values][string]")
{
    CHECK(String(" 42 ").to_int().unwrap() == 42);
    CHECK(String("-7").parse_int() == janus::some(std::int64_t{-7}));
    CHECK(String("+7").parse_int() == janus::some(std::int64_t{7}));
    CHECK(String("9223372036854775808").to_int().error() ==
          janus::ParseError{janus::ParseError::OutOfRange{}});
    CHECK(String("4x").to_int().error() == janus::ParseError{janus::ParseError::Invalid{}});
    CHECK(String("+-4").to_int().is_error());
    CHECK(String("").to_int().error() == janus::ParseError{janus::ParseError::Empty{}});
    CHECK(String("2.5").to_float().unwrap() == 2.5);
    CHECK(String("x").parse_float().is_none());
}

TEST_CASE("positions outside a string panic with P001", "[values][string]")
{
    String const text = "abc";
    CHECK(panic_code([&] { (void)text[3]; }) == "P001");
    CHECK(panic_code([&] { (void)text[-1]; }) == "P001");
    CHECK(panic_code([&] { (void)text.substring(2, 1); }) == "P001");
    CHECK(panic_code([&] { (void)text.substring(1, 4); }) == "P001");
    CHECK(panic_code([&] { (void)text.substring(4); }) == "P001");
}

TEST_CASE("a panic names the line that caused it", "[values][panic]")
{
    List<int> const list{1, 2};
    unsigned line = 0;
    try {
        line = __LINE__ + 1;
        (void)list[2];
    } catch (janus::Panic const& panic) {
        CHECK(panic.where().line() == line);
        CHECK(panic.address_count() > 0);
        CHECK(panic.text() == "index 2 out of bounds for length 2");
    }
    CHECK(line != 0);
}

TEST_CASE("bytes are a value of bytes", "[values][bytes]")
{
    Bytes bytes("hi\xFF");
    Bytes const copy = bytes;
    bytes[0] = 'H';
    bytes.push(1);
    CHECK(copy.len() == 3);
    CHECK(copy[0] == 'h');
    CHECK(bytes.slice(0, 2).to_string() == "Hi");
    CHECK(copy.to_string() == "hi\xEF\xBF\xBD");
    CHECK(janus::to_text(copy) == "b\"hi\\xFF\"");
    CHECK((copy + copy).len() == 6);
    CHECK(copy.contains(Bytes("i\xFF")));
    CHECK(panic_code([&] { (void)copy[3]; }) == "P001");
}
