#include "driver/program_builder.hpp"

#include "driver/content_hash.hpp"
#include "driver/foreign_headers.hpp"
#include "driver/output_file.hpp"
#include "driver/process.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <thread>

namespace janus::driver {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

void append(Words& words, Words const& more)
{
    words.insert(words.end(), more.begin(), more.end());
}

/// Removes a work folder at the end, however that comes.
class TemporaryFolder {
public:
    explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        if (!path_.empty())
            fs::remove_all(path_, ignored);
    }
    [[nodiscard]] fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

struct Step {
    Words command;
    fs::path output;
};

/// Runs the steps side by side, one for each processor. Gives what the failing ones said.
std::string run_steps(std::vector<Step> const& steps, fs::path const& folder)
{
    std::size_t const width = std::max(1U, std::thread::hardware_concurrency());
    std::deque<std::pair<ChildProcess, Step const*>> running;
    std::string complaints;
    auto const complaint = [&](std::string const& text) {
        if (complaints.find(text) == std::string::npos)
            complaints += text;
    };
    auto const finish_first = [&] {
        if (running.front().first.wait() != 0) {
            std::string const said = read_whole(running.front().second->output).value_or("");
            complaint(said.empty()
                          ? "cannot run '" + running.front().second->command.front() + "'\n"
                          : said);
        }
        running.pop_front();
    };
    for (Step const& step : steps) {
        if (running.size() == width)
            finish_first();
        running.emplace_back(ChildProcess{step.command, folder, step.output}, &step);
    }
    while (!running.empty())
        finish_first();
    return complaints;
}

BuildError refused(Toolchain const& toolchain, std::string const& what, std::string const& said)
{
    return {"janusc: error[C0003]: '" + toolchain.compiler + "' failed while " + what +
            "; unless an `extern` does not match its header this is a fault of janusc\n" + said};
}

} // namespace

// -O1: the first run of a program is the one people wait for. See docs/decisions.
Words ProgramBuilder::compile_command() const
{
    Words command{toolchain_.compiler, "-O1"};
    append(command, toolchain_.compile_flags);
    return command;
}

Words ProgramBuilder::precompiled_header() const
{
    ContentHash hash;
    for (std::string const& word : compile_command())
        hash.add(word);
    std::string const name = "header-" + hash.add(toolchain_.identity).text();
    auto const ready = [&]() -> std::optional<Words> {
        std::error_code error;
        auto const folder = cache_.find(name);
        if (!folder || !fs::exists(*folder / "runtime.hpp.gch", error))
            return std::nullopt;
        return Words{"-include", (*folder / "runtime.hpp").string()};
    };
    if (auto const flags = ready())
        return *flags;
    CacheLock const lock{cache_.lock_file(name)};
    if (auto const flags = ready())
        return *flags;
    // The compiled header remembers where its source is, so that is in its final place already.
    fs::path const folder = cache_.folder(name);
    TemporaryFolder const work{cache_.work_folder()};
    fs::path const draft = work.path() / "runtime.hpp.gch";
    Step step{compile_command(), work.path() / "output"};
    append(step.command, {"-x", "c++-header", "runtime.hpp", "-o", draft.string()});
    std::error_code error;
    // Without it programs build all the same, only slower.
    if (replace_file(folder / "runtime.hpp", "#include <janus/actor.hpp>\n") ||
        !run_steps({step}, folder).empty())
        return {};
    fs::rename(draft, folder / "runtime.hpp.gch", error);
    return ready().value_or(Words{});
}

// Which headers a program has is known only when it has been built. So there are two entries: a
// note of the headers and their content, named by the generated code, and the program, named by
// both.
std::optional<BuiltProgram> ProgramBuilder::recall(std::string const& key) const
{
    auto const note = cache_.find("headers-" + key);
    std::optional<std::string> const text = note ? read_whole(*note) : std::nullopt;
    auto headers = text ? unchanged_headers(*text) : std::nullopt;
    if (!headers)
        return std::nullopt;
    auto const program = cache_.find("program-" + hash_of(key + *text));
    return program ? std::optional{BuiltProgram{*program, std::move(*headers)}} : std::nullopt;
}

