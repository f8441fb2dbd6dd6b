#include "semantics/wait_site_collector.hpp"

#include "diagnostics/quoted.hpp"

#include <algorithm>
#include <optional>

namespace janus::semantics {

using diagnostics::quoted;

namespace {

constexpr std::int64_t longest_uncounted_loop = 1000;

std::string_view waiting_intrinsic(IntrinsicCall const& call)
{
    switch (call.intrinsic) {
    case Intrinsic::ask:
        return "`ask`";
    case Intrinsic::start_supervisor:
        return "starting a supervisor";
    case Intrinsic::start_child:
        return "`start_child`";
    case Intrinsic::cluster_idle:
        return "`cluster.idle`";
    case Intrinsic::receive_message:
        return "`receive`";
    case Intrinsic::cluster_run:
        return "`cluster.run`";
    case Intrinsic::await_task:
        return "`await`";
    case Intrinsic::send:
        return call.in_loop ? "a `send` inside a loop" : "";
    default:
        return "";
    }
}

bool is_channel(TypeRef type)
{
    return type && type->kind == TypeKind::structure && type->structure->builtin &&
           type->structure->name == "Channel";
}

std::optional<std::int64_t> literal_value(Expr const* bound)
{
    while (bound && bound->kind == ExprKind::convert)
        bound = as<Convert>(*bound).operand;
    if (!bound || bound->kind != ExprKind::integer)
        return std::nullopt;
    return static_cast<std::int64_t>(as<Integer>(*bound).low);
}

/// How often `for i in 0..<10` or `for name in ["a", "b"]` goes round; nothing if it cannot be seen
/// or is too much.
std::optional<std::int64_t> few_rounds(For const& loop)
{
    Expr const& iterable = *loop.iterable;
    if (iterable.kind == ExprKind::list) {
        auto const count = static_cast<std::int64_t>(as<Many>(iterable).elements.size());
        return count > longest_uncounted_loop ? std::nullopt : std::optional(count);
    }
    if (iterable.kind != ExprKind::range)
        return std::nullopt;
    auto low = literal_value(as<RangeValue>(iterable).low);
    auto high = literal_value(as<RangeValue>(iterable).high);
    // Both are literals of the source, so the difference fits unless they are absurd.
    if (!low || !high || *high > longest_uncounted_loop || *low < -longest_uncounted_loop ||
        *high - *low > longest_uncounted_loop)
        return std::nullopt;
    return std::max<std::int64_t>(*high - *low, 1);
}

} // namespace

WaitSiteCollector::Region WaitSiteCollector::enter(WaitUnit unit)
{
    Region outer{unit_, loops_, rounds_, deferred_};
    unit_ = &sites_.units.emplace_back(std::move(unit));
    loops_ = 0;
    rounds_ = 1;
    deferred_ = 0;
    return outer;
}

void WaitSiteCollector::leave(Region outer)
{
    unit_ = outer.unit;
    loops_ = outer.loops;
    rounds_ = outer.rounds;
    deferred_ = outer.deferred;
}

void WaitSiteCollector::collect_code(Expr*& body, WaitUnit unit)
{
    if (!body)
        return;
    Region outer = enter(std::move(unit));
    visit(body);
    leave(outer);
}

void WaitSiteCollector::collect_forbidden(Expr*& value, std::string_view place,
                                          std::string_view help)
{
    WaitUnit unit;
    unit.place = place;
    unit.help = help;
    collect_code(value, std::move(unit));
}

void WaitSiteCollector::add_site(Span span, std::string what, Function* callee)
{
    if (unit_)
        unit_->sites.push_back({span, std::move(what), callee});
}

void WaitSiteCollector::visit(Expr*& slot)
{
    Expr& node = *slot;
    Surroundings around = std::exchange(around_, {});
    switch (node.kind) {
    case ExprKind::call:
        visit_call(as<Call>(node));
        break;
    case ExprKind::call_value:
        visit_call_value(as<CallValue>(node));
        break;
    case ExprKind::match:
        visit_match(as<Match>(node));
        break;
    case ExprKind::closure:
        collect_closure(slot, around);
        break;
    case ExprKind::convert:
        if (as<Convert>(node).conversion == Conversion::plain_function)
            around.conversion = &slot;
        around_ = around;
        visit(as<Convert>(node).operand);
        break;
    case ExprKind::function_reference:
        add_value(slot, as<FunctionRef>(node).function, around);
        break;
    case ExprKind::local:
        add_value(slot, as<LocalRef>(node).local->function, around);
        break;
    case ExprKind::nursery:
    case ExprKind::select:
        for_each_child(node, *this);
        add_site(node.span, node.kind == ExprKind::nursery ? "a nursery" : "`select`");
        break;
    case ExprKind::spawn_task:
        visit_spawn(as<SpawnTask>(node));
        break;
    case ExprKind::intrinsic: {
        for_each_child(node, *this);
        auto& call = as<IntrinsicCall>(node);
        call.in_loop = call.intrinsic == Intrinsic::send && loops_ > 0;
        if (auto what = waiting_intrinsic(call); !what.empty())
            add_site(call.span, std::string{what});
        break;
    }
    default:
        for_each_child(node, *this);
        break;
    }
}

/// A parameter of the declared type `fn(A) -> R`.
static bool takes_plain_function(Local const* parameter)
{
    return parameter->type && parameter->type->kind == TypeKind::function && !parameter->type->flag;
}

void WaitSiteCollector::visit_call(Call& call)
{
    auto const& parameters = call.function->parameters;
    if (std::any_of(parameters.begin(), parameters.end(), takes_plain_function))
        sites_.taking_calls.push_back({&call, module_});
    for (Expr*& argument : call.arguments) {
        around_.taker = call.function;
        visit(argument);
    }
    add_site(call.span, quoted(call.function->name), call.function);
}

void WaitSiteCollector::visit_call_value(CallValue& call)
{
    Expr& callee = *call.callee;
    Function* known = nullptr;
    if (callee.kind == ExprKind::local && as<LocalRef>(callee).local->function) {
        known = as<LocalRef>(callee).local->function;
        sites_.nested_calls.push_back(&as<LocalRef>(callee));
    } else {
        around_.called = true;
        visit(call.callee);
        around_ = {};
    }
    for (Expr*& argument : call.arguments)
        visit(argument);
    if (known)
        add_site(call.span, quoted(as<LocalRef>(callee).local->name), known);
    else if (callee.kind == ExprKind::closure)
        add_site(call.span, "this closure", as<Closure>(callee).function);
    else if (callee.type && callee.type->flag)
        add_site(call.span, "calling an " + quoted(to_string(callee.type)));
}

/// A task may wait or not; either way spawning it does not.
void WaitSiteCollector::visit_spawn(SpawnTask& spawn)
{
    for (Let* evaluated : spawn.evaluated) {
        Stmt* slot = evaluated;
        visit(slot);
    }
    if (spawn.nursery)
        visit(spawn.nursery);
    around_.called = true;
    visit(spawn.closure);
}

void WaitSiteCollector::visit_match(Match& match)
{
    visit(match.value);
    for (MatchArm& arm : match.arms) {
        visit(arm.pattern);
        collect_forbidden(arm.guard, "a guard", "do it before the `match` and test the result");
        visit(arm.body);
    }
}

void WaitSiteCollector::add_value(Expr*& slot, Function* function, Surroundings around)
{
    if (function)
        sites_.values.push_back(
            {&slot, function, around.taker, around.conversion, around.owner, around.called});
}

void WaitSiteCollector::collect_closure(Expr*& slot, Surroundings around)
{
    Function& function = *as<Closure>(*slot).function;
    // A closure of a suspending type is called as one, whether it waits or not.
    if (slot->type && slot->type->flag)
        function.suspends = true;
    add_value(slot, &function, around);
    collect_function(function);
}

void WaitSiteCollector::visit_function(Function& function)
{
    collect_function(function);
}

void WaitSiteCollector::visit(Stmt*& slot)
{
    switch (slot->kind) {
    case StmtKind::let:
        return visit_let(as<Let>(*slot));
    case StmtKind::while_:
        return visit_while(as<While>(*slot));
    case StmtKind::for_:
        return visit_for(as<For>(*slot));
    case StmtKind::defer:
        ++deferred_;
        for_each_child(*slot, *this);
        --deferred_;
        return;
    default:
        return for_each_child(*slot, *this);
    }
}

void WaitSiteCollector::visit_let(Let& let)
{
    if (let.value && let.value->kind == ExprKind::closure && let.local && let.local->function)
        around_.owner = let.local;
    for_each_child(let, *this);
}

/// A `defer` runs to its end.
void WaitSiteCollector::count_rounds(Stmt const& loop, bool& gives_way)
{
    if (unit_ && unit_->gives_way && deferred_ == 0)
        unit_->sites.push_back({loop.span, "this loop", nullptr, &gives_way});
}

void WaitSiteCollector::visit_while(While& loop)
{
    ++loops_;
    std::int64_t const outer = std::exchange(rounds_, 1);
    for_each_child(loop, *this);
    rounds_ = outer;
    --loops_;
    count_rounds(loop, loop.gives_way);
}

void WaitSiteCollector::visit_for(For& loop)
{
    visit(loop.iterable);
    std::int64_t const outer = rounds_;
    std::int64_t const rounds = few_rounds(loop).value_or(longest_uncounted_loop + 1) * outer;
    bool const counted = rounds > longest_uncounted_loop;
    rounds_ = counted ? 1 : rounds;
    ++loops_;
    visit(loop.pattern);
    visit(loop.body);
    --loops_;
    rounds_ = outer;
    if (is_channel(loop.iterable->type))
        add_site(loop.iterable->span, "receiving from a channel");
    if (counted)
        count_rounds(loop, loop.gives_way);
}

} // namespace janus::semantics
