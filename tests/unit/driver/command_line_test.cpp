#include "driver/command_line.hpp"
#include "driver/warning_flags.hpp"

#include <catch2/catch.hpp>

using namespace janus;
using namespace janus::driver;

using Arguments = std::vector<std::string>;

static CommandLine parsed(Arguments const& arguments)
{
    auto result = parse_command_line(arguments);
    REQUIRE(std::holds_alternative<CommandLine>(result));
    return std::get<CommandLine>(result);
}

static Finished finished(Arguments const& arguments)
{
    auto result = parse_command_line(arguments);
    REQUIRE(std::holds_alternative<Finished>(result));
    return std::get<Finished>(result);
}

TEST_CASE("the build's call of compile is understood")
{
    CommandLine const line =
        parsed({"compile", "--module-root", "/src", "--out-dir", "/out", "--depfile", "/out/a.d",
                "--depfile-target", "/out/a.stamp", "-I/one", "-I/two words", "--with",
                "/src/b.jan", "--no-main", "--no-line", "/src/a.jan"});
    CHECK(line.command == Command::compile);
    CHECK(line.options.load.files == Arguments{"/src/a.jan"});
    CHECK(line.options.load.fellows == Arguments{"/src/b.jan"});
    CHECK(line.options.load.include_folders == Arguments{"/one", "/two words"});
    CHECK(line.options.load.module_root == "/src");
    CHECK(line.options.load.no_main);
    CHECK_FALSE(line.options.line_directives);
    CHECK(line.out_folder == "/out");
    CHECK(line.depfile_target == "/out/a.stamp");
}

TEST_CASE("what stands behind -- of a run goes to the program unchanged")
{
    CommandLine const line =
        parsed({"run", "a.jan", "b.jan", "--store", "x.db", "--", "--workers", "2", "--", "a"});
    CHECK(line.options.load.files == Arguments{"a.jan", "b.jan"});
    CHECK(line.store == "x.db");
    CHECK(line.program_arguments == Arguments{"--workers", "2", "--", "a"});
}

TEST_CASE("warnings are switched with -W")
{
    CommandLine const line =
        parsed({"check", "-Wno-W0006", "-WW0100", "-Werror", "--strict-receive", "a.jan"});
    CHECK(line.options.policy.disabled.contains(diagnostics::Code::W0006));
    CHECK(line.options.policy.enabled.contains(diagnostics::Code::W0100));
    CHECK(line.options.policy.as_errors.contains(diagnostics::Code::W0006));
    CHECK(line.options.policy.warnings_are_errors);
    diagnostics::Policy policy;
    CHECK(apply_warning_flag("no-S0001", policy));
    CHECK(apply_warning_flag("W9999", policy));
    CHECK(apply_warning_flag("", policy));
}

TEST_CASE("wrong use ends with 2 and says how it is right")
{
    CHECK(finished({}).exit_code == 2);
    CHECK(finished({"a.jan"}).error.find("janusc run a.jan") != std::string::npos);
    CHECK(finished({"check"}).exit_code == 2);
    CHECK(finished({"check", "--nonsense", "a.jan"}).error.find("--nonsense") != std::string::npos);
    CHECK(finished({"compile", "a.jan"}).exit_code == 2);
}

TEST_CASE("help and version are no mistakes")
{
    CHECK(finished({"--version"}).exit_code == 0);
    CHECK(finished({"--version"}).output.starts_with("janusc "));
    CHECK(finished({"--help"}).output.find("compile") != std::string::npos);
    CHECK(finished({"run", "--help"}).output.find("--store") != std::string::npos);
}
