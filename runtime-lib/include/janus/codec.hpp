#pragma once
// encode(value) and decode<T>(bytes): the stored and wire form of any value that can be stored.
// Decoding foreign bytes is safe. Any thread may use them.

#include <string>
#include <string_view>

#include <janus/option.hpp>
#include <janus/state_reader.hpp>
#include <janus/state_writer.hpp>

namespace janus {

// Null if the value nests deeper than 64 levels.
template <class T> Option<std::string> encode(T const& value)
{
    StateWriter writer;
    writer.write_field(1, value);
    return writer.failed() ? Option<std::string>() : Option<std::string>(writer.take());
}

// Null if the bytes are no encoding of a T.
template <class T> Option<T> decode(std::string_view bytes, Unknown policy = Unknown::skip)
{
    StateReader reader(bytes, policy);
    T value{};
    bool const found = reader.read_single(value);
    return found ? Option<T>(std::move(value)) : Option<T>();
}

} // namespace janus
