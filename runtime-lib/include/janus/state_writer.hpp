#pragma once
// StateWriter: the archive that encodes a value. It has the interface of a Boost.Serialization
// output archive, so one `serialize` of name-value pairs serves it too. `failed()` tells that a
// value nests too deep. One thread uses a writer.

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/core/nvp.hpp>

#include <janus/codec_format.hpp>
#include <janus/stored_field.hpp>
#include <janus/unknown_fields.hpp>
#include <janus/value_shape.hpp>
#include <janus/values.hpp>

namespace janus {

namespace detail {

template <class T>
concept TextShape = std::is_same_v<T, String> || std::is_same_v<T, Bytes>;
template <class T>
concept TimeShape = std::is_same_v<T, Duration> || std::is_same_v<T, Timestamp>;
template <class T>
concept SequenceShape =
    ListShape<T> || DequeShape<T> || SetShape<T> || MapShape<T> || ArrayShape<T>;

// What the cases of a sum are stored as.
template <class T> constexpr auto const& case_keys()
{
    if constexpr (requires { type_info<T>::stored_cases; }) {
        return type_info<T>::stored_cases;
    } else {
        return type_info<T>::cases;
    }
}

// The kind a type is always encoded with; `mixed` if it depends on the value.
template <class T> constexpr WireKind static_kind()
{
    if constexpr (std::is_enum_v<T>) {
        return static_kind<std::underlying_type_t<T>>();
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, char32_t>) {
        return WireKind::unsigned_number;
    } else if constexpr (Integer<T>) {
        return is_signed<T> ? WireKind::signed_number : WireKind::unsigned_number;
    } else if constexpr (std::is_same_v<T, float>) {
        return WireKind::float32;
    } else if constexpr (std::is_floating_point_v<T>) {
        return WireKind::float64;
    } else if constexpr (OptionShape<T>) {
        return WireKind::mixed;
    } else if constexpr (BoxShape<T> || UniqueShape<T>) {
        return static_kind<typename T::value_type>();
    } else if constexpr (TimeShape<T>) {
        return WireKind::signed_number;
    } else {
        return WireKind::bytes;
    }
}

} // namespace detail

class StateWriter {
public:
    // As Boost's archives say which direction they have.
    using is_saving = std::true_type;
    using is_loading = std::false_type;

    // `kept` outlives the writer; its fields are written back behind the known ones.
    explicit StateWriter(UnknownFields const* kept = nullptr) : kept_(kept) {}

    template <class T> StateWriter& operator&(boost::serialization::nvp<T> const& field)
    {
        std::uint32_t const tag = detail::field_tag(field.name());
        write_field(tag, field.const_value());
        return *this;
    }
    template <class T> StateWriter& operator&(StoredField<T> const& field)
    {
        write_field(detail::field_tag(field.key), field.const_value());
        return *this;
    }
    template <class T> StateWriter& operator<<(boost::serialization::nvp<T> const& field)
    {
        return *this & field;
    }

    // The fields of `record` at the top level; call once.
    template <class T> void write_record(T const& record)
    {
        if constexpr (detail::Record<T>) {
            const_cast<T&>(record).serialize(*this, 0u);
        }
        write_kept();
    }
    // A field named by a number, as in tuples.
    template <class T> void write_field(std::uint32_t tag, T const& value)
    {
        UnknownFields const* const outer = kept_;
        kept_ = nested_in(outer, tag);
        std::size_t const key = bytes_.size();
        detail::append_varint(bytes_, std::uint64_t{tag} << 3);
        // The kind sits in the low bits of the key's first byte.
        auto const kind = static_cast<unsigned>(write_value(value));
        bytes_[key] = static_cast<char>(static_cast<unsigned char>(bytes_[key]) | kind);
        kept_ = outer;
    }

    bool failed() const { return failed_; }
    std::string const& bytes() const { return bytes_; }
    std::string take() { return std::move(bytes_); }

private:
    using Kind = detail::WireKind;

    static UnknownFields const* nested_in(UnknownFields const* fields, std::uint32_t tag);
    void write_kept();
    // Writes a length in front of what was appended since `start`.
    void close_counted(std::size_t start);
    bool descend();
    void ascend() { --depth_; }

    template <class T> Kind write_value(T const& value);
    template <class T> void write_body(T const& value);
    template <class T> void write_sequence(T const& elements);
    template <class T> void write_sum(T const& sum);
    template <class T> void write_result(T const& result);
    template <class T> void write_tuple(T const& tuple);
    template <class T> void write_case(std::uint32_t tag, T const& payload);

