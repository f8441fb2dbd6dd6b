#include "semantics/library.hpp"

#include "semantics/environment.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace janus::semantics {

namespace {

struct Library {
    std::string_view path; // of an import
    std::string_view name; // what its names begin with
};

constexpr std::array libraries{
    Library{"std/array", "array"},
    Library{"std/collections", "array"},
    Library{"std/conv", "conv"},
    Library{"std/core/array", "array"},
    Library{"std/core/conv", "conv"},
    Library{"std/core/fs", "fs"},
    Library{"std/core/fs_ops", "fs"},
    Library{"std/core/io", "io"},
    Library{"std/core/math", "math"},
    Library{"std/core/mem", "mem"},
    Library{"std/core/string", "string"},
    Library{"std/core/string_ops", "string"},
    Library{"std/core/time", "time"},
    Library{"std/fs", "fs"},
    Library{"std/io", "io"},
    Library{"std/iter", "iter"},
    Library{"std/json", "json"},
    Library{"std/log", "log"},
    Library{"std/math", "math"},
    Library{"std/mem", "mem"},
    Library{"std/net/http", "http"},
    Library{"std/os", "os"},
    Library{"std/process", "process"},
    Library{"std/random", "random"},
    Library{"std/string", "string"},
    Library{"std/time", "time"},
};

bool matches(Library const& library, std::string_view path)
{
    // `import math` alone means the same as `import std.math`.
    return library.path == path ||
           (path == library.name && library.path.find('/') == library.path.rfind('/'));
}

} // namespace

std::string_view library_of(std::string_view path)
{
    auto const found = std::find_if(libraries.begin(), libraries.end(),
                                    [&](Library const& known) { return matches(known, path); });
    return found == libraries.end() ? std::string_view{} : found->name;
}

std::vector<std::string_view> const& library_paths()
{
    static std::vector<std::string_view> const paths = [] {
        std::vector<std::string_view> made;
        for (Library const& library : libraries)
            made.push_back(library.path);
        return made;
    }();
    return paths;
}

ModuleScope& library_scope(Environment& environment, std::string_view library)
{
    for (ModuleScope& scope : environment.libraries)
        if (scope.library == library)
            return scope;
    ModuleScope& scope = environment.libraries.emplace_back();
    scope.library = library;
    for (auto const& [name, overloads] : environment.prelude.functions)
        if (name.size() > library.size() && name.starts_with(library) &&
            name[library.size()] == '.')
            scope.functions.emplace(name.substr(library.size() + 1), overloads);
    for (auto const& [name, symbol] : environment.prelude.names)
        if (symbol.is_type())
            scope.names.emplace(name, symbol);
    return scope;
}

bool has_methods(std::string_view library)
{
    return library == "string" || library == "array" || library == "iter" || library == "json";
}

} // namespace janus::semantics
