#pragma once

#include "diagnostics/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace janus::diagnostics {

/// What the user asked for with `-W…`: which codes to show and how seriously to take them.
struct Policy {
    std::set<Code> enabled;
    std::set<Code> disabled;
    /// Codes shown as errors whatever their severity, for example by `--strict-receive`.
    std::set<Code> as_errors;
    bool warnings_are_errors = false;
};

/// The sink all phases report into. It applies the user's policy, drops exact repetitions
/// and bounds what one file can produce, so that a hopeless input stays readable and cheap.
/// Used by one thread at a time.
class Diagnostics {
public:
    static constexpr std::size_t max_errors_per_file = 20;

    Diagnostics() = default;
    explicit Diagnostics(Policy policy) : policy_(std::move(policy)) {}

    void add(Diagnostic diagnostic);
    /// Shorthand for the common case of a bare message.
    Diagnostics& report(Code code, source::Span span, std::string message);

    /// What to show: by file and position, at most `max_errors_per_file` errors for each file.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;
    /// How many errors of a file `sorted()` leaves out.
    [[nodiscard]] std::size_t hidden_errors(std::uint32_t file) const;

    [[nodiscard]] std::size_t error_count() const noexcept { return errors_; }
    [[nodiscard]] std::size_t warning_count() const noexcept { return warnings_; }
    [[nodiscard]] bool has_errors() const noexcept { return errors_ != 0; }
    [[nodiscard]] std::size_t error_count(std::uint32_t file) const;
    [[nodiscard]] Policy const& policy() const noexcept { return policy_; }

private:
    [[nodiscard]] bool shown(Diagnostic const& diagnostic) const;

    Policy policy_;
    std::vector<Diagnostic> entries_;
    std::map<std::uint32_t, std::size_t> errors_by_file_;
    std::map<std::uint32_t, std::size_t> warnings_by_file_;
    std::set<std::pair<std::uint64_t, std::uint32_t>> seen_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

} // namespace janus::diagnostics
