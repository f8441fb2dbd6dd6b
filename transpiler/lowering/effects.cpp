#include "lowering/effects.hpp"

#include "semantics/walk.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace janus::lowering {
namespace {

using namespace semantics;

class Strongest final : public Visitor {
public:
    using Visitor::visit;
    void visit(Expr*& slot) override { effect = std::max(effect, effect_of(*slot)); }
    void visit(Stmt*&) override { effect = Effect::any; }
    void visit(Pattern*&) override {}

    Effect effect = Effect::none;
};

Effect of_children(Expr& expression)
{
    Strongest strongest;
    for_each_child(expression, strongest);
    return strongest.effect;
}

Effect of_local(Local const& local)
{
    bool const changes = local.mutable_ || local.assigned || local.shared_cell || local.self;
    return changes ? Effect::reads : Effect::none;
}

/// What its methods do is seen through every copy.
bool is_handle(TypeRef type)
{
    constexpr std::array<std::string_view, 9> names{"File",        "HttpServer", "Iter",
                                                    "Channel",     "Task",       "Nursery",
                                                    "CancelToken", "ActorRef",   "Reply"};
    return type->kind == TypeKind::structure && type->structure->builtin &&
           std::find(names.begin(), names.end(), type->structure->name) != names.end();
}

Effect of_call(Call& call)
{
    Function const& function = *call.function;
    if (function.kind != FunctionKind::builtin || function.mutates_self || function.suspends)
        return Effect::any;
    for (Expr const* argument : call.arguments) {
        if (argument->type && argument->type->kind == TypeKind::function)
            return Effect::any;
    }
    if (function.owner && is_handle(function.owner))
        return Effect::any;
    return function.owner ? std::max(Effect::panics, of_children(call)) : Effect::any;
}

Effect of_intrinsic(IntrinsicCall& call)
{
    switch (call.intrinsic) {
    case Intrinsic::min:
    case Intrinsic::max:
    case Intrinsic::to_text:
    case Intrinsic::format_text:
    case Intrinsic::flags_has:
    case Intrinsic::hash:
    case Intrinsic::open_error:
    case Intrinsic::self_ref:
    case Intrinsic::supervisor_child:
        return of_children(call);
    default:
        return Effect::any;
    }
}

Effect of_binary(Binary& binary)
{
    bool const checked = binary.op >= BinaryOp::shift_left && binary.op <= BinaryOp::power &&
                         is_integer(binary.left->type);
    return std::max(checked ? Effect::panics : Effect::none, of_children(binary));
}

bool waits_as_intrinsic(IntrinsicCall const& call)
{
    switch (call.intrinsic) {
    case Intrinsic::ask:
    case Intrinsic::start_supervisor:
    case Intrinsic::start_child:
    case Intrinsic::cluster_idle:
    case Intrinsic::cluster_run:
    case Intrinsic::await_task:
    case Intrinsic::receive_message:
        return true;
    case Intrinsic::send:
        return call.in_loop;
    default:
        return false;
    }
}

} // namespace

bool waits(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::call:
        return as<Call>(expression).function->suspends;
    case ExprKind::call_value:
        return as<CallValue>(expression).callee->type->flag;
    case ExprKind::nursery:
    case ExprKind::select:
        return true;
    case ExprKind::intrinsic:
        return waits_as_intrinsic(as<IntrinsicCall>(expression));
    default:
        return false;
    }
}

