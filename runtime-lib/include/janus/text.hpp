#pragma once
// to_text(value): the text of any Janus value as `println` shows it: floats shortest with at least
// one decimal, strings quoted inside containers, `Some(1)`, `null`, `Point { x: 1.0 }`, errors by
// their bare name. Derived from the type's fields; a type may have a member `to_text()` instead.
// Any thread may use it.

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/flags.hpp>
#include <janus/index.hpp>
#include <janus/integer_types.hpp>
#include <janus/list.hpp>
#include <janus/string.hpp>
#include <janus/unit.hpp>
#include <janus/value_shape.hpp>

namespace janus {

template <class T> String to_text(T const& value);

namespace detail {

void write_signed(std::string& out, i128 value);
void write_unsigned(std::string& out, u128 value);
void write_float(std::string& out, double value);
void write_float(std::string& out, float value);
void write_char(std::string& out, char32_t value);
void write_quoted(std::string& out, std::string_view text);
void write_bytes(std::string& out, std::string_view bytes);

template <class T> void write_text(std::string& out, T const& value, bool nested);

template <class T>
concept HasToText = requires(T const& value)
{
    {
        value.to_text()
        } -> std::convertible_to<String>;
};

template <class T>
concept HasErrorName = requires(T const& value)
{
    {
        value.name()
        } -> std::convertible_to<String>;
};

template <class T> void write_elements(std::string& out, T const& elements, char open, char close)
{
    out += open;
    bool first = true;
    for (auto const& element : elements) {
        out += first ? "" : ", ";
        first = false;
        write_text(out, element, true);
    }
    out += close;
}

template <class T> void write_map(std::string& out, T const& entries)
{
    out += '{';
    bool first = true;
    for (auto const& [key, value] : entries) {
        out += first ? "" : ", ";
        first = false;
        write_text(out, key, true);
        out += ": ";
        write_text(out, value, true);
    }
    out += '}';
}

template <class T> void write_tuple(std::string& out, T const& tuple)
{
    out += '(';
    bool first = true;
    auto const write = [&](auto const& part) {
        out += first ? "" : ", ";
        first = false;
        write_text(out, part, true);
    };
    std::apply([&](auto const&... parts) { (write(parts), ...); }, tuple);
    out += ')';
}

// Fields named "0", "1", … are a tuple payload: `(1, 2)` instead of ` { a: 1 }`.
template <class T> void write_fields(std::string& out, T const& record)
{
    bool first = true;
    bool positional = false;
    for_each_field(record, [&](std::string_view name, auto const& field) {
        if (first) {
            positional = !name.empty() && name[0] >= '0' && name[0] <= '9';
            out += positional ? "(" : " { ";
        } else {
            out += ", ";
        }
        first = false;
        if (!positional) {
            out += name;
            out += ": ";
        }
        write_text(out, field, true);
    });
    out += first ? "" : positional ? ")" : " }";
}

template <class T> void write_sum(std::string& out, T const& sum)
{
    if constexpr (ErrorType<T> && HasErrorName<T>) {
        out += String(sum.name()).view();
    } else {
        out += case_name(sum);
        if constexpr (!ErrorType<T>) {
            visit_case(sum, [&out](auto const& payload) { write_fields(out, payload); });
        }
    }
}

template <class T> void write_record(std::string& out, T const& record)
{
    if constexpr (HasTypeInfo<T>) {
        out += short_name(type_info<T>::name);
    }
    write_fields(out, record);
}

template <class T> void write_number(std::string& out, T value)
{
    if constexpr (std::is_floating_point_v<T>) {
        write_float(out, value);
    } else if constexpr (is_signed<T>) {
        write_signed(out, value);
    } else {
        write_unsigned(out, value);
    }
}

template <class T> void write_enum(std::string& out, T value)
{
    if constexpr (Flags<T>) {
        return write_flags(out, value);
    } else if constexpr (HasTypeInfo<T>) {
        if (auto const name = enum_name(value); !name.empty()) {
            out += name;
            return;
        }
    }
    write_number(out, static_cast<std::underlying_type_t<T>>(value));
}

template <class T> void write_result(std::string& out, T const& result)
{
    out += result.is_ok() ? "Ok(" : "Err(";
    if (result.is_ok()) {
        write_text(out, *result, true);
    } else {
        write_text(out, result.error(), true);
    }
    out += ')';
}

template <class T> void write_text(std::string& out, T const& value, bool nested)
{
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, char32_t>) {
        write_char(out, value);
    } else if constexpr (Number<T>) {
        write_number(out, value);
    } else if constexpr (std::is_enum_v<T>) {
        write_enum(out, value);
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        nested ? write_quoted(out, value) : void(out += std::string_view(value));
    } else if constexpr (std::is_same_v<T, Unit>) {
        out += "()";
    } else if constexpr (std::is_same_v<T, None>) {
        out += "null";
    } else if constexpr (std::is_same_v<T, Bytes>) {
        write_bytes(out, value.view());
    } else if constexpr (std::is_same_v<T, Duration> || std::is_same_v<T, Timestamp>) {
        write_signed(out, value.millis());
    } else if constexpr (HasToText<T>) {
        out += String(value.to_text()).view();
    } else if constexpr (std::is_same_v<T, Error>) {
        out += value.name().view();
    } else if constexpr (OptionShape<T>) {
        if (value.is_some()) {
            out += "Some(";
            write_text(out, *value, true);
            out += ')';
        } else {
            out += "null";
        }
    } else if constexpr (UniqueShape<T>) {
        write_text(out, value.value(), nested);
    } else if constexpr (BoxShape<T>) {
        write_text(out, *value, nested);
    } else if constexpr (ResultShape<T>) {
        write_result(out, value);
    } else if constexpr (ListShape<T> || SliceShape<T> || DequeShape<T> || ArrayShape<T>) {
        write_elements(out, value, '[', ']');
    } else if constexpr (SetShape<T>) {
        write_elements(out, value, '{', '}');
    } else if constexpr (MapShape<T>) {
        write_map(out, value);
    } else if constexpr (TupleShape<T>) {
        write_tuple(out, value);
    } else if constexpr (Sum<T>) {
        write_sum(out, value);
    } else {
        static_assert(Record<T>, "this type has no text: give it `serialize` or `to_text()`");
        write_record(out, value);
    }
}

// What an Error keeps of a generated error: `Other { code: 5 }`.
template <class E> String describe_error(E const& error)
{
    std::string out(case_name(error));
    visit_case(error, [&out](auto const& payload) { write_fields(out, payload); });
    return String(out);
}

template <class K> [[noreturn]] void panic_key(K const& key, std::source_location where)
{
    std::string text = "key not found: ";
    write_text(text, key, true);
    panic("P001", text, where);
}

} // namespace detail

template <class T> String to_text(T const& value)
{
    if constexpr (std::is_same_v<T, String>) {
        return value;
    } else {
        std::string out;
        detail::write_text(out, value, false);
        return String(out);
    }
}

// An interpolated string: the texts of the parts in a row.
template <class... Parts> String concat(Parts const&... parts)
{
    std::string out;
    (detail::write_text(out, parts, false), ...);
    return String(out);
}

template <class T> String List<T>::join(String const& separator) const
{
    std::string out;
    bool first = true;
    for (T const& element : *this) {
        out += first ? std::string_view() : separator.view();
        first = false;
        detail::write_text(out, element, false);
    }
    return String(out);
}

} // namespace janus
