#include "semantics/unchanged_state.hpp"

#include "semantics/captures.hpp"
#include "semantics/walk.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace janus::semantics {

namespace {

bool is_state(Expr const& place)
{
    Local const* local = changed_local(place);
    return local && local->kind == LocalKind::state;
}

/// Whether one body changes state itself, and which functions of the actor it calls.
class BodyEffects final : public Visitor {
public:
    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        switch (slot->kind) {
        case ExprKind::call:
            call(as<Call>(*slot));
            break;
        case ExprKind::function_reference:
            calls.push_back(as<FunctionRef>(*slot).function);
            break;
        case ExprKind::call_value: // any closure of the actor, or a task, may do anything
        case ExprKind::spawn_task:
            changes = true;
            break;
        case ExprKind::convert: {
            auto const& made = as<Convert>(*slot);
            bool const lends = made.shares || made.conversion == Conversion::to_slice;
            changes = changes || (lends && is_state(*made.operand));
            break;
        }
        case ExprKind::intrinsic: {
            Intrinsic const which = as<IntrinsicCall>(*slot).intrinsic;
            changes = changes || which == Intrinsic::remind || which == Intrinsic::forget;
            break;
        }
        default:
            break;
        }
        for_each_child(*slot, *this);
    }
    void visit(Stmt*& slot) override
    {
        if (slot->kind == StmtKind::assign)
            changes = changes || is_state(*as<Assign>(*slot).target);
        if (slot->kind == StmtKind::let) {
            auto const& let = as<Let>(*slot);
            bool const lends = let.local && let.local->reference && let.value;
            changes = changes || (lends && is_state(*let.value));
        }
        for_each_child(*slot, *this);
    }

    bool changes = false;
    std::vector<Function*> calls;

private:
    void call(Call& made)
    {
        Function* function = made.function;
        if (function->kind == FunctionKind::actor_method)
            calls.push_back(function);
        // save, reload, erase
        changes = changes || function->cpp_name.starts_with("janus::grain_");
        for (std::size_t at = 0; at < made.arguments.size(); ++at) {
            bool const own = at == 0 && function->mutates_self;
            bool const lent =
                at < function->parameters.size() && function->parameters[at]->reference;
            changes = changes || ((own || lent) && is_state(*made.arguments[at]));
        }
    }
};

class Finder {
public:
    /// True if nothing that the body can reach changes state.
    bool keeps_state(Expr*& body)
    {
        std::vector<Function*> open;
        std::vector<Function*> seen;
        if (!look(body, open))
            return false;
        while (!open.empty()) {
            Function* function = open.back();
            open.pop_back();
            if (!function->body || std::find(seen.begin(), seen.end(), function) != seen.end())
                continue;
            seen.push_back(function);
            if (!look(function->body, open))
                return false;
        }
        return true;
    }

private:
    static bool look(Expr*& body, std::vector<Function*>& open)
    {
        BodyEffects effects;
        effects.visit(body);
        open.insert(open.end(), effects.calls.begin(), effects.calls.end());
        return !effects.changes;
    }
};

bool is_stored_each_turn(Actor const& actor)
{
    return actor.grain && actor.options.persist == Persist::turn &&
           std::any_of(actor.state.begin(), actor.state.end(),
                       [](Field const& field) { return field.mutable_ && !field.transient; });
}

} // namespace

void find_unchanged_state(Program& program)
{
    Finder finder;
    for (Actor& actor : program.actors) {
        if (!is_stored_each_turn(actor))
            continue;
        for (Arm& arm : actor.arms)
            arm.keeps_state = arm.body && finder.keeps_state(arm.body) &&
                              (!arm.guard || finder.keeps_state(arm.guard));
    }
}

} // namespace janus::semantics
