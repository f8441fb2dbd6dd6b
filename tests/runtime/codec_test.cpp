#include <catch2/catch.hpp>

#include <limits>
#include <random>

#include <janus/codec.hpp>

#include "values/sample_types.hpp"

using janus::Bytes;
using janus::Deque;
using janus::HashMap;
using janus::List;
using janus::Option;
using janus::Set;
using janus::String;
using sample::Chain;
using sample::Point;
using sample::Shape;

namespace {

// Everything a grain may hold.
struct State {
    std::int8_t small = 0;
    std::uint64_t large = 0;
    janus::i128 wide = 0;
    double ratio = 0;
    float half = 0;
    bool flag = false;
    char32_t letter = 0;
    String text;
    Bytes raw;
    List<String> list;
    HashMap<String, List<std::int64_t>> map;
    Set<std::tuple<std::int32_t, bool>> set;
    Deque<Option<Option<std::int64_t>>> deque;
    std::array<std::uint16_t, 3> array{};
    Option<Point> point;
    List<Shape> shapes;
    sample::Level level = sample::Level::Low;
    janus::Result<String, janus::Error> result;
    janus::Timestamp at;
    janus::Duration time;
    janus::Unique<String, struct IdTag> id;
    Chain chain;
    janus::Unit unit;

    friend bool operator==(State const&, State const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        using boost::serialization::make_nvp;
        archive& make_nvp("small", small) & make_nvp("large", large) & make_nvp("wide", wide);
        archive& make_nvp("ratio", ratio) & make_nvp("half", half) & make_nvp("flag", flag);
        archive& make_nvp("letter", letter) & make_nvp("text", text) & make_nvp("raw", raw);
        archive& make_nvp("list", list) & make_nvp("map", map) & make_nvp("set", set);
        archive& make_nvp("deque", deque) & make_nvp("array", array) & make_nvp("point", point);
        archive& make_nvp("shapes", shapes) & make_nvp("level", level);
        archive& make_nvp("result", result) & make_nvp("at", at) & make_nvp("time", time);
        archive& make_nvp("id", id) & make_nvp("chain", chain) & make_nvp("unit", unit);
    }
};

State full_state()
{
    State state;
    state.small = -128;
    state.large = std::numeric_limits<std::uint64_t>::max();
    state.wide = janus::min_of<janus::i128>;
    state.ratio = -0.1;
    state.half = 1.5f;
    state.flag = true;
    state.letter = U'ß';
    state.text = "a text that is longer than what fits into the value";
    state.raw = Bytes(std::string_view("\0\xFF", 2));
    state.list = {"", "x"};
    state.map = {{"b", {1, 2}}, {"a", {}}};
    state.set = {{1, true}, {2, false}};
    state.deque = {Option<Option<std::int64_t>>(Option<std::int64_t>(7)),
                   Option<Option<std::int64_t>>(Option<std::int64_t>()), janus::none};
    state.array = {1, 2, 65535};
    state.point = Point{1, 2};
    state.shapes = {{Shape::Rect{3, "r"}}, {Shape::Circle{4}}, {Shape::Empty{}}};
    state.level = sample::Level::High;
    state.result = janus::Error("broken", "why");
    state.at = janus::Timestamp::from_milliseconds(1700000000000);
    state.time = janus::seconds(-3);
    state.id = janus::Unique<String, IdTag>("ann");
    state.chain = {1, janus::Box<Chain>(Chain{2, janus::none})};
    return state;
}

template <class T> std::string bytes_of(T const& value)
{
    auto bytes = janus::encode(value);
    REQUIRE(bytes.is_some());
    return *bytes;
}

struct Version1 {
    std::int32_t count = 0;
    Point point;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("count", count);
        archive& boost::serialization::make_nvp("point", point);
    }
};

struct Point3 {
    float z = 0;
    double x = 0;
    double y = 0;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("z", z);
        archive& boost::serialization::make_nvp("x", x);
        archive& boost::serialization::make_nvp("y", y);
    }
};

