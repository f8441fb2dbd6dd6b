#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/last_use.hpp"
#include "lowering/mentions.hpp"
#include "semantics/walk.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

void Body::bind(Local const* local, cpp::Expr spelled, bool owned)
{
    locals_[local] = std::move(spelled);
    if (owned)
        owned_.insert(local);
    else
        owned_.erase(local);
}

std::vector<cpp::Stmt> Body::lower(Expr& body, Mentions mentions)
{
    Stmts statements;
    out_ = &statements;
    last_uses_ = last_uses(body);
    mentions_ = std::move(mentions);
    begin_turn(body);
    bool const counts =
        std::any_of(mentions_.bound.begin(), mentions_.bound.end(), [](Local const* local) {
            return is_integer(local->type) && integer_bits(local->type) == 64;
        });
    if (counts)
        facts_.learn_counters(body);
    bool const returns = !is_void(shape_.result);
    Target target;
    target.kind = returns ? Target::Kind::return_ : Target::Kind::discard;
    if (body.kind == ExprKind::block)
        block(body, target);
    else
        into(body, target);
    if (returns && body.type && body.type->kind == TypeKind::void_)
        finish_unit(target);
    out_ = nullptr;
    return statements;
}

cpp::Expr Body::lower_value(Expr& expression, std::vector<cpp::Stmt>& before)
{
    out_ = &before;
    last_uses_ = last_uses(expression);
    mentions_ = mentions_in(expression);
    cpp::Expr lowered = value(expression, use_give);
    out_ = nullptr;
    return lowered;
}

cpp::Expr Body::lower_argument(Expr& expression, std::vector<cpp::Stmt>& before)
{
    out_ = &before;
    mentions_ = mentions_in(expression);
    cpp::Expr lowered = value(expression, use_read);
    out_ = nullptr;
    return lowered;
}

cpp::Expr Body::lower_guard(Expr& expression)
{
    cpp::Expr lowered;
    Stmts before = collected([&] { lowered = value(expression, use_pass); });
    if (before.empty())
        return lowered;
    // It does not wait, so a function that is called at once can hold the statements.
    cpp::Lambda lambda;
    lambda.captures.push_back("&");
    lambda.result = module_.spell(expression.type);
    lambda.body = std::move(before);
    lambda.body.push_back(cpp::jump("return", returned(std::move(lowered))));
    return cpp::call(cpp::lambda(std::move(lambda)), {});
}

std::vector<cpp::Stmt> Body::lower_leaving_guard(Expr& expression, Stmts passed)
{
    mentions_ = mentions_in(expression);
    return collected([&] {
        pending_.span = expression.span;
        cpp::Expr condition = value(expression, use_pass);
        add(cpp::if_(std::move(condition), std::move(passed)));
    });
}

void Body::add(cpp::Stmt statement)
{
    if (!pending_.span.empty()) {
        if (pending_.span.file == module_.module.file)
            statement.span = pending_.span;
        pending_.span = {};
    }
    if (!pending_.comments.empty()) {
        statement.comments.insert(statement.comments.begin(), pending_.comments.begin(),
                                  pending_.comments.end());
        pending_.comments.clear();
    }
    out_->push_back(std::move(statement));
}

void Body::add_all(Stmts statements)
{
    out_->insert(out_->end(), std::make_move_iterator(statements.begin()),
                 std::make_move_iterator(statements.end()));
}

std::string Body::temporary(std::string_view hint, TypeRef type, cpp::Expr value)
{
    return held_as(names_.make(hint), type, std::move(value));
}

std::string Body::held_as(std::string name, TypeRef type, cpp::Expr value)
{
    temporaries_.insert(name);
    add(declaration(module_.spell_argument(type), name, std::move(value)));
    return name;
}

