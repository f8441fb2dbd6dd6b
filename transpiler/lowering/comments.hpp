//! The comments of one source file, handed out by position: each is printed once, at the place it
//! had. `#` becomes `//`. Used by one thread.
#pragma once

#include "source/source_file.hpp"
#include "syntax/ast.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace janus::lowering {

class Comments {
public:
    Comments(ast::Module const* module, source::SourceFile const* file);

    /// Ordinary comments that begin in [from, to), as `// …` lines.
    std::vector<std::string> take(std::uint32_t from, std::uint32_t to);
    /// The one behind the code that ends at `end`, on its line; empty if there is none.
    std::string take_trailing(std::uint32_t end);
    /// The `///` block directly before a declaration. May be asked for more than once.
    std::vector<std::string> doc(std::uint32_t from, std::uint32_t to) const;
    /// Where the code before `at` ends: the start of the comments that belong to what follows.
    std::uint32_t gap_before(std::uint32_t at) const;
    /// Source text on one line.
    std::string text(source::Span span) const;
    /// `//!` comments.
    std::vector<std::string> module_doc() const;

private:
    bool is_empty_line(std::uint32_t from, std::uint32_t to) const;
    void add_lines(ast::Comment const& comment, std::string_view mark,
                   std::vector<std::string>& lines) const;

    ast::Module const* module_;
    source::SourceFile const* file_;
    std::vector<bool> taken_;
};

} // namespace janus::lowering
