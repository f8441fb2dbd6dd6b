#include "semantics/leaves.hpp"

#include "semantics/walk.hpp"

namespace janus::semantics {

bool leaves(Expr& expression)
{
    class Finder final : public Visitor {
    public:
        using Visitor::visit;
        void visit(Expr*& slot) override
        {
            ExprKind const kind = slot->kind;
            found = found || kind == ExprKind::return_ || kind == ExprKind::propagate ||
                    kind == ExprKind::break_ || kind == ExprKind::continue_;
            if (!found && kind != ExprKind::closure)
                for_each_child(*slot, *this);
        }
        bool found = false;
    };
    Finder finder;
    Expr* root = &expression;
    finder.visit(root);
    return finder.found;
}

} // namespace janus::semantics
