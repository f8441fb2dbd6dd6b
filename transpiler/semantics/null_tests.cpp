#include "semantics/null_tests.hpp"

#include <algorithm>

namespace janus::semantics {

bool NullTests::knows(Local const* local) const
{
    return !shared(local) && std::any_of(tests_.begin(), tests_.end(), [&](Test const& test) {
        return test.local == local && test.counts;
    });
}

void NullTests::lost(Local const* local, Span span, std::string_view why)
{
    for (Test& test : tests_)
        if (test.local == local && test.counts)
            test = {local, false, span, why};
}

void NullTests::enter_loop(ast::Block const& body)
{
    for (Test& test : tests_)
        if (test.counts && test.local->mutable_)
            if (Span const span = assigned_in(body, test.local->name); !span.empty())
                test = {test.local, false, span, "the loop changes it here"};
}

std::vector<bool> NullTests::enter_closure(Span span)
{
    std::vector<bool> known;
    for (Test& test : tests_) {
        known.push_back(test.counts);
        if (test.counts && test.local->mutable_)
            test = {test.local, false, span, "this function may run when it has changed"};
    }
    return known;
}

void NullTests::leave_closure(std::vector<bool> const& known)
{
    for (std::size_t at = 0; at < known.size(); ++at)
        tests_[at].counts = known[at];
}

NullTests::Test const* NullTests::lost_test(Local const* local) const
{
    for (auto test = tests_.rbegin(); test != tests_.rend(); ++test)
        if (test->local == local)
            return test->why.empty() ? nullptr : &*test;
    return nullptr;
}

} // namespace janus::semantics