struct Version2 {
    String note;
    Point3 point;
    Option<std::int64_t> count;
    std::int64_t added = 42;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("note", note);
        archive& boost::serialization::make_nvp("point", point);
        archive& boost::serialization::make_nvp("count", count);
        archive& boost::serialization::make_nvp("added", added);
    }
};

template <class T> std::string record_of(T const& value, janus::UnknownFields const* kept = nullptr)
{
    janus::StateWriter writer(kept);
    writer.write_record(value);
    CHECK_FALSE(writer.failed());
    return writer.take();
}

// A union that contains itself, and whose first case does so.
struct Tree {
    struct Node {
        janus::Box<Tree> left;
        janus::Box<Tree> right;
        friend bool operator==(Node const&, Node const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("left", left);
            archive& boost::serialization::make_nvp("right", right);
        }
    };
    struct Leaf {
        std::int64_t item0;
        friend bool operator==(Leaf const&, Leaf const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("0", item0);
        }
    };
    enum class Case : std::uint8_t { Node, Leaf };
    std::variant<Node, Leaf> value;
    friend bool operator==(Tree const& a, Tree const& b) { return a.value == b.value; }
};

} // namespace

template <> struct janus::type_info<Tree> {
    [[maybe_unused]] static constexpr std::string_view name = "Tree";
    static constexpr std::array<std::string_view, 2> cases{"Node", "Leaf"};
};

TEST_CASE("every kind of value survives encoding", "[codec]")
{
    State const state = full_state();
    std::string const bytes = bytes_of(state);
    auto const decoded = janus::decode<State>(bytes);
    REQUIRE(decoded.is_some());
    CHECK(*decoded == state);
    CHECK(bytes_of(*decoded) == bytes);
    CHECK(janus::decode<State>(bytes_of(State())) == janus::some(State()));
}

TEST_CASE("maps keep their order in the encoding", "[codec]")
{
    auto const decoded =
        janus::decode<HashMap<String, int>>(bytes_of(HashMap<String, int>{{"z", 1}, {"a", 2}}));
    REQUIRE(decoded.is_some());
    CHECK(decoded->keys() == List<String>{"z", "a"});
}

TEST_CASE("a newer program reads older state, an older one keeps what it does not know", "[codec]")
{
    Version2 newer;
    std::string const stored = record_of(Version1{7, {1, 2}});
    janus::StateReader forward(stored);
    forward.read_record(newer);
    CHECK_FALSE(forward.failed());
    CHECK(newer.count == janus::some(std::int64_t{7}));
    CHECK(newer.point.x == 1);
    CHECK(newer.added == 42);

    newer.note = "kept";
    newer.point.z = 3;
    newer.count = 8;
    Version1 older;
    std::string const bytes = record_of(newer);
    janus::StateReader back(bytes);
    back.read_record(older);
    CHECK_FALSE(back.failed());
    CHECK(back.saw_unknown());
    CHECK(older.count == 8);
    older.count = 9;
    janus::UnknownFields const kept = back.take_unknown();
    Version2 again;
    std::string const written = record_of(older, &kept);
    janus::StateReader last(written);
    last.read_record(again);
    CHECK_FALSE(last.failed());
    CHECK(again.note == "kept");
    CHECK(again.point.z == 3);
    CHECK(again.count == janus::some(std::int64_t{9}));

    Version1 strict;
    janus::StateReader refusing(bytes, janus::Unknown::refuse);
    refusing.read_record(strict);
    CHECK(refusing.failed());
    std::string const collection = bytes_of(List<Point3>{{1, 2, 3}});
    janus::StateReader inside(collection, janus::Unknown::keep);
    List<Point> points;
    CHECK_FALSE(inside.read_single(points));
    CHECK(inside.reason() == "field of a newer version");
}

