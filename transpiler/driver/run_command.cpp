#include "driver/commands.hpp"
#include "driver/content_hash.hpp"
#include "driver/disk.hpp"
#include "driver/process.hpp"
#include "driver/program_builder.hpp"
#include "driver/run_memory.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace janus::driver {

namespace {

namespace fs = std::filesystem;

int fail(std::string const& problem)
{
    std::cerr << "janusc: error: " << problem << std::endl;
    return 2;
}

/// Everything that decides what gets built, except what is in the files.
std::string run_key(CommandLine const& line, Toolchain const& toolchain)
{
    Options const& options = line.options;
    ContentHash hash;
    hash.add(toolchain.identity).add(options.load.working_folder).add(options.load.module_root);
    hash.add(options.analyze.profile);
    for (auto const* list :
         {&options.load.files, &options.load.fellows, &options.load.include_folders}) {
        hash.add(static_cast<std::uint64_t>(list->size()));
        for (std::string const& word : *list)
            hash.add(word);
    }
    semantics::AnalyzeOptions const& analyze = options.analyze;
    for (bool flag : {analyze.wrap, analyze.strict, analyze.strict_receive, analyze.lenient,
                      analyze.implicit_interpolation, analyze.tests, options.test_main,
                      options.load.no_main, line.json, options.policy.warnings_are_errors})
        hash.add(std::uint64_t{flag});
    for (auto const* codes :
         {&options.policy.enabled, &options.policy.disabled, &options.policy.as_errors}) {
        hash.add(static_cast<std::uint64_t>(codes->size()));
        for (diagnostics::Code code : *codes)
            hash.add(static_cast<std::uint64_t>(code));
    }
    return hash.text();
}

/// Grains live in memory unless the user says where; the program's own --store still outranks this.
void choose_store(CommandLine const& line)
{
    if (!line.store.empty())
        ::setenv("JANUS_STORE", line.store.c_str(), 1);
    else
        ::setenv("JANUS_STORE", "memory", 0);
}

int start(CommandLine const& line, fs::path const& program)
{
    choose_store(line);
    std::vector<std::string> arguments = line.test_arguments;
    if (line.simulates) {
        std::string files;
        for (std::string const& file : line.options.load.files)
            files += (files.empty() ? "" : " ") + file;
        arguments.insert(arguments.end(), {"--repeat-as", files});
    }
    arguments.insert(arguments.end(), line.program_arguments.begin(), line.program_arguments.end());
    return fail(become(program, arguments));
}

std::vector<std::string> absolute(std::vector<std::string> const& files)
{
    std::vector<std::string> paths;
    for (std::string const& file : files)
        paths.push_back(fs::absolute(file).lexically_normal().string());
    return paths;
}

/// Why the program cannot do what it is built for; empty if it can.
std::string nothing_to_do(CommandLine const& line, semantics::Program const& program)
{
    auto const any = [&](auto const& has) {
        return std::any_of(program.modules.begin(), program.modules.end(), has);
    };
    std::string const file = "'" + line.options.load.files.front() + "'";
    auto const has_main = [](semantics::Module const* module) { return module->main != nullptr; };
    if (line.simulates && any(has_main))
        return "";
    if (line.command == Command::run)
        return any(has_main) ? ""
                             : "nothing to run: " + file +
                                   " has neither a `main` nor statements outside of functions";
    return any([](semantics::Module const* module) { return !module->tests.empty(); })
               ? ""
               : "nothing to test: there is no `test \"name\" do … end` in " + file;
}

/// Where the headers of `use cpp` are looked for: beside the sources, then in the -I folders.
std::vector<std::string> header_folders(Result const& result, LoadOptions const& load)
{
    bool foreign = false;
    for (ast::Module const& module : result.loaded.syntax)
        for (ast::Item const& item : module.items)
            foreign |= item.import && item.import->kind == ast::Import::Kind::use_foreign;
    std::vector<std::string> folders;
    if (!foreign)
        return folders;
    for (std::string const& file : result.loaded.read_files)
        folders.push_back(fs::absolute(file).parent_path().string());
    folders.insert(folders.end(), load.include_folders.begin(), load.include_folders.end());
    return folders;
}

} // namespace

int run_command(CommandLine const& line)
{
    auto const found = find_toolchain();
    if (auto const* const error = std::get_if<ToolchainError>(&found))
        return fail(error->text);
    Toolchain const& toolchain = std::get<Toolchain>(found);
    fs::path const folder = BuildCache::default_folder();
    if (auto const problem = BuildCache::problem(folder))
        return fail(*problem);
    BuildCache const cache{folder};

    RunMemory const memory{cache, run_key(line, toolchain)};
    if (auto const known = memory.recall()) {
        std::cerr << known->warnings << std::flush;
        return start(line, known->program);
    }

    auto const result = compile(Disk{}, line.options);
    if (int const code = report(*result, line.json))
        return code;
    if (std::string const problem = nothing_to_do(line, *result->program); !problem.empty()) {
        std::cerr << "janusc: error: " << problem << std::endl;
        return 1;
    }
    std::vector<std::string> const headers = header_folders(*result, line.options.load);
    auto const built = ProgramBuilder{toolchain, cache}.build(result->generated, headers);
    if (auto const* const error = std::get_if<BuildError>(&built)) {
        std::cerr << error->text << std::flush;
        return 1;
    }
    auto const& program = std::get<BuiltProgram>(built);
    std::vector<std::string> read = absolute(result->loaded.read_files);
    read.insert(read.end(), program.headers.begin(), program.headers.end());
    memory.remember({program.path, report_text(*result, line.json), read,
                     absolute(result->loaded.absent_files)});
    return start(line, program.path);
}

} // namespace janus::driver
