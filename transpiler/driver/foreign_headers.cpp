#include "driver/foreign_headers.hpp"

#include "driver/content_hash.hpp"
#include "driver/output_file.hpp"

#include <sstream>

namespace janus::driver {

std::vector<std::string> prerequisites(std::string_view rule)
{
    std::vector<std::string> files;
    std::string file;
    std::size_t const colon = rule.find(": ");
    auto const end_file = [&] {
        if (!file.empty())
            files.push_back(std::move(file));
        file.clear();
    };
    for (std::size_t at = colon == std::string_view::npos ? rule.size() : colon + 2;
         at < rule.size(); ++at) {
        char const letter = rule[at];
        char const next = at + 1 < rule.size() ? rule[at + 1] : '\0';
        if (letter == '\\' && (next == ' ' || next == '#')) {
            file += next;
            ++at;
        } else if (letter == '\\' && next == '\n') {
            ++at;
        } else if (letter == '$' && next == '$') {
            file += '$';
            ++at;
        } else if (letter == ' ' || letter == '\n') {
            end_file();
        } else {
            file += letter;
        }
    }
    end_file();
    return files;
}

std::string headers_note(std::vector<std::string> const& headers)
{
    std::string text;
    for (std::string const& header : headers)
        text += hash_of(read_whole(header).value_or("")) + " " + header + "\n";
    return text;
}

std::optional<std::vector<std::string>> unchanged_headers(std::string_view note)
{
    std::vector<std::string> headers;
    std::istringstream lines{std::string(note)};
    for (std::string line; std::getline(lines, line);) {
        std::size_t const space = line.find(' ');
        if (space == std::string::npos)
            return std::nullopt;
        std::string header = line.substr(space + 1);
        auto const content = read_whole(header);
        if (!content || hash_of(*content) != line.substr(0, space))
            return std::nullopt;
        headers.push_back(std::move(header));
    }
    return headers;
}

} // namespace janus::driver
