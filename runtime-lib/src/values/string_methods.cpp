#include <charconv>
#include <cstddef>
#include <new>
#include <string>

#include <janus/bytes.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/parse_error.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>

namespace janus {

namespace {

bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
}

char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

std::string_view without_leading_space(std::string_view text)
{
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    return text;
}

std::string_view without_trailing_space(std::string_view text)
{
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view trimmed(std::string_view text)
{
    return without_trailing_space(without_leading_space(text));
}

Option<std::int64_t> position(std::size_t found)
{
    return found == std::string_view::npos ? Option<std::int64_t>()
                                           : Option<std::int64_t>(static_cast<std::int64_t>(found));
}

// A sign `+` is allowed, and surrounding space.
template <class T> Result<T, ParseError> parse(std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) {
        return ParseError::Empty{};
    }
    if (text.front() == '+' && text.size() > 1 && text[1] != '-') {
        text.remove_prefix(1);
    }
    T value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        return ParseError::OutOfRange{};
    }
    if (error != std::errc{} || end != text.data() + text.size()) {
        return ParseError::Invalid{};
    }
    return value;
}

// What stands before or behind a text to make it `width` characters long.
std::string padding(String const& text, std::int64_t width, std::string_view fill)
{
    std::int64_t const missing = width - text.char_count();
    std::string made;
    String const unit(fill);
    if (missing <= 0 || fill.empty()) {
        return made;
    }
    List<char32_t> const letters = unit.chars();
    for (std::int64_t i = 0; i < missing; ++i) {
        detail::write_char(made, letters[i % letters.len()]);
    }
    return made;
}

} // namespace

String String::pad_start(std::int64_t width, std::string_view fill) const
{
    return String(padding(*this, width, fill)) + *this;
}

String String::pad_end(std::int64_t width, std::string_view fill) const
{
    return *this + String(padding(*this, width, fill));
}

bool String::contains(std::string_view part) const noexcept
{
    return view().find(part) != std::string_view::npos;
}

Option<std::int64_t> String::index_of(std::string_view part) const
{
    return position(view().find(part));
}

Option<std::int64_t> String::last_index_of(std::string_view part) const
{
    return position(view().rfind(part));
}

String String::substring(std::int64_t first, std::int64_t end, std::source_location where) const
{
    std::string_view const text = view();
    detail::check_slice(first, end, text.size(), where);
    return String(
        text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first)));
}

String String::to_upper() const
{
    std::string made(view());
    for (char& byte : made) {
        byte = upper(byte);
    }
    return String(made);
}

String String::to_lower() const
{
    std::string made(view());
    for (char& byte : made) {
        byte = lower(byte);
    }
    return String(made);
}

String String::trim() const
{
    return String(trimmed(view()));
}

String String::trim_start() const
{
    return String(without_leading_space(view()));
}

String String::trim_end() const
{
    return String(without_trailing_space(view()));
}

String String::replace(std::string_view from, std::string_view to) const
{
    if (from.empty()) {
        return *this;
    }
    std::string_view const text = view();
    std::string made;
    std::size_t done = 0;
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, done)) {
        made += text.substr(done, at - done);
        made += to;
        done = at + from.size();
    }
    made += text.substr(done);
    return String(made);
}

String String::repeat(std::int64_t count) const
{
    String made;
    if (count <= 0 || view().empty()) {
        return made;
    }
    auto const times = static_cast<std::size_t>(count);
    if (times > static_cast<std::size_t>(PTRDIFF_MAX) / view().size()) {
        throw std::bad_alloc();
    }
    // All at once: what does not fit into memory fails before it fills it.
    made.reserve(times * view().size());
    for (std::int64_t i = 0; i < count; ++i) {
        made += view();
    }
    return made;
}

// An empty separator splits into bytes' characters, as `chars` would.
List<String> String::split(std::string_view separator) const
{
    List<String> parts;
    if (separator.empty()) {
        for (char32_t const character : chars()) {
            std::string one;
            detail::write_char(one, character);
            parts.push(String(one));
        }
        return parts;
    }
    std::string_view rest = view();
    for (std::size_t at = rest.find(separator); at != rest.npos; at = rest.find(separator)) {
        parts.push(String(rest.substr(0, at)));
        rest.remove_prefix(at + separator.size());
    }
    parts.push(String(rest));
    return parts;
}

List<String> String::lines() const
{
    List<String> made;
    std::string_view rest = view();
    while (!rest.empty()) {
        std::size_t const at = rest.find('\n');
        std::string_view line = rest.substr(0, at);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        made.push(String(line));
        rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    }
    return made;
}

List<String> String::words() const
{
    List<String> made;
    std::string_view rest = without_leading_space(view());
    while (!rest.empty()) {
        std::size_t size = 0;
        while (size < rest.size() && !is_space(rest[size])) {
            ++size;
        }
        made.push(String(rest.substr(0, size)));
        rest = without_leading_space(rest.substr(size));
    }
    return made;
}

Bytes String::bytes() const
{
    return Bytes(view());
}

Bytes String::to_bytes() const
{
    return bytes();
}

bool String::equals_ignore_case(std::string_view other) const noexcept
{
    std::string_view const text = view();
    if (text.size() != other.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (lower(text[i]) != lower(other[i])) {
            return false;
        }
    }
    return true;
}

Option<std::int64_t> String::parse_int() const
{
    auto const parsed = to_int();
    return parsed.is_ok() ? Option<std::int64_t>(*parsed) : Option<std::int64_t>();
}

Option<double> String::parse_float() const
{
    auto const parsed = to_float();
    return parsed.is_ok() ? Option<double>(*parsed) : Option<double>();
}

Result<std::int64_t, ParseError> String::to_int() const
{
    return parse<std::int64_t>(view());
}

Result<double, ParseError> String::to_float() const
{
    return parse<double>(view());
}

} // namespace janus
