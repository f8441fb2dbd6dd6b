#pragma once
// OldState: the stored state of a grain as an older version of the program wrote it, for the steps
// of `migrate`. Fields are read by name, as the type the reader wants; a field that is absent or of
// another type ends the activation with StorageFailed. A value; one thread uses it.

#include <string>
#include <string_view>
#include <utility>

#include <boost/core/nvp.hpp>

#include <janus/codec_format.hpp>
#include <janus/error.hpp>
#include <janus/state_reader.hpp>
#include <janus/string.hpp>

namespace janus {

class OldState {
public:
    explicit OldState(std::string bytes) : bytes_(std::move(bytes)) {}

    bool has(String const& name) const;

    template <class T> T get(std::string_view name) const
    {
        T value{};
        if (!read(name, value)) {
            refuse(name);
        }
        return value;
    }

    // False, and the value as it was, if the field is absent or of another type.
    template <class T> bool read(std::string_view name, T& value) const
    {
        std::string_view const field = find(detail::field_tag(name));
        if (field.empty()) {
            return false;
        }
        T read_value = value;
        StateReader reader(field, Unknown::skip);
        reader.read_field(detail::field_tag(name), read_value);
        if (reader.failed()) {
            return false;
        }
        value = std::move(read_value);
        return true;
    }

    // The fields of a newer form of the state hide those of the older one.
    void overlay(std::string const& newer) { bytes_ = newer + bytes_; }

private:
    // Key and value of the first field with the tag, or nothing.
    std::string_view find(std::uint32_t tag) const;
    [[noreturn]] static void refuse(std::string_view name);

    std::string bytes_;
};

namespace detail {

// Takes over the fields that still have their name and a type that fits; for `serialize`.
class FieldsThatFit {
public:
    using is_saving = std::false_type;
    using is_loading = std::true_type;

    explicit FieldsThatFit(OldState const& old) : old_(old) {}

    template <class T> FieldsThatFit& operator&(boost::serialization::nvp<T> const& field)
    {
        old_.read(field.name(), field.value());
        return *this;
    }
    template <class T> FieldsThatFit& operator&(StoredField<T> const& field)
    {
        old_.read(field.key, field.value());
        return *this;
    }

private:
    OldState const& old_;
};

} // namespace detail

} // namespace janus
