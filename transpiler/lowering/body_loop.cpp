#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/literals.hpp"
#include "semantics/walk.hpp"

#include <limits>

namespace janus::lowering {

using namespace semantics;

namespace {

bool gives_way(Stmt const& loop)
{
    return loop.kind == StmtKind::for_     ? as<For>(loop).gives_way
           : loop.kind == StmtKind::while_ ? as<While>(loop).gives_way
                                           : false;
}

/// Whether a round of some loop may end the turn. Closures are functions of their own.
bool has_counted_loop(Expr& body)
{
    class Finder final : public Visitor {
    public:
        using Visitor::visit;
        void visit(Expr*& slot) override
        {
            if (slot->kind != ExprKind::closure)
                for_each_child(*slot, *this);
        }
        void visit(Stmt*& slot) override
        {
            found = found || gives_way(*slot);
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

/// Declares what counts the rounds of the loops in the body, and the body's own call.
void Body::begin_turn(Expr& body)
{
    if (!shape_.coroutine || !(shape_.counts_calls || has_counted_loop(body)))
        return;
    turn_ = names_.make("turn");
    if (shape_.reductions) {
        cpp::Expr limit = cpp::literal(std::to_string(*shape_.reductions), cpp::Literal::number);
        add(declaration("janus::LimitedTurn", turn_,
                        cpp::construct("janus::LimitedTurn", {std::move(limit)})));
    } else {
        cpp::Stmt turn = cpp::declare("janus::FairTurn", turn_);
        turn.braced = true;
        add(std::move(turn));
    }
    if (shape_.counts_calls)
        add(give_way());
}

cpp::Stmt Body::give_way() const
{
    return cpp::expression(cpp::prefix("co_await ", cpp::name(turn_)));
}

std::vector<cpp::Stmt> Body::loop_body(Stmt const& loop, Expr& body)
{
    loop_stack_.push_back(&loop);
    Stmts made = into_block(body, Target{});
    loop_stack_.pop_back();
    if (gives_way(loop) && !turn_.empty())
        made.insert(made.begin(), give_way());
    std::string const& next = loops_[&loop].next;
    if (next.empty())
        return made;
    // The label must not be reached past the declarations of the body.
    cpp::Stmt inner = cpp::statement(cpp::StmtKind::block);
    inner.body = std::move(made);
    Stmts labelled;
    labelled.push_back(std::move(inner));
    labelled.push_back(cpp::label(next));
    return labelled;
}

void Body::end_label(Stmt const& loop)
{
    if (std::string const& end = loops_[&loop].end; !end.empty())
        add(cpp::label(end));
}

void Body::while_(Stmt& statement)
{
    auto& made = as<While>(statement);
    cpp::Expr condition = cpp::name("true");
    bool plain = true;
    Stmts body = block_of([&] {
        Bindings bindings;
        if (made.pattern) {
            cpp::Expr const matched =
                subject(*made.condition, snake_case(to_string(made.condition->type)));
            test(*made.pattern, matched, bindings);
            condition = all_of(bindings.conditions);
        } else if (made.condition) {
            condition = value(*made.condition, use_read);
        }
        plain = out_->empty() && bindings.locals.empty();
        if (!plain) {
            Stmts leave;
            leave.push_back(cpp::statement(cpp::StmtKind::break_));
            add(cpp::if_(cpp::negate(std::move(condition)), std::move(leave)));
            declare_bindings(bindings, true, mentions_);
        }
        add_all(loop_body(statement, *made.body));
    });
    bool const forever = !made.condition || !plain;
    cpp::Stmt loop = cpp::statement(forever ? cpp::StmtKind::loop : cpp::StmtKind::while_);
    if (!forever)
        loop.value = std::move(condition);
    loop.body = std::move(body);
    add(std::move(loop));
    end_label(statement);
}

void Body::for_(Stmt& statement)
{
    auto& made = as<For>(statement);
    TypeRef const type = made.iterable->type;
    if (type->kind == TypeKind::structure && type->structure->cpp_name == "janus::Channel") {
        for_channel(made);
        return end_label(statement);
    }
    bool const counted = made.iterable->kind == ExprKind::range && for_range(made);
    if (!counted)
        for_each(made);
    end_label(statement);
}

bool Body::for_range(For& loop)
{
    auto& range = as<RangeValue>(*loop.iterable);
    bool const named = loop.pattern->kind == PatternKind::binding;
    Local const* local = named ? as<BindingPattern>(*loop.pattern).local : nullptr;
    bool const literal_end = range.high->kind == ExprKind::integer;
    bool const plain = (range.exclusive || literal_end) && loop.pattern->type &&
                       is_integer(loop.pattern->type) && !(local && local->shared_cell);
    if (!plain || (!named && loop.pattern->kind != PatternKind::wildcard))
        return false;
    // The largest value has no successor to stop at.
    if (!range.exclusive &&
        as<Integer>(*range.high).low >=
            static_cast<std::uint64_t>(std::numeric_limits<std::int8_t>::max()) &&
        integer_bits(loop.pattern->type) < 64)
        return false;
    auto bounds = operands({{range.low, use_pass}, {range.high, use_pass}}, Order::unspecified);
    std::string const type = module_.spell(loop.pattern->type);
    cpp::Expr end = bounds[1];
    bool const steady =
        effect_of(*range.high) == Effect::none && range.high->kind != ExprKind::call;
    if (!steady) {
        std::string const name = names_.make("end");
        add(cpp::declare(type + " const", name, end));
        end = cpp::name(name);
    }
    names_.open();
    std::string const name = names_.take(local && !local->name.empty() ? local->name : "i");
    if (local)
        bind(local, cpp::name(name));
    cpp::Stmt made = cpp::statement(cpp::StmtKind::count);
    made.first.push_back(cpp::declare(type, name, bounds[0]));
    made.value = cpp::binary(range.exclusive ? "<" : "<=", cpp::name(name), end);
    made.step.push_back(cpp::prefix("++", cpp::name(name)));
    NumberFacts::Mark const mark = facts_.mark();
    if (local)
        facts_.learn(*local, range);
    made.body = loop_body(loop, *loop.body);
    facts_.forget(mark);
    names_.close();
    add(std::move(made));
    return true;
}

/// What a range-for may run over: a local that stays as it is, or a value of its own.
cpp::Expr Body::iterated(For& loop)
{
    Expr& iterable = *loop.iterable;
    bool const place = root_of(iterable) != nullptr || iterable.kind == ExprKind::global;
    bool const changes = place && may_change(*loop.body, iterable);
    cpp::Expr made = value(iterable, {true, place && changes});
    bool const fresh = iterable.kind == ExprKind::call || iterable.kind == ExprKind::list ||
                       iterable.kind == ExprKind::range;
    bool const held = made.kind == cpp::ExprKind::name;
    if (place ? !changes : (held || (fresh && !shape_.coroutine)))
        return made;
    std::string const name = names_.make("items");
    add(declaration(module_.spell(iterable.type) + " const", name, std::move(made)));
    return cpp::name(name);
}

std::string Body::loop_variable(For& loop, std::string& type, Stmts& before)
{
    Pattern& pattern = *loop.pattern;
    bool const small = pattern.type && is_small(pattern.type);
    auto const used = [&](Local const* local) { return mentions_.uses(local); };
    if (pattern.kind == PatternKind::binding && !as<BindingPattern>(pattern).inner) {
        Local const* local = as<BindingPattern>(pattern).local;
        type = (used(local) ? "" : "[[maybe_unused]] ") + module_.spell_argument(pattern.type) +
               (small ? " const" : " const&");
        std::string const name = names_.take(local->name.empty() ? "item" : local->name);
        bind(local, cpp::name(name));
        if (!local->shared_cell)
            return name;
        std::string const cell = names_.take(local->name);
        bind(local, cpp::name(cell));
        before = collected([&] { declare_cell(*local, cpp::name(name)); });
        return name;
    }
    if (pattern.kind == PatternKind::tuple) {
        std::string names;
        bool plain = true;
        bool any = false;
        for (Pattern* element : as<ManyPattern>(pattern).elements) {
            plain = plain && element->kind == PatternKind::binding &&
                    !as<BindingPattern>(*element).inner &&
                    !as<BindingPattern>(*element).local->shared_cell;
            any = any || (plain && used(as<BindingPattern>(*element).local));
        }
        if (plain && any) {
            for (Pattern* element : as<ManyPattern>(pattern).elements) {
                Local const* local = as<BindingPattern>(*element).local;
                std::string const name = names_.take(local->name);
                bind(local, cpp::name(name));
                names += (names.empty() ? "" : ", ") + name;
            }
            type = "auto const&";
            return "[" + names + "]";
        }
    }
    std::string const item = names_.make("item");
    type = "[[maybe_unused]] auto const&";
    Bindings bindings;
    test(pattern, cpp::name(item), bindings);
    before = collected([&] { declare_bindings(bindings, false, mentions_); });
    return item;
}

void Body::for_each(For& loop)
{
    cpp::Expr items = iterated(loop);
    cpp::Stmt made = cpp::statement(cpp::StmtKind::range_for);
    Stmts before;
    names_.open();
    made.name = loop_variable(loop, made.type, before);
    made.value = std::move(items);
    made.body = std::move(before);
    for (cpp::Stmt& one : loop_body(loop, *loop.body))
        made.body.push_back(std::move(one));
    names_.close();
    add(std::move(made));
}

} // namespace janus::lowering
