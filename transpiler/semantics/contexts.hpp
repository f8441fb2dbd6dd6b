//! Contexts in one body: which one a call gets that asks for one, and whether it has what the
//! callee needs. Part of a BodyChecker, whose nodes it makes. S0101: a capability is surely not
//! there. S3001: nobody knows, and the callee could not report it.
#pragma once

#include "semantics/capability_facts.hpp"

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace janus::semantics {

class BodyChecker;
struct CallArguments;
enum class Want : std::uint8_t;

class ContextChecker {
public:
    explicit ContextChecker(BodyChecker& body) : body_(body) {}

    struct Mark {
        std::size_t around;
        std::size_t proofs;
    };
    Mark mark() const { return {around_.size(), proofs_.size()}; }
    void forget(Mark mark);

    /// A function's own context is what its calls get. Gives back what must run first.
    std::vector<Stmt*> enter(Function const& function);
    /// `with ctx do … end`.
    Stmt* block(ast::WithBlock const& syntax);
    /// `f(x) with ctx`.
    Expr* tail(ast::WithContext const& syntax, Want want, TypeRef expected);
    /// `nursery with ctx`: the context, held by a local.
    Let* of_nursery(ast::Expr const& written);
    /// `spawn f(x) with ctx`.
    Expr* spawn(ast::WithContext const& syntax, Expr* nursery, Span span);
    /// The argument of `callee`'s context parameter; null if it has none. C++ that `@requires`
    /// something is only checked.
    Expr* argument(Function const& callee, Span call);
    /// `has`, `only` and `cancel` of a context; null for its other methods.
    Expr* method(Expr* receiver, ast::Name name, CallArguments const& arguments);
    /// `if ctx.has(.a) do`: known in what follows.
    void learn(ast::Expr const* condition, bool holds);
    /// `let c = ctx.only(.a)`.
    void note(Local const& local, Expr const& value);

private:
    void check_foreign(Function const& callee, Span call);
    Expr* context_value(ast::Expr const* written);
    Let* around(ast::Expr const* written);
    Expr* tail_of(ast::WithContext const& syntax, std::function<Expr*()> const& operand);
    Expr* root(Span span);
    Expr* surrounding(Function const& callee, Span call);
    bool begins_program() const;
    CapabilityFacts facts_of(Expr const& context) const;
    Expr* has(Expr* receiver, std::vector<std::string_view> const& capabilities, Span span);
    Expr* capability_list(std::vector<std::string_view> const& capabilities, Span span);
    void require(Function const& callee, CapabilityFacts const& facts, Span call);
    bool can_report_denial(Function const& function);
    Stmt* denial(Function const& function, Expr* condition, Span span);

    BodyChecker& body_;
    std::vector<Expr*> around_; // the contexts of calls here, the innermost last
    std::vector<std::pair<Local const*, std::string_view>> proofs_;
    std::map<Local const*, CapabilityFacts> facts_;
    std::vector<std::pair<Span, ast::WithContext const*>> tails_; // of calls that are checked now
};

} // namespace janus::semantics