Effect effect_of(Expr& expression)
{
    switch (expression.kind) {
    case ExprKind::integer:
    case ExprKind::floating:
    case ExprKind::string:
    case ExprKind::bytes:
    case ExprKind::boolean:
    case ExprKind::unit:
    case ExprKind::none:
    case ExprKind::function_reference:
    case ExprKind::self_reference:
    case ExprKind::enum_case:
    case ExprKind::closure:
        return Effect::none;
    case ExprKind::local:
        return of_local(*as<LocalRef>(expression).local);
    case ExprKind::global:
        return as<GlobalRef>(expression).global->mutable_ ? Effect::reads : Effect::none;
    case ExprKind::call:
        return of_call(as<Call>(expression));
    case ExprKind::intrinsic:
        return of_intrinsic(as<IntrinsicCall>(expression));
    case ExprKind::binary:
        return of_binary(as<Binary>(expression));
    case ExprKind::index:
    case ExprKind::slice:
    case ExprKind::unary:
        return std::max(Effect::panics, of_children(expression));
    case ExprKind::convert: {
        bool const checked = as<Convert>(expression).conversion == Conversion::cast;
        return std::max(checked ? Effect::panics : Effect::none, of_children(expression));
    }
    case ExprKind::field:
    case ExprKind::tuple_element:
    case ExprKind::and_:
    case ExprKind::or_:
    case ExprKind::construct:
    case ExprKind::construct_case:
    case ExprKind::tuple:
    case ExprKind::list:
    case ExprKind::repeat:
    case ExprKind::map:
    case ExprKind::range:
    case ExprKind::coalesce:
    case ExprKind::option_chain:
    case ExprKind::interpolation:
        return of_children(expression);
    default:
        return Effect::any;
    }
}

Local const* root_of(Expr const& place)
{
    switch (place.kind) {
    case ExprKind::local:
        return as<LocalRef>(place).local;
    case ExprKind::field:
        return root_of(*as<FieldAccess>(place).base);
    case ExprKind::tuple_element:
        return root_of(*as<TupleElement>(place).base);
    case ExprKind::index:
        return root_of(*as<Index>(place).base);
    default:
        return nullptr;
    }
}

bool is_mutable_place(Expr const& place)
{
    if (Local const* root = root_of(place))
        return of_local(*root) != Effect::none;
    Expr const* base = &place;
    while (base->kind == ExprKind::field)
        base = as<FieldAccess>(*base).base;
    return base->kind == ExprKind::global && as<GlobalRef>(*base).global->mutable_;
}

namespace {

/// Looks for anything that could write to one variable.
class Writes final : public Visitor {
public:
    explicit Writes(Local const* root) : root_(root)
    {
        far_ = !root || root->kind == LocalKind::state || root->shared_cell || root->self;
    }

    using Visitor::visit;

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::call)
            call(as<Call>(*slot));
        // What runs elsewhere may reach state, globals and shared cells.
        found = found ||
                (far_ && (slot->kind == ExprKind::call_value || slot->kind == ExprKind::intrinsic));
        if (!found)
            for_each_child(*slot, *this);
    }

    void visit(Stmt*& slot) override
    {
        if (slot->kind == StmtKind::assign) {
            Local const* target = root_of(*as<Assign>(*slot).target);
            found = found || target == root_ || (!root_ && !target);
        }
        if (!found)
            for_each_child(*slot, *this);
    }

    bool found = false;

private:
    void call(Call& call)
    {
        Function const& function = *call.function;
        bool const own = function.kind == FunctionKind::builtin;
        bool const on_root = !call.arguments.empty() && root_of(*call.arguments[0]) == root_;
        found = found || (far_ && !own) || (on_root && (function.mutates_self || !own));
        for (Expr const* argument : call.arguments) {
            bool const calls_back = argument->type && argument->type->kind == TypeKind::function;
            found = found || (far_ && calls_back && argument->kind != ExprKind::closure);
        }
    }

    Local const* root_;
    bool far_ = false;
};

class Breaks final : public Visitor {
public:
    using Visitor::visit;

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::closure)
            return;
        if (slot->kind == ExprKind::break_ && !inside_.contains(as<Jump>(*slot).loop))
            found = true;
        for_each_child(*slot, *this);
    }
    void visit(Stmt*& slot) override
    {
        inside_.insert(slot);
        for_each_child(*slot, *this);
    }

    bool found = false;

private:
    std::set<Stmt const*> inside_;
};

} // namespace

bool may_change(Expr& body, Expr const& place)
{
    if (!is_mutable_place(place))
        return false;
    Writes writes(root_of(place));
    Expr* root = &body;
    writes.visit(root);
    return writes.found;
}

bool breaks_out(Expr& body)
{
    Breaks breaks;
    Expr* root = &body;
    breaks.visit(root);
    return breaks.found;
}

} // namespace janus::lowering