    std::string bytes_;
    UnknownFields const* kept_ = nullptr;
    int depth_ = 0;
    bool failed_ = false;
};

template <class T> detail::WireKind StateWriter::write_value(T const& value)
{
    using namespace detail;
    if constexpr (std::is_enum_v<T>) {
        return write_value(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, char32_t>) {
        append_varint(bytes_, static_cast<std::uint32_t>(value));
    } else if constexpr (Integer<T>) {
        append_varint(bytes_,
                      is_signed<T> ? zigzag(static_cast<i128>(value)) : static_cast<u128>(value));
    } else if constexpr (std::is_same_v<T, float>) {
        append_fixed(bytes_, std::bit_cast<std::uint32_t>(value), 4);
    } else if constexpr (std::is_floating_point_v<T>) {
        append_fixed(bytes_, std::bit_cast<std::uint64_t>(value), 8);
    } else if constexpr (OptionShape<T>) {
        if (value.is_none()) {
            return Kind::null;
        }
        if constexpr (static_kind<typename T::value_type>() == Kind::mixed) {
            std::size_t const at = bytes_.size();
            bytes_ += '\0';
            bytes_[at] = static_cast<char>(write_value(*value));
            return Kind::some;
        } else {
            return write_value(*value);
        }
    } else if constexpr (BoxShape<T>) {
        return write_value(*value);
    } else if constexpr (UniqueShape<T>) {
        return write_value(value.value());
    } else if constexpr (std::is_same_v<T, Duration>) {
        append_varint(bytes_, zigzag(value.nanoseconds()));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        append_varint(bytes_, zigzag(value.millis()));
    } else {
        std::size_t const start = bytes_.size();
        if (descend()) {
            write_body(value);
        }
        ascend();
        close_counted(start);
    }
    return static_kind<T>();
}

template <class T> void StateWriter::write_body(T const& value)
{
    using namespace detail;
    if constexpr (TextShape<T>) {
        bytes_ += value.view();
    } else if constexpr (SequenceShape<T>) {
        write_sequence(value);
    } else if constexpr (TupleShape<T>) {
        write_tuple(value);
    } else if constexpr (ResultShape<T>) {
        write_result(value);
    } else if constexpr (Sum<T>) {
        write_sum(value);
    } else {
        static_assert(Record<T>, "this type cannot be stored");
        const_cast<T&>(value).serialize(*this, 0u);
        write_kept();
    }
}

// What is inside a collection keeps no unknown fields.
template <class T> void StateWriter::write_sequence(T const& elements)
{
    using Element = typename T::value_type;
    constexpr Kind kind = detail::static_kind<Element>();
    UnknownFields const* const outer = std::exchange(kept_, nullptr);
    std::size_t count = 0;
    if constexpr (detail::ArrayShape<T>) {
        count = elements.size();
    } else {
        count = static_cast<std::size_t>(elements.len());
    }
    detail::append_varint(bytes_, (static_cast<u128>(count) << 3) | static_cast<unsigned>(kind));
    for (Element const& element : elements) {
        if constexpr (kind == Kind::mixed) {
            std::size_t const at = bytes_.size();
            bytes_ += '\0';
            bytes_[at] = static_cast<char>(write_value(element));
        } else {
            (void)write_value(element);
        }
    }
    kept_ = outer;
}

template <class T> void StateWriter::write_tuple(T const& tuple)
{
    std::uint32_t tag = 0;
    std::apply([&](auto const&... parts) { (write_field(++tag, parts), ...); }, tuple);
    write_kept();
}

template <class T> void StateWriter::write_case(std::uint32_t tag, T const& payload)
{
    detail::append_varint(bytes_, tag);
    UnknownFields const* const outer = kept_;
    kept_ = nested_in(outer, tag);
    if constexpr (detail::Record<T>) {
        const_cast<T&>(payload).serialize(*this, 0u);
    }
    write_kept();
    kept_ = outer;
}

template <class T> void StateWriter::write_sum(T const& sum)
{
    std::uint32_t const tag = detail::field_tag(detail::case_keys<T>()[sum.value.index()]);
    detail::visit_case(sum, [&](auto const& payload) { write_case(tag, payload); });
}

template <class T> void StateWriter::write_result(T const& result)
{
    detail::append_varint(bytes_, result.is_ok() ? 1u : 2u);
    if (result.is_ok()) {
        write_field(1, *result);
    } else {
        write_field(1, result.error());
    }
}

} // namespace janus
