#include "semantics/walk.hpp"

namespace janus::semantics {

namespace {

template <class Node> void child(Node*& slot, Visitor& visitor)
{
    if (slot)
        visitor.visit(slot);
}

template <class Node> void children(NodeList<Node*> slots, Visitor& visitor)
{
    for (Node*& slot : slots)
        child(slot, visitor);
}

void bound(Local* local, Visitor& visitor)
{
    if (local)
        visitor.bind(*local);
}

void match_children(Match& node, Visitor& visitor)
{
    child(node.value, visitor);
    for (MatchArm& arm : node.arms) {
        child(arm.pattern, visitor);
        child(arm.guard, visitor);
        child(arm.body, visitor);
    }
}

/// The kinds that only hold other expressions.
bool operator_children(Expr& node, Visitor& visitor)
{
    switch (node.kind) {
    case ExprKind::call:
        children(as<Call>(node).arguments, visitor);
        return true;
    case ExprKind::call_value:
        child(as<CallValue>(node).callee, visitor);
        children(as<CallValue>(node).arguments, visitor);
        return true;
    case ExprKind::field:
        child(as<FieldAccess>(node).base, visitor);
        return true;
    case ExprKind::tuple_element:
        child(as<TupleElement>(node).base, visitor);
        return true;
    case ExprKind::index:
        child(as<Index>(node).base, visitor);
        child(as<Index>(node).index, visitor);
        return true;
    case ExprKind::slice:
        child(as<Slice>(node).base, visitor);
        child(as<Slice>(node).low, visitor);
        child(as<Slice>(node).high, visitor);
        return true;
    case ExprKind::unary:
        child(as<Unary>(node).operand, visitor);
        return true;
    case ExprKind::binary:
        child(as<Binary>(node).left, visitor);
        child(as<Binary>(node).right, visitor);
        return true;
    case ExprKind::and_:
    case ExprKind::or_:
        child(as<Logical>(node).left, visitor);
        child(as<Logical>(node).right, visitor);
        return true;
    case ExprKind::convert:
        child(as<Convert>(node).operand, visitor);
        return true;
    case ExprKind::propagate:
        child(as<Propagate>(node).operand, visitor);
        return true;
    case ExprKind::intrinsic:
        children(as<IntrinsicCall>(node).arguments, visitor);
        return true;
    default:
        return false;
    }
}

/// The kinds that build a value out of parts.
bool construction_children(Expr& node, Visitor& visitor)
{
    switch (node.kind) {
    case ExprKind::construct:
        children(as<Construct>(node).fields, visitor);
        return true;
    case ExprKind::construct_case:
        children(as<ConstructCase>(node).fields, visitor);
        return true;
    case ExprKind::tuple:
    case ExprKind::list:
        children(as<Many>(node).elements, visitor);
        return true;
    case ExprKind::repeat:
        child(as<Repeat>(node).value, visitor);
        child(as<Repeat>(node).count, visitor);
        return true;
    case ExprKind::map:
        children(as<MapLiteral>(node).entries, visitor);
        return true;
    case ExprKind::range:
        child(as<RangeValue>(node).low, visitor);
        child(as<RangeValue>(node).high, visitor);
        return true;
    case ExprKind::interpolation:
        for (InterpolationPart& part : as<Interpolation>(node).parts)
            child(part.value, visitor);
        return true;
    default:
        return false;
    }
}

} // namespace

void Visitor::visit(Expr*& slot)
{
    for_each_child(*slot, *this);
}

void Visitor::visit(Stmt*& slot)
{
    for_each_child(*slot, *this);
}

void Visitor::visit(Pattern*& slot)
{
    for_each_child(*slot, *this);
}

void Visitor::bind(Local&) {}

void Visitor::visit_function(Function& function)
{
    for (Local* parameter : function.parameters)
        bind(*parameter);
    for (Expr*& value : function.defaults)
        child(value, *this);
    child(function.body, *this);
}

namespace {

void let_children(NodeList<Let*> lets, Visitor& visitor)
{
    for (Let*& let : lets) {
        Stmt* slot = let;
        visitor.visit(slot);
        let = static_cast<Let*>(slot);
    }
}

void spawn_children(SpawnTask& node, Visitor& visitor)
{
    let_children(node.evaluated, visitor);
    child(node.nursery, visitor);
    child(node.closure, visitor);
}

void select_children(Select& node, Visitor& visitor)
{
    for (SelectCase& one : node.cases) {
        child(one.channel, visitor);
        child(one.value, visitor);
    }
    child(node.timeout, visitor);
    for (SelectCase& one : node.cases) {
        bound(one.local, visitor);
        child(one.body, visitor);
    }
    child(node.timeout_body, visitor);
    child(node.default_body, visitor);
    child(node.closed, visitor);
}

void nursery_children(NurseryBlock& node, Visitor& visitor)
{
    child(node.limit, visitor);
    if (Stmt* context = node.context)
        visitor.visit(context);
    bound(node.nursery, visitor);
    child(node.body, visitor);
    bound(node.error, visitor);
    child(node.handler, visitor);
}

} // namespace

void for_each_child(Expr& node, Visitor& visitor)
{
    if (operator_children(node, visitor) || construction_children(node, visitor))
        return;
    switch (node.kind) {
    case ExprKind::if_:
        child(as<If>(node).condition, visitor);
        child(as<If>(node).pattern, visitor);
        child(as<If>(node).then, visitor);
        child(as<If>(node).otherwise, visitor);
        break;
    case ExprKind::match:
        match_children(as<Match>(node), visitor);
        break;
    case ExprKind::block:
        children(as<Block>(node).statements, visitor);
        child(as<Block>(node).value, visitor);
        break;
    case ExprKind::catch_:
        child(as<Catch>(node).operand, visitor);
        bound(as<Catch>(node).binding, visitor);
        child(as<Catch>(node).handler, visitor);
        break;
    case ExprKind::coalesce:
        child(as<Coalesce>(node).operand, visitor);
        child(as<Coalesce>(node).otherwise, visitor);
        break;
    case ExprKind::option_chain:
        child(as<OptionChain>(node).operand, visitor);
        bound(as<OptionChain>(node).local, visitor);
        child(as<OptionChain>(node).body, visitor);
        break;
    case ExprKind::closure:
        visitor.visit_function(*as<Closure>(node).function);
        break;
    case ExprKind::return_:
    case ExprKind::break_:
    case ExprKind::continue_:
        child(as<Jump>(node).value, visitor);
        break;
    case ExprKind::spawn_task:
        spawn_children(as<SpawnTask>(node), visitor);
        break;
    case ExprKind::select:
        select_children(as<Select>(node), visitor);
        break;
    case ExprKind::nursery:
        nursery_children(as<NurseryBlock>(node), visitor);
        break;
    default:
        break; // leaves
    }
}

void for_each_child(Stmt& node, Visitor& visitor)
{
    switch (node.kind) {
    case StmtKind::let:
        child(as<Let>(node).value, visitor);
        bound(as<Let>(node).local, visitor);
        child(as<Let>(node).pattern, visitor);
        break;
    case StmtKind::assign:
        child(as<Assign>(node).target, visitor);
        child(as<Assign>(node).value, visitor);
        break;
    case StmtKind::expression:
        child(as<ExprStmt>(node).value, visitor);
        break;
    case StmtKind::while_:
        child(as<While>(node).condition, visitor);
        child(as<While>(node).pattern, visitor);
        child(as<While>(node).body, visitor);
        break;
    case StmtKind::for_:
        child(as<For>(node).iterable, visitor);
        child(as<For>(node).pattern, visitor);
        child(as<For>(node).body, visitor);
        break;
    case StmtKind::defer:
        let_children(as<Defer>(node).evaluated, visitor);
        child(as<Defer>(node).body, visitor);
        break;
    }
}

void for_each_child(Pattern& node, Visitor& visitor)
{
    switch (node.kind) {
    case PatternKind::binding:
        bound(as<BindingPattern>(node).local, visitor);
        child(as<BindingPattern>(node).inner, visitor);
        break;
    case PatternKind::literal:
    case PatternKind::not_literal:
    case PatternKind::range:
        child(as<LiteralPattern>(node).value, visitor);
        child(as<LiteralPattern>(node).high, visitor);
        break;
    case PatternKind::tuple:
    case PatternKind::either:
    case PatternKind::some:
    case PatternKind::ok:
    case PatternKind::error:
        children(as<ManyPattern>(node).elements, visitor);
        break;
    case PatternKind::case_:
        children(as<CasePattern>(node).elements, visitor);
        break;
    case PatternKind::structure:
        children(as<StructPattern>(node).elements, visitor);
        break;
    case PatternKind::list:
        children(as<ListPattern>(node).front, visitor);
        bound(as<ListPattern>(node).rest, visitor);
        children(as<ListPattern>(node).back, visitor);
        break;
    case PatternKind::wildcard:
    case PatternKind::none:
        break;
    }
}

void for_each_root(Actor& actor, Visitor& visitor)
{
    for (Field& field : actor.state)
        child(field.initial, visitor);
    for (Hook& hook : actor.hooks)
        child(hook.body, visitor);
    for (Migration& migration : actor.migrations)
        child(migration.body, visitor);
    for (Arm& arm : actor.arms) {
        child(arm.pattern, visitor);
        child(arm.guard, visitor);
        child(arm.body, visitor);
    }
    child(actor.message_body, visitor);
    child(actor.after_timeout, visitor);
    child(actor.after_body, visitor);
}

void for_each_root(Supervisor& supervisor, Visitor& visitor)
{
    child(supervisor.max_restarts, visitor);
    child(supervisor.max_seconds, visitor);
    for (Expr*& part : supervisor.backoff)
        child(part, visitor);
    child(supervisor.backoff_jitter, visitor);
    child(supervisor.backoff_reset_ms, visitor);
    for (ChildSpec& spec : supervisor.children) {
        for (Expr*& argument : spec.arguments)
            child(argument, visitor);
        child(spec.shutdown_ms, visitor);
        child(spec.start_timeout_ms, visitor);
    }
}

void for_each_root(Program& program, Visitor& visitor)
{
    for (Struct& structure : program.structs) {
        for (Field& field : structure.fields)
            child(field.initial, visitor);
    }
    for (Variants& variants : program.variants) {
        for (Case& case_ : variants.cases) {
            for (Field& field : case_.fields)
                child(field.initial, visitor);
        }
    }
    for (Global& global : program.globals)
        child(global.initial, visitor);
    for (Function& function : program.functions) {
        if (function.kind != FunctionKind::closure)
            visitor.visit_function(function);
    }
    for (Actor& actor : program.actors)
        for_each_root(actor, visitor);
    for (Supervisor& supervisor : program.supervisors)
        for_each_root(supervisor, visitor);
}

} // namespace janus::semantics
