// What each construct of the language reads as. The cases are files in `syntax_cases/`: pieces
// of source, each followed by `==>` and its dump, separated by `---`. To accept new output,
// read it, then run with JANUS_BLESS=1.
#include "parsed_text.hpp"
#include "syntax/dump.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

struct Case {
    std::string source;
    std::string expected;
};

std::string read_file(std::filesystem::path const& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split(std::string const& text, std::string const& separator)
{
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (auto next = text.find(separator); next != std::string::npos;
         next = text.find(separator, at)) {
        parts.push_back(text.substr(at, next - at));
        at = next + separator.size();
    }
    parts.push_back(text.substr(at));
    return parts;
}

std::vector<Case> read_cases(std::filesystem::path const& path)
{
    std::vector<Case> cases;
    for (auto const& part : split(read_file(path), "---\n")) {
        auto const halves = split(part, "==>\n");
        cases.push_back({halves[0], halves.size() > 1 ? halves[1] : ""});
    }
    return cases;
}

std::string without_trailing_space(std::string const& text)
{
    std::string result;
    for (auto line : split(text, "\n")) {
        while (!line.empty() && line.back() == ' ') {
            line.pop_back();
        }
        if (!line.empty()) {
            result += line + "\n";
        }
    }
    return result;
}

std::vector<std::filesystem::path> case_files()
{
    std::vector<std::filesystem::path> files;
    std::filesystem::path const folder(JANUS_SOURCE_DIR "/tests/unit/syntax_cases");
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

TEST_CASE("constructs read as documented", "[parser]")
{
    bool const bless = std::getenv("JANUS_BLESS") != nullptr;
    auto const files = case_files();
    REQUIRE(files.size() >= 20);
    for (auto const& path : files) {
        std::string blessed;
        for (auto const& one : read_cases(path)) {
            CAPTURE(path.filename().string(), one.source);
            ParsedText const parsed(one.source);
            auto const actual = without_trailing_space(janus::syntax::dump(parsed.module));
            CHECK(parsed.rendered() == "");
            CHECK(parsed.module.complete);
            if (bless) {
                blessed += (blessed.empty() ? "" : "---\n") + one.source + "==>\n" + actual;
            } else {
                CHECK(actual == one.expected);
            }
        }
        if (bless) {
            std::ofstream(path) << blessed;
        }
    }
}

TEST_CASE("the seed's blocks parse verbatim", "[parser]")
{
    std::filesystem::path const folder(JANUS_SOURCE_DIR "/tests/seed");
    for (auto const* const name :
         {"chat_room", "counter", "database_cluster", "game_server", "kv_store", "user_session"}) {
        auto const text = read_file(folder / (std::string(name) + ".jan"));
        CAPTURE(name);
        REQUIRE_FALSE(text.empty());
        ParsedText const parsed(text);
        CHECK(parsed.rendered() == "");
        CHECK(parsed.module.items.size() >= 1);
    }
}

TEST_CASE("an actor whose receive shares its end says so", "[parser]")
{
    ParsedText const shared("actor A do\n  receive do\n  | x => y\nend\nfunc f() do end\n");
    REQUIRE(shared.module.items.size() == 2);
    auto const& first = janus::ast::as<janus::ast::DeclStmt>(*shared.module.items[0].statement);
    auto const& actor = janus::ast::as<janus::ast::Actor>(*first.declaration);
    CHECK(actor.shared_end);
    CHECK(shared.file.text(actor.span).ends_with("end"));
    ParsedText const closed("actor A do\n  receive do\n  | x => y\n  end\nend\nfunc f() do end\n");
    auto const& second = janus::ast::as<janus::ast::DeclStmt>(*closed.module.items[0].statement);
    CHECK_FALSE(janus::ast::as<janus::ast::Actor>(*second.declaration).shared_end);
}

TEST_CASE("comments are kept with their form and place", "[parser]")
{
    ParsedText const parsed("//! module\n/// doc\nfunc f() do # trailing\n  /* block */ x\nend\n"
                            "// last");
    auto const& comments = parsed.module.comments;
    REQUIRE(comments.size() == 5);
    using Form = janus::ast::Comment::Form;
    CHECK(comments[0].form == Form::module_doc);
    CHECK(comments[0].text == " module");
    CHECK(comments[1].form == Form::doc);
    CHECK(comments[1].own_line);
    CHECK(comments[2].form == Form::line);
    CHECK_FALSE(comments[2].own_line);
    CHECK(comments[2].text == " trailing");
    CHECK(comments[3].form == Form::block);
    CHECK(comments[3].text == " block ");
    CHECK(comments[4].text == " last");
    CHECK(parsed.file.text(comments[4].span) == "// last");
}
