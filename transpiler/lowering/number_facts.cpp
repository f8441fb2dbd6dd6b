#include "lowering/number_facts.hpp"

#include "semantics/walk.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

namespace janus::lowering {

using namespace semantics;

namespace {

/// Literals beyond this are not looked at, so that sums of them stay small.
constexpr std::int64_t largest_literal = (std::int64_t{1} << 31) - 2;

/// A number that never changes, of a type C++ does not compute in a wider one.
Local const* constant(Expr const& expression)
{
    if (expression.kind != ExprKind::local)
        return nullptr;
    Local const* local = as<LocalRef>(expression).local;
    bool const steady = !local->mutable_ && !local->assigned && !local->shared_cell &&
                        !local->self && !local->reference &&
                        (local->kind == LocalKind::variable || local->kind == LocalKind::parameter);
    return steady && is_integer(local->type) && integer_bits(local->type) >= 32 &&
                   integer_bits(local->type) <= 64
               ? local
               : nullptr;
}

std::optional<std::int64_t> literal(Expr const& expression)
{
    if (expression.kind != ExprKind::integer)
        return std::nullopt;
    auto const& made = as<Integer>(expression);
    if (made.high != 0 || made.low > static_cast<std::uint64_t>(largest_literal))
        return std::nullopt;
    return static_cast<std::int64_t>(made.low);
}

BinaryOp opposite(BinaryOp op)
{
    switch (op) {
    case BinaryOp::less:
        return BinaryOp::greater_equal;
    case BinaryOp::less_equal:
        return BinaryOp::greater;
    case BinaryOp::greater:
        return BinaryOp::less_equal;
    case BinaryOp::greater_equal:
        return BinaryOp::less;
    default:
        return BinaryOp::not_equal;
    }
}

Local const* variable(Expr const& expression)
{
    return expression.kind == ExprKind::local ? as<LocalRef>(expression).local : nullptr;
}

bool adds_one(Assign const& made, Local const* local)
{
    Expr const* value = made.value;
    if (!made.compound && value->kind == ExprKind::binary &&
        variable(*as<Binary>(*value).left) == local && as<Binary>(*value).op == BinaryOp::add)
        value = as<Binary>(*value).right;
    else if (!made.compound || made.op != BinaryOp::add)
        return false;
    return literal(*value) == 1;
}

/// Finds variables that begin as small literals and then only count.
class CounterFinder final : public Visitor {
public:
    using Visitor::visit;

    void visit(Stmt*& slot) override
    {
        if (slot->kind == StmtKind::let)
            begin(as<Let>(*slot));
        else if (slot->kind == StmtKind::assign)
            assign(as<Assign>(*slot));
        for_each_child(*slot, *this);
    }

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::call) {
            auto const& made = as<Call>(*slot);
            auto const& parameters = made.function->parameters;
            for (std::size_t i = 0; i < made.arguments.size(); ++i) {
                bool const lent = i < parameters.size() && parameters[i]->reference;
                if (made.arguments[i] && (lent || made.function->mutates_self))
                    others_.insert(variable(*made.arguments[i]));
            }
        }
        for_each_child(*slot, *this);
    }

    std::set<Local const*> found()
    {
        std::set<Local const*> counters;
        std::set_difference(begun_.begin(), begun_.end(), others_.begin(), others_.end(),
                            std::inserter(counters, counters.end()));
        return counters;
    }

private:
    void begin(Let const& made)
    {
        Local const* local = made.local;
        if (made.pattern && made.pattern->kind == PatternKind::binding)
            local = as<BindingPattern>(*made.pattern).local;
        if (local && local->reference && made.value)
            others_.insert(variable(*made.value));
        bool const fits = local && !local->shared_cell && !local->reference && made.value &&
                          is_integer(local->type) && integer_bits(local->type) == 64;
        if (fits && literal(*made.value))
            begun_.insert(local);
    }

    void assign(Assign const& made)
    {
        Local const* const local = variable(*made.target);
        if (local && !adds_one(made, local) && (made.compound || !literal(*made.value)))
            others_.insert(local);
    }

    std::set<Local const*> begun_;
    std::set<Local const*> others_; // that something else happens to
};

} // namespace

void NumberFacts::learn_counters(Expr& body)
{
    CounterFinder finder;
    Expr* root = &body;
    finder.visit(root);
    counters_ = finder.found();
}

bool NumberFacts::is_counter(Expr const& expression) const
{
    Local const* const local = variable(expression);
    return local && counters_.contains(local);
}

bool NumberFacts::counts(Assign const& assignment) const
{
    return assignment.compound && is_counter(*assignment.target) &&
           adds_one(assignment, variable(*assignment.target));
}

void NumberFacts::learn(Expr const& condition, bool holds)
{
    if (condition.kind == ExprKind::unary && as<Unary>(condition).op == UnaryOp::not_)
        return learn(*as<Unary>(condition).operand, !holds);
    if (condition.kind == (holds ? ExprKind::and_ : ExprKind::or_)) {
        learn(*as<Logical>(condition).left, holds);
        return learn(*as<Logical>(condition).right, holds);
    }
    if (condition.kind == ExprKind::binary)
        learn_order(as<Binary>(condition), holds);
}

