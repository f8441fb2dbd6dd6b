//! The modules of the standard library: what `import std.math` and `use std.core.io as io` mean. A
//! library module is the part of the prelude whose names begin with its own, such as `math.sqrt`;
//! everything in it is there without an import too. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace janus::semantics {

struct Environment;
struct ModuleScope;

/// The library module an import's path ("std/core/io", "std/math", "math") stands for, such as
/// "io"; empty if there is none.
std::string_view library_of(std::string_view path);

/// All paths an import may name, for "did you mean".
std::vector<std::string_view> const& library_paths();

/// The scope with the functions and types of a library module. The prelude must be declared.
ModuleScope& library_scope(Environment& environment, std::string_view library);

/// Whether a call `library.f(x, …)` may also mean the method `x.f(…)`.
bool has_methods(std::string_view library);

} // namespace janus::semantics
