#include "driver/run_memory.hpp"

#include "driver/content_hash.hpp"
#include "driver/output_file.hpp"

#include <sstream>

namespace janus::driver {

namespace fs = std::filesystem;

// The note is text: `program NAME`, `read HASH PATH` and `absent PATH` lines, `warnings`, then
// these as they are.
std::optional<Remembered> RunMemory::recall() const
{
    std::optional<fs::path> const note = cache_.find("run-" + key_);
    std::optional<std::string> const text = note ? read_whole(*note) : std::nullopt;
    if (!text)
        return std::nullopt;
    Remembered run;
    std::istringstream lines{*text};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string kind;
        std::string hash;
        words >> kind;
        if (kind == "warnings") {
            run.warnings.assign(std::istreambuf_iterator<char>{lines}, {});
        } else if (kind == "program") {
            auto const program = cache_.find(line.substr(kind.size() + 1));
            if (!program)
                return std::nullopt;
            run.program = *program;
        } else if (kind == "read") {
            words >> hash;
            auto const content = read_whole(line.substr(kind.size() + hash.size() + 2));
            if (!content || hash_of(*content) != hash)
                return std::nullopt;
        } else if (std::error_code error;
                   kind != "absent" || fs::exists(line.substr(kind.size() + 1), error)) {
            return std::nullopt;
        }
    }
    return run.program.empty() ? std::nullopt : std::optional{std::move(run)};
}

void RunMemory::remember(Remembered const& run) const
{
    std::string text = "program " + run.program.filename().string() + "\n";
    for (std::string const& file : run.read_files) {
        auto const content = read_whole(file);
        if (!content || file.find('\n') != std::string::npos)
            return;
        text += "read " + hash_of(*content) + " " + file + "\n";
    }
    for (std::string const& file : run.absent_files)
        text += "absent " + file + "\n";
    text += "warnings\n" + run.warnings;
    fs::path const work = cache_.work_folder();
    std::error_code ignored;
    if (!work.empty() && !replace_file(work / "note", text))
        cache_.keep("run-" + key_, work / "note");
    fs::remove_all(work, ignored);
}

} // namespace janus::driver
