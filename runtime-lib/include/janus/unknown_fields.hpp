#pragma once
// UnknownFields: what a newer version of the program stored and this one does not know, kept while
// a grain is active and written back with its state. Covers the top level and records reached
// without a collection. A value; not shared between threads.

#include <cstdint>
#include <map>
#include <string>

namespace janus {

class UnknownFields {
public:
    // Whole fields, key and value, in the order they were read.
    std::string bytes;
    // By the tag of the field, or of the case, that leads to the record.
    std::map<std::uint32_t, UnknownFields> nested;

    bool is_empty() const { return bytes.empty() && nested.empty(); }
};

} // namespace janus
