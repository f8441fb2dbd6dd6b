#include "driver/commands.hpp"

#include "diagnostics/explain.hpp"
#include "diagnostics/render.hpp"
#include "driver/depfile.hpp"
#include "driver/disk.hpp"
#include "driver/output_file.hpp"
#include "driver/side_by_side.hpp"
#include "semantics/program_dump.hpp"
#include "syntax/dump.hpp"

#include <filesystem>
#include <iostream>

namespace janus::driver {

namespace fs = std::filesystem;

std::string report_text(Result const& result, bool json)
{
    std::string text;
    for (std::string const& problem : result.loaded.unreadable)
        text += "janusc: error: " + problem + "\n";
    text += json ? diagnostics::render_json(result.diagnostics, result.loaded.sources)
                 : diagnostics::render_text(result.diagnostics, result.loaded.sources);
    return text;
}

int report(Result const& result, bool json)
{
    std::cerr << report_text(result, json) << std::flush;
    if (!result.loaded.unreadable.empty())
        return 2;
    return result.ok() ? 0 : 1;
}

int check_command(CommandLine const& line)
{
    return report(*compile(Disk{}, line.options), line.json);
}

static int fail(std::string const& problem)
{
    std::cerr << "janusc: error: " << problem << std::endl;
    return 2;
}

int compile_command(CommandLine const& line)
{
    auto const result = compile(Disk{}, line.options);
    if (int const code = report(*result, line.json))
        return code;
    std::string const advice = "; name a folder that can be written with --out-dir";
    for (GeneratedFile const& file : result->generated)
        if (auto const problem =
                write_if_different(fs::path{line.out_folder} / file.name, file.text))
            return fail(*problem + advice);
    if (line.depfile.empty())
        return 0;
    std::vector<std::string> sources;
    for (std::string const& file : result->loaded.read_files)
        sources.push_back(fs::absolute(file).lexically_normal().string());
    if (auto const problem =
            write_if_different(line.depfile, depfile_text(line.depfile_target, sources)))
        return fail(*problem + "; name another file with --depfile");
    return 0;
}

/// Headers have no #line, so they stay as they are.
static std::string beside_source(Result const& result, GeneratedFile const& file)
{
    for (source::SourceFile const& source : result.loaded.sources)
        if (file.name == result.loaded.modules[source.id()].path + ".jan.cpp")
            return side_by_side(source.text(), source.path(), file.text);
    return file.text;
}

int emit_command(CommandLine const& line)
{
    auto const result = compile(Disk{}, line.options);
    if (int const code = report(*result, line.json))
        return code;
    for (GeneratedFile const& file : result->generated)
        std::cout << "// ---- " << file.name << "\n"
                  << (line.side_by_side ? beside_source(*result, file) : file.text);
    if (!std::cout.flush())
        return fail("cannot write to standard output");
    return 0;
}

int dump_command(CommandLine const& line)
{
    auto const result = compile(Disk{}, line.options);
    if (line.phase == "ast" && result->loaded.unreadable.empty()) {
        // Trees are shown even of faulty files: that is when people want to see them.
        for (semantics::ModuleInput const& module : result->loaded.modules)
            if (module.to_emit)
                std::cout << syntax::dump(*module.syntax);
        return report(*result, line.json);
    }
    if (int const code = report(*result, line.json))
        return code;
    if (line.phase == "program")
        std::cout << semantics::dump(*result->program);
    for (GeneratedFile const& file : result->generated)
        std::cout << "// ---- " << file.name << "\n" << file.text;
    std::cout << std::flush;
    return 0;
}

int explain_command(CommandLine const& line)
{
    auto const code = diagnostics::find_code(line.code);
    if (!code)
        return fail("there is no diagnostic '" + line.code + "'; codes look like S5001");
    std::cout << diagnostics::explanation_page(*code) << std::flush;
    return 0;
}

} // namespace janus::driver
