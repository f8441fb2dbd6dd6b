#pragma once
// run_program: the `main` of a generated program. It reads the runtime's command line, starts the
// system, runs the program's own main function on it, stops everything in order and yields the exit
// code: main's integer, 0, or 1 for an uncaught error, a panic or a root supervisor that gave up; 2
// for a wrong command line or an unusable store. Called once, on the process's first thread.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

#include <janus/error.hpp>
#include <janus/options.hpp>
#include <janus/process.hpp>
#include <janus/result.hpp>
#include <janus/system.hpp>

namespace janus {

namespace detail {

int run_main(int argc, char const* const* argv, std::string_view name,
             std::function<std::int64_t(ActorSystem&)> const& run);

// The exit code of what main returned. An error is thrown, with the place it was made at.
template <class T> std::int64_t exit_code_of(T&& returned)
{
    using R = std::remove_cvref_t<T>;
    if constexpr (ResultShape<R>) {
        if (returned.is_error()) {
            throw EscapedError(Error(returned.error()), returned.where());
        }
        return exit_code_of(*returned);
    } else if constexpr (Integer<R>) {
        return static_cast<std::int64_t>(returned);
    } else if constexpr (std::is_enum_v<R>) {
        return static_cast<std::int64_t>(returned);
    } else {
        return 0;
    }
}

// What runs `main` on a system and gives its exit code.
template <class Main> auto main_function(Main main)
{
    return [main](ActorSystem& system) -> std::int64_t {
        using T = TaskValue<std::invoke_result_t<Main const&>>;
        if constexpr (std::is_void_v<T>) {
            system.run(main);
            return 0;
        } else {
            return exit_code_of(system.run(main));
        }
    };
}

} // namespace detail

// The functions of C++ a module may call that are not marked `@simulable`, as a variable of its
// source. A program that has some is not simulated.
class NotSimulable {
public:
    explicit NotSimulable(std::initializer_list<std::string_view> functions);
};

// `main` returns nothing, an integer, a Result or a Task of these.
template <class Main>
int run_program(int argc, char const* const* argv, std::string_view name, Main main)
{
    return detail::run_main(argc, argv, name, detail::main_function(main));
}

} // namespace janus
