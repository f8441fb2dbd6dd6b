//! What the annotations of actors and grains mean: `@mailbox(…)`, `@persist(…)`, `@name("…")` and
//! the others. Reads them into the actor's options and reports what is misspelt, belongs to grains
//! only, or has a value it cannot have.
#pragma once

#include "semantics/environment.hpp"

#include <optional>
#include <vector>

namespace janus::semantics {

/// The annotations in front of `actor` or `grain`.
void read_actor_annotations(Environment& environment, Actor& actor,
                            ast::List<ast::Annotation> annotations);

/// What the annotations of a state field say about storing it.
struct FieldAnnotations {
    MemoryTag tag = MemoryTag::none;
    bool persists = false; // @persist: stored in spite of the actor's default
};
/// `@memory(Local.Exclusive)`; reports what is none of the three tags.
MemoryTag read_memory_tag(Environment& environment, ast::Annotation const& annotation);
FieldAnnotations read_field_annotations(Environment& environment,
                                        ast::List<ast::Annotation> annotations);

/// `@requires(cap: [.a, .b])`.
std::vector<std::string_view> read_capabilities(Environment& environment,
                                                ast::Annotation const& annotation);
void warn_of_misspelt_capability(Environment& environment, std::string_view name, Span span);

/// `@reductions(500)` or `@reductions(limit: 500)`.
std::optional<std::int64_t> read_reductions(Environment& environment,
                                            ast::Annotation const& annotation);

/// `@resume(ErrorType)` of an arm; null, reported, if that is no error type.
TypeRef read_resumed_error(Environment& environment, ModuleScope& scope,
                           ast::Annotation const& annotation);

/// Reports an annotation that means nothing here, with the nearest one that does.
void unknown_annotation(Environment& environment, ast::Annotation const& annotation,
                        std::vector<std::string_view> const& known);

} // namespace janus::semantics
