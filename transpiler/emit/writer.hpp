//! The source file while it is written: counts lines, so that `#line` can point back into it.
//! Statements of the user are mapped to their `.jan` lines; a directive is written only where the
//! line the compiler would assume is not the right one. Used by one thread.
#pragma once

#include "emit/statement_text.hpp"
#include "source/source_file.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace janus::emit {

/// How `#line` spells the two files.
struct LineNames {
    bool enabled = true;
    std::string source;    // "/home/ann/chat/room.jan"
    std::string generated; // "out/chat/room.jan.cpp"
};

class Writer {
public:
    Writer(source::SourceSet const& sources, LineNames const& names);

    /// Text of one or more lines, as it is.
    void text(std::string_view lines);
    void blank() { text("\n"); }
    /// The statements between the braces of a function, indented once, then the way back.
    void body(std::vector<lowering::cpp::Stmt> const& statements);
    /// After the closing brace of a body: the lines that follow are the generated file's again.
    void unmap();

    std::string take() { return std::move(text_); }

private:
    /// Takes note of the line ends in the text from here on.
    void count_lines(std::size_t begin);
    void map(std::uint32_t line);
    void line_directive(std::uint32_t line, std::string const& file);

    source::SourceSet const& sources_;
    bool enabled_;
    std::string source_end_; // of a directive: the file in quotes and the line end
    std::string generated_end_;
    std::string text_;
    std::uint32_t line_ = 1;   // of the generated file, where the next text goes
    std::uint32_t mapped_ = 0; // the .jan line the next line counts as; 0: not mapped
};

} // namespace janus::emit
