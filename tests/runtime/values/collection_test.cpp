#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <janus/values.hpp>

#include "panic_code.hpp"
#include "sample_types.hpp"

using janus::Deque;
using janus::HashMap;
using janus::List;
using janus::Set;
using janus::String;

TEST_CASE("a copied list does not see later changes", "[values][list]")
{
    List<String> list{"a", "b"};
    List<String> const copy = list;
    list.push("c");
    list[0] = "x";
    CHECK(copy == List<String>{"a", "b"});
    CHECK(list == List<String>{"x", "b", "c"});
    list.clear();
    CHECK(list.is_empty());
    CHECK(copy.len() == 2);
}

TEST_CASE("a list may push its own element", "[values][list]")
{
    List<String> list{"the first element is long enough to be shared"};
    for (int i = 0; i < 20; ++i) {
        list.push(list[0]);
    }
    list.extend(list);
    CHECK(list.len() == 42);
    CHECK(list[41] == list[0]);
}

TEST_CASE("list methods", "[values][list]")
{
    List<std::int64_t> list{3, 1, 2};
    list.insert(1, 9);
    CHECK(list == List<std::int64_t>{3, 9, 1, 2});
    CHECK(list.remove(1) == 9);
    CHECK(list.pop() == janus::some(std::int64_t{2}));
    CHECK(list.get(5).is_none());
    CHECK(list.get(-1).is_none());
    CHECK(list.first() == janus::some(std::int64_t{3}));
    CHECK(list.last() == janus::some(std::int64_t{1}));
    CHECK(list.index_of(1) == janus::some(std::int64_t{1}));
    CHECK(list.contains(3));
    CHECK(list.map([](std::int64_t x) { return x * 2; }) == List<std::int64_t>{6, 2});
    CHECK(list.filter([](std::int64_t x) { return x > 1; }) == List<std::int64_t>{3});
    CHECK(list.fold(String(),
                    [](String text, std::int64_t x) { return text + janus::to_text(x); }) == "31");
    CHECK(list.sum() == 4);
    CHECK(list.any([](std::int64_t x) { return x == 3; }));
    CHECK_FALSE(list.all([](std::int64_t x) { return x == 3; }));
    CHECK(list.join(", ") == "3, 1");
    CHECK(list.sorted() == List<std::int64_t>{1, 3});
    CHECK(list.reversed() == List<std::int64_t>{1, 3});
    CHECK(list.take(9) == list);
    CHECK(list.skip(1) == List<std::int64_t>{1});
    CHECK(list.max() == janus::some(std::int64_t{3}));
    CHECK(janus::to_text(list.enumerate()) == "[(0, 3), (1, 1)]");
    CHECK(janus::to_text(list.zip(List<String>{"a"})) == "[(3, \"a\")]");
    CHECK(List<bool>::filled(true, 3) == List<bool>{true, true, true});
    CHECK(List<std::int64_t>{1, 2} < List<std::int64_t>{1, 3});
}

TEST_CASE("a callback may change the list it walks", "[values][list]")
{
    List<std::int64_t> list{1, 2, 3};
    list.each([&list](std::int64_t x) { list.push(x * 10); });
    CHECK(list == List<std::int64_t>{1, 2, 3, 10, 20, 30});
}

TEST_CASE("sorting is stable and safe whatever the comparison says", "[values][list]")
{
    List<std::tuple<std::int64_t, std::int64_t>> pairs;
    for (std::int64_t i = 0; i < 500; ++i) {
        pairs.push({(i * 7919) % 13, i});
    }
    pairs.sort_by([](auto const& pair) { return std::get<0>(pair); });
    for (std::int64_t i = 1; i < pairs.len(); ++i) {
        CHECK(pairs[i - 1] < pairs[i]);
    }
    unsigned random = 1;
    pairs.sort_by([&random](auto const&, auto const&) {
        random = random * 1664525 + 1013904223;
        return (random >> 31) != 0;
    });
    CHECK(pairs.len() == 500);
    List<double> floats{2.0, -1.0, 0.5};
    floats.sort();
    CHECK(floats == List<double>{-1.0, 0.5, 2.0});
}

TEST_CASE("positions outside a list panic with P001", "[values][list]")
{
    List<int> list{1};
    CHECK(panic_code([&] { list[1] = 2; }) == "P001");
    CHECK(panic_code([&] { list.remove(1); }) == "P001");
    CHECK(panic_code([&] { list.insert(2, 0); }) == "P001");
    CHECK(panic_code([&] { (void)list.slice(0, 2); }) == "P001");
    CHECK(panic_code([&] { (void)List<int>::filled(0, -1); }) == "P001");
    CHECK(list == List<int>{1});
}

TEST_CASE("maps keep insertion order through changes and removals", "[values][map]")
{
    HashMap<String, std::int64_t> map;
    std::vector<std::string> expected;
    for (int i = 0; i < 1000; ++i) {
        map.set(std::to_string(i), i);
    }
    for (int i = 0; i < 1000; ++i) {
        if (i % 3 != 0) {
            CHECK(map.remove(std::to_string(i)) == janus::some(std::int64_t{i}));
        } else {
            expected.push_back(std::to_string(i));
        }
    }
    map.set("0", 77);
    map.set("new", 1);
    expected.push_back("new");
    std::vector<std::string> seen;
    for (auto const& [key, value] : map) {
        seen.push_back(key.to_std());
        CHECK(map.get(key) == janus::some(value));
    }
    CHECK(seen == expected);
    CHECK(map[String("0")] == 77);
    CHECK(map.get("1").is_none());
    CHECK(map.remove("1").is_none());
}

