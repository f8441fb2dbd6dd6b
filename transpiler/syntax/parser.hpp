#pragma once

#include "diagnostics/diagnostics.hpp"
#include "source/source_file.hpp"
#include "syntax/ast.hpp"

namespace janus::syntax {

/// The largest file that is read at all.
constexpr std::size_t max_file_size = std::size_t{40} * 1024 * 1024;

/// Reads one file into a syntax tree. Never throws for bad input: each mistake is reported
/// (L and P codes), an error node takes its place, and reading goes on; `complete` tells
/// whether there was none. The tree refers to the text of `file`, which must outlive it.
/// May be called from any thread with its own sink.
[[nodiscard]] ast::Module parse(source::SourceFile const& file,
                                diagnostics::Diagnostics& diagnostics);

} // namespace janus::syntax
