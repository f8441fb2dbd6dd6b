#pragma once
// JSON: Janus's `std.json`. A JsonValue is any JSON value, cheap to copy and never changed; objects
// keep the order of their keys. `json_stringify` and `to_json` take every value that can be
// printed: structs become objects, lists and tuples arrays, maps objects, `null` null, cases
// without fields their name, other cases an object with the case's name as its only key. Any
// thread may use them.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/hash_map.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>
#include <janus/type_info.hpp>
#include <janus/value_shape.hpp>

namespace janus {

// Why a text is no JSON.
struct JsonError {
    struct Syntax {
        std::int64_t position = 0; // the byte it went wrong at
        String message;
        friend bool operator==(Syntax const&, Syntax const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("position", position);
            archive& boost::serialization::make_nvp("message", message);
        }
    };
    enum class Case : std::uint8_t { Syntax };

    std::variant<Syntax> value;

    friend bool operator==(JsonError const&, JsonError const&) = default;
};

template <> struct type_info<JsonError> {
    static constexpr std::string_view name = "JsonError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 1> cases{"Syntax"};
};

class JsonValue {
public:
    JsonValue() = default;

    static Result<JsonValue, JsonError> parse(std::string_view text);

    bool is_null() const;
    // "null", "bool", "number", "string", "array" or "object".
    String kind() const;
    // Of an object; null if it has no such key or is none.
    Option<JsonValue> get(String const& key) const;
    // Of an array; null outside of it or if it is none.
    Option<JsonValue> at(std::int64_t index) const;
    // Elements of an array or entries of an object; else 0.
    std::int64_t len() const;
    // Null if it is something else.
    Option<HashMap<String, JsonValue>> as_object() const;
    Option<List<JsonValue>> as_array() const;
    Option<String> as_string() const;
    Option<double> as_number() const;
    // A number without fraction.
    Option<std::int64_t> as_int() const;
    Option<bool> as_bool() const;

    // Compact JSON.
    String to_text() const;

    friend bool operator==(JsonValue const& a, JsonValue const& b);
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        String text = to_text();
        String const before = text;
        archive& boost::serialization::make_nvp("json", text);
        if (!(text == before)) {
            *this = parse(text.view()).unwrap_or(JsonValue());
        }
    }

private:
    // A value of the JSON library; null for `null`.
    std::shared_ptr<void const> value_;
};

inline Result<JsonValue, JsonError> json_parse(String const& text)
{
    return JsonValue::parse(text.view());
}

namespace detail {

void write_json_text(std::string& out, std::string_view text);
void write_json_float(std::string& out, double value);
// With line breaks and two blanks for each level.
std::string indented_json(std::string_view compact);

template <class T> void write_json(std::string& out, T const& value);

// Separates the parts of arrays and objects.
class JsonParts {
public:
    JsonParts(std::string& out, char open, char close) : out_(out), close_(close) { out_ += open; }
    JsonParts(JsonParts const&) = delete;
    JsonParts& operator=(JsonParts const&) = delete;
    ~JsonParts() { out_ += close_; }

    void next()
    {
        out_ += first_ ? "" : ",";
        first_ = false;
    }
    void key(std::string_view name)
    {
        next();
        write_json_text(out_, name);
        out_ += ':';
    }

private:
    std::string& out_;
    char close_;
    bool first_ = true;
};

template <class T> void write_json_elements(std::string& out, T const& elements)
{
    JsonParts parts(out, '[', ']');
    for (auto const& element : elements) {
        parts.next();
        write_json(out, element);
    }
}

template <class T> void write_json_map(std::string& out, T const& entries)
{
    JsonParts parts(out, '{', '}');
    for (auto const& [key, value] : entries) {
        parts.key(to_text(key).view());
        write_json(out, value);
    }
}

template <class T> void write_json_fields(std::string& out, T const& record)
{
    bool positional = false;
    std::size_t count = 0;
    for_each_field(record, [&](std::string_view name, auto const&) {
        positional = !name.empty() && name[0] >= '0' && name[0] <= '9';
        ++count;
    });
    // A payload of one part stands for itself.
    bool const bare = positional && count == 1;
    std::string content;
    bool first = true;
    for_each_field(record, [&](std::string_view name, auto const& field) {
        content += first ? "" : ",";
        first = false;
        if (!positional) {
            write_json_text(content, name);
            content += ':';
        }
        write_json(content, field);
    });
    if (bare) {
        out += content;
    } else {
        out += positional ? '[' : '{';
        out += content;
        out += positional ? ']' : '}';
    }
}

template <class T> void write_json_sum(std::string& out, T const& sum)
{
    visit_case(sum, [&](auto const& payload) {
        bool has_fields = false;
        for_each_field(payload, [&](std::string_view, auto const&) { has_fields = true; });
        if (!has_fields) {
            write_json_text(out, case_name(sum));
            return;
        }
        JsonParts parts(out, '{', '}');
        parts.key(case_name(sum));
        write_json_fields(out, payload);
    });
}

template <class T> void write_json(std::string& out, T const& value)
{
    if constexpr (std::is_same_v<T, JsonValue>) {
        out += value.to_text().view();
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
        write_json_float(out, static_cast<double>(value));
    } else if constexpr (Number<T> && !std::is_same_v<T, char32_t>) {
        write_number(out, value);
    } else if constexpr (std::is_same_v<T, None> || std::is_same_v<T, Unit>) {
        out += "null";
    } else if constexpr (OptionShape<T>) {
        value.is_some() ? write_json(out, *value) : void(out += "null");
    } else if constexpr (UniqueShape<T>) {
        write_json(out, value.value());
    } else if constexpr (BoxShape<T>) {
        write_json(out, *value);
    } else if constexpr (ResultShape<T>) {
        value.is_ok() ? write_json(out, *value) : write_json(out, value.error());
    } else if constexpr (std::is_same_v<T, Duration> || std::is_same_v<T, Timestamp>) {
        write_number(out, value.millis());
    } else if constexpr (ListShape<T> || DequeShape<T> || ArrayShape<T> || SetShape<T>) {
        write_json_elements(out, value);
    } else if constexpr (MapShape<T>) {
        write_json_map(out, value);
    } else if constexpr (TupleShape<T>) {
        JsonParts parts(out, '[', ']');
        std::apply([&](auto const&... each) { ((parts.next(), write_json(out, each)), ...); },
                   value);
    } else if constexpr (Sum<T> && !HasToText<T>) {
        write_json_sum(out, value);
    } else if constexpr (Record<T> && !HasToText<T> && !std::is_same_v<T, Error> &&
                         !std::is_convertible_v<T const&, std::string_view>) {
        write_json_fields(out, value);
    } else {
        write_json_text(out, to_text(value).view());
    }
}

} // namespace detail

template <class T> String json_stringify(T const& value)
{
    std::string out;
    detail::write_json(out, value);
    return String(out);
}

// The same over several lines.
template <class T> String json_pretty(T const& value)
{
    std::string out;
    detail::write_json(out, value);
    return String(detail::indented_json(out));
}

template <class T> JsonValue to_json(T const& value)
{
    return JsonValue::parse(json_stringify(value).view()).unwrap_or(JsonValue());
}

} // namespace janus
