#include "lowering/mentions.hpp"

#include "semantics/walk.hpp"

#include <algorithm>

namespace janus::lowering {
namespace {

using namespace semantics;

class Collector final : public Visitor {
public:
    using Visitor::visit;

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::local)
            use(as<LocalRef>(*slot).local);
        Function const* const named = slot->kind == ExprKind::call ? as<Call>(*slot).function
                                      : slot->kind == ExprKind::function_reference
                                          ? as<FunctionRef>(*slot).function
                                          : nullptr;
        if (named && named->kind == FunctionKind::actor_method)
            found.actor_functions = true;
        if (slot->kind == ExprKind::intrinsic) {
            Intrinsic const which = as<IntrinsicCall>(*slot).intrinsic;
            bool const caches = which == Intrinsic::cache_get || which == Intrinsic::cache_put ||
                                which == Intrinsic::cache_drop;
            found.actor_functions = found.actor_functions || caches;
        }
        for_each_child(*slot, *this);
    }

    void bind(Local& local) override { found.bound.insert(&local); }

    Mentions found;

private:
    void use(Local const* local)
    {
        if (!found.uses(local))
            found.used.push_back(local);
    }
};

} // namespace

bool Mentions::uses(Local const* local) const
{
    return std::find(used.begin(), used.end(), local) != used.end();
}

Mentions mentions_in(Expr& body)
{
    Collector collector;
    Expr* root = &body;
    collector.visit(root);
    return std::move(collector.found);
}

} // namespace janus::lowering
