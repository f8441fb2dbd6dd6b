#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/literals.hpp"

namespace janus::lowering {

using namespace semantics;

bool Body::statements(std::span<Stmt* const> list, Expr* last, Span around, Target const& target)
{
    bool const ends = (last && last->type && last->type->kind == TypeKind::never) ||
                      (!list.empty() && list.back()->kind == StmtKind::expression &&
                       as<ExprStmt>(*list.back()).value->type->kind == TypeKind::never);
    std::uint32_t from = around.begin;
    auto const begin = [&](Span span) {
        auto comments = module_.comments.take(from, span.begin);
        // Inside another statement the place of the first line is already taken.
        pending_.span = span;
        pending_.comments.insert(pending_.comments.end(), comments.begin(), comments.end());
        from = span.end;
    };
    auto const end = [&](Span span, std::size_t before) {
        pending_.span = {};
        if (out_->size() == before)
            return;
        std::string trailing = module_.comments.take_trailing(span.end);
        if (trailing.empty())
            return;
        cpp::Stmt& first = (*out_)[before];
        cpp::Stmt& statement = out_->back().body.empty() ? out_->back() : first;
        if (statement.trailing.empty())
            statement.trailing = std::move(trailing);
    };
    NumberFacts::Mark const mark = facts_.mark();
    for (std::size_t at = 0; at < list.size(); ++at) {
        Stmt* const one = list[at];
        std::size_t const before = out_->size();
        begin(one->span);
        if (needs_region(*one)) {
            Span const rest{around.file, one->span.end, around.end};
            deferred_region(as<Defer>(*one), list.subspan(at + 1), last, rest, target);
            facts_.forget(mark);
            return ends;
        }
        statement(*one);
        facts_.learn(*one);
        end(one->span, before);
    }
    if (last) {
        std::size_t const before = out_->size();
        begin(last->span);
        into(*last, target);
        end(last->span, before);
    }
    facts_.forget(mark);
    auto comments = module_.comments.take(from, around.end);
    pending_.comments.insert(pending_.comments.end(), comments.begin(), comments.end());
    if (!pending_.comments.empty() && !last)
        add(cpp::statement(cpp::StmtKind::comment));
    pending_ = {};
    return ends;
}

void Body::statement(Stmt& statement)
{
    switch (statement.kind) {
    case StmtKind::let:
        return let(statement);
    case StmtKind::assign:
        return assign(statement);
    case StmtKind::expression:
        return into(*as<ExprStmt>(statement).value, Target{});
    case StmtKind::while_:
        return while_(statement);
    case StmtKind::for_:
        return for_(statement);
    case StmtKind::defer:
        return defer(statement);
    }
}

void Body::declare_cell(Local const& local, cpp::Expr value)
{
    std::string const& name = locals_.at(&local).text;
    std::vector<cpp::Expr> initial;
    if (value.kind != cpp::ExprKind::name || !value.text.empty())
        initial.push_back(std::move(value));
    add(cpp::declare(
        "auto", name,
        cpp::call("std::make_shared<" + module_.spell(local.type) + ">", std::move(initial))));
}

void Body::let(Stmt& statement)
{
    auto& made = as<Let>(statement);
    if (made.pattern && made.pattern->kind == PatternKind::binding &&
        !as<BindingPattern>(*made.pattern).inner)
        made.local = as<BindingPattern>(*made.pattern).local;
    else if (made.pattern)
        return made.pattern->kind == PatternKind::wildcard ? into(*made.value, Target{})
                                                           : let_pattern(made);
    Local const& local = *made.local;
    if (local.reference) {
        cpp::Expr lent = place(*made.value);
        std::string const alias = names_.take(local.name);
        bind(&local, cpp::name(alias));
        return add(cpp::declare((mentions_.uses(&local) ? "" : "[[maybe_unused]] ") +
                                    module_.spell(local.type) + "&",
                                alias, std::move(lent)));
    }
    if (local.shared_cell) {
        cpp::Expr initial = made.value ? value(*made.value, use_give) : cpp::name("");
        bind(&local, cpp::name(names_.take(local.name)));
        return declare_cell(local, std::move(initial));
    }
    bool const used = mentions_.uses(&local);
    std::string const hint =
        local.name.empty() || local.name == "_" ? "value" : std::string(local.name);
    std::string const name = names_.take(hint);
    bool const constant = !local.mutable_ && !local.assigned && is_small(local.type) && made.value;
    std::string const type = (used ? "" : "[[maybe_unused]] ") +
                             module_.spell_argument(local.type) + (constant ? " const" : "");
    if (!made.value) {
        cpp::Stmt zero = cpp::declare(type, name);
        zero.braced = type.starts_with("janus::");
        add(std::move(zero));
    } else {
        Target target;
        target.kind = Target::Kind::declare;
        target.type = type;
        target.name = name;
        into(*made.value, target);
    }
    bind(&local, cpp::name(name), true);
}

void Body::let_pattern(Let& let)
{
    Bindings bindings;
    cpp::Expr const whole = subject(*let.value, snake_case(to_string(let.value->type)));
    test(*let.pattern, whole, bindings);
    if (!bindings.conditions.empty()) {
        Stmts otherwise;
        otherwise.push_back(cpp::expression(
            cpp::call("janus::panic", {text_literal("P005", false, false),
                                       text_literal("the list does not fit", false, false)})));
        add(cpp::if_(cpp::negate(all_of(bindings.conditions)), std::move(otherwise)));
    }
    declare_bindings(bindings, true, mentions_);
}

cpp::Expr Body::place(Expr& expression, Effect later)
{
    switch (expression.kind) {
    case ExprKind::field: {
        auto& made = as<FieldAccess>(expression);
        cpp::Expr held = cpp::field(place(*made.base, later), module_.field(*made.field));
        return made.field->boxed ? cpp::prefix("*", std::move(held)) : held;
    }
    case ExprKind::tuple_element: {
        auto& made = as<TupleElement>(expression);
        return cpp::call("std::get<" + std::to_string(made.index) + ">",
                         {place(*made.base, later)});
    }
    case ExprKind::index: {
        auto& made = as<Index>(expression);
        cpp::Expr base = place(*made.base, later);
        cpp::Expr at = value(*made.index, use_pass);
        Effect const effect = effect_of(*made.index);
        if ((effect == Effect::any || order_matters(effect, later)) &&
            !(at.kind == cpp::ExprKind::name && temporaries_.contains(at.text)))
            at = cpp::name(temporary("at", made.index->type, std::move(at)));
        return element(made, std::move(base), std::move(at), false);
    }
    default:
        return value(expression, use_read);
    }
}

namespace {

bool is_map(TypeRef type)
{
    return type->kind == TypeKind::structure && type->structure->cpp_name == "janus::HashMap";
}

bool is_list(TypeRef type)
{
    return type->kind == TypeKind::structure && type->structure->cpp_name == "janus::List";
}

} // namespace

void Body::assign(Stmt& statement)
{
    auto& made = as<Assign>(statement);
    bool const inserts = made.target->kind == ExprKind::index && !made.compound &&
                         is_map(as<Index>(*made.target).base->type);
    if (inserts) {
        auto& entry = as<Index>(*made.target);
        auto parts = operands(
            {{entry.base, use_read, true}, {entry.index, use_give}, {made.value, use_give}},
            Order::unspecified);
        return add(cpp::expression(cpp::method(parts[0], "set", {parts[1], parts[2]})));
    }
    cpp::Expr const target = place(*made.target, effect_of(*made.value));
    if (!made.compound) {
        Target into_place;
        into_place.kind = Target::Kind::assign;
        into_place.place = target;
        return into(*made.value, into_place);
    }
    if (!module_.wrap && facts_.counts(made))
        return add(cpp::expression(cpp::prefix("++", target)));
    TypeRef const type = made.target->type;
    bool const joins = type->kind == TypeKind::structure &&
                       (made.op == BinaryOp::add || made.op == BinaryOp::concatenate);
    cpp::Expr operand = value(*made.value, use_pass);
    if (joins && is_list(type))
        return add(cpp::expression(cpp::method(target, "extend", {std::move(operand)})));
    if (joins || is_float(type) || type->kind == TypeKind::variants) {
        cpp::Expr whole = compute(made.op, target, operand, type);
        bool const symbol = whole.kind == cpp::ExprKind::binary;
        return add(cpp::expression(symbol ? cpp::binary(whole.text + "=", target, operand)
                                          : cpp::binary("=", target, std::move(whole))));
    }
    add(cpp::assign(target, compute(made.op, target, std::move(operand), type)));
}

void Body::defer(Stmt& statement)
{
    auto& made = as<Defer>(statement);
    for (Let* evaluated : made.evaluated)
        let(*evaluated);
    cpp::Lambda lambda;
    lambda.captures.push_back("&");
    FunctionShape const shape = std::exchange(shape_, {nullptr, false, false, shape_.actor});
    lambda.body = into_block(*made.body, Target{});
    shape_ = shape;
    std::string const name = names_.make("deferred");
    cpp::Expr cleanup = cpp::construct("", {cpp::lambda(std::move(lambda))});
    cpp::Stmt guard = cpp::declare("janus::Deferred const", name, std::move(cleanup));
    guard.braced = true;
    add(std::move(guard));
}

} // namespace janus::lowering
