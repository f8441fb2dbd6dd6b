#pragma once
// Standard output and error: Janus's `print` family. Each call is atomic; standard output is
// flushed at every newline and before the program ends. A failing write is ignored. Any thread may
// use it.

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <janus/option.hpp>
#include <janus/text.hpp>

namespace janus {

// Where the program's output goes; the simulator and tests put another one in place.
class Output {
public:
    Output() = default;
    Output(Output const&) = delete;
    Output& operator=(Output const&) = delete;
    virtual ~Output() = default;

    virtual void standard(std::string_view text) = 0;
    virtual void error(std::string_view text) = 0;
    virtual void flush() = 0;
};

Output& output();
// Takes effect for all threads; the caller keeps `replacement` alive. Null restores the default.
void set_output(Output* replacement);

namespace detail {

void print_standard(std::string_view text);
void print_error(std::string_view text);

template <class... Arguments> std::string joined_text(Arguments const&... arguments)
{
    std::string out;
    (write_text(out, arguments, false), ...);
    return out;
}

template <class... Arguments> constexpr bool is_one_number = false;
template <class T> constexpr bool is_one_number<T> = Number<T>;

} // namespace detail

// No newline, except after one single number.
template <class... Arguments> void print(Arguments const&... arguments)
{
    std::string out = detail::joined_text(arguments...);
    if constexpr (detail::is_one_number<Arguments...>) {
        out += '\n';
    }
    detail::print_standard(out);
}

template <class... Arguments> void println(Arguments const&... arguments)
{
    detail::print_standard(detail::joined_text(arguments...) += '\n');
}

template <class... Arguments> void eprint(Arguments const&... arguments)
{
    detail::print_error(detail::joined_text(arguments...));
}

template <class... Arguments> void eprintln(Arguments const&... arguments)
{
    detail::print_error(detail::joined_text(arguments...) += '\n');
}

// Decimal and a newline; `true` is 1, `null` is 0.
template <class T> void print_int(T value)
{
    if constexpr (std::is_same_v<T, None>) {
        println(0);
    } else if constexpr (std::is_same_v<T, bool>) {
        println(value ? 1 : 0);
    } else if constexpr (std::is_same_v<T, char32_t> || std::is_enum_v<T>) {
        println(static_cast<std::uint32_t>(value));
    } else if constexpr (detail::OptionShape<T>) {
        value.is_some() ? print_int(*value) : println(0);
    } else {
        println(value);
    }
}

// Six decimals and a newline.
void print_float(double value);
// `true` or `false`, no newline.
void print_bool(bool value);

} // namespace janus
