#include <janus/options.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>

#include <CLI/CLI.hpp>
#include <janus/version.hpp>

#include "program/command_line.hpp"

namespace janus {

namespace {

// `1500`, `1500ms`, `30s` or `5m` in nanoseconds; empty if it is none of these.
std::optional<Duration> read_duration(std::string const& text)
{
    std::size_t const digits = text.find_first_not_of("0123456789");
    std::string const unit = digits == std::string::npos ? "ms" : text.substr(digits);
    std::map<std::string, std::int64_t> const units{{"ms", 1}, {"s", 1'000}, {"m", 60'000}};
    auto const factor = units.find(unit);
    if (digits == 0 || text.empty() || text.size() > 12 || factor == units.end()) {
        return std::nullopt;
    }
    return milliseconds(std::stoll(text) * factor->second);
}

std::optional<LogLevel> read_level(std::string const& text)
{
    std::map<std::string, LogLevel> const levels{{"debug", LogLevel::debug},
                                                 {"info", LogLevel::info},
                                                 {"warn", LogLevel::warning},
                                                 {"error", LogLevel::error},
                                                 {"off", LogLevel::off}};
    auto const found = levels.find(text);
    return found == levels.end() ? std::nullopt : std::optional(found->second);
}

CLI::Option* add_duration(CLI::App& app, std::string const& name, Duration& target,
                          std::string const& help)
{
    return app
        .add_option_function<std::string>(
            name, [&target](std::string const& text) { target = *read_duration(text); }, help)
        ->check([](std::string const& text) {
            return read_duration(text) ? std::string()
                                       : "'" + text + "' is no duration (like 500ms or 30s)";
        })
        ->type_name("TIME");
}

void describe(CLI::App& app, Options& options)
{
    app.set_version_flag("--version", options.program + " (Janus " + version + ")");
    app.add_option("--workers", options.workers, "threads that run actors")
        ->check([](std::string const& text) {
            bool const digits = text.find_first_not_of("0123456789") == std::string::npos;
            bool const fits = digits && !text.empty() && text.size() <= 4 && std::stoi(text) >= 1 &&
                              std::stoi(text) <= 1024;
            return fits ? std::string() : "'" + text + "' is no number from 1 to 1024";
        })
        ->type_name("COUNT")
        ->envname("JANUS_WORKERS");
    app.add_option("--store", options.store, "where grains live: a file, or 'memory'")
        ->type_name("PATH")
        ->envname("JANUS_STORE");
    app.add_option_function<std::string>(
           "--log-level",
           [&options](std::string const& text) { options.log_level = *read_level(text); },
           "debug, info, warn, error or off")
        ->check([](std::string const& text) {
            return read_level(text) ? std::string() : "'" + text + "' is no log level";
        })
        ->type_name("LEVEL")
        ->envname("JANUS_LOG_LEVEL");
    app.add_flag("--observe", options.observe, "count what each actor does, for SIGUSR1 to show")
        ->envname("JANUS_OBSERVE");
    add_duration(app, "--stuck-after", options.stuck_after,
                 "replace a worker that makes no progress for so long (30s)")
        ->envname("JANUS_STUCK_AFTER");
    add_duration(app, "--shutdown", options.shutdown, "how long an actor may take to stop (5s)")
        ->envname("JANUS_SHUTDOWN");
    app.footer("Options end at the first other argument or at '--'; what follows belongs to the\n"
               "program. Each option has an environment form, such as JANUS_WORKERS.");
}

// How many of the arguments are the runtime's, `--` not included.
std::size_t options_end(CLI::App const& app, std::vector<std::string> const& arguments)
{
    std::size_t at = 0;
    while (at < arguments.size()) {
        std::string const& argument = arguments[at];
        if (argument.size() < 2 || argument[0] != '-' || argument == "--") {
            return at;
        }
        CLI::Option const* const known = app.get_option_no_throw(argument);
        at += known != nullptr && known->get_items_expected_max() > 0 ? 2 : 1;
    }
    return arguments.size();
}

[[noreturn]] void leave(CLI::App const& app, std::string const& program, CLI::Error const& error)
{
    if (error.get_exit_code() == 0) {
        std::exit(app.exit(error, std::cout, std::cerr));
    }
    std::vector<std::string> const unknown = app.remaining();
    std::string const text = unknown.empty() ? std::string(error.what())
                                             : "unknown option '" + unknown.front() +
                                                   "' (the program's own arguments follow '--')";
    std::cerr << program << ": " << text << "\nTry '" << program << " --help' for the options.\n";
    std::exit(2);
}

} // namespace

std::string detail::program_name(int argc, char const* const* argv)
{
    std::string const path = argc > 0 ? argv[0] : "janus";
    std::string name = path.substr(path.rfind('/') + 1);
    return name.empty() ? "janus" : name;
}

Options Options::from_command_line(int argc, char const* const* argv)
{
    return from_command_line(argc, argv, detail::program_name(argc, argv));
}

Options Options::from_command_line(int argc, char const* const* argv, std::string program)
{
    return detail::read_command_line(argc, argv, std::move(program), [](CLI::App&) {});
}

Options detail::read_command_line(int argc, char const* const* argv, std::string program,
                                  std::function<void(CLI::App&)> const& describe_more)
{
    Options options;
    options.program = std::move(program);
    CLI::App app("A Janus program.", options.program);
    app.get_formatter()->column_width(26);
    describe(app, options);
    describe_more(app);

    std::vector<std::string> const all(argv + (argc > 0 ? 1 : 0), argv + argc);
    std::size_t const end = std::min(options_end(app, all), all.size());
    std::vector<std::string> own(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(end));
    for (std::size_t i = end < all.size() && all[end] == "--" ? end + 1 : end; i < all.size();
         ++i) {
        options.arguments.push(String(all[i]));
    }
    try {
        std::reverse(own.begin(), own.end());
        app.parse(std::move(own));
    } catch (CLI::Error const& error) {
        leave(app, options.program, error);
    }
    return options;
}

} // namespace janus
