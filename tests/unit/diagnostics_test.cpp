#include "diagnostics/diagnostics.hpp"
#include "diagnostics/display_width.hpp"
#include "diagnostics/nearest_name.hpp"
#include "diagnostics/render.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace janus::diagnostics;
using janus::source::SourceSet;
using janus::source::Span;

TEST_CASE("the registry names every code once", "[diagnostics]")
{
    std::set<std::string_view> names;
    for (auto const& entry : all_codes()) {
        CHECK(names.insert(entry.name).second);
        CHECK(find_code(entry.name) == entry.code);
        CHECK(&info(entry.code) == &entry);
        CHECK_FALSE(entry.title.empty());
        bool const style = entry.name[0] == 'W';
        CHECK((entry.severity == Severity::error) == !style);
        CHECK((style || entry.on_by_default));
    }
    CHECK(names.size() > 60);
    CHECK_FALSE(find_code("X0001"));
    CHECK(info(Code::W0006).on_by_default);
    CHECK_FALSE(info(Code::W0100).on_by_default);
}

TEST_CASE("a diagnostic renders in the documented form", "[diagnostics]")
{
    SourceSet sources;
    std::string text = "\n\n\n\n\n\n\n\n\nfunc f(reply: T) do\n\n    replyy.send(1)\nend\n";
    auto const& file = sources.add("chat.jan", "chat", text);
    auto const at = static_cast<std::uint32_t>(text.find("replyy"));
    auto const bound = static_cast<std::uint32_t>(text.find("reply:"));
    Diagnostics diagnostics;
    diagnostics.add(
        Diagnostic(Code::S0001, {file.id(), at, at + 6}, "undefined identifier `replyy`")
            .note("no binding with this name is in scope")
            .suggest("did you mean `reply`?", "reply")
            .at({file.id(), bound, bound + 5}, "`reply` bound here"));
    CHECK(render_text(diagnostics, sources) ==
          "chat.jan:12:5: error[S0001]: undefined identifier `replyy`\n"
          "  |\n"
          " 12 |     replyy.send(1)\n"
          "  |       ^^^^^^\n"
          "  = no binding with this name is in scope\n"
          "  help: did you mean `reply`?\n"
          "        reply\n"
          "  --> chat.jan:10:8: `reply` bound here\n"
          "error: 1 errors, 0 warnings generated\n");
}

TEST_CASE("carets stand under what they mean", "[diagnostics]")
{
    SourceSet sources;
    auto const caret_line = [&](std::string const& text, std::uint32_t begin, std::uint32_t end) {
        auto const& file = sources.add("a.jan", "a", text);
        auto const out =
            render_text(Diagnostic(Code::S0001, {file.id(), begin, end}, "m"), sources);
        auto const last = out.rfind('\n', out.size() - 2);
        return out.substr(last + 1, out.size() - last - 2);
    };
    CHECK(caret_line("abc", 1, 2) == "  |    ^");
    CHECK(caret_line("abc", 3, 3) == "  |      ^");
    CHECK(caret_line("\tabc", 1, 3) == "  |       ^^");
    CHECK(caret_line("\"日本\" x", 9, 10) == "  |          ^");
    CHECK(caret_line("a\nbcd\ne", 2, 7) == "  |   ^^^");
    CHECK(caret_line("日本", 0, 6) == "  |   ^^^^");
}

TEST_CASE("JSON lines carry place, message and fix", "[diagnostics]")
{
    SourceSet sources;
    auto const& file = sources.add("a \"b\".jan", "a", "let x = 1\n");
    auto const line =
        render_json(Diagnostic(Code::S0004, {file.id(), 4, 5}, "cannot assign\nto `x`")
                        .note("why")
                        .suggest("declare it with `var`", "var"),
                    sources);
    CHECK(line ==
          R"({"schema_version":1,"code":"S0004","severity":"error","location":)"
          R"({"file":"a \"b\".jan","line":1,"column":5,"end_line":1,"end_column":6},)"
          R"("summary":"cannot assign\nto `x`","explanation":"why",)"
          R"("fixes":[{"description":"declare it with `var`","replacement":"var","location":)"
          R"({"file":"a \"b\".jan","line":1,"column":5,"end_line":1,"end_column":6}}],)"
          R"("related":[]})"
          "\n");
}

