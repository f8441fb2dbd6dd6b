#pragma once
// Options: what every Janus program takes on its command line and in its environment
// (`--workers 2`, `JANUS_WORKERS=2`; the command line wins). The runtime reads options up to the
// first positional argument or `--`; the rest is the program's own. Used before any thread starts.

#include <string>

#include <janus/list.hpp>
#include <janus/seams.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>

namespace janus {

struct Options {
    // The program's name in messages and in the default store's path.
    std::string program = "janus";
    // 0: as many as there are processors.
    unsigned workers = 0;
    // A path, "memory", or empty: `$XDG_STATE_HOME/janus/<program>/store.db`.
    std::string store;
    LogLevel log_level = LogLevel::info;
    // After this time a worker that makes no progress is replaced.
    Duration stuck_after = seconds(30);
    // How long each actor may take to stop.
    Duration shutdown = seconds(5);
    // Count what each actor does; `ActorSystem::tree` shows it.
    bool observe = false;
    // What stands after the options: `janus::args()`.
    List<String> arguments;

    // `--help` and `--version` print and end the process with 0; a wrong option ends it with 2 and
    // a message on standard error. The program's name is the last part of `argv[0]`.
    static Options from_command_line(int argc, char const* const* argv);
    static Options from_command_line(int argc, char const* const* argv, std::string program);
};

} // namespace janus
