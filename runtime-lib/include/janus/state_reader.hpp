#pragma once
// StateReader: the archive that decodes what StateWriter wrote, with the interface of a
// Boost.Serialization input archive. Absent fields keep the value they had; unknown ones are kept,
// skipped or refused. Whatever the bytes are, it neither crashes nor allocates more than a small
// multiple of their size; `failed()` tells that they were no valid encoding. One thread uses it.

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <janus/codec_format.hpp>
#include <janus/state_writer.hpp>
#include <janus/unknown_fields.hpp>

namespace janus {

// What to do with a field this program does not know. `keep` refuses it inside collections, where
// it cannot be kept.
enum class Unknown : std::uint8_t { keep, skip, refuse };

class StateReader {
public:
    using is_saving = std::false_type;
    using is_loading = std::true_type;

    // The bytes outlive the reader.
    explicit StateReader(std::string&& bytes, Unknown policy = Unknown::keep) = delete;
    explicit StateReader(std::string_view bytes, Unknown policy = Unknown::keep)
        : policy_(policy), kept_(&unknown_)
    {
        open(bytes);
    }

    template <class T> StateReader& operator&(boost::serialization::nvp<T> const& field)
    {
        read_field(detail::field_tag(field.name()), field.value());
        return *this;
    }
    template <class T> StateReader& operator&(StoredField<T> const& field)
    {
        read_field(detail::field_tag(field.key), field.value());
        return *this;
    }
    template <class T> StateReader& operator>>(boost::serialization::nvp<T> const& field)
    {
        return *this & field;
    }

    // The fields of `record` at the top level; call once.
    template <class T> void read_record(T& record)
    {
        if constexpr (detail::Record<T>) {
            record.serialize(*this, 0u);
        }
        close();
    }
    template <class T> void read_field(std::uint32_t tag, T& value);
    // A lone value, as `encode` writes it: it must be there and be all there is.
    template <class T> bool read_single(T& value)
    {
        bool const is_there = !frame_.cursor.at_end();
        read_field(1, value);
        close();
        return is_there && !failed_ && !saw_unknown_;
    }

    bool failed() const { return failed_; }
    // Why, in a few words; empty unless failed.
    std::string_view reason() const { return reason_; }
    // True if a field was met that this program does not know.
    bool saw_unknown() const { return saw_unknown_; }
    UnknownFields take_unknown() { return std::move(unknown_); }

private:
    using Kind = detail::WireKind;

    // A field that was passed over on the way to another one.
    struct Passed {
        std::uint32_t tag;
        Kind kind;
        std::string_view field; // key and value
        std::string_view value;
    };
    // One record being read: fields normally come in the order they are asked for.
    struct Frame {
        detail::ByteCursor cursor;
        std::vector<Passed> passed;
    };

    void open(std::string_view bytes) { frame_ = Frame{detail::ByteCursor(bytes), {}}; }
    // Keeps or refuses what nobody asked for.
    void close();
    bool next(Passed& found);
    bool find(std::uint32_t tag, Passed& found);
    void fail(std::string_view reason);
    bool descend();

    // Runs `read` on the fields in `bytes`, which lie below `tag`.
    template <class Read> void read_nested(std::string_view bytes, Read read);
    template <class T> void read_value(Kind kind, detail::ByteCursor& from, T& value);
    template <class T> void read_body(std::string_view body, T& value);
    template <class T> void read_number(Kind kind, detail::ByteCursor& from, T& value);
    template <class T> void read_float(Kind kind, detail::ByteCursor& from, T& value);
    template <class T> void read_sequence(std::string_view body, T& value);
    template <class T> void read_array(std::string_view body, T& value);
    template <class T, class Add> void read_elements(std::string_view body, Add add);
    template <class T> void read_sum(std::string_view body, T& value);
    template <class T> void read_result(std::string_view body, T& value);
    template <class T, std::size_t... indexes>
    bool read_case(std::uint32_t tag, std::string_view body, T& value,
                   std::index_sequence<indexes...>);

    Unknown policy_;
    UnknownFields unknown_;
    UnknownFields* kept_; // where unknown fields of this record go; null inside collections
    Frame frame_;
    std::string_view reason_;
    int depth_ = 0;
    bool failed_ = false;
    bool saw_unknown_ = false;
};

} // namespace janus

#include <janus/detail/state_reader_values.hpp>
