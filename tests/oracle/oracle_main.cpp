// oracle FIRST COUNT FOLDER: makes the programs with the seeds FIRST … FIRST+COUNT-1, translates
// them as one module to FOLDER/batch.jan.{hpp,cpp}, and says what they must do:
// FOLDER/arguments names those that come to their end, FOLDER/expected is what these print
// together, FOLDER/panics has a line `NUMBER CODE` for each that panics and FOLDER/NUMBER.expected
// what it prints before. Exit 1: janusc refuses a program.
#include "diagnostics/render.hpp"
#include "driver/compile.hpp"
#include "generator.hpp"
#include "interpreter.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>

namespace {

using namespace janus;

std::string prefix_of(std::uint64_t seed)
{
    return "p" + std::to_string(seed) + "_";
}

std::string all_programs(std::uint64_t first, std::uint64_t count)
{
    std::string text;
    std::string calls;
    std::optional<oracle::TypeFamily> types;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        if (!types || seed % oracle::TypeFamily::programs == 0)
            text += types.emplace(seed / oracle::TypeFamily::programs).text();
        text += oracle::random_program(seed, *types, prefix_of(seed)) + "\n";
        calls += "            \"" + std::to_string(seed) + "\" => " + prefix_of(seed) + "main()\n";
    }
    return text +
           "func main() do\n    for wanted in args() do\n        println(\"# \", wanted)\n"
           "        match wanted do\n" +
           calls + "            _ => println(\"unknown\")\n        end\n    end\nend\n";
}

void write(std::string const& path, std::string const& text)
{
    std::ofstream file(path);
    file << text;
    if (!file.flush())
        std::cerr << "oracle: cannot write '" << path << "'\n";
}

semantics::Function const& main_of(semantics::Program const& program, std::uint64_t seed)
{
    for (semantics::Declaration const& declared : program.modules.back()->declarations)
        if (declared.function && declared.function->name == prefix_of(seed) + "main")
            return *declared.function;
    throw oracle::Unknown{"main of " + std::to_string(seed)};
}

void expect(semantics::Program const& program, std::uint64_t first, std::uint64_t count,
            std::string const& folder)
{
    std::string arguments;
    std::string expected;
    std::string panics;
    std::uint64_t compared = 0;
    oracle::Interpreter interpreter;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        oracle::Outcome const outcome = interpreter.run(main_of(program, seed));
        std::string const shown = "# " + std::to_string(seed) + "\n" + outcome.output;
        if (outcome.too_long)
            continue;
        ++compared;
        if (outcome.panic.empty()) {
            arguments += std::to_string(seed) + " ";
            expected += shown;
        } else {
            panics += std::to_string(seed) + " " + outcome.panic + "\n";
            write(folder + "/" + std::to_string(seed) + ".expected", shown);
        }
    }
    write(folder + "/arguments", arguments);
    write(folder + "/expected", expected);
    write(folder + "/panics", panics);
    std::cout << compared << "\n";
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "usage: oracle FIRST COUNT FOLDER\n";
        return 2;
    }
    std::uint64_t const first = std::strtoull(argv[1], nullptr, 10);
    std::uint64_t const count = std::strtoull(argv[2], nullptr, 10);
    std::string const folder = argv[3];
    std::string const text = all_programs(first, count);
    write(folder + "/batch.jan", text);
    source::MemoryFileSystem files;
    files.add("batch.jan", text);
    driver::Options options;
    options.load.files = {"batch.jan"};
    options.goal = driver::Goal::generate;
    auto const result = driver::compile(files, options);
    if (!result->ok()) {
        std::cerr << diagnostics::render_text(result->diagnostics, result->loaded.sources);
        return 1;
    }
    for (driver::GeneratedFile const& file : result->generated)
        write(folder + "/" + file.name, file.text);
    try {
        expect(*result->program, first, count, folder);
    } catch (oracle::Unknown const& unknown) {
        std::cerr << "oracle: the interpreter does not know " << unknown.what << "\n";
        return 1;
    }
    return 0;
}
