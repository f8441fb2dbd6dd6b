#pragma once
// Processes of the operating system as supervised children. `os_process("x", "prog", {"arg"})` is a
// child whose reference takes OsProcess messages. It counts as started when the program runs; one
// that cannot be started has failed to start. It ends with the process: exit status 0 is a normal
// exit, another one `error(exit_status_3)`, a signal `error(signal_9)`. Told to stop, the process
// gets SIGTERM; when its `shutdown` time is over, or the child is killed, SIGKILL. A restart starts
// the program again and forgets the subscribers. What the process writes goes to the subscribers
// in order, or nowhere while there are none. The messages are values.

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/actor_ref.hpp>
#include <janus/bytes.hpp>
#include <janus/child_spec.hpp>
#include <janus/list.hpp>
#include <janus/string.hpp>
#include <janus/type_info.hpp>

namespace janus {

// What subscribers are told.
struct OsOutput {
    struct Output { // written to standard output
        Bytes data;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("data", data);
        }
    };
    struct Errors { // written to standard error
        Bytes data;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("data", data);
        }
    };
    struct Ended { // the exit status; 128 + n after signal n
        std::int64_t code;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("code", code);
        }
    };

    enum class Case : std::uint8_t { Output, Errors, Ended };
    std::variant<Output, Errors, Ended> value;
};

// What the child takes.
struct OsProcess {
    struct Write { // to its standard input; waits for nothing
        Bytes data;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("data", data);
        }
    };
    struct Subscribe {
        ActorRef<OsOutput> to;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("to", to);
        }
    };
    struct CloseInput { // after what was written
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { Write, Subscribe, CloseInput };
    std::variant<Write, Subscribe, CloseInput> value;
};

template <> struct type_info<OsOutput> {
    static constexpr std::string_view name = "OsOutput";
    static constexpr std::array<std::string_view, 3> cases{"Output", "Errors", "Ended"};
};

template <> struct type_info<OsProcess> {
    static constexpr std::string_view name = "OsProcess";
    static constexpr std::array<std::string_view, 3> cases{"Write", "Subscribe", "CloseInput"};
};

// The program is looked for in PATH unless its name contains a slash.
ChildSpec os_process(String id, String program, List<String> arguments = {});

} // namespace janus
