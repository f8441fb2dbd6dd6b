#include <janus/print.hpp>

#include "seams/lock.hpp"

#include <atomic>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

namespace janus {

namespace {

// Standard output through stdio, one lock per call so that calls never mix.
class ProcessOutput final : public Output {
public:
    void standard(std::string_view text) override
    {
        detail::LockGuard const guard(lock_);
        (void)std::fwrite(text.data(), 1, text.size(), stdout);
        if (text.find('\n') != std::string_view::npos) {
            (void)std::fflush(stdout);
        }
    }
    // Standard output first: a reader of both sees them in the order they were written.
    void error(std::string_view text) override
    {
        detail::LockGuard const guard(lock_);
        (void)std::fflush(stdout);
        (void)std::fwrite(text.data(), 1, text.size(), stderr);
        (void)std::fflush(stderr);
    }
    void flush() override
    {
        detail::LockGuard const guard(lock_);
        (void)std::fflush(stdout);
    }

private:
    detail::Lock lock_;
};

// Never destroyed: actors may print while the program's statics go.
Output& process_output()
{
    static Output* const made = new ProcessOutput;
    return *made;
}

std::atomic<Output*>& replaced_output()
{
    static std::atomic<Output*> replacement{nullptr};
    return replacement;
}

} // namespace

Output& output()
{
    Output* const replacement = replaced_output().load(std::memory_order_acquire);
    return replacement ? *replacement : process_output();
}

void set_output(Output* replacement)
{
    replaced_output().store(replacement, std::memory_order_release);
}

namespace detail {

void print_standard(std::string_view text)
{
    output().standard(text);
}

void print_error(std::string_view text)
{
    output().error(text);
}

} // namespace detail

void print_float(double value)
{
    detail::print_standard(fmt::format("{:f}\n", value));
}

void print_bool(bool value)
{
    detail::print_standard(value ? "true" : "false");
}

} // namespace janus
