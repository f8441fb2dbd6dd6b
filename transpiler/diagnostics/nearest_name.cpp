#include "diagnostics/nearest_name.hpp"

#include <algorithm>

namespace janus::diagnostics {

namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t column = 0; column < row.size(); ++column)
        row[column] = column;
    for (std::size_t line = 1; line <= left.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            std::size_t const above = row[column];
            std::size_t const change = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
            row[column] = std::min({above + 1, row[column - 1] + 1, change});
            diagonal = above;
        }
    }
    return row.back();
}

std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& candidates)
{
    constexpr std::size_t longest_compared = 64;
    std::size_t best = 3;
    std::string_view nearest;
    if (wanted.empty() || wanted.size() > longest_compared)
        return {};
    for (std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > wanted.size() + 2 ||
            wanted.size() > candidate.size() + 2)
            continue;
        std::size_t const distance = edit_distance(wanted, candidate);
        bool const better = distance < best || (distance == best && candidate < nearest);
        // Two mistakes in a short word make another word.
        bool const alike = (distance < 2 && wanted.size() > 1) ||
                           lower(candidate.front()) == lower(wanted.front());
        if (distance > 0 && distance * 2 <= wanted.size() + 1 && better && alike) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace janus::diagnostics
