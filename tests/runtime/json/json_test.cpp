#include <catch2/catch.hpp>

#include <cmath>
#include <string>

#include <janus/actor.hpp>

using janus::JsonValue;

namespace {

std::string again(std::string const& text)
{
    auto const value = JsonValue::parse(text);
    return value.is_ok() ? value->to_text().to_std()
                         : "error at " + std::to_string(std::get<0>(value.error().value).position);
}

} // namespace

TEST_CASE("JSON is written as it was read", "[json]")
{
    for (std::string const text :
         {"null", "true", "-3", "18446744073709551615", "2.5", "\"a\\\"b\\n\"", "[]", "{}",
          "[1,[2,{}]]", "{\"b\":1,\"a\":{\"x\":null}}"}) {
        CHECK(again(text) == text);
    }
    CHECK(again(" { \"a\" : 1 } ") == "{\"a\":1}");
    CHECK(again("1e2") == "100.0");
    CHECK(again("\"\\u00e9\\u0001\"") == "\"é\\u0001\"");
}

TEST_CASE("what is no JSON says where", "[json]")
{
    CHECK(again("") == "error at 0");
    CHECK(again("[1,]") == "error at 3");
    CHECK(again("1 2") == "error at 2");
    CHECK(again("nul") == "error at 3");
    CHECK(again(std::string(600, '[') + std::string(600, ']')).starts_with("error"));
    CHECK(again(std::string(500, '[') + std::string(500, ']')).starts_with("[[["));
}

TEST_CASE("a part of a JSON value keeps it alive", "[json]")
{
    janus::Option<JsonValue> part;
    {
        JsonValue const whole = *JsonValue::parse("{\"a\": [1, \"two\"]}");
        part = whole.get("a")->at(1);
    }
    CHECK(part->as_string().unwrap() == "two");
    CHECK(part->get("x").is_none());
    CHECK(part->as_int().is_none());
}

TEST_CASE("numbers that JSON lacks become null", "[json]")
{
    CHECK(janus::json_stringify(std::nan("")) == "null");
    CHECK(janus::json_stringify(janus::List<double>{1.0, INFINITY}) == "[1.0,null]");
}

TEST_CASE("indentation leaves strings and empty values alone", "[json]")
{
    CHECK(janus::json_pretty(*JsonValue::parse("{\"a\":\"x{,}\\\"\",\"b\":[],\"c\":{\"d\":1}}")) ==
          "{\n  \"a\": \"x{,}\\\"\",\n  \"b\": [],\n  \"c\": {\n    \"d\": 1\n  }\n}");
}

TEST_CASE("a JSON value is stored as its text", "[json]")
{
    JsonValue value = *JsonValue::parse("[1,2]");
    JsonValue other;
    struct Copy {
        janus::String text;
        bool reads = false;
        Copy& operator&(boost::serialization::nvp<janus::String> const& field)
        {
            reads ? void(field.value() = text) : void(text = field.value());
            return *this;
        }
    } archive;
    value.serialize(archive, 0);
    archive.reads = true;
    other.serialize(archive, 0);
    CHECK(other == value);
}
