#include "emit/embedded_templates.hpp"
#include "emit/template_engine.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

using namespace janus::emit;

TEST_CASE("a field replaces its placeholder")
{
    CHECK(render_text("a ${b} c ${b}${d}\n", {{"b", "1"}, {"d", "2"}}) == "a 1 c 12\n");
    CHECK(render_text("$$ costs $$${n}", {{"n", "5"}}) == "$ costs $5");
    CHECK(render_text("", {}) == "");
}

TEST_CASE("a placeholder alone on its line inserts lines at its indentation")
{
    Fields const fields{{"body", "one;\n\ntwo;\n"}};
    CHECK(render_text("{\n    ${body}\n}\n", fields) == "{\n    one;\n\n    two;\n}\n");
    CHECK(render_text("{\n    ${body}\n}\n", {{"body", ""}}) == "{\n}\n");
    CHECK(render_text("${body}", {{"body", "x"}}) == "x\n");
}

TEST_CASE("wrong fields are bugs")
{
    CHECK_THROWS_AS(render_text("${a}", {}), std::logic_error);
    CHECK_THROWS_AS(render_text("text", {{"a", "1"}}), std::logic_error);
    CHECK_THROWS_AS(render_text("$a", {{"a", "1"}}), std::logic_error);
    CHECK_THROWS_AS(render_text("${a", {{"a", "1"}}), std::logic_error);
    CHECK_THROWS_AS(render("no_such_template", {}), std::logic_error);
}

namespace {

std::set<std::string> placeholders(std::string_view text)
{
    std::set<std::string> names;
    for (std::size_t at = text.find("${"); at != std::string_view::npos;
         at = text.find("${", at + 2))
        names.emplace(text.substr(at + 2, text.find('}', at) - at - 2));
    return names;
}

} // namespace

TEST_CASE("every template renders with the fields it names and never maps lines")
{
    for (std::string_view const name : embedded_template_names()) {
        std::string_view const text = embedded_template(name);
        Fields fields;
        std::set<std::string> const names = placeholders(text);
        for (std::string const& field : names)
            fields.emplace_back(field, "value");
        INFO(name);
        CHECK_NOTHROW(render(name, fields));
        CHECK(text.find("#line") == std::string_view::npos);
        CHECK(text.ends_with('\n'));
        if (!fields.empty()) {
            fields.pop_back();
            CHECK_THROWS_AS(render(name, fields), std::logic_error);
        }
    }
}
