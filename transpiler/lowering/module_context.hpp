//! What all parts of lowering share while one module is lowered: the program, the names, the
//! comments, the sink. Spells types as this module's code sees them. Used by one thread.
#pragma once

#include "diagnostics/diagnostics.hpp"
#include "lowering/comments.hpp"
#include "lowering/entity_names.hpp"
#include "semantics/program.hpp"
#include "source/source_file.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace janus::lowering {

struct ModuleContext {
    ModuleContext(semantics::Program const& program, semantics::Module const& module,
                  EntityNames const& names, source::SourceSet const& sources,
                  diagnostics::Diagnostics& diagnostics, bool wrap);

    semantics::Program const& program;
    semantics::Module const& module;
    EntityNames const& names;
    diagnostics::Diagnostics& diagnostics;
    Comments comments;
    bool wrap;          // unchecked arithmetic
    bool tests = false; // failed assertions show the values they compared
    source::SourceFile const* file;
    source::Span place; // what is lowered now, for complaints about its types
    NameSet hidden;     // names that mean something else where code is printed now

    /// "ChatMsg" in its own module, "chat::ChatMsg" elsewhere or where the short name is hidden.
    std::string spell(semantics::Entity const& entity) const;
    /// With the arguments of a generic actor: "Stack<std::int64_t>".
    std::string spell(semantics::Entity const& entity,
                      std::span<semantics::TypeRef const> arguments) const;
    /// An actor from inside: "Stack<T>".
    std::string spell_class(semantics::Actor const& actor) const;
    std::string qualified(semantics::Entity const& entity) const;
    std::string spell(semantics::TypeRef type) const;
    /// As code outside of every namespace sees it.
    std::string spell_global(semantics::TypeRef type) const;
    /// As an argument of a template: `void` has a value there.
    std::string spell_argument(semantics::TypeRef type) const;
    /// "janus::Task<>" of the result type.
    std::string spell_task(semantics::TypeRef result) const;
    /// How a plain function takes it: small values as they are, the rest by reference.
    std::string spell_parameter(semantics::TypeRef type) const;

    /// The member name of a field.
    std::string field(semantics::Field const& field) const;

    /// A piece of the source as written, on one line.
    std::string text_of(source::Span span) const;

    void unsupported(source::Span span, std::string_view feature);

private:
    mutable bool global_ = false; // spelling for code outside of the namespace

    std::string spell_in(semantics::Module const* owner, std::string const& name) const;
    std::string spell_arguments(std::span<semantics::TypeRef const> arguments) const;
    std::string spell_structure(semantics::TypeRef type) const;
};

/// Copied like a number: no destructor, no more than a word or two.
bool is_small(semantics::TypeRef type);
bool is_void(semantics::TypeRef type);
/// What a field is called unless that is its type's name: tuple payloads have item0, item1, …
std::string field_name(semantics::Field const& field);

} // namespace janus::lowering
