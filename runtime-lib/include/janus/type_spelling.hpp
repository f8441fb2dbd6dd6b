#pragma once
// generic_name<"shop.Cell", T>: the stored name of a generic grain, "shop.Cell[i64]". Spells what
// may be an argument of one as Janus does. Compile-time only.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include <janus/bytes.hpp>
#include <janus/deque.hpp>
#include <janus/error.hpp>
#include <janus/forward.hpp>
#include <janus/hash_map.hpp>
#include <janus/integer_types.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/set.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>
#include <janus/type_info.hpp>
#include <janus/unique.hpp>
#include <janus/unit.hpp>

namespace janus {

template <class M> class ActorRef;

namespace detail {

// Text as an argument of a template.
template <std::size_t N> struct FixedText {
    constexpr FixedText(char const (&text)[N])
    {
        for (std::size_t i = 0; i + 1 < N; ++i) {
            letters[i] = text[i];
        }
    }
    constexpr std::string_view view() const { return {letters.data(), N - 1}; }

    std::array<char, N> letters{};
};

// Takes text, and counts what does not fit.
struct SpellingBuffer {
    char* to = nullptr;
    std::size_t size = 0;

    constexpr void add(std::string_view text)
    {
        for (char const letter : text) {
            if (to != nullptr) {
                to[size] = letter;
            }
            ++size;
        }
    }
};

template <class T> struct Spelled {
    static constexpr void write(SpellingBuffer& out) { out.add(type_info<T>::name); }
};

constexpr void write_number(SpellingBuffer& out, std::size_t number)
{
    if (number >= 10) {
        write_number(out, number / 10);
    }
    char const digit = static_cast<char>('0' + number % 10);
    out.add({&digit, 1});
}

template <class... Parts> constexpr void write_spelled_list(SpellingBuffer& out)
{
    bool first = true;
    ((out.add(first ? "" : ", "), first = false, Spelled<Parts>::write(out)), ...);
}

template <class... Parts> constexpr void write_arguments(SpellingBuffer& out)
{
    out.add("[");
    write_spelled_list<Parts...>(out);
    out.add("]");
}

// A generic type of the program.
template <template <class...> class G, class... Parts> struct Spelled<G<Parts...>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add(type_info<G<Parts...>>::name);
        write_arguments<Parts...>(out);
    }
};

#define JANUS_SPELLED(type, text)                                           \
    template <> struct Spelled<type> {                                      \
        static constexpr void write(SpellingBuffer& out) { out.add(text); } \
    };
JANUS_SPELLED(std::int8_t, "i8")
JANUS_SPELLED(std::int16_t, "i16")
JANUS_SPELLED(std::int32_t, "i32")
JANUS_SPELLED(std::int64_t, "i64")
JANUS_SPELLED(i128, "i128")
JANUS_SPELLED(std::uint8_t, "u8")
JANUS_SPELLED(std::uint16_t, "u16")
JANUS_SPELLED(std::uint32_t, "u32")
JANUS_SPELLED(std::uint64_t, "u64")
JANUS_SPELLED(u128, "u128")
JANUS_SPELLED(float, "f32")
JANUS_SPELLED(double, "f64")
JANUS_SPELLED(bool, "bool")
JANUS_SPELLED(char32_t, "char")
JANUS_SPELLED(String, "String")
JANUS_SPELLED(Bytes, "Bytes")
JANUS_SPELLED(Timestamp, "Timestamp")
JANUS_SPELLED(Duration, "Duration")
JANUS_SPELLED(Unit, "void")
JANUS_SPELLED(void, "void")
JANUS_SPELLED(Error, "Error")
#undef JANUS_SPELLED

template <class T> struct Spelled<List<T>> {
    static constexpr void write(SpellingBuffer& out) { write_arguments<T>(out); }
};
template <class T> struct Spelled<Option<T>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("?");
        Spelled<T>::write(out);
    }
};
template <class T> struct Spelled<Set<T>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("Set");
        write_arguments<T>(out);
    }
};
template <class T> struct Spelled<Deque<T>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("Deque");
        write_arguments<T>(out);
    }
};
template <class K, class V> struct Spelled<HashMap<K, V>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("HashMap");
        write_arguments<K, V>(out);
    }
};
template <class M> struct Spelled<ActorRef<M>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("ActorRef");
        write_arguments<M>(out);
    }
};
template <class T, class E> struct Spelled<Result<T, E>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("(");
        Spelled<T>::write(out);
        out.add(" ! ");
        Spelled<E>::write(out);
        out.add(")");
    }
};
template <class T, class Tag> struct Spelled<Unique<T, Tag>> {
    static constexpr void write(SpellingBuffer& out) { out.add(Tag::name); }
};
template <class T, std::size_t N> struct Spelled<std::array<T, N>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("[");
        write_number(out, N);
        out.add("]");
        Spelled<T>::write(out);
    }
};
template <class... Parts> struct Spelled<std::tuple<Parts...>> {
    static constexpr void write(SpellingBuffer& out)
    {
        out.add("(");
        write_spelled_list<Parts...>(out);
        out.add(")");
    }
};

template <FixedText base, class... Arguments> constexpr void write_generic(SpellingBuffer& out)
{
    out.add(base.view());
    write_arguments<Arguments...>(out);
}

template <FixedText base, class... Arguments> constexpr std::size_t generic_size()
{
    SpellingBuffer counter;
    write_generic<base, Arguments...>(counter);
    return counter.size;
}

template <FixedText base, class... Arguments> constexpr auto generic_letters()
{
    std::array<char, generic_size<base, Arguments...>()> letters{};
    SpellingBuffer out{letters.data()};
    write_generic<base, Arguments...>(out);
    return letters;
}

template <FixedText base, class... Arguments>
inline constexpr auto generic_letters_of = generic_letters<base, Arguments...>();

} // namespace detail

template <detail::FixedText base, class... Arguments>
inline constexpr std::string_view generic_name{
    detail::generic_letters_of<base, Arguments...>.data(),
    detail::generic_letters_of<base, Arguments...>.size()};

} // namespace janus
