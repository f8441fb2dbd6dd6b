#pragma once
// The templates of StateReader: how each shape of value is decoded.

#include <janus/state_reader.hpp>

namespace janus {

namespace detail {

// Whether no box in the value is empty: an absent field must not leave one behind.
template <class T> bool is_whole(T const& value)
{
    bool whole = true;
    [[maybe_unused]] auto const look = [&whole](auto const&... parts) {
        whole = whole && (is_whole(parts) && ...);
    };
    if constexpr (BoxShape<T>) {
        return static_cast<bool>(value);
    } else if constexpr (TupleShape<T>) {
        std::apply(look, value);
    } else if constexpr (Sum<T>) {
        visit_case(value, [&look](auto const& payload) {
            for_each_field(payload, [&look](std::string_view, auto const& field) { look(field); });
        });
    } else if constexpr (Record<T> && !TimeShape<T>) {
        for_each_field(value, [&look](std::string_view, auto const& field) { look(field); });
    }
    return whole;
}

} // namespace detail

template <class T> void StateReader::read_field(std::uint32_t tag, T& value)
{
    Passed found{};
    if (failed_ || !find(tag, found)) {
        return detail::is_whole(value) ? void() : fail("missing field");
    }
    UnknownFields* const outer = kept_;
    UnknownFields below;
    kept_ = outer ? &below : nullptr;
    detail::ByteCursor cursor(found.value);
    read_value(found.kind, cursor, value);
    if (cursor.failed() || !cursor.at_end()) {
        fail("malformed field");
    }
    kept_ = outer;
    if (outer && !below.is_empty()) {
        outer->nested[tag] = std::move(below);
    }
}

template <class Read> void StateReader::read_nested(std::string_view bytes, Read read)
{
    Frame outer = std::move(frame_);
    open(bytes);
    read();
    close();
    frame_ = std::move(outer);
}

template <class T> void StateReader::read_value(Kind kind, detail::ByteCursor& from, T& value)
{
    using namespace detail;
    if constexpr (OptionShape<T>) {
        using Content = typename T::value_type;
        if (kind == Kind::null) {
            value.reset();
            return;
        }
        if constexpr (static_kind<Content>() == Kind::mixed) {
            u128 const inner = kind == Kind::some ? from.varint() : static_cast<u128>(kind);
            if (inner > 6) {
                return fail("malformed option");
            }
            kind = static_cast<Kind>(inner);
        }
        Content content{};
        read_value(kind, from, content);
        value = T(std::move(content));
    } else if constexpr (BoxShape<T>) {
        if (!value) {
            value = T(typename T::value_type{});
        }
        read_value(kind, from, *value);
    } else if constexpr (UniqueShape<T>) {
        read_value(kind, from, value.value());
    } else if constexpr (std::is_same_v<T, Duration>) {
        std::int64_t count = 0;
        read_number(kind, from, count);
        value = Duration::from_nanoseconds(count);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        std::int64_t count = 0;
        read_number(kind, from, count);
        value = Timestamp::from_milliseconds(count);
    } else if constexpr (std::is_enum_v<T>) {
        std::underlying_type_t<T> number{};
        read_number(kind, from, number);
        value = static_cast<T>(number);
        if constexpr (HasTypeInfo<T>) {
            if (enum_name(value).empty()) {
                fail("unknown value of an enum");
            }
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        read_float(kind, from, value);
    } else if constexpr (static_kind<T>() != Kind::bytes) {
        read_number(kind, from, value);
    } else {
        if (kind != Kind::bytes) {
            return fail("field of another type");
        }
        std::string_view const body = from.counted();
        if (!from.failed() && descend()) {
            read_body(body, value);
            --depth_;
        }
    }
}

template <class T> void StateReader::read_body(std::string_view body, T& value)
{
    using namespace detail;
    if constexpr (TextShape<T>) {
        value = T(body);
    } else if constexpr (ArrayShape<T>) {
        read_array(body, value);
    } else if constexpr (SequenceShape<T>) {
        read_sequence(body, value);
    } else if constexpr (TupleShape<T>) {
        read_nested(body, [&] {
            std::uint32_t tag = 0;
            std::apply([&](auto&... parts) { (read_field(++tag, parts), ...); }, value);
        });
    } else if constexpr (ResultShape<T>) {
        read_result(body, value);
    } else if constexpr (Sum<T>) {
        read_sum(body, value);
    } else {
        static_assert(Record<T>, "this type cannot be stored");
        read_nested(body, [&] { value.serialize(*this, 0u); });
    }
}

// Integers of either sign and any width, as long as the value fits.
template <class T> void StateReader::read_number(Kind kind, detail::ByteCursor& from, T& value)
{
    using Number =
        std::conditional_t<std::is_same_v<T, bool>, std::uint8_t,
                           std::conditional_t<std::is_same_v<T, char32_t>, std::uint32_t, T>>;
    if (kind != Kind::unsigned_number && kind != Kind::signed_number) {
        return fail("field of another type");
    }
    u128 const read = from.varint();
    bool const fits = kind == Kind::unsigned_number ? detail::fits<Number>(read)
                                                    : detail::fits<Number>(detail::unzigzag(read));
    if (!fits || (std::is_same_v<T, bool> && read > 1)) {
        return fail("number out of range");
    }
    value = kind == Kind::unsigned_number ? static_cast<T>(read)
                                          : static_cast<T>(detail::unzigzag(read));
}

template <class T> void StateReader::read_float(Kind kind, detail::ByteCursor& from, T& value)
{
    if (kind == Kind::float32) {
        value = std::bit_cast<float>(static_cast<std::uint32_t>(from.fixed(4)));
    } else if (kind == Kind::float64 && sizeof(T) == 8) {
        value = static_cast<T>(std::bit_cast<double>(from.fixed(8)));
    } else {
        fail("field of another type");
    }
}

// Every element takes at least one byte, so a count beyond the rest is refused before it costs.
template <class T, class Add> void StateReader::read_elements(std::string_view body, Add add)
{
    detail::ByteCursor from(body);
    u128 const header = from.varint();
    auto kind = static_cast<Kind>(header & 7);
    u128 const count = header >> 3;
    bool const mixed = kind == Kind::mixed;
    if (from.failed() || count > from.rest().size()) {
        return fail("malformed collection");
    }
    UnknownFields* const outer = std::exchange(kept_, nullptr);
    for (u128 i = 0; i < count && !failed_; ++i) {
        if (mixed) {
            u128 const own = from.varint();
            if (own > 6) {
                fail("malformed collection");
                break;
            }
            kind = static_cast<Kind>(own);
        } else if (kind == Kind::null || kind == Kind::some) {
            fail("malformed collection");
            break;
        }
        T element{};
        read_value(kind, from, element);
        if (from.failed()) {
            fail("malformed collection");
            break;
        }
        add(std::move(element));
    }
    kept_ = outer;
    if (!failed_ && !from.at_end()) {
        fail("malformed collection");
    }
}

template <class T> void StateReader::read_sequence(std::string_view body, T& value)
{
    T made;
    std::int64_t count = 0;
    read_elements<typename T::value_type>(body, [&](auto&& element) {
        ++count;
        if constexpr (detail::MapShape<T>) {
            made.set(std::move(std::get<0>(element)), std::move(std::get<1>(element)));
        } else if constexpr (detail::SetShape<T>) {
            made.insert(std::move(element));
        } else if constexpr (detail::DequeShape<T>) {
            made.push_back(std::move(element));
        } else {
            made.push(std::move(element));
        }
    });
    if (made.len() != count) {
        return fail("key twice in a collection");
    }
    value = std::move(made);
}

template <class T> void StateReader::read_array(std::string_view body, T& value)
{
    std::size_t count = 0;
    read_elements<typename T::value_type>(body, [&](auto&& element) {
        if (count < value.size()) {
            value[count] = std::move(element);
        }
        ++count;
    });
    if (!failed_ && count != value.size()) {
        fail("array of another length");
    }
}

template <class T, std::size_t... indexes>
bool StateReader::read_case(std::uint32_t tag, std::string_view body, T& value,
                            std::index_sequence<indexes...>)
{
    auto const read = [&]<std::size_t index>(std::integral_constant<std::size_t, index>) {
        if (detail::field_tag(detail::case_keys<T>()[index]) != tag) {
            return false;
        }
        using Payload = std::variant_alternative_t<index, decltype(value.value)>;
        auto& payload = value.value.template emplace<index>(Payload{});
        read_nested(body, [&] {
            if constexpr (detail::Record<std::remove_reference_t<decltype(payload)>>) {
                payload.serialize(*this, 0u);
            }
        });
        return true;
    };
    return (read(std::integral_constant<std::size_t, indexes>{}) || ...);
}

template <class T> void StateReader::read_sum(std::string_view body, T& value)
{
    constexpr std::size_t count = std::variant_size_v<decltype(value.value)>;
    detail::ByteCursor from(body);
    u128 const tag = from.varint();
    UnknownFields* const outer = kept_;
    UnknownFields below;
    kept_ = outer ? &below : nullptr;
    if (from.failed() || tag > 0x1FFFFFFF ||
        !read_case(static_cast<std::uint32_t>(tag), from.rest(), value,
                   std::make_index_sequence<count>{})) {
        fail("unknown case");
    }
    kept_ = outer;
    if (outer && !below.is_empty()) {
        outer->nested[static_cast<std::uint32_t>(tag)] = std::move(below);
    }
}

template <class T> void StateReader::read_result(std::string_view body, T& value)
{
    detail::ByteCursor from(body);
    u128 const side = from.varint();
    if (side == 1) {
        typename T::value_type content{};
        read_nested(from.rest(), [&] { read_field(1, content); });
        value = T(std::move(content));
    } else if (side == 2) {
        typename T::error_type error{};
        read_nested(from.rest(), [&] { read_field(1, error); });
        value = T(std::move(error));
    } else {
        fail("unknown case");
    }
}

} // namespace janus
