#include "semantics/constant.hpp"

#include "semantics/walk.hpp"

#include <set>

namespace janus::semantics {

namespace {

class ConstantCheck final : public Visitor {
public:
    explicit ConstantCheck(Environment const& environment) : environment_(environment) {}

    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        if (changing)
            return;
        if (may_change(*slot))
            changing = slot;
        else
            for_each_child(*slot, *this);
    }
    void visit(Stmt*& slot) override
    {
        if (slot->kind == StmtKind::let || slot->kind == StmtKind::expression)
            for_each_child(*slot, *this);
        else if (!changing)
            changing = first_expression(*slot);
    }
    void bind(Local& local) override { bound_.insert(&local); }

    Expr const* changing = nullptr;

private:
    bool may_change(Expr& node)
    {
        switch (node.kind) {
        case ExprKind::local: {
            Local const* local = as<LocalRef>(node).local;
            return !bound_.contains(local) && !environment_.local_constants.contains(local);
        }
        case ExprKind::global: {
            Global& global = *as<GlobalRef>(node).global;
            return global.mutable_ || !global.initial ||
                   not_constant(environment_, *global.initial) != nullptr;
        }
        case ExprKind::call: {
            Function const& function = *as<Call>(node).function;
            return function.kind != FunctionKind::builtin || !function.owner ||
                   function.owner->kind != TypeKind::structure ||
                   function.owner->structure != environment_.builtins.string;
        }
        case ExprKind::intrinsic:
            return !is_pure(as<IntrinsicCall>(node).intrinsic);
        default:
            return !is_plain(node.kind);
        }
    }

    static bool is_pure(Intrinsic which)
    {
        return which == Intrinsic::abs || which == Intrinsic::min || which == Intrinsic::max ||
               which == Intrinsic::to_text || which == Intrinsic::format_text;
    }

    static bool is_plain(ExprKind kind)
    {
        switch (kind) {
        case ExprKind::function_reference:
        case ExprKind::self_reference:
        case ExprKind::call_value:
        case ExprKind::propagate:
        case ExprKind::closure:
        case ExprKind::return_:
        case ExprKind::break_:
        case ExprKind::continue_:
        case ExprKind::panic_none:
        case ExprKind::spawn_task:
        case ExprKind::nursery:
        case ExprKind::select:
            return false;
        default:
            return true;
        }
    }

    /// Something of the statement to point at.
    static Expr const* first_expression(Stmt& statement)
    {
        class First final : public Visitor {
        public:
            using Visitor::visit;
            void visit(Expr*& slot) override { found = found ? found : slot; }

            Expr const* found = nullptr;
        };
        First first;
        for_each_child(statement, first);
        return first.found;
    }

    Environment const& environment_;
    std::set<Local const*> bound_;
};

} // namespace

Expr const* not_constant(Environment const& environment, Expr& expression)
{
    ConstantCheck check{environment};
    Expr* root = &expression;
    check.visit(root);
    return check.changing;
}

} // namespace janus::semantics
