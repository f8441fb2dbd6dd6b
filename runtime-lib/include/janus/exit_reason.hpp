#pragma once
// ExitReason: why an actor ended, as hooks and monitors see it. It has the shape of a generated
// union; prints as `normal`, `shutdown`, `killed`, `error(name)`, `panic(code)`, `noproc` or
// `pledge`. A value; any thread may use it.

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/string.hpp>
#include <janus/type_info.hpp>

namespace janus {

struct ExitReason {
#define JANUS_PLAIN_CASE(Name)                                         \
    struct Name {                                                      \
        friend bool operator==(Name const&, Name const&) = default;    \
        template <class Archive> void serialize(Archive&, unsigned) {} \
    }
#define JANUS_NAMED_CASE(Name)                                              \
    struct Name {                                                           \
        String item0;                                                       \
        friend bool operator==(Name const&, Name const&) = default;         \
        template <class Archive> void serialize(Archive& archive, unsigned) \
        {                                                                   \
            archive& boost::serialization::make_nvp("0", item0);            \
        }                                                                   \
    }
    JANUS_PLAIN_CASE(normal);
    JANUS_PLAIN_CASE(shutdown);
    JANUS_PLAIN_CASE(killed);
    JANUS_NAMED_CASE(error);
    JANUS_NAMED_CASE(panic);
    JANUS_PLAIN_CASE(noproc);
    JANUS_PLAIN_CASE(pledge);
#undef JANUS_PLAIN_CASE
#undef JANUS_NAMED_CASE

    enum class Case : std::uint8_t { normal, shutdown, killed, error, panic, noproc, pledge };

    std::variant<normal, shutdown, killed, error, panic, noproc, pledge> value;

    // Everything but `normal` and `shutdown`.
    bool is_abnormal() const
    {
        return value.index() >= 2;
    }
    String to_text() const;

    friend bool operator==(ExitReason const&, ExitReason const&) = default;
};

template <> struct type_info<ExitReason> {
    static constexpr std::string_view name = "ExitReason";
    static constexpr std::array<std::string_view, 7> cases{"normal", "shutdown", "killed", "error",
                                                           "panic",  "noproc",   "pledge"};
};

} // namespace janus
