#include "driver/command_line.hpp"

#include "driver/warning_flags.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace janus::driver {

namespace {

constexpr char const* exit_codes =
    "Exit codes: 0 fine, 1 problems in the source, 2 wrong use or a missing file.";

/// The words as CLI11 stores them, before they mean anything.
struct Words {
    std::string diagnostics = "text";
    std::string line_path = "given";
    bool no_line = false;
    std::vector<std::string> warnings;
    bool tests = false;
};

void add_language_options(CLI::App& app, CommandLine& line, Words& words)
{
    semantics::AnalyzeOptions& analyze = line.options.analyze;
    std::string const group = "Language";
    app.add_option("--profile", analyze.profile, "Profile: core, service or cluster")
        ->group(group)
        ->type_name("NAME");
    app.add_flag("--wrap", analyze.wrap, "Integer arithmetic wraps around instead of panicking")
        ->group(group);
    app.add_flag("--strict", analyze.strict, "Ignored errors and undeclared records are errors")
        ->group(group);
    app.add_flag("--strict-receive", analyze.strict_receive,
                 "A `receive` must handle every variant of its protocol")
        ->group(group);
    app.add_flag("--lenient", analyze.lenient, "Accept more of what older compilers accepted")
        ->group(group);
    app.add_flag("--implicit-interp", analyze.implicit_interpolation,
                 "\"{name}\" is replaced in every string given to print")
        ->group(group);
    std::string const problems = "Problems";
    app.add_option("-W", words.warnings,
                   "-WCODE and -Wno-CODE switch a warning, -Werror makes errors of warnings")
        ->allow_extra_args(false)
        ->group(problems)
        ->type_name("CODE");
    app.add_option("--diagnostics", words.diagnostics, "How problems are printed: text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->group(problems)
        ->type_name("FORM");
}

void add_file_options(CLI::App& app, CommandLine& line)
{
    LoadOptions& load = line.options.load;
    app.add_option("FILE", load.files, "Janus sources; those named together are one program")
        ->required()
        ->type_name("");
    std::string const group = "Files";
    app.add_option("--module-root", load.module_root,
                   "Module paths begin below this folder (default: each file's own)")
        ->group(group)
        ->type_name("DIR");
    app.add_option("-I", load.include_folders, "Also look here for imported modules")
        ->allow_extra_args(false)
        ->group(group)
        ->type_name("DIR");
    app.add_option("--with", load.fellows, "A file of the same program that is only read")
        ->allow_extra_args(false)
        ->group(group)
        ->type_name("FILE");
    app.add_flag("--no-main", load.no_main, "No int main() from the first file")->group(group);
}

void add_line_options(CLI::App& app, Words& words)
{
    std::string const group = "Generated code";
    app.add_flag("--no-line", words.no_line, "Leave out #line directives")->group(group);
    app.add_option("--line-path", words.line_path,
                   "Paths in #line: as given (default), absolute, or relative to the module root")
        ->check(CLI::IsMember({"given", "absolute", "relative"}))
        ->group(group)
        ->type_name("FORM");
}

void add_tests_option(CLI::App& app, Words& words)
{
    app.add_flag("--tests", words.tests, "The program runs its `test` blocks, as with `test`")
        ->group("Generated code");
}

void add_compile(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("compile", "Write C++ for the files named");
    command->callback([&line] { line.command = Command::compile; });
    add_file_options(*command, line);
    command->add_option("--out-dir", line.out_folder, "Folder for X.jan.hpp and X.jan.cpp")
        ->required()
        ->group("Files")
        ->type_name("DIR");
    CLI::Option* const depfile =
        command->add_option("--depfile", line.depfile, "Write a rule with all files read")
            ->group("Files")
            ->type_name("FILE");
    CLI::Option* const target =
        command->add_option("--depfile-target", line.depfile_target, "What that rule makes")
            ->group("Files")
            ->type_name("FILE");
    depfile->needs(target);
    target->needs(depfile);
    add_tests_option(*command, words);
    add_line_options(*command, words);
    add_language_options(*command, line, words);
}

void add_check(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("check", "Look for problems, write nothing");
    command->callback([&line] { line.command = Command::check; });
    add_file_options(*command, line);
    add_language_options(*command, line, words);
}

void add_emit(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("emit", "Print the C++ instead of writing it");
    command->callback([&line] { line.command = Command::emit; });
    add_file_options(*command, line);
    command->add_flag("--side-by-side", line.side_by_side, "The source beside the C++ it became")
        ->group("Generated code");
    add_tests_option(*command, words);
    add_line_options(*command, words);
    add_language_options(*command, line, words);
}

void add_run(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("run", "Build the files as a program and run it");
    command->callback([&line] { line.command = Command::run; });
    add_file_options(*command, line);
    command->add_option("--store", line.store, "Where grains are kept (default: in memory)")
        ->group("Program")
        ->type_name("FILE");
    add_language_options(*command, line, words);
    command->footer("What stands behind -- goes to the program: janusc run a.jan -- --workers 2 x\n"
                    "The exit code is the program's own.\n\n"
                    "Environment:\n"
                    "  JANUS_CACHE_DIR  where built programs are kept (default ~/.cache/janus)\n"
                    "  JANUS_CACHE_MB   how much of them (default 1024)\n"
                    "  JANUS_CXX        another C++ compiler\n"
                    "  JANUS_CXXFLAGS   further flags for it\n"
                    "  JANUS_TOOLCHAIN  another toolchain.txt");
}

void add_simulation_options(CLI::App& command, CommandLine& line)
{
    std::string const group = "Simulation";
    auto& arguments = line.test_arguments;
    command
        .add_flag_callback(
            "--sim",
            [&line, &arguments] {
                line.simulates = true;
                arguments.emplace_back("--sim");
            },
            "Run the tests, else main, in virtual time, once per seed")
        ->group(group);
    auto const pass_on = [&](std::string const& name, std::string const& type,
                             std::string const& help) {
        command
            .add_option_function<std::string>(
                name,
                [&arguments, name](std::string const& text) {
                    arguments.insert(arguments.end(), {name, text});
                },
                help)
            ->group(group)
            ->type_name(type);
    };
    pass_on("--seeds", "COUNT", "How many seeds (100)");
    pass_on("--seed", "SEED", "This seed only, with the program's output");
    pass_on("--faults", "KINDS", "all, none, or some of yield,wake,late,sleep,store,refuse (none)");
}

void add_test(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("test", "Run the `test` blocks of the files");
    command->callback([&line] { line.command = Command::test; });
    add_file_options(*command, line);
    std::string const group = "Tests";
    command
        ->add_option_function<std::string>(
            "--filter",
            [&line](std::string const& text) {
                line.test_arguments.insert(line.test_arguments.end(), {"--filter", text});
            },
            "Only the tests whose name contains this")
        ->group(group)
        ->type_name("TEXT");
    add_simulation_options(*command, line);
    command->add_option("--store", line.store, "Where grains are kept (default: in memory)")
        ->group("Program")
        ->type_name("FILE");
    add_language_options(*command, line, words);
    command->footer("What stands behind -- goes to the program, as with run.\n"
                    "Exit codes: 0 all tests passed, 1 not, or problems in the source.");
}

void add_fmt(CLI::App& app, CommandLine& line)
{
    CLI::App* const command = app.add_subcommand("fmt", "Lay the files out in the one way");
    command->callback([&line] { line.command = Command::fmt; });
    command->add_option("FILE", line.options.load.files, "Janus files, rewritten in place")
        ->required()
        ->type_name("");
    command->add_flag("--check", line.check_only,
                      "Change nothing; print the files that would change and exit with 1");
}

void add_explain(CLI::App& app, CommandLine& line)
{
    CLI::App* const command = app.add_subcommand("explain", "Say more about a diagnostic code");
    command->callback([&line] { line.command = Command::explain; });
    command->add_option("CODE", line.code, "As it is printed, such as S5001")
        ->required()
        ->type_name("");
}

void add_dump(CLI::App& app, CommandLine& line, Words& words)
{
    CLI::App* const command = app.add_subcommand("dump", "Print what a phase made of the files");
    command->callback([&line] { line.command = Command::dump; });
    command
        ->add_option("PHASE", line.phase,
                     "ast: as written; program: with every name and type resolved; "
                     "cpp: the C++ of it")
        ->required()
        ->check(CLI::IsMember({"ast", "program", "cpp"}))
        ->type_name("");
    add_file_options(*command, line);
    add_language_options(*command, line, words);
}

/// Takes what stands behind `--` out of the arguments of `run` and `test`: it is not ours to read.
std::vector<std::string> split_program_arguments(std::vector<std::string>& arguments)
{
    if (arguments.empty() || (arguments.front() != "run" && arguments.front() != "test"))
        return {};
    auto const mark = std::find(arguments.begin(), arguments.end(), "--");
    if (mark == arguments.end())
        return {};
    std::vector<std::string> behind(mark + 1, arguments.end());
    arguments.erase(mark, arguments.end());
    return behind;
}

Finished wrong_use(std::string const& text, std::string const& command)
{
    std::string const help = command.empty() ? "janusc --help" : "janusc " + command + " --help";
    return {2, "", "janusc: error: " + text + "\nSee `" + help + "`.\n"};
}

bool is_command(CLI::App const& app, std::string const& word)
{
    auto const is_it = [&](CLI::App const* command) { return command->get_name() == word; };
    return !app.get_subcommands(is_it).empty();
}

/// The mistakes everybody makes once.
std::optional<Finished> missing_command(CLI::App const& app,
                                        std::vector<std::string> const& arguments)
{
    if (arguments.empty())
        return wrong_use("no command; to run a program: janusc run FILE.jan", "");
    if (arguments.front().ends_with(".jan"))
        return wrong_use("'" + arguments.front() + "' is no command; to run it: janusc run " +
                             arguments.front(),
                         "");
    if (!arguments.front().starts_with("-") && !is_command(app, arguments.front()))
        return wrong_use("there is no command '" + arguments.front() + "'", "");
    return std::nullopt;
}

std::optional<std::string> apply(Words const& words, CommandLine& line)
{
    using diagnostics::Code;
    Options& options = line.options;
    options.out_folder = line.out_folder;
    bool const runs_tests = line.command == Command::test || words.tests;
    options.load.emit_imports = line.command == Command::run || line.command == Command::test;
    // `check` looks into the tests too.
    options.analyze.tests = runs_tests || line.command == Command::check;
    options.test_main = runs_tests;
    if (line.command != Command::dump || line.phase == "cpp")
        options.goal = line.command == Command::check ? Goal::check : Goal::generate;
    line.json = words.diagnostics == "json";
    options.line_directives = !words.no_line || line.side_by_side;
    options.line_paths = line.side_by_side               ? LinePaths::as_given
                         : words.line_path == "absolute" ? LinePaths::absolute
                         : words.line_path == "relative" ? LinePaths::relative
                                                         : LinePaths::as_given;
    if (options.analyze.strict)
        options.policy.as_errors.insert(Code::W0008);
    if (options.analyze.strict_receive)
        options.policy.as_errors.insert(Code::W0006);
    for (std::string const& flag : words.warnings)
        if (auto const problem = apply_warning_flag(flag, options.policy))
            return problem;
    return std::nullopt;
}

} // namespace

std::variant<CommandLine, Finished> parse_command_line(std::vector<std::string> arguments)
{
    CommandLine line;
    Words words;
    CLI::App app{"janusc translates Janus to C++20, and builds and runs it.", "janusc"};
    app.set_version_flag("--version", std::string{"janusc "} + JANUS_VERSION);
    app.require_subcommand(1);
    app.footer(exit_codes);
    add_run(app, line, words);
    add_test(app, line, words);
    add_check(app, line, words);
    add_compile(app, line, words);
    add_emit(app, line, words);
    add_fmt(app, line);
    add_explain(app, line);
    add_dump(app, line, words);

    if (auto const finished = missing_command(app, arguments))
        return *finished;
    line.program_arguments = split_program_arguments(arguments);
    std::string const command = arguments.front();
    try {
        std::reverse(arguments.begin(), arguments.end()); // as CLI11 wants them
        app.parse(arguments);
    } catch (CLI::CallForVersion const& version) {
        return Finished{0, std::string{version.what()} + "\n", ""};
    } catch (CLI::CallForHelp const&) {
        return Finished{0, app.help(), ""};
    } catch (CLI::ParseError const& error) {
        bool const known = is_command(app, command);
        return wrong_use(error.what(), known ? command : "");
    }
    if (auto const problem = apply(words, line))
        return wrong_use(*problem, command);
    return line;
}

} // namespace janus::driver
