#include "driver/command_line.hpp"
#include "driver/commands.hpp"

#include <exception>
#include <filesystem>
#include <iostream>

using namespace janus::driver;

static int run(CommandLine& line)
{
    line.options.load.working_folder = std::filesystem::current_path().string();
    switch (line.command) {
    case Command::compile:
        return compile_command(line);
    case Command::check:
        return check_command(line);
    case Command::emit:
        return emit_command(line);
    case Command::fmt:
        return fmt_command(line);
    case Command::explain:
        return explain_command(line);
    case Command::dump:
        return dump_command(line);
    case Command::run:
    case Command::test:
        return run_command(line);
    }
    return 2;
}

int main(int argc, char** argv)
{
    try {
        auto parsed = parse_command_line({argv + 1, argv + argc});
        if (auto const* const finished = std::get_if<Finished>(&parsed)) {
            std::cout << finished->output << std::flush;
            std::cerr << finished->error << std::flush;
            return finished->exit_code;
        }
        return run(std::get<CommandLine>(parsed));
    } catch (std::exception const& error) {
        // Problems of the source are values; whatever gets here is a fault of ours.
        std::cerr << "janusc: error[C0002]: internal error: " << error.what()
                  << "; please report it with the source that caused it" << std::endl;
        return 2;
    }
}
