//! Makes the nodes of one checked body and remembers them, so that their types can be resolved when
//! the body is finished. The base of BodyChecker.
#pragma once

#include "semantics/environment.hpp"

#include <vector>

namespace janus::semantics {

class BodyNodes {
protected:
    explicit BodyNodes(Environment& environment) : environment_(environment) {}

    template <class T> T* node(ExprKind kind, Span span, TypeRef type)
    {
        T* made = environment_.make<T>();
        made->kind = kind;
        made->span = span;
        made->type = type;
        nodes_.push_back(made);
        return made;
    }
    template <class T> T* statement_node(StmtKind kind, Span span)
    {
        T* made = environment_.make<T>();
        made->kind = kind;
        made->span = span;
        return made;
    }
    template <class T> T* pattern_node(PatternKind kind, Span span, TypeRef type)
    {
        T* made = environment_.make<T>();
        made->kind = kind;
        made->span = span;
        made->type = type;
        patterns_.push_back(made);
        return made;
    }
    template <class T> NodeList<T> list(std::vector<T> const& elements)
    {
        return environment_.program.arena->list(elements);
    }

    Environment& environment_;
    std::vector<Expr*> nodes_;
    std::vector<Pattern*> patterns_;
};

} // namespace janus::semantics
