#include "diagnostics/nearest_name.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace janus::diagnostics {

namespace {

constexpr std::size_t far = 1000;

/// What other languages call it, and the names here. The first one that is a candidate is meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 34> elsewhere{{
    {"size", "len"},
    {"length", "len"},
    {"count", "len"},
    {"append", "push"},
    {"push_back", "push"},
    {"add", "push"},
    {"add", "insert"},
    {"includes", "contains"},
    {"containsKey", "contains"},
    {"strip", "trim"},
    {"upper", "to_upper"},
    {"toUpperCase", "to_upper"},
    {"lower", "to_lower"},
    {"toLowerCase", "to_lower"},
    {"forEach", "each"},
    {"toString", "to_string"},
    {"tell", "send"},
    {"echo", "println"},
    {"puts", "println"},
    {"printf", "println"},
    {"nil", "null"},
    {"nullptr", "null"},
    {"undefined", "null"},
    {"this", "self"},
    {"boolean", "bool"},
    {"integer", "i64"},
    {"Int", "i64"},
    {"Integer", "i64"},
    {"long", "i64"},
    {"double", "f64"},
    {"Float", "f64"},
    {"byte", "u8"},
    {"Dict", "HashMap"},
    {"dict", "HashMap"},
}};

/// Without what different conventions spell differently: `toUpper`, `to_upper`.
std::string folded(std::string_view name)
{
    std::string made;
    for (char const letter : name)
        if (letter != '_')
            made += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    return made;
}

/// In a short word more changes make another word.
std::size_t distance_between(std::string_view wanted, std::string_view candidate)
{
    std::size_t const longer = std::max(wanted.size(), candidate.size());
    std::size_t const shorter = std::min(wanted.size(), candidate.size());
    if (wanted == candidate || shorter == 0 || longer - shorter > 2)
        return far;
    if (longer > 1 && folded(wanted) == folded(candidate))
        return 1;
    std::size_t const distance = edit_distance(wanted, candidate);
    bool const another_letter =
        wanted.size() == candidate.size() &&
        !std::is_permutation(wanted.begin(), wanted.end(), candidate.begin());
    bool const other_word = longer <= 3 && another_letter; // `new`, `now`
    bool const too_short = shorter < 2 && wanted.front() != wanted.back();
    if (distance == 1)
        return too_short || other_word ? far : 1;
    // Letters only left out or only added say more than changed ones: `sqroot`, `sqrt`.
    bool const alike = shorter > 5 || (shorter > 3 && longer - shorter == 2);
    bool const same_start = folded(wanted).substr(0, 1) == folded(candidate).substr(0, 1);
    return distance == 2 && alike && same_start ? 2 : far;
}

/// How many letters at the start and the end are the same.
std::size_t shared_ends(std::string_view left, std::string_view right)
{
    auto const start = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    auto const end = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
    return static_cast<std::size_t>(start.first - left.begin()) +
           static_cast<std::size_t>(end.first - left.rbegin());
}

std::string_view known_elsewhere(std::string_view wanted,
                                 std::vector<std::string_view> const& candidates)
{
    for (auto const& [foreign, here] : elsewhere)
        if (foreign == wanted &&
            std::find(candidates.begin(), candidates.end(), here) != candidates.end())
            return here;
    return {};
}

} // namespace

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> before(right.size() + 1);
    std::vector<std::size_t> above(right.size() + 1);
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t column = 0; column < row.size(); ++column)
        row[column] = column;
    for (std::size_t line = 1; line <= left.size(); ++line) {
        std::swap(before, above);
        std::swap(above, row);
        row[0] = line;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            bool const same = left[line - 1] == right[column - 1];
            row[column] = std::min(
                {above[column] + 1, row[column - 1] + 1, above[column - 1] + (same ? 0 : 1)});
            bool const exchanged = line > 1 && column > 1 && left[line - 1] == right[column - 2] &&
                                   left[line - 2] == right[column - 1];
            if (exchanged)
                row[column] = std::min(row[column], before[column - 2] + 1);
        }
    }
    return row.back();
}

std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& candidates)
{
    constexpr std::size_t longest_compared = 64;
    if (wanted.empty() || wanted.size() > longest_compared)
        return {};
    std::string_view nearest;
    std::size_t best = far;
    std::size_t best_shared = 0;
    for (std::string_view candidate : candidates) {
        std::size_t const distance = distance_between(wanted, candidate);
        if (distance == far || distance > best)
            continue;
        std::size_t const shared = shared_ends(wanted, candidate);
        // The last part makes the answer the same whatever the order of the candidates.
        if (distance < best || shared > best_shared ||
            (shared == best_shared && candidate < nearest)) {
            nearest = candidate;
            best = distance;
            best_shared = shared;
        }
    }
    return nearest.empty() ? known_elsewhere(wanted, candidates) : nearest;
}

std::string_view nearest_name(std::string_view wanted,
                              std::vector<std::string_view> const& preferred,
                              std::vector<std::string_view> const& others)
{
    std::string_view const first = nearest_name(wanted, preferred);
    std::string_view const second = nearest_name(wanted, others);
    bool const nearer =
        !second.empty() && distance_between(wanted, second) < distance_between(wanted, first);
    return first.empty() || nearer ? second : first;
}

bool suggest_nearest(Diagnostic& problem, std::string_view wanted,
                     std::vector<std::string_view> const& candidates)
{
    std::string const near{nearest_name(wanted, candidates)};
    if (near.empty())
        return false;
    problem.suggest("did you mean `" + near + "`?", near);
    return true;
}

} // namespace janus::diagnostics