void NumberFacts::learn_order(Binary const& test, bool holds)
{
    Local const* local = constant(*test.left);
    if (!local || test.op < BinaryOp::less || test.op > BinaryOp::greater_equal)
        return;
    BinaryOp const op = holds ? test.op : opposite(test.op);
    Fact fact;
    fact.local = local;
    auto const bound = literal(*test.right);
    if (op == BinaryOp::greater && bound)
        fact.low = *bound + 1;
    if (op == BinaryOp::greater_equal && bound)
        fact.low = *bound;
    fact.not_largest = op == BinaryOp::less || (op == BinaryOp::less_equal && bound);
    if (op == BinaryOp::less)
        fact.below = constant(*test.right);
    facts_.push_back(fact);
}

void NumberFacts::learn(Local const& counter, RangeValue const& range)
{
    Fact fact;
    fact.local = &counter;
    fact.low = low(*range.low);
    fact.below = range.exclusive ? constant(*range.high) : nullptr;
    fact.not_largest = range.exclusive || literal(*range.high);
    facts_.push_back(fact);
}

void NumberFacts::learn(Stmt const& statement)
{
    if (statement.kind == StmtKind::let) {
        if (Expr const* value = as<Let>(statement).value)
            learn_products(*value);
    } else if (statement.kind == StmtKind::expression) {
        Expr const& value = *as<ExprStmt>(statement).value;
        if (value.kind != ExprKind::if_)
            return;
        auto const& choice = as<If>(value);
        bool const leaves = choice.then->type && choice.then->type->kind == TypeKind::never;
        if (leaves && !choice.otherwise && !choice.pattern)
            learn(*choice.condition, false);
    }
}

/// `n * n` in what is evaluated in any case.
void NumberFacts::learn_products(Expr const& expression)
{
    switch (expression.kind) {
    case ExprKind::repeat:
        return learn_products(*as<Repeat>(expression).count);
    case ExprKind::call:
        for (Expr const* argument : as<Call>(expression).arguments)
            learn_products(*argument);
        return;
    case ExprKind::binary: {
        auto const& made = as<Binary>(expression);
        Local const* side = made.op == BinaryOp::multiply ? constant(*made.left) : nullptr;
        if (side && side == constant(*made.right)) {
            Fact fact;
            fact.local = side;
            fact.square = true;
            facts_.push_back(fact);
        }
        learn_products(*made.left);
        return learn_products(*made.right);
    }
    default:
        return;
    }
}

std::optional<std::int64_t> NumberFacts::low(Expr const& expression) const
{
    if (auto const value = literal(expression))
        return value;
    Local const* local = constant(expression);
    std::optional<std::int64_t> known;
    for (Fact const& fact : facts_) {
        if (local && fact.local == local && fact.low)
            known = known ? std::max(*known, *fact.low) : *fact.low;
    }
    return known;
}

bool NumberFacts::counts_below(Expr const& number, Local const* bound) const
{
    Local const* local = constant(number);
    auto const least = low(number);
    return local && bound && least && *least >= 0 &&
           std::any_of(facts_.begin(), facts_.end(), [&](Fact const& fact) {
               return fact.local == local && fact.below == bound;
           });
}

/// `x * n` (or `n * x`) where 0 <= x < n and `n * n` fits; then `side` is n.
bool NumberFacts::is_product(Expr const& expression, Local const*& side) const
{
    if (expression.kind != ExprKind::binary)
        return false;
    auto const& made = as<Binary>(expression);
    if (made.op != BinaryOp::multiply)
        return false;
    for (auto const& [number, bound] :
         {std::pair{made.left, made.right}, std::pair{made.right, made.left}}) {
        side = constant(*bound);
        bool const fits = side && std::any_of(facts_.begin(), facts_.end(), [&](Fact const& fact) {
                              return fact.local == side && fact.square;
                          });
        if (fits && counts_below(*number, side))
            return true;
    }
    return false;
}

bool NumberFacts::exact(Binary const& operation) const
{
    Local const* local = constant(*operation.left);
    auto const amount = literal(*operation.right);
    Local const* side = nullptr;
    bool const counter = is_counter(*operation.left) && amount;
    switch (operation.op) {
    case BinaryOp::subtract: {
        if (counter && is_signed_integer(operation.left->type))
            return true;
        auto const least = low(*operation.left);
        return local && amount && least && *least >= 0 &&
               (is_signed_integer(local->type) || *least >= *amount);
    }
    case BinaryOp::add:
        if (counter)
            return true;
        if (local && amount && *amount == 1)
            return std::any_of(facts_.begin(), facts_.end(), [&](Fact const& fact) {
                return fact.local == local && fact.not_largest;
            });
        return is_product(*operation.left, side) && counts_below(*operation.right, side);
    case BinaryOp::multiply:
        return is_product(operation, side);
    default:
        return false;
    }
}

} // namespace janus::lowering
