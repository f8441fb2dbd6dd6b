#pragma once
// A C++ library that knows nothing of Janus but its text.

#include <cstdint>
#include <string>
#include <utility>

#include <janus/string.hpp>

namespace search {

enum class Mode { exact = 7, fast = 3 };

class Index {
public:
    explicit Index(std::string name) : name_(std::move(name)) {}
    Index(Index&&) = default;
    Index(Index const&) = delete;

    std::int64_t size() const { return static_cast<std::int64_t>(name_.size()); }

private:
    std::string name_;
};

inline Index open_index(janus::String const& name)
{
    return Index(name.to_std());
}
inline std::int64_t lookup(Index const& index, janus::String const& key)
{
    return index.size() + key.len();
}
inline Mode mode_of(std::int64_t number)
{
    return number == 1 ? Mode::exact : Mode::fast;
}
inline std::int64_t slow(std::int64_t number)
{
    return number * 2;
}

} // namespace search