BuiltProgram ProgramBuilder::keep(std::string const& key, BuiltProgram const& built) const
{
    std::string const note = headers_note(built.headers);
    fs::path const draft = built.path.string() + ".headers";
    if (!replace_file(draft, note))
        cache_.keep("headers-" + key, draft);
    return {cache_.keep("program-" + hash_of(key + note), built.path), built.headers};
}

std::variant<BuiltProgram, BuildError> ProgramBuilder::build(
    std::vector<GeneratedFile> const& files, std::vector<std::string> const& include_folders) const
{
    Words include_flags;
    for (std::string const& folder : include_folders)
        append(include_flags, {"-I", fs::absolute(folder).lexically_normal().string()});
    ContentHash hash;
    hash.add(toolchain_.identity);
    for (std::string const& word : compile_command())
        hash.add(word);
    for (std::string const& word : include_flags)
        hash.add(word);
    for (GeneratedFile const& file : files)
        hash.add(file.name).add(file.text);
    std::string const key = hash.text();
    if (auto const known = recall(key))
        return *known;
    CacheLock const lock{cache_.lock_file("program-" + key)};
    if (auto const known = recall(key))
        return *known;
    TemporaryFolder const work{cache_.work_folder()};
    auto const built = build_in(work.path(), files, include_flags);
    if (auto const* const program = std::get_if<BuiltProgram>(&built)) {
        BuiltProgram kept = keep(key, *program);
        cache_.trim();
        return kept;
    }
    return built;
}

/// Neither generated nor part of the runtime, whose change is noticed otherwise.
bool ProgramBuilder::is_foreign(fs::path const& header, fs::path const& work) const
{
    auto const below = [&](fs::path const& folder) {
        fs::path const relative = header.lexically_relative(folder);
        return !relative.empty() && *relative.begin() != "..";
    };
    return !below(work) && !below(cache_.folder_path()) &&
           std::none_of(toolchain_.include_folders.begin(), toolchain_.include_folders.end(),
                        below);
}

std::variant<BuiltProgram, BuildError> ProgramBuilder::build_in(
    fs::path const& work, std::vector<GeneratedFile> const& files, Words const& include_flags) const
{
    Words base = compile_command();
    append(base, precompiled_header());
    append(base, {"-I", "."});
    append(base, include_flags);
    std::vector<Step> steps;
    std::vector<fs::path> rules;
    Words link{toolchain_.compiler, "-o", "program"};
    for (GeneratedFile const& file : files) {
        if (auto const problem = replace_file(work / file.name, file.text))
            return BuildError{"janusc: error: " + *problem + "\n"};
        if (!file.name.ends_with(".cpp"))
            continue;
        std::string const object = file.name + ".o";
        steps.push_back({base, work / (file.name + ".output")});
        append(steps.back().command, {"-c", file.name, "-o", object});
        if (!include_flags.empty()) {
            append(steps.back().command, {"-MMD", "-MF", file.name + ".d"});
            rules.push_back(work / (file.name + ".d"));
        }
        link.push_back(object);
    }
    if (std::string const said = run_steps(steps, work); !said.empty())
        return refused(toolchain_, "compiling the generated code", said);
    append(link, toolchain_.link_flags);
    if (std::string const said = run_steps({{link, work / "link.output"}}, work); !said.empty())
        return refused(toolchain_, "linking", said);
    BuiltProgram built{work / "program", {}};
    std::set<std::string> headers;
    for (fs::path const& rule : rules)
        for (std::string const& file : prerequisites(read_whole(rule).value_or(""))) {
            fs::path const header = (work / file).lexically_normal();
            if (is_foreign(header, work))
                headers.insert(header.string());
        }
    built.headers.assign(headers.begin(), headers.end());
    return built;
}

} // namespace janus::driver
