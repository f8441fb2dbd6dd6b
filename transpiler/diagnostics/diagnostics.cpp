#include "diagnostics/diagnostics.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace janus::diagnostics {

namespace {

// Later phases may report at earlier places, so more is kept than is shown.
constexpr std::size_t max_kept_per_file = 1000;

// A name may be a megabyte long; what is said about it is not. Cut between characters.
void shorten(std::string& text)
{
    constexpr std::size_t longest = 1000;
    if (text.size() <= longest) {
        return;
    }
    auto const inside = [&](std::size_t at) { return (text[at] & '\xC0') == '\x80'; };
    std::size_t head = longest / 2;
    std::size_t tail = text.size() - longest / 4;
    while (head > 0 && inside(head)) {
        --head;
    }
    while (tail < text.size() && inside(tail)) {
        ++tail;
    }
    text = text.substr(0, head) + "…" + text.substr(tail);
}

} // namespace

bool Diagnostics::shown(Diagnostic const& diagnostic) const
{
    if (diagnostic.severity == Severity::error || policy_.as_errors.contains(diagnostic.code)) {
        return true;
    }
    if (policy_.disabled.contains(diagnostic.code)) {
        return false;
    }
    return info(diagnostic.code).on_by_default || policy_.enabled.contains(diagnostic.code);
}

void Diagnostics::add(Diagnostic diagnostic)
{
    if (!shown(diagnostic)) {
        return;
    }
    shorten(diagnostic.message);
    shorten(diagnostic.help);
    for (auto& note : diagnostic.notes) {
        shorten(note);
    }
    for (auto& place : diagnostic.places) {
        shorten(place.text);
    }
    bool const promoted = policy_.as_errors.contains(diagnostic.code) ||
                          (policy_.warnings_are_errors && diagnostic.severity == Severity::warning);
    if (promoted) {
        diagnostic.severity = Severity::error;
    }
    std::uint64_t const place =
        (static_cast<std::uint64_t>(diagnostic.span.file) << 32U) | diagnostic.span.begin;
    auto const key = std::pair(place, static_cast<std::uint32_t>(diagnostic.code));
    if (seen_.size() < max_kept_per_file * 64 && !seen_.insert(key).second) {
        return;
    }
    bool const is_error = diagnostic.severity == Severity::error;
    if (is_error) {
        ++errors_;
    } else if (diagnostic.severity == Severity::warning) {
        ++warnings_;
    }
    auto& by_file = is_error ? errors_by_file_ : warnings_by_file_;
    if (by_file[diagnostic.span.file]++ < max_kept_per_file) {
        entries_.push_back(std::move(diagnostic));
    }
}

Diagnostics& Diagnostics::report(Code code, source::Span span, std::string message)
{
    add(Diagnostic(code, span, std::move(message)));
    return *this;
}

std::vector<Diagnostic> Diagnostics::sorted() const
{
    std::vector<std::size_t> order(entries_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const key = [&](std::size_t at) {
        auto const& span = entries_[at].span;
        return std::tuple(span.file, span.begin, at);
    };
    std::sort(order.begin(), order.end(),
              [&](std::size_t left, std::size_t right) { return key(left) < key(right); });
    std::vector<Diagnostic> result;
    result.reserve(order.size());
    for (std::size_t const at : order) {
        result.push_back(entries_[at]);
    }
    std::map<std::uint32_t, std::size_t> shown_errors;
    std::erase_if(result, [&](Diagnostic const& diagnostic) {
        return diagnostic.severity == Severity::error &&
               ++shown_errors[diagnostic.span.file] > max_errors_per_file;
    });
    return result;
}

std::size_t Diagnostics::error_count(std::uint32_t file) const
{
    auto const found = errors_by_file_.find(file);
    return found == errors_by_file_.end() ? 0 : found->second;
}

std::size_t Diagnostics::hidden_errors(std::uint32_t file) const
{
    auto const count = error_count(file);
    return count > max_errors_per_file ? count - max_errors_per_file : 0;
}

} // namespace janus::diagnostics