TEST_CASE("a map used as a queue does not grow", "[values][map]")
{
    HashMap<std::int64_t, std::int64_t> map;
    map.set(-1, 0);
    for (std::int64_t i = 0; i < 100'000; ++i) {
        map.set(i, i);
        map.remove(i - 1);
        REQUIRE(map.len() <= 2);
    }
    CHECK(map.keys() == List<std::int64_t>{99'999});
}

TEST_CASE("map methods", "[values][map]")
{
    HashMap<String, std::int64_t> map{{"b", 2}, {"a", 1}, {"c", 3}};
    HashMap<String, std::int64_t> const copy = map;
    map.remove("b");
    map["a"] = 10;
    CHECK(copy["b"] == 2);
    CHECK(copy["a"] == 1);
    CHECK(map.keys() == List<String>{"a", "c"});
    CHECK(map.values() == List<std::int64_t>{10, 3});
    CHECK(map.get_or("x", 5) == 5);
    CHECK(copy.range("a", "c") == List<std::tuple<String, std::int64_t>>{{"a", 1}, {"b", 2}});
    CHECK(janus::to_text(map) == "{\"a\": 10, \"c\": 3}");
    CHECK(panic_code([&] { (void)copy["x"]; }) == "P001");
    CHECK(panic_code([&] { map["x"] = 1; }) == "P001");
    HashMap<String, std::int64_t> const other{{"c", 3}, {"a", 10}};
    CHECK(map == other);
    CHECK(janus::hash_of(map) == janus::hash_of(other));
    map.clear();
    CHECK(map.is_empty());
}

TEST_CASE("sets keep insertion order and their algebra", "[values][set]")
{
    Set<std::int64_t> set{3, 1, 2, 3};
    CHECK(set.len() == 3);
    CHECK_FALSE(set.insert(1));
    CHECK(set.insert(9));
    CHECK(set.remove(1));
    CHECK_FALSE(set.remove(1));
    CHECK(set.to_list() == List<std::int64_t>{3, 2, 9});
    Set<std::int64_t> const other{2, 9, 4};
    CHECK(set.union_(other).to_list() == List<std::int64_t>{3, 2, 9, 4});
    CHECK(set.intersect(other) == Set<std::int64_t>{9, 2});
    CHECK(set.difference(other) == Set<std::int64_t>{3});
    CHECK(janus::to_text(set) == "{3, 2, 9}");
}

TEST_CASE("maps and sets take structs and unions as keys", "[values][map]")
{
    Set<sample::Shape> set;
    set.insert({sample::Shape::Circle{1}});
    set.insert({sample::Shape::Circle{1}});
    set.insert({sample::Shape::Empty{}});
    CHECK(set.len() == 2);
    HashMap<std::tuple<String, std::int64_t>, sample::Level> map;
    map.set({"a", 1}, sample::Level::Mid);
    CHECK(map.get({"a", 1}) == janus::some(sample::Level::Mid));
    Set<double> floats{0.0, -0.0};
    CHECK(floats.len() == 1);
}

TEST_CASE("a deque works at both ends", "[values][deque]")
{
    Deque<String> deque;
    deque.push_back("b");
    deque.push_front("a");
    Deque<String> const copy = deque;
    CHECK(deque.pop_front() == janus::some(String("a")));
    CHECK(deque.pop_back() == janus::some(String("b")));
    CHECK(deque.pop_back().is_none());
    CHECK(copy.len() == 2);
    CHECK(janus::to_text(copy) == "[\"a\", \"b\"]");
    CHECK(panic_code([&] { (void)copy[2]; }) == "P001");
}

TEST_CASE("ranges are inclusive or not, and may end at the largest number", "[values][range]")
{
    CHECK(janus::range(1, 3).to_list() == List<int>{1, 2, 3});
    CHECK(janus::range_until(1, 3).to_list() == List<int>{1, 2});
    CHECK(janus::range(3, 1).to_list().is_empty());
    CHECK(janus::range_until(1, 1).is_empty());
    int count = 0;
    for ([[maybe_unused]] std::uint8_t const value : janus::range<std::uint8_t>(250, 255)) {
        ++count;
    }
    CHECK(count == 6);
    CHECK(janus::range(1, 9).contains(9));
    CHECK_FALSE(janus::range_until(1, 9).contains(9));
}

TEST_CASE("a function value shares its captured cells between copies", "[values][function]")
{
    auto const cell = std::make_shared<std::int64_t>(0);
    janus::Function<std::int64_t(std::int64_t)> const add = [cell](std::int64_t x) {
        return *cell += x;
    };
    auto const copy = add;
    CHECK(add(2) == 2);
    CHECK(copy(3) == 5);
    janus::Function<void()> const discard = [cell] { return *cell; };
    discard();
}
