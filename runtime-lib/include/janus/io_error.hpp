#pragma once
// IoError: why a file, a folder or another program could not be used. Has the shape of a generated
// `error` type. A value; any thread may use it.

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/string.hpp>
#include <janus/type_info.hpp>

namespace janus {

struct IoError {
#define JANUS_PLAIN_CASE(Name)                                         \
    struct Name {                                                      \
        friend bool operator==(Name const&, Name const&) = default;    \
        template <class Archive> void serialize(Archive&, unsigned) {} \
    }
    JANUS_PLAIN_CASE(NotFound);
    JANUS_PLAIN_CASE(Denied);
    JANUS_PLAIN_CASE(AlreadyExists);
    JANUS_PLAIN_CASE(IsDirectory);
    JANUS_PLAIN_CASE(NotADirectory);
    JANUS_PLAIN_CASE(NotEmpty);
    JANUS_PLAIN_CASE(Closed);
#undef JANUS_PLAIN_CASE
    struct Other {
        String message;
        friend bool operator==(Other const&, Other const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("message", message);
        }
    };
    enum class Case : std::uint8_t {
        NotFound,
        Denied,
        AlreadyExists,
        IsDirectory,
        NotADirectory,
        NotEmpty,
        Closed,
        Other
    };

    std::variant<NotFound, Denied, AlreadyExists, IsDirectory, NotADirectory, NotEmpty, Closed,
                 Other>
        value;

    // What a failed system call says.
    static IoError from_errno(int number);

    friend bool operator==(IoError const&, IoError const&) = default;
};

template <> struct type_info<IoError> {
    static constexpr std::string_view name = "IoError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 8> cases{
        "NotFound",      "Denied",   "AlreadyExists", "IsDirectory",
        "NotADirectory", "NotEmpty", "Closed",        "Other"};
};

} // namespace janus
