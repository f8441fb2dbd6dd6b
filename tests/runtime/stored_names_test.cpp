#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <janus/codec.hpp>
#include <janus/old_state.hpp>
#include <janus/stored_field.hpp>

namespace stored_names {

// A type as an older program declared it, and as it is called now.
struct OldItem {
    janus::String title;
    std::int64_t price = 0;

    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("title", title);
        archive& boost::serialization::make_nvp("price", price);
    }
};
struct Item {
    std::int64_t price = 0;
    janus::String name;

    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("price", price);
        archive& janus::stored_field("name", name, "title");
    }
};
// Two names for one tag.
struct Tagged {
    std::int64_t amount = 0;

    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& janus::stored_field("amount", amount, "#7");
    }
};
struct Retagged {
    std::int64_t sum = 0;

    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& janus::stored_field("sum", sum, "#7");
    }
};

template <class Only> struct OneCase {
    enum class Case : std::uint8_t { only };
    std::variant<Only> value;
};
struct Fresh {};
struct New {};

} // namespace stored_names

using namespace stored_names;

template <> struct janus::type_info<stored_names::OneCase<stored_names::Fresh>> {
    static constexpr std::string_view name = "State";
    static constexpr std::array<std::string_view, 1> cases{"Fresh"};
};
template <> struct janus::type_info<stored_names::OneCase<stored_names::New>> {
    static constexpr std::string_view name = "State";
    static constexpr std::array<std::string_view, 1> cases{"New"};
    static constexpr std::array<std::string_view, 1> stored_cases{"Fresh"};
};

TEST_CASE("a renamed field is found under its old name", "[codec]")
{
    auto const bytes = janus::encode(OldItem{"tea", 2});
    auto const item = janus::decode<Item>(*bytes);
    REQUIRE(item.is_some());
    CHECK(item->name == "tea");
    CHECK(item->price == 2);
    // And the older program reads what the newer one wrote.
    auto const back = janus::decode<OldItem>(*janus::encode(*item));
    REQUIRE(back.is_some());
    CHECK(back->title == "tea");
    // People see the name it has now.
    CHECK(janus::to_text(*item).view().find("name") != std::string_view::npos);
}

TEST_CASE("a field with a tag may have any name", "[codec]")
{
    auto const moved = janus::decode<Retagged>(*janus::encode(Tagged{5}));
    REQUIRE(moved.is_some());
    CHECK(moved->sum == 5);
    CHECK(janus::detail::field_tag("#7") == 7);
}

TEST_CASE("a renamed case is found under its old name", "[codec]")
{
    auto const bytes = janus::encode(OneCase<Fresh>{});
    CHECK(janus::decode<OneCase<New>>(*bytes).is_some());
    CHECK(janus::encode(OneCase<New>{}) == bytes);
}
