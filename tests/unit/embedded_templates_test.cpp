#include "emit/embedded_templates.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace janus::emit {
namespace {

std::filesystem::path const templates = std::filesystem::path(JANUS_SOURCE_DIR) / "templates/cpp";

std::string read(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("every template file is embedded byte by byte")
{
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(templates)) {
        INFO(entry.path());
        ++files;
        std::string_view const text = embedded_template(entry.path().filename().string());
        REQUIRE(text.data() != nullptr);
        CHECK(text == read(entry.path()));
    }
    CHECK(files == embedded_template_names().size());
}

TEST_CASE("the names of the templates are sorted and without duplicates")
{
    auto const names = embedded_template_names();
    CHECK(std::ranges::is_sorted(names));
    CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("an unknown template is told from an empty one")
{
    CHECK(embedded_template("no such template").data() == nullptr);
}

} // namespace janus::emit
