#pragma once
// stored_field(name, value, key): a name-value pair of `serialize` whose stored form has another
// name than the field has now: the one it was stored under before, or "#7", a tag. For everybody
// but the codec it is a name-value pair like the others.

#include <string_view>

#include <boost/core/nvp.hpp>

namespace janus {

template <class T> struct StoredField : boost::serialization::nvp<T> {
    StoredField(char const* name, T& value, std::string_view key_)
        : boost::serialization::nvp<T>(name, value), key(key_)
    {}

    std::string_view key;
};

template <class T> StoredField<T> stored_field(char const* name, T& value, std::string_view key)
{
    return StoredField<T>(name, value, key);
}

} // namespace janus
