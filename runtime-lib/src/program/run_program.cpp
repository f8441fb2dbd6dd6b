#include <janus/program.hpp>

#include <cstdlib>
#include <exception>
#include <new>
#include <string>

#include <janus/log.hpp>
#include <janus/panic.hpp>
#include <janus/print.hpp>
#include <janus/store.hpp>

#include "grain/grain_host.hpp"
#include "program/command_line.hpp"
#include "program/simulate.hpp"
#include "values/exception_text.hpp"

namespace janus::detail {

namespace {

// " at file:line", or nothing where no place is known.
std::string at_place(std::source_location where)
{
    if (where.line() == 0) {
        return {};
    }
    return std::string(" at ") + where.file_name() + ':' + std::to_string(where.line());
}

// What ended main, in the words of the language reference.
void report(std::exception_ptr const& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (EscapedError const& escaped) {
        eprintln("Uncaught error '", escaped.error().name(), "'", at_place(escaped.where()));
    } catch (Panic const& panic) {
        eprintln("PANIC: ", panic.text());
        eprintln(panic.code().empty() ? " " : "  " + panic.code(), at_place(panic.where()));
    } catch (std::bad_alloc const&) {
        eprintln("PANIC: out of memory\n  P006");
    } catch (...) {
        eprintln("PANIC: C++ exception ", text_of_foreign_exception());
    }
}

int exit_status(std::int64_t code)
{
    return static_cast<int>(code & 0xFF);
}

} // namespace

int run_main(int argc, char const* const* argv, std::string_view name,
             std::function<std::int64_t(ActorSystem&)> const& run)
{
    // Many programs begin in a module called `main`; the file they run as tells them apart.
    bool const named = !name.empty() && name != "main";
    SimSettings simulation;
    Options const options =
        read_command_line(argc, argv, named ? std::string(name) : program_name(argc, argv),
                          [&](CLI::App& app) { describe_simulation(app, simulation); });
    set_arguments(options.arguments);
    log::set_level(options.log_level);
    if (simulation.on) {
        return simulate(simulation, options, {main_job(run)});
    }
    std::int64_t code = 0;
    try {
        ActorSystem system(options);
        system.end_on_signals();
        if (program_has_durable_grains()) {
            system.grain_host().store();
        }
        try {
            code = run(system);
        } catch (...) {
            report(std::current_exception());
            code = 1;
        }
        system.stop();
        code = code == 0 ? system.exit_code() : code;
        if (system.has_lost_threads()) {
            output().flush();
            std::_Exit(exit_status(code));
        }
    } catch (StoreError const& error) {
        eprintln(options.program, ": ", error.what());
        code = 2;
    }
    output().flush();
    return exit_status(code);
}

} // namespace janus::detail
