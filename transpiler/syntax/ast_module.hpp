//! One parsed file. Include "syntax/ast.hpp".
#pragma once

#include "syntax/arena.hpp"
#include "syntax/ast.hpp"
#include "syntax/ast_declaration.hpp"
#include "syntax/ast_statement.hpp"

#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace janus::ast {

struct ProfileDirective {
    Span span;
    std::string_view profile; // "cluster", "cluster!"; other directives are kept in `extra`
    List<Annotation> extra;
};
/// `import a.b as c`, `import a/b`, `use a.{b, c}`, `use cpp "x.hpp"`, `graft x = zig "…"`.
struct Import {
    enum class Kind : std::uint8_t { import, use, use_foreign, graft };
    Span span;
    Kind kind{};
    Path path;                 // dotted, or the parts of a string path split at `/`
    std::string_view text;     // the string of `use cpp "…"`, or a string path as written
    std::string_view language; // cpp, zig
    List<Name> names;          // use a.{b, c}
    Name alias;
};
enum class ItemKind : std::uint8_t { profile, module, import, statement };
/// A declaration is a statement of kind `declaration`.
struct Item {
    ItemKind kind{};
    Span span;
    ProfileDirective* profile = nullptr;
    Path module; // module a.b, package a
    Import* import = nullptr;
    Stmt* statement = nullptr;
};

/// `text` is without its marker; `own_line` is false for a comment after code on the same line.
struct Comment {
    Span span;
    std::string_view text;
    enum class Form : std::uint8_t { line, block, doc, module_doc };
    Form form{};
    bool own_line = true;
};

struct Module {
    std::unique_ptr<syntax::Arena> arena; // owns every node
    std::uint32_t file = 0;
    List<Item> items;
    std::vector<Comment> comments; // in source order; attached by position when code is emitted
    bool complete = false;         // no syntax error
    std::unordered_set<std::string_view> lost_names; // declared where the syntax is wrong
};

} // namespace janus::ast
