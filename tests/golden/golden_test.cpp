// Compares what the compiler writes with the files beside the sources.
#include "driver/compile.hpp"
#include "driver/disk.hpp"
#include "emit/emit.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using namespace janus;

namespace {

fs::path const folder = JANUS_GOLDEN_DIR;

std::vector<std::string> programs()
{
    std::vector<std::string> names;
    for (fs::directory_entry const& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".jan")
            names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string read(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::unique_ptr<driver::Result> checked(std::string const& name)
{
    driver::Options options;
    options.load.files.push_back((folder / (name + ".jan")).string());
    return driver::compile(driver::Disk(), options);
}

std::string problems(driver::Result const& result)
{
    std::string text;
    for (diagnostics::Diagnostic const& problem : result.diagnostics.sorted()) {
        if (problem.severity == diagnostics::Severity::error)
            text += std::string(diagnostics::name_of(problem.code)) + ": " + problem.message + "\n";
    }
    return text;
}

emit::EmittedModule emitted(driver::Result& result, bool lines)
{
    emit::EmitOptions options;
    options.line_directives = lines;
    options.tool_version = "0";
    options.source_path = [](source::SourceFile const& file) {
        return fs::path(file.path()).filename().string();
    };
    auto modules = emit::emit(*result.program, result.loaded.sources, options, result.diagnostics);
    REQUIRE(modules.size() == 1);
    return std::move(modules.front());
}

/// The first line that differs, so that a failure can be read.
std::string first_difference(std::string const& wanted, std::string const& made)
{
    std::istringstream left(wanted);
    std::istringstream right(made);
    std::string one;
    std::string other;
    for (int line = 1;; ++line) {
        bool const more_left = static_cast<bool>(std::getline(left, one));
        bool const more_right = static_cast<bool>(std::getline(right, other));
        if (!more_left && !more_right)
            return {};
        if (one != other || more_left != more_right)
            return "line " + std::to_string(line) + "\n- " + one + "\n+ " + other;
        one.clear();
        other.clear();
    }
}

void compare(fs::path const& path, std::string const& made)
{
    bool const bless = std::getenv("JANUS_BLESS") != nullptr;
    if (bless && read(path) != made)
        std::ofstream(path, std::ios::binary) << made;
    INFO(path.filename().string() << ": " << first_difference(read(path), made));
    CHECK(read(path) == made);
}

} // namespace

TEST_CASE("generated C++ is what was reviewed")
{
    for (std::string const& name : programs()) {
        auto result = checked(name);
        INFO(name << "\n" << problems(*result));
        REQUIRE(result->program != nullptr);
        REQUIRE_FALSE(result->diagnostics.has_errors());
        emit::EmittedModule const made = emitted(*result, name.starts_with("lines_"));
        INFO(problems(*result));
        REQUIRE_FALSE(result->diagnostics.has_errors());
        compare(folder / (name + ".jan.hpp"), made.header);
        compare(folder / (name + ".jan.cpp"), made.source);
    }
}

TEST_CASE("emitting twice gives the same text")
{
    for (std::string const& name : programs()) {
        auto first = checked(name);
        auto second = checked(name);
        CHECK(emitted(*first, true).source == emitted(*second, true).source);
        CHECK(emitted(*first, false).header == emitted(*second, false).header);
    }
}

TEST_CASE("every golden has its source")
{
    std::vector<std::string> const names = programs();
    std::set<std::string> const known(names.begin(), names.end());
    for (fs::directory_entry const& entry : fs::directory_iterator(folder)) {
        std::string const file = entry.path().filename().string();
        std::size_t const at = file.find(".jan.");
        if (at != std::string::npos)
            CHECK(known.contains(file.substr(0, at)));
    }
}

TEST_CASE("waiting is in await-normal form")
{
    // A wait is a statement or initialises a variable, and what it waits for has a name.
    std::regex const normal(
        R"(^\s*([A-Za-z_].* = )?co_await ([A-Za-z_]\w*|[A-Za-z_]\w*\.(receive|next)\(\)|[A-Za-z_]\w*\.receive_for\(.*\));$)");
    for (std::string const& name : programs()) {
        std::istringstream text(read(folder / (name + ".jan.cpp")));
        for (std::string line; std::getline(text, line);) {
            if (line.find("co_await") == std::string::npos)
                continue;
            INFO(name << ": " << line);
            CHECK(std::regex_match(line, normal));
        }
    }
}

TEST_CASE("generated lines fit where the source allows")
{
    for (std::string const& name : programs()) {
        for (char const* extension : {".jan.hpp", ".jan.cpp"}) {
            std::istringstream text(read(folder / (name + extension)));
            for (std::string line; std::getline(text, line);) {
                INFO(name << extension << ": " << line);
                CHECK((line.size() <= 100 || line.find("//") != std::string::npos));
            }
        }
    }
}

TEST_CASE("every line directive names a line that exists")
{
    std::regex const directive(R"(^#line (\d+) \"(.*)\"$)");
    for (std::string const& name : programs()) {
        std::string const source = read(folder / (name + ".jan"));
        auto const lines = std::count(source.begin(), source.end(), '\n');
        auto result = checked(name);
        std::string const made = emitted(*result, true).source;
        std::istringstream text(made);
        int number = 0;
        for (std::string line; std::getline(text, line);) {
            ++number;
            std::smatch match;
            if (!std::regex_match(line, match, directive))
                continue;
            INFO(name << ": " << line);
            if (match[2] == name + ".jan")
                CHECK(std::stoi(match[1]) <= lines);
            else
                CHECK(std::stoi(match[1]) == number + 1);
        }
    }
}
