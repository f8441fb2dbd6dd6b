//! Inference variables of one body: what a literal or an empty collection may still become.
//! Numbered from zero in each body; `finish` gives every variable its final type.
#pragma once

#include "semantics/type.hpp"
#include "source/span.hpp"

#include <vector>

namespace janus::semantics {

enum class VariableKind : std::uint8_t { any, integer, floating };

class Inference {
public:
    explicit Inference(TypeTable& types) : types_(types) {}

    TypeRef fresh(VariableKind kind, source::Span origin);
    /// Follows variables at the top only.
    TypeRef resolve(TypeRef type) const;
    /// Follows variables everywhere.
    /// For messages: as `deep`, and an open number is what it would become.
    TypeRef shown(TypeRef type);
    TypeRef deep(TypeRef type);
    /// Makes both the same type by binding variables. False (and possibly some bindings) if they
    /// cannot be.
    bool unify(TypeRef left, TypeRef right);
    bool is_variable(TypeRef type, VariableKind kind) const;
    void bind(TypeRef variable, TypeRef type);
    /// What is still open in the type becomes the error type: nobody is asked for it.
    void give_up(TypeRef type, TypeRef error);

    /// As `deep`, with the defaults: integers i64, floats f64. A variable nothing fixed becomes the
    /// error type and its origin is added to `unresolved`.
    TypeRef finish(TypeRef type, std::vector<source::Span>& unresolved);
    void reset() { variables_.clear(); }

private:
    struct Variable {
        VariableKind kind{};
        TypeRef bound = nullptr;
        source::Span origin;
        bool reported = false;
    };
    bool occurs(TypeRef variable, TypeRef type) const;
    TypeRef rebuild(TypeRef type, std::vector<source::Span>* unresolved);

    TypeTable& types_;
    std::vector<Variable> variables_;
};

} // namespace janus::semantics