TEST_CASE("numbers widen, but never lose their value", "[codec]")
{
    CHECK(janus::decode<std::int64_t>(bytes_of(std::uint8_t{200})) ==
          janus::some(std::int64_t{200}));
    CHECK(janus::decode<std::int8_t>(bytes_of(std::int64_t{-128})) ==
          janus::some(std::int8_t{-128}));
    CHECK(janus::decode<std::int8_t>(bytes_of(128)).is_none());
    CHECK(janus::decode<std::uint64_t>(bytes_of(-1)).is_none());
    CHECK(janus::decode<double>(bytes_of(0.5f)) == janus::some(0.5));
    CHECK(janus::decode<float>(bytes_of(0.5)).is_none());
    CHECK(janus::decode<String>(bytes_of(1)).is_none());
    CHECK(janus::decode<bool>(bytes_of(2)).is_none());
    CHECK(janus::decode<sample::Level>(bytes_of(3)).is_none());
    CHECK(janus::decode<janus::u128>(bytes_of(janus::max_of<janus::u128>)) ==
          janus::some(janus::max_of<janus::u128>));
}

TEST_CASE("a union that contains itself is never left with a hole", "[codec]")
{
    Tree const leaf{Tree::Leaf{5}};
    Tree const tree{Tree::Node{leaf, Tree{Tree::Node{leaf, leaf}}}};
    CHECK(janus::decode<Tree>(bytes_of(tree)) == janus::some(tree));
    // A node without its right side: the case's tag and nothing behind it.
    std::string body;
    janus::detail::append_varint(body, janus::detail::field_tag("Node"));
    std::string bytes;
    janus::detail::append_varint(bytes, 1u << 3 | 2u);
    janus::detail::append_varint(bytes, body.size());
    bytes += body;
    CHECK(janus::decode<Tree>(bytes).is_none());
}

TEST_CASE("nesting is bounded in both directions", "[codec]")
{
    Chain chain{0, janus::none};
    for (int i = 0; i < 62; ++i) {
        chain = Chain{i, janus::Box<Chain>(chain)};
    }
    CHECK(janus::decode<Chain>(bytes_of(chain)) == janus::some(chain));
    for (int i = 0; i < 10; ++i) {
        chain = Chain{i, janus::Box<Chain>(chain)};
    }
    CHECK(janus::encode(chain).is_none());
    std::string body;
    for (int i = 0; i < 100'000; ++i) {
        std::string outer;
        janus::detail::append_varint(outer, janus::detail::field_tag("next") << 3 | 2u);
        janus::detail::append_varint(outer, body.size());
        body = outer + body.substr(0, 10'000);
    }
    CHECK(janus::decode<Chain>(body).is_none());
}

TEST_CASE("a huge count costs nothing", "[codec]")
{
    std::string body;
    janus::detail::append_varint(body, (janus::u128{1} << 60) << 3 | 2u);
    std::string bytes;
    janus::detail::append_varint(bytes, 1u << 3 | 2u);
    janus::detail::append_varint(bytes, body.size());
    CHECK(janus::decode<List<State>>(bytes + body).is_none());
}

TEST_CASE("no prefix of an encoding is an encoding", "[codec]")
{
    std::string const bytes = bytes_of(full_state());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK(janus::decode<State>(bytes.substr(0, size)).is_none());
    }
    CHECK(janus::decode<State>(bytes + '\0').is_none());
}

TEST_CASE("corrupt bytes are refused or decode to something that encodes again", "[codec]")
{
    std::string const good = bytes_of(full_state());
    std::mt19937 random(20240607);
    int decoded_count = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = good;
        int const changes = 1 + static_cast<int>(random() % 4);
        for (int change = 0; change < changes; ++change) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        auto const decoded = janus::decode<State>(bytes);
        if (decoded.is_some()) {
            ++decoded_count;
            auto const again = janus::encode(*decoded);
            REQUIRE(again.is_some());
            (void)janus::to_text(*decoded);
        }
    }
    CHECK(decoded_count > 0);
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes(random() % 64, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random());
        }
        (void)janus::decode<State>(bytes);
        (void)janus::decode<Tree>(bytes);
    }
}
