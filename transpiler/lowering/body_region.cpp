// Blocks whose end has work to do that C++'s own scopes cannot: it waits, or it must know how the
// block was left. The block is a `try`; every way out of it is noted and taken after the work.
#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "semantics/walk.hpp"

namespace janus::lowering {

using namespace semantics;

void Body::leave()
{
    if (regions_.empty() && shape_.gives_task)
        return add(cpp::jump("return", cpp::construct("", {})));
    if (regions_.empty())
        return add(cpp::jump(result_keyword()));
    Region& region = regions_.back();
    region.returns = true;
    note_way(region, cpp::name("janus::LeavingBlock::by_return"));
}

void Body::leave(cpp::Expr value)
{
    if (regions_.empty())
        return add(cpp::jump(result_keyword(), returned(std::move(value))));
    Region& region = regions_.back();
    region.returns = true;
    add(cpp::expression(cpp::method(cpp::name(region.leaving), "give", {std::move(value)})));
    go_to_end(region);
}

void Body::note_way(Region& region, cpp::Expr way)
{
    add(cpp::expression(cpp::method(cpp::name(region.leaving), "take_way", {std::move(way)})));
    go_to_end(region);
}

void Body::go_to_end(Region& region)
{
    if (region.label.empty())
        region.label = "left_" + std::to_string(++labels_);
    add(cpp::go_to(region.label));
}

/// A `break` or `continue` of a loop that the innermost region stands in; false for all others.
bool Body::leave_loop(Jump const& jump)
{
    if (regions_.empty())
        return false;
    Region& region = regions_.back();
    for (std::size_t at = region.loops; at < loop_stack_.size(); ++at) {
        if (loop_stack_[at] == jump.loop)
            return false;
    }
    std::size_t way = 0;
    while (way < region.jumps.size() &&
           (region.jumps[way].loop != jump.loop || region.jumps[way].kind != jump.kind))
        ++way;
    if (way == region.jumps.size())
        region.jumps.push_back(jump);
    note_way(region, cpp::literal(std::to_string(way + 2), cpp::Literal::number));
    return true;
}

/// Declares what notes how the block is left; the block comes next.
void Body::open_region()
{
    Region region;
    region.leaving = names_.make("leaving");
    region.loops = loop_stack_.size();
    bool const valued = !is_void(shape_.result);
    cpp::Stmt declared = cpp::declare(
        "janus::Leaving<" + (valued ? module_.spell(shape_.result) : std::string()) + ">",
        region.leaving);
    declared.braced = true;
    add(std::move(declared));
    regions_.push_back(std::move(region));
}

Body::Region Body::close_region(Stmts inside)
{
    Region region = std::move(regions_.back());
    regions_.pop_back();
    cpp::Stmt attempt = cpp::statement(cpp::StmtKind::try_);
    attempt.body = std::move(inside);
    attempt.otherwise.push_back(
        cpp::expression(cpp::method(cpp::name(region.leaving), "fail", {})));
    add(std::move(attempt));
    if (!region.label.empty())
        add(cpp::label(region.label));
    return region;
}

/// The work is done: goes on where the block wanted to go. `ends` if it had no end of its own.
void Body::take_ways(Region const& region, bool ends)
{
    cpp::Expr const leaving = cpp::name(region.leaving);
    add(cpp::expression(cpp::method(leaving, "rethrow", {})));
    auto const branch = [&](cpp::Expr way, auto const& go) {
        cpp::Expr const is_it = cpp::binary("==", cpp::method(leaving, "way", {}), std::move(way));
        add(cpp::if_(is_it, collected(go)));
    };
    for (std::size_t at = 0; at < region.jumps.size(); ++at) {
        Jump again = region.jumps[at];
        branch(cpp::literal(std::to_string(at + 2), cpp::Literal::number), [&] { jump(again); });
    }
    if (region.returns) {
        branch(cpp::name("janus::LeavingBlock::by_return"), [&] {
            if (is_void(shape_.result))
                leave();
            else
                leave(cpp::method(leaving, "take", {}));
        });
    }
    if (ends)
        add(cpp::expression(cpp::call("janus::reached_unreachable", {})));
}

namespace {

bool waits_inside(Expr& body)
{
    class Finder final : public Visitor {
    public:
        using Visitor::visit;
        void visit(Expr*& slot) override
        {
            found = found || waits(*slot);
            if (slot->kind != ExprKind::closure)
                for_each_child(*slot, *this);
        }
        bool found = false;
    };
    Finder finder;
    Expr* root = &body;
    finder.visit(root);
    return finder.found;
}

} // namespace

/// A `defer` that C++ scopes cannot do: it waits, or runs only after an error.
bool Body::needs_region(Stmt const& statement) const
{
    if (statement.kind != StmtKind::defer)
        return false;
    auto const& made = as<Defer>(statement);
    return made.on_error || waits_inside(*made.body);
}

void Body::deferred_region(Defer& deferred, std::span<Stmt* const> rest, Expr* last, Span around,
                           Target const& target)
{
    for (Let* evaluated : deferred.evaluated)
        let(*evaluated);
    bool const valued = last && target.kind == Target::Kind::declare && !is_void(last->type);
    Target const inner = valued ? declare_first(target, *last) : target;
    open_region();
    pending_ = {};
    bool ends = false;
    Stmts inside = block_of([&] { ends = statements(rest, last, around, inner); });
    Region const region = close_region(std::move(inside));
    Stmts work;
    bool const waiting = waits_inside(*deferred.body);
    if (waiting)
        work.push_back(cpp::declare("janus::Shield const", names_.make("shield")));
    for (cpp::Stmt& one : into_block(*deferred.body, Target{}))
        work.push_back(std::move(one));
    if (deferred.on_error) {
        add(cpp::if_(cpp::method(cpp::name(region.leaving), "is_error", {}), std::move(work)));
    } else {
        cpp::Stmt block = cpp::statement(cpp::StmtKind::block);
        block.body = std::move(work);
        add(std::move(block));
    }
    // A value at the end of the function has left it by now.
    bool const returned = last && target.kind == Target::Kind::return_;
    take_ways(region, ends || returned);
}

void Body::nursery(Expr& expression, Target const& target)
{
    auto& made = as<NurseryBlock>(expression);
    std::vector<cpp::Expr> options;
    if (made.limit)
        options.push_back(value(*made.limit, use_pass));
    if (made.context) {
        let(*made.context);
        if (options.empty())
            options.push_back(cpp::name("0"));
        options.push_back(spelled(*made.context->local, expression.span));
    }
    std::string const name = names_.take(made.nursery->name);
    bind(made.nursery, cpp::name(name));
    add(cpp::declare("janus::Nursery const", name,
                     cpp::call("janus::open_nursery", std::move(options))));
    open_region();
    Stmts inside = into_block(*made.body, Target{});
    Region const region = close_region(std::move(inside));
    std::string const closing = names_.make("closing");
    add(cpp::declare("auto", closing,
                     cpp::method(cpp::name(name), "close", {cpp::name(region.leaving)})));
    std::string const outcome = names_.make("outcome");
    add(cpp::declare("janus::NurseryOutcome const", outcome,
                     cpp::prefix("co_await ", cpp::name(closing))));
    take_ways(region, false);
    finish_nursery(made, outcome, target);
}

void Body::finish_nursery(NurseryBlock& made, std::string const& outcome, Target const& target)
{
    cpp::Expr const ended = cpp::name(outcome);
    cpp::Expr const failed = cpp::method(ended, "is_error", {});
    using Form = NurseryBlock::Form;
    if (made.form == Form::value)
        return finish(cpp::method(ended, "result", {}), made, target);
    if (made.form == Form::caught) {
        Bindings bindings;
        if (made.error)
            bindings.locals.emplace_back(made.error, cpp::method(ended, "error", {}));
        Stmts handler = arm_body(*made.handler, bindings, false, Target{});
        add(cpp::if_(failed, std::move(handler)));
    } else if (made.propagates_as) {
        std::string const failure = "failure<" + module_.spell(made.propagates_as) + ">";
        add(cpp::if_(failed, collected([&] { leave(cpp::method(ended, failure, {})); })));
    } else {
        add(cpp::expression(cpp::method(ended, "rethrow", {})));
    }
    if (made.type->kind == TypeKind::never)
        add(cpp::expression(cpp::call("janus::reached_unreachable", {})));
    else
        finish_unit(target);
}

/// Starts a task; the closure is given everything by value.
cpp::Expr Body::spawn_task(Expr& expression)
{
    auto& made = as<SpawnTask>(expression);
    for (Let* evaluated : made.evaluated)
        let(*evaluated);
    Captures const captures = captures_of(*as<Closure>(*made.closure).function);
    bool shares = captures.actor;
    for (Local const* local : captures.locals)
        shares = shares || local->shared_cell || holds_function(local->type);
    cpp::Expr closure = value(*made.closure, use_give);
    if (made.nursery)
        return cpp::method(value(*made.nursery, use_read), shares ? "spawn_sharing" : "spawn",
                           {std::move(closure)});
    return cpp::call(shares ? "janus::spawn_sharing_task" : "janus::spawn_task",
                     {std::move(closure)});
}

bool Body::holds_function(TypeRef type)
{
    if (type->kind == TypeKind::function)
        return true;
    for (TypeRef part : type->arguments) {
        if (holds_function(part))
            return true;
    }
    return false;
}

} // namespace janus::lowering
