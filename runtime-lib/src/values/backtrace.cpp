#include "values/backtrace.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <cxxabi.h>
#include <dlfcn.h>

#include <janus/detail/lock.hpp>

#if JANUS_HAS_LIBBACKTRACE
#include <backtrace.h>
#endif

namespace janus::detail {

namespace {

struct Frame {
    std::string function;
    std::string file;
    int line = 0;
};

// Without parameters and what compilers add: `shop::Till::on_Pay`.
std::string readable(char const* symbol)
{
    int status = 0;
    std::unique_ptr<char, void (*)(void*)> const demangled(
        abi::__cxa_demangle(symbol, nullptr, nullptr, &status), &std::free);
    std::string name = status == 0 ? demangled.get() : symbol;
    constexpr std::string_view unnamed = "(anonymous namespace)";
    for (std::size_t at = name.find(unnamed); at != std::string::npos; at = name.find(unnamed)) {
        name.replace(at, unnamed.size() + 2, "");
    }
    return name.substr(0, name.find('('));
}

// The runtime's own, the library's, and how a thread begins.
bool is_machinery(std::string const& function)
{
    constexpr std::array<std::string_view, 7> beginnings{
        "janus::", "std::", "_", "void std::", "void janus::", "start_thread", "clone"};
    for (std::string_view const beginning : beginnings) {
        if (function.starts_with(beginning)) {
            return true;
        }
    }
    return function.empty();
}

#if JANUS_HAS_LIBBACKTRACE

void ignore(void*, char const*, int) {}

backtrace_state* state()
{
    static backtrace_state* const made = ::backtrace_create_state(nullptr, 1, &ignore, nullptr);
    return made;
}

void add_symbol(void* frames, std::uintptr_t, char const* symbol, std::uintptr_t, std::uintptr_t)
{
    if (symbol != nullptr) {
        static_cast<std::vector<Frame>*>(frames)->push_back({readable(symbol), {}, 0});
    }
}

// The last part of the path: compilers differ in how much of it they note.
int add_frame(void* frames, std::uintptr_t, char const* file, int line, char const* function)
{
    if (file != nullptr) {
        std::string const path = file;
        static_cast<std::vector<Frame>*>(frames)->push_back(
            {function == nullptr ? std::string() : readable(function),
             path.substr(path.rfind('/') + 1), line});
    }
    return 0;
}

// One at a time: crashes are rare, and sanitizers do not see how the library shares its tables.
Lock one_at_a_time;

std::vector<Frame> frames_of(void* address)
{
    LockGuard const guard(one_at_a_time);
    std::vector<Frame> frames;
    std::vector<Frame> symbols;
    // The call, not where it returns to.
    std::uintptr_t const call = reinterpret_cast<std::uintptr_t>(address) - 1;
    if (state() == nullptr) {
        return frames;
    }
    ::backtrace_pcinfo(state(), call, &add_frame, &ignore, &frames);
    ::backtrace_syminfo(state(), call, &add_symbol, &ignore, &symbols);
    if (frames.empty()) {
        return symbols;
    }
    // Those before the last are inlined in it; only that one is the symbol.
    if (frames.back().function.empty() && !symbols.empty()) {
        frames.back().function = symbols.front().function;
    }
    return frames;
}

#else

std::vector<Frame> frames_of(void* address)
{
    Dl_info info{};
    if (::dladdr(address, &info) == 0 || info.dli_sname == nullptr) {
        return {};
    }
    return {{readable(info.dli_sname), {}, 0}};
}

#endif

} // namespace

std::string backtrace_text(std::vector<void*> const& addresses)
{
    std::string text;
    for (void* const address : addresses) {
        for (Frame const& frame : frames_of(address)) {
            if (is_machinery(frame.function)) {
                continue;
            }
            text += "\n    at " + frame.function;
            if (frame.line > 0) {
                text += " (" + frame.file + ':' + std::to_string(frame.line) + ')';
            }
        }
    }
    return text;
}

} // namespace janus::detail