TEST_CASE("a file shows its first twenty errors", "[diagnostics]")
{
    SourceSet sources;
    auto const& file = sources.add("a.jan", "a", std::string(100, 'x'));
    Diagnostics diagnostics;
    for (std::uint32_t at = 60; at-- > 0;) {
        diagnostics.report(Code::S0001, {file.id(), at, at + 1}, "m");
        diagnostics.report(Code::S0001, {file.id(), at, at + 1}, "repeated");
    }
    auto const shown = diagnostics.sorted();
    CHECK(shown.size() == Diagnostics::max_errors_per_file);
    CHECK(shown.front().span.begin == 0);
    CHECK(shown.back().span.begin == 19);
    CHECK(diagnostics.error_count() == 60);
    CHECK(diagnostics.hidden_errors(file.id()) == 40);
    auto const text = render_text(diagnostics, sources);
    CHECK(text.find("a.jan: note: 40 more errors in this file are not shown\n") !=
          std::string::npos);
}

TEST_CASE("the policy decides what is shown and how seriously", "[diagnostics]")
{
    auto const count = [](Policy const& policy, Code code) {
        Diagnostics diagnostics(policy);
        diagnostics.report(code, {0, 0, 1}, "m");
        return std::pair(diagnostics.error_count(), diagnostics.warning_count());
    };
    using Counts = std::pair<std::size_t, std::size_t>;
    Policy enabled;
    enabled.enabled = {Code::W0100};
    Policy disabled;
    disabled.disabled = {Code::W0006, Code::S0001};
    Policy promoted;
    promoted.as_errors = {Code::W0006};
    Policy strict;
    strict.warnings_are_errors = true;
    CHECK(count({}, Code::W0006) == Counts{0, 1});
    CHECK(count({}, Code::W0100) == Counts{0, 0});
    CHECK(count(enabled, Code::W0100) == Counts{0, 1});
    CHECK(count(disabled, Code::W0006) == Counts{0, 0});
    CHECK(count(disabled, Code::S0001) == Counts{1, 0});
    CHECK(count(promoted, Code::W0006) == Counts{1, 0});
    CHECK(count(strict, Code::W0006) == Counts{1, 0});
}

TEST_CASE("display width counts columns, not bytes", "[diagnostics]")
{
    CHECK(display_width("abc") == 3);
    CHECK(display_width("é") == 1);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("😀") == 2);
    CHECK(display_width("\xFF") == 1);
    CHECK(printable("a\tb\x01") == "a    b?");
}

TEST_CASE("the nearest name is one somebody may have meant", "[diagnostics]")
{
    CHECK(edit_distance("prinltn", "println") == 1); // neighbours exchanged
    CHECK(edit_distance("sqroot", "sqrt") == 2);
    CHECK(nearest_name("prinltn", {"print", "println"}) == "println");
    CHECK(nearest_name("printn", {"print", "println"}) == "println");
    CHECK(nearest_name("prnit", {"panic", "print"}) == "print");
    CHECK(nearest_name("tru", {"to", "true"}) == "true");
    CHECK(nearest_name("toUpper", {"to_upper"}) == "to_upper");
    CHECK(nearest_name("sqroot", {"sqrt"}) == "sqrt");
    CHECK(nearest_name("size", {"slice", "len"}) == "len");
    // In a short word more changes make another word.
    CHECK(nearest_name("new", {"now"}).empty());
    CHECK(nearest_name("len", {"link"}).empty());
    CHECK(nearest_name("note", {"now"}).empty());
    CHECK(nearest_name("retry", {"return"}).empty());
    CHECK(nearest_name("x", {"y"}).empty());
    CHECK(nearest_name("conut", {"count"}, {"mount"}) == "count");
    CHECK(nearest_name("mont", {"cont"}, {"mount", "font"}) == "cont"); // a local, as near
}
