#include <janus/json.hpp>

#include <cmath>

#include <boost/json.hpp>

namespace janus {

namespace {

namespace bj = boost::json;

constexpr std::size_t depth_max = 512;

bj::value const& content(std::shared_ptr<void const> const& value)
{
    static bj::value const null;
    return value ? *static_cast<bj::value const*>(value.get()) : null;
}

void write(std::string& out, bj::value const& value);

void write_object(std::string& out, bj::object const& object)
{
    detail::JsonParts parts(out, '{', '}');
    for (bj::key_value_pair const& entry : object) {
        parts.key({entry.key().data(), entry.key().size()});
        write(out, entry.value());
    }
}

void write_array(std::string& out, bj::array const& array)
{
    detail::JsonParts parts(out, '[', ']');
    for (bj::value const& element : array) {
        parts.next();
        write(out, element);
    }
}

void write(std::string& out, bj::value const& value)
{
    switch (value.kind()) {
    case bj::kind::null:
        out += "null";
        break;
    case bj::kind::bool_:
        out += value.get_bool() ? "true" : "false";
        break;
    case bj::kind::int64:
        out += std::to_string(value.get_int64());
        break;
    case bj::kind::uint64:
        out += std::to_string(value.get_uint64());
        break;
    case bj::kind::double_:
        detail::write_json_float(out, value.get_double());
        break;
    case bj::kind::string:
        detail::write_json_text(out, {value.get_string().data(), value.get_string().size()});
        break;
    case bj::kind::array:
        write_array(out, value.get_array());
        break;
    case bj::kind::object:
        write_object(out, value.get_object());
        break;
    }
}

} // namespace

Result<JsonValue, JsonError> JsonValue::parse(std::string_view text)
{
    bj::parse_options options;
    options.max_depth = depth_max;
    bj::stream_parser parser({}, options);
    boost::system::error_code error;
    std::size_t const read = parser.write_some({text.data(), text.size()}, error);
    if (!error) {
        std::string_view const rest = text.substr(read);
        if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
            error = bj::error::extra_data;
        } else {
            parser.finish(error);
        }
    }
    if (error) {
        return JsonError{
            JsonError::Syntax{static_cast<std::int64_t>(read), String(error.message())}};
    }
    JsonValue made;
    made.value_ = std::make_shared<bj::value const>(parser.release());
    return made;
}

bool JsonValue::is_null() const
{
    return content(value_).is_null();
}

String JsonValue::kind() const
{
    bj::value const& value = content(value_);
    if (value.is_number()) {
        return "number";
    }
    return value.is_null()     ? "null"
           : value.is_bool()   ? "bool"
           : value.is_string() ? "string"
           : value.is_array()  ? "array"
                               : "object";
}

// A part keeps the whole alive.
Option<JsonValue> JsonValue::get(String const& key) const
{
    bj::object const* const object = content(value_).if_object();
    bj::value const* const found =
        object ? object->if_contains({key.view().data(), key.view().size()}) : nullptr;
    if (!found) {
        return none;
    }
    JsonValue part;
    part.value_ = std::shared_ptr<void const>(value_, found);
    return part;
}

Option<JsonValue> JsonValue::at(std::int64_t index) const
{
    bj::array const* const array = content(value_).if_array();
    if (!array || index < 0 || static_cast<std::size_t>(index) >= array->size()) {
        return none;
    }
    JsonValue part;
    part.value_ = std::shared_ptr<void const>(value_, &(*array)[static_cast<std::size_t>(index)]);
    return part;
}

std::int64_t JsonValue::len() const
{
    bj::value const& value = content(value_);
    return static_cast<std::int64_t>(value.is_array()    ? value.get_array().size()
                                     : value.is_object() ? value.get_object().size()
                                                         : 0);
}

Option<HashMap<String, JsonValue>> JsonValue::as_object() const
{
    bj::object const* const object = content(value_).if_object();
    if (!object) {
        return none;
    }
    HashMap<String, JsonValue> made;
    for (bj::key_value_pair const& entry : *object) {
        JsonValue part;
        part.value_ = std::shared_ptr<void const>(value_, &entry.value());
        made.set(String(std::string_view(entry.key().data(), entry.key().size())), part);
    }
    return made;
}

Option<List<JsonValue>> JsonValue::as_array() const
{
    if (!content(value_).is_array()) {
        return none;
    }
    List<JsonValue> made;
    for (std::int64_t i = 0; i < len(); ++i) {
        made.push(*at(i));
    }
    return made;
}

Option<String> JsonValue::as_string() const
{
    bj::string const* const text = content(value_).if_string();
    return text ? Option<String>(String(std::string_view(text->data(), text->size())))
                : Option<String>();
}

Option<double> JsonValue::as_number() const
{
    bj::value const& value = content(value_);
    return value.is_number() ? Option<double>(value.to_number<double>()) : Option<double>();
}

Option<std::int64_t> JsonValue::as_int() const
{
    boost::system::error_code error;
    bj::value const& value = content(value_);
    if (!value.is_number()) {
        return none;
    }
    auto const number = value.to_number<std::int64_t>(error);
    return error ? Option<std::int64_t>() : Option<std::int64_t>(number);
}

Option<bool> JsonValue::as_bool() const
{
    bool const* const found = content(value_).if_bool();
    return found ? Option<bool>(*found) : Option<bool>();
}

String JsonValue::to_text() const
{
    std::string out;
    write(out, content(value_));
    return String(out);
}

bool operator==(JsonValue const& a, JsonValue const& b)
{
    return content(a.value_) == content(b.value_);
}

namespace detail {

void write_json_text(std::string& out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (char const letter : text) {
        auto const code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (letter == '\n') {
            out += "\\n";
        } else if (letter == '\t') {
            out += "\\t";
        } else if (letter == '\r') {
            out += "\\r";
        } else if (code < 0x20) {
            out += "\\u00";
            out += digits[code >> 4];
            out += digits[code & 0xF];
        } else {
            out += letter;
        }
    }
    out += '"';
}

// JSON knows neither infinities nor NaN.
void write_json_float(std::string& out, double value)
{
    if (std::isfinite(value)) {
        write_float(out, value);
    } else {
        out += "null";
    }
}

std::string indented_json(std::string_view compact)
{
    std::string out;
    std::size_t depth = 0;
    bool quoted = false;
    auto const line = [&] { out += '\n' + std::string(depth * 2, ' '); };
    for (std::size_t i = 0; i < compact.size(); ++i) {
        char const letter = compact[i];
        bool const empty =
            i + 1 < compact.size() && (compact[i + 1] == '}' || compact[i + 1] == ']');
        out += letter;
        if (quoted) {
            quoted = letter != '"';
            if (letter == '\\') {
                out += compact[++i];
            }
        } else if (letter == '"') {
            quoted = true;
        } else if ((letter == '{' || letter == '[') && !empty) {
            ++depth;
            line();
        } else if (letter == '{' || letter == '[') {
            out += compact[++i];
        } else if (letter == ',') {
            line();
        } else if (letter == ':') {
            out += ' ';
        }
        bool const closes = !quoted && depth > 0 && i + 1 < compact.size() &&
                            (compact[i + 1] == '}' || compact[i + 1] == ']');
        if (closes) {
            --depth;
            line();
        }
    }
    return out;
}

} // namespace detail

} // namespace janus