/// `T x{a}` rather than `T x = T{a}`.
cpp::Stmt Body::declaration(std::string type, std::string name, cpp::Expr value)
{
    std::string const plain = type.ends_with(" const") ? type.substr(0, type.size() - 6) : type;
    cpp::Stmt made = cpp::declare(std::move(type), std::move(name), std::move(value));
    if (made.value.kind != cpp::ExprKind::construct || made.value.text != plain)
        return made;
    made.braced = true;
    made.value.text.clear();
    made.has_value = !made.value.parts.empty();
    if (!made.has_value)
        made.braced = plain.starts_with("janus::");
    return made;
}

Target Body::declare_first(Target const& target, Expr const& expression)
{
    if (target.kind != Target::Kind::declare)
        return target;
    std::string type = target.type;
    if (type.ends_with(" const"))
        type.resize(type.size() - 6);
    TypeKind const kind = expression.type->kind;
    if (kind == TypeKind::function || kind == TypeKind::dyn)
        add(cpp::declare(type, target.name, cpp::name("janus::unset")));
    else
        add(cpp::declare(type, target.name));
    Target assign;
    assign.kind = Target::Kind::assign;
    assign.place = cpp::name(target.name);
    return assign;
}

void Body::finish_unit(Target const& target)
{
    switch (target.kind) {
    case Target::Kind::discard:
        return;
    case Target::Kind::assign:
        return;
    case Target::Kind::declare:
        return add(cpp::declare("janus::Unit", target.name));
    case Target::Kind::return_:
        if (!is_void(shape_.result))
            return leave(cpp::name("janus::ok"));
        return leave();
    }
}

void Body::finish(cpp::Expr value, Expr const& from, Target const& target)
{
    switch (target.kind) {
    case Target::Kind::discard: {
        bool const nothing = value.kind == cpp::ExprKind::name || value.text == "*";
        if (nothing && (value.text.empty() || from.kind != ExprKind::call))
            return;
        if (from.type && from.type->kind == TypeKind::result)
            value = cpp::call("static_cast<void>", {std::move(value)});
        return add(cpp::expression(std::move(value)));
    }
    case Target::Kind::assign:
        return add(cpp::assign(target.place, std::move(value)));
    case Target::Kind::declare:
        return add(declaration(target.type, target.name, std::move(value)));
    case Target::Kind::return_:
        return leave(std::move(value));
    }
}

/// A local is moved out by `return` itself.
cpp::Expr Body::returned(cpp::Expr value)
{
    bool const moved = value.kind == cpp::ExprKind::call && value.parts.size() == 2 &&
                       value.parts[0].text == "std::move" &&
                       value.parts[1].kind == cpp::ExprKind::name;
    return moved ? value.parts[1] : value;
}

void Body::into(Expr& expression, Target const& target)
{
    bool const fresh = std::exchange(fresh_scope_, false);
    if (target.kind != Target::Kind::discard) {
        if (auto simple = simple_branching(expression, use_give))
            return finish(std::move(*simple), expression, target);
    }
    switch (expression.kind) {
    case ExprKind::block:
        return fresh ? block(expression, target) : scoped_block(expression, target);
    case ExprKind::if_:
        return if_(expression, target);
    case ExprKind::match:
        return match(expression, target);
    case ExprKind::nursery:
        return nursery(expression, target);
    case ExprKind::select:
        return select(expression, target);
    case ExprKind::catch_:
        return catch_(expression, target);
    case ExprKind::coalesce:
        return coalesce(expression, target);
    case ExprKind::option_chain:
        return option_chain(expression, target);
    case ExprKind::return_:
    case ExprKind::break_:
    case ExprKind::continue_:
        return jump(expression);
    case ExprKind::convert: {
        auto& made = as<Convert>(expression);
        fresh_scope_ = fresh;
        if (made.conversion == Conversion::forget) {
            into(*made.operand, Target{});
            return finish_unit(target);
        }
        if (into_converted(made, target))
            return;
        fresh_scope_ = false;
        break;
    }
    default:
        break;
    }
    if (is_void(expression.type)) {
        bool const never = expression.type && expression.type->kind == TypeKind::never;
        cpp::Expr done = value(expression);
        if (done.kind != cpp::ExprKind::name)
            add(cpp::expression(std::move(done)));
        if (!never)
            finish_unit(target);
        return;
    }
    bool const discards = target.kind == Target::Kind::discard;
    if ((discards || target.kind == Target::Kind::declare) && waits(expression)) {
        wanted_name_ = discards ? nobody : target.name;
        wanted_type_ = target.type;
        value(expression, use_give);
        return;
    }
    finish(value(expression, discards ? use_pass : use_give), expression, target);
}

