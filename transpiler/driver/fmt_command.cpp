#include "driver/commands.hpp"

#include "diagnostics/render.hpp"
#include "driver/disk.hpp"
#include "driver/output_file.hpp"
#include "syntax/formatter/formatter.hpp"
#include "syntax/parser.hpp"

#include <algorithm>
#include <iostream>

namespace janus::driver {

namespace {

enum class Outcome { fine, changed, faulty, unusable };

/// A faulty file is reported and left alone: nobody's half-written code is touched.
Outcome format_file(std::string const& path, bool check_only)
{
    auto const text = read_whole(path);
    if (!text) {
        std::cerr << "janusc: error: cannot read '" << path << "'\n";
        return Outcome::unusable;
    }
    source::SourceSet sources;
    diagnostics::Diagnostics problems;
    source::SourceFile const& file = sources.add(path, path, *text);
    ast::Module const module = syntax::parse(file, problems);
    if (problems.has_errors() || !module.complete) {
        std::cerr << diagnostics::render_text(problems, sources);
        return Outcome::faulty;
    }
    std::string const formatted = syntax::format(file, module);
    if (formatted == *text)
        return Outcome::fine;
    if (check_only) {
        std::cout << path << '\n';
        return Outcome::changed;
    }
    if (auto const problem = write_if_different(path, formatted)) {
        std::cerr << "janusc: error: " << *problem << '\n';
        return Outcome::unusable;
    }
    return Outcome::fine;
}

} // namespace

int fmt_command(CommandLine const& line)
{
    Outcome worst = Outcome::fine;
    for (std::string const& path : line.options.load.files)
        worst = std::max(worst, format_file(path, line.check_only));
    std::cout << std::flush;
    return worst == Outcome::unusable ? 2 : worst == Outcome::fine ? 0 : 1;
}

} // namespace janus::driver
