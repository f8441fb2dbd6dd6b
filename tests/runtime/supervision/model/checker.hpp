#pragma once
// Checker: hears every event of a run, and compares each supervisor of the tree with a model of
// its own. Also checks what only the whole shows: each end of a child is told exactly once, with
// the reason it had, and nobody outlives the run.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reference_model.hpp"

namespace supervision_model {

class Checker final : public janus::Tracer {
public:
    // With `keeps_lines` the events are kept in words, to be shown.
    Checker(SupervisorRules const& root, bool keeps_lines);

    void event(janus::TraceEvent const& event) noexcept override;
    // The run itself went wrong.
    void fail(std::string problem);
    // When the run is over.
    void finish() noexcept;

    // Empty if all is well.
    std::string const& difference() const { return difference_; }
    std::vector<std::string> const& lines() const { return lines_; }
    std::uint64_t digest() const { return digest_; }
    std::uint64_t events() const { return events_; }

private:
    struct Known {
        SupervisorRules const* rules = nullptr; // of a supervisor
        std::unique_ptr<ReferenceModel> model;  // of its present incarnation
    };
    struct Life {
        int starts = 0;
        int ends = 0;
        int told = 0;
        std::string last_end;
    };

    void check(janus::TraceEvent const& event);
    void check_life(janus::TraceEvent const& event);
    void let_time_pass(std::int64_t now);
    void mix(janus::TraceEvent const& event);

    SupervisorRules const& root_;
    bool const keeps_lines_;
    std::map<std::uint32_t, Known> supervisors_; // by Pid
    std::map<std::uint32_t, Life> children_;
    std::int64_t now_ = 0;
    std::uint64_t digest_ = 0xCBF29CE484222325U;
    std::uint64_t events_ = 0;
    std::string difference_;
    std::vector<std::string> lines_;
};

} // namespace supervision_model