bool Body::into_converted(Convert& made, Target const& target)
{
    // A success or a present value made of something with branches: each branch converts itself.
    bool const wraps = made.conversion == Conversion::some || made.conversion == Conversion::ok;
    if (!wraps || is_simple(*made.operand))
        return false;
    if (is_void(made.operand->type)) {
        bool const never = made.operand->type && made.operand->type->kind == TypeKind::never;
        into(*made.operand, Target{});
        if (!never)
            finish(cpp::name("janus::ok"), made, target);
        return true;
    }
    if (made.operand->type->kind == TypeKind::option || target.kind == Target::Kind::discard)
        return false;
    Target const assign = declare_first(target, made);
    into(*made.operand, assign);
    return true;
}

std::vector<cpp::Stmt> Body::into_block(Expr& expression, Target const& target)
{
    return block_of([&] {
        fresh_scope_ = true;
        into(expression, target);
    });
}

/// A block in the middle of others: what it declares ends with it.
void Body::scoped_block(Expr& expression, Target const& target)
{
    auto& made = as<Block>(expression);
    bool const valued = target.kind == Target::Kind::declare && !is_void(expression.type);
    bool const plain =
        made.statements.empty() || (valued && expression.type->kind == TypeKind::function);
    if (plain)
        return block(expression, target);
    Target const inner = valued ? declare_first(target, expression) : target;
    Stmts statements = into_block(expression, inner);
    bool const declares =
        std::any_of(statements.begin(), statements.end(), [](cpp::Stmt const& statement) {
            return statement.kind == cpp::StmtKind::declare;
        });
    if (!declares) {
        for (cpp::Stmt& statement : statements)
            add(std::move(statement));
        return;
    }
    cpp::Stmt scope = cpp::statement(cpp::StmtKind::block);
    scope.body = std::move(statements);
    add(std::move(scope));
}

cpp::Expr Body::through_local(Expr& expression, std::string_view hint)
{
    cpp::Expr made = value(expression, use_read);
    if (made.kind == cpp::ExprKind::name && made.literal == cpp::Literal::none)
        return made;
    return cpp::name(temporary(hint, expression.type, std::move(made)));
}

bool Body::is_simple(Expr& expression) const
{
    switch (expression.kind) {
    case ExprKind::match:
    case ExprKind::propagate:
    case ExprKind::catch_:
    case ExprKind::option_chain:
    case ExprKind::nursery:
    case ExprKind::select:
    case ExprKind::spawn_task:
    case ExprKind::return_:
    case ExprKind::break_:
    case ExprKind::continue_:
        return false;
    case ExprKind::block: {
        auto& block = as<Block>(expression);
        return block.statements.empty() && block.value && is_simple(*block.value);
    }
    case ExprKind::if_:
        if (as<If>(expression).pattern || !as<If>(expression).otherwise)
            return false;
        break;
    case ExprKind::closure:
        return true;
    default:
        if (waits(expression))
            return false;
    }
    class Check final : public Visitor {
    public:
        explicit Check(Body const& body_) : body(body_) {}
        using Visitor::visit;
        void visit(Expr*& slot) override { simple = simple && body.is_simple(*slot); }

        Body const& body;
        bool simple = true;
    };
    Check check(*this);
    for_each_child(expression, check);
    return check.simple;
}

} // namespace janus::lowering
