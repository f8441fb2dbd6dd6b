// The formatter changes white space and nothing else.
#include "parsed_text.hpp"
#include "syntax/dump.hpp"
#include "syntax/formatter/formatter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

std::string read_file(std::filesystem::path const& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string format(std::string const& text)
{
    ParsedText const parsed(text);
    return janus::syntax::format(parsed.file, parsed.module);
}

std::vector<std::string> comments(ParsedText const& parsed)
{
    std::vector<std::string> result;
    for (auto const& comment : parsed.module.comments) {
        result.push_back(std::string(comment.text) + (comment.own_line ? "" : " (trailing)"));
    }
    return result;
}

// The sources in `syntax_cases` (each may hold several) and all programs of the project.
std::vector<std::string> sources()
{
    std::vector<std::string> texts;
    std::filesystem::path const root(JANUS_SOURCE_DIR "/tests");
    for (auto const& entry : std::filesystem::directory_iterator(root / "unit/syntax_cases")) {
        auto const text = read_file(entry.path());
        for (std::size_t at = 0; at < text.size();) {
            auto const end = std::min(text.find("==>\n", at), text.size());
            texts.push_back(text.substr(at, end - at));
            at = std::min(text.find("---\n", end), text.size());
            at = at == text.size() ? at : at + 4;
        }
    }
    for (auto const* const folder : {"seed", "ui", "run", "golden", "conformance", "../examples"}) {
        if (!std::filesystem::exists(root / folder)) {
            continue;
        }
        for (auto const& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            if (entry.path().extension() == ".jan") {
                texts.push_back(read_file(entry.path()));
            }
        }
    }
    return texts;
}

// All on one level and as tight or as loose as the tokens allow.
std::string without_indentation(std::string const& text)
{
    std::string result;
    bool at_line_start = true;
    for (char const character : text) {
        if (at_line_start && (character == ' ' || character == '\t')) {
            continue;
        }
        result += character;
        at_line_start = character == '\n';
    }
    return result;
}

void check_formatting(std::string const& text)
{
    CAPTURE(text);
    ParsedText const before(text);
    if (!before.module.complete) {
        CHECK(janus::syntax::format(before.file, before.module) == text);
        return;
    }
    auto const formatted = janus::syntax::format(before.file, before.module);
    CAPTURE(formatted);
    ParsedText const after(formatted);
    CHECK(after.module.complete);
    CHECK(janus::syntax::dump(after.module) == janus::syntax::dump(before.module));
    CHECK(comments(after) == comments(before));
    CHECK(janus::syntax::format(after.file, after.module) == formatted);
}

} // namespace

TEST_CASE("formatting keeps the tree and the comments and is idempotent", "[formatter]")
{
    auto const all = sources();
    REQUIRE(all.size() > 25);
    for (auto const& text : all) {
        check_formatting(text);
        // Multi-line strings and comments would change with their indentation.
        bool const verbatim = !ParsedText(text).module.complete ||
                              text.find("\"\"\"") != std::string::npos ||
                              text.find("/*") != std::string::npos;
        if (!verbatim) {
            check_formatting(without_indentation(text));
            CHECK(format(without_indentation(text)) == format(text));
        }
    }
}

TEST_CASE("the one layout", "[formatter]")
{
    auto const text = read_file(JANUS_SOURCE_DIR "/tests/unit/formatter_layout.txt");
    auto const middle = text.find("==>\n");
    REQUIRE(middle != std::string::npos);
    CHECK(format(text.substr(0, middle)) == text.substr(middle + 4));
}

TEST_CASE("the brace of a literal before an else closes no branch", "[formatter]")
{
    std::string const text = "func main() do\n"
                             "    foo(|i| if i < 3 do fail Oops.Bad { at: i } else do 2 end)\n"
                             "    let a: ??i64 = null\n"
                             "    if a == null { println(1) } else { println(2) }\n"
                             "    println(3)\n"
                             "end\n";
    CHECK(format(text) == text);
}

TEST_CASE("what does not parse is left alone", "[formatter]")
{
    CHECK(format("let   = 5\n") == "let   = 5\n");
    CHECK(format("").empty());
    CHECK(format("\n\n").empty());
    CHECK(format("let x = 1") == "let x = 1\n");
    CHECK(format("\xEF\xBB\xBF"
                 "let x=1\r\nlet y = 2\r\n") == "let x = 1\nlet y = 2\n");
}
