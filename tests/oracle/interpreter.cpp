#include "interpreter.hpp"

namespace janus::oracle {

using namespace semantics;

namespace {

constexpr std::size_t most_steps = 200'000;
constexpr std::size_t most_calls = 400;

/// Leaves a function, with its value.
struct Returned {
    Value value;
};
/// `break` and `continue` of this loop.
struct Left {
    Stmt const* loop;
    bool again;
};

Value number(Number value)
{
    Value made;
    made.number = value;
    return made;
}

} // namespace

void Interpreter::spend()
{
    if (++fuel_ > most_steps)
        throw OutOfFuel{};
}

Outcome Interpreter::run(Function const& function)
{
    output_.clear();
    fuel_ = 0;
    depth_ = 0;
    Outcome outcome;
    try {
        call(function, {}, {});
    } catch (Panic const& panic) {
        outcome.panic = panic.code;
    } catch (OutOfFuel const&) {
        outcome.too_long = true;
    }
    outcome.output = output_;
    return outcome;
}

Value Interpreter::call(Function const& function, std::vector<std::shared_ptr<Value>> arguments,
                        Frame frame)
{
    spend();
    if (++depth_ > most_calls)
        throw OutOfFuel{};
    for (std::size_t at = 0; at < function.parameters.size(); ++at)
        frame[function.parameters[at]] = std::move(arguments[at]);
    Value result;
    try {
        result = evaluate(*function.body, frame);
    } catch (Returned& returned) {
        result = std::move(returned.value);
    }
    --depth_;
    return result;
}

Value Interpreter::call_value(Value const& callee, std::vector<Value> arguments)
{
    std::vector<std::shared_ptr<Value>> given;
    for (Value& argument : arguments)
        given.push_back(std::make_shared<Value>(std::move(argument)));
    return call(*callee.function, std::move(given), callee.captured ? *callee.captured : Frame{});
}

Value Interpreter::parts(std::span<Expr* const> nodes, Frame& frame)
{
    Value made;
    for (Expr const* node : nodes)
        made.parts.push_back(evaluate(*node, frame));
    return made;
}

Value Interpreter::evaluate(Expr const& node, Frame& frame)
{
    spend();
    switch (node.kind) {
    case ExprKind::integer:
    case ExprKind::boolean: {
        auto const& made = as<Integer>(node);
        return number(static_cast<Number>((static_cast<Bits>(made.high) << 64) | made.low));
    }
    case ExprKind::string: {
        Value made;
        made.text = as<Text>(node).value;
        return made;
    }
    case ExprKind::unit:
    case ExprKind::none:
        return {};
    case ExprKind::local:
    case ExprKind::field:
    case ExprKind::tuple_element:
    case ExprKind::index:
        return place(node, frame);
    case ExprKind::call:
        return evaluate_call(as<Call>(node), frame);
    case ExprKind::call_value: {
        auto const& made = as<CallValue>(node);
        Value const callee = evaluate(*made.callee, frame);
        return call_value(callee, parts(made.arguments, frame).parts);
    }
    case ExprKind::construct:
        return parts(as<Construct>(node).fields, frame);
    case ExprKind::construct_case: {
        Value made = parts(as<ConstructCase>(node).fields, frame);
        made.case_ = as<ConstructCase>(node).case_;
        return made;
    }
    case ExprKind::enum_case: {
        Value made;
        made.case_ = as<EnumCase>(node).case_;
        return made;
    }
    case ExprKind::tuple:
    case ExprKind::list:
        return parts(as<Many>(node).elements, frame);
    case ExprKind::map: {
        Value const entries = parts(as<MapLiteral>(node).entries, frame);
        Value made;
        for (std::size_t at = 0; at < entries.parts.size(); at += 2) {
            if (Value* const known = find_key(made, entries.parts[at]))
                *known = entries.parts[at + 1];
            else
                made.parts.insert(made.parts.end(), {entries.parts[at], entries.parts[at + 1]});
        }
        return made;
    }
    default:
        return evaluate_control(node, frame);
    }
}

Value Interpreter::evaluate_control(Expr const& node, Frame& frame)
{
    switch (node.kind) {
    case ExprKind::unary: {
        auto const& made = as<Unary>(node);
        Number const operand = evaluate(*made.operand, frame).number;
        if (made.op == UnaryOp::not_)
            return number(operand == 0 ? 1 : 0);
        if (made.op == UnaryOp::negate)
            return number(fitting(-operand, node.type));
        Number const flipped = ~operand;
        Number const modulus = static_cast<Number>(1) << integer_bits(node.type);
        return number(is_signed_integer(node.type) ? flipped : flipped + modulus);
    }
    case ExprKind::binary: {
        auto const& made = as<Binary>(node);
        Value left = evaluate(*made.left, frame);
        Value const right = evaluate(*made.right, frame);
        bool const text = made.left->type->kind == TypeKind::structure;
        switch (made.op) {
        case BinaryOp::equal:
            return number(equal(left, right) ? 1 : 0);
        case BinaryOp::not_equal:
            return number(equal(left, right) ? 0 : 1);
        case BinaryOp::less:
            return number(text ? left.text < right.text : left.number < right.number);
        case BinaryOp::less_equal:
            return number(text ? left.text <= right.text : left.number <= right.number);
        case BinaryOp::greater:
            return number(text ? left.text > right.text : left.number > right.number);
        case BinaryOp::greater_equal:
            return number(text ? left.text >= right.text : left.number >= right.number);
        case BinaryOp::concatenate:
        case BinaryOp::add:
            if (text) {
                left.text += right.text;
                left.parts.insert(left.parts.end(), right.parts.begin(), right.parts.end());
                return left;
            }
            [[fallthrough]];
        default:
            return number(compute(made.op, left.number, right.number, node.type));
        }
    }
    case ExprKind::and_:
        return evaluate(*as<Logical>(node).left, frame).number != 0
                   ? evaluate(*as<Logical>(node).right, frame)
                   : number(0);
    case ExprKind::or_:
        return evaluate(*as<Logical>(node).left, frame).number != 0
                   ? number(1)
                   : evaluate(*as<Logical>(node).right, frame);
    case ExprKind::convert:
        return convert(as<Convert>(node), frame);
    case ExprKind::if_: {
        auto const& made = as<If>(node);
        Value const condition = evaluate(*made.condition, frame);
        bool const holds =
            made.pattern ? matches(*made.pattern, condition, frame) : condition.number != 0;
        if (holds)
            return evaluate(*made.then, frame);
        return made.otherwise ? evaluate(*made.otherwise, frame) : Value{};
    }
    case ExprKind::match:
        return match(as<Match>(node), frame);
    case ExprKind::block:
        return block(as<Block>(node), frame);
    case ExprKind::propagate:
        return propagate(as<Propagate>(node), frame);
    case ExprKind::catch_: {
        auto const& made = as<Catch>(node);
        Value const operand = evaluate(*made.operand, frame);
        if (operand.present)
            return operand.parts.empty() ? Value{} : operand.parts[0];
        if (made.binding)
            frame[made.binding] = std::make_shared<Value>(operand.parts[0]);
        return evaluate(*made.handler, frame);
    }
    case ExprKind::coalesce: {
        Value const operand = evaluate(*as<Coalesce>(node).operand, frame);
        return operand.present ? operand.parts[0] : evaluate(*as<Coalesce>(node).otherwise, frame);
    }
    case ExprKind::closure:
        return closure(as<Closure>(node), frame);
    case ExprKind::interpolation:
        return interpolation(as<Interpolation>(node), frame);
    case ExprKind::return_: {
        auto const& made = as<Jump>(node);
        throw Returned{made.value ? evaluate(*made.value, frame) : Value{}};
    }
    case ExprKind::break_:
    case ExprKind::continue_:
        throw Left{as<Jump>(node).loop, node.kind == ExprKind::continue_};
    case ExprKind::intrinsic:
        return intrinsic(as<IntrinsicCall>(node), frame);
    default:
        throw Unknown{"expression of kind " + std::to_string(static_cast<int>(node.kind))};
    }
}

Value Interpreter::propagate(Propagate const& node, Frame& frame)
{
    Value operand = evaluate(*node.operand, frame);
    if (operand.present)
        return operand.parts.empty() ? Value{} : operand.parts[0];
    throw Returned{std::move(operand)};
}

/// A `var` it shares keeps its cell; of everything else it has a copy.
Value Interpreter::closure(Closure const& node, Frame& frame)
{
    Value made;
    made.function = node.function;
    made.captured = std::make_shared<Frame>();
    for (Local const* captured : node.captures)
        (*made.captured)[captured] = captured->shared_cell
                                         ? frame.at(captured)
                                         : std::make_shared<Value>(*frame.at(captured));
    return made;
}

Value Interpreter::match(Match const& node, Frame& frame)
{
    Value const value = evaluate(*node.value, frame);
    for (MatchArm const& arm : node.arms)
        if (matches(*arm.pattern, value, frame) &&
            (!arm.guard || evaluate(*arm.guard, frame).number != 0))
            return evaluate(*arm.body, frame);
    if (node.type->kind != TypeKind::void_)
        throw Panic{"P005"};
    return {};
}

Value Interpreter::block(Block const& node, Frame& frame)
{
    struct Deferred {
        Defer const* defer;
        Frame frame;
    };
    std::vector<Deferred> deferred;
    auto const leave = [&] {
        for (; !deferred.empty(); deferred.pop_back())
            evaluate(*deferred.back().defer->body, deferred.back().frame);
    };
    try {
        for (Stmt const* statement : node.statements) {
            if (statement->kind != StmtKind::defer) {
                execute(*statement, frame);
                continue;
            }
            auto const& made = as<Defer>(*statement);
            for (Let const* let : made.evaluated)
                execute(*let, frame);
            // The variables themselves, which later changes reach.
            deferred.push_back({&made, frame});
        }
        Value value = node.value ? evaluate(*node.value, frame) : Value{};
        leave();
        return value;
    } catch (OutOfFuel const&) {
        throw;
    } catch (...) {
        leave();
        throw;
    }
}

void Interpreter::execute(Stmt const& node, Frame& frame)
{
    spend();
    switch (node.kind) {
    case StmtKind::let: {
        auto const& made = as<Let>(node);
        if (!made.value)
            throw Unknown{"var without value"};
        Value value = evaluate(*made.value, frame);
        if (made.local)
            frame[made.local] = std::make_shared<Value>(std::move(value));
        else
            matches(*made.pattern, value, frame);
        return;
    }
    case StmtKind::assign:
        return assign(as<Assign>(node), frame);
    case StmtKind::expression:
        evaluate(*as<ExprStmt>(node).value, frame);
        return;
    case StmtKind::while_:
        return repeat(as<While>(node), frame);
    case StmtKind::for_:
        return iterate(as<For>(node), frame);
    case StmtKind::defer:
        break; // its block does it
    }
}

void Interpreter::assign(Assign const& node, Frame& frame)
{
    if (node.target->kind == ExprKind::index && !node.compound) {
        auto const& target = as<Index>(*node.target);
        Value const key = evaluate(*target.index, frame);
        Value value = evaluate(*node.value, frame);
        Value& base = place(*target.base, frame);
        if (std::string_view(target.base->type->structure->name) != "HashMap")
            element(base, key.number) = std::move(value);
        else if (Value* const known = find_key(base, key))
            *known = std::move(value);
        else
            base.parts.insert(base.parts.end(), {key, std::move(value)});
        return;
    }
    Value value = evaluate(*node.value, frame);
    Value& target = place(*node.target, frame);
    if (!node.compound) {
        target = std::move(value);
    } else if (node.target->type->kind == TypeKind::structure) {
        target.text += value.text;
        target.parts.insert(target.parts.end(), value.parts.begin(), value.parts.end());
    } else {
        target.number = compute(node.op, target.number, value.number, node.target->type);
    }
}

bool Interpreter::turn(Expr const& body, Stmt const& loop, Frame& frame)
{
    spend();
    try {
        evaluate(body, frame);
    } catch (Left const& left) {
        if (left.loop != &loop)
            throw;
        return left.again;
    }
    return true;
}

void Interpreter::repeat(While const& node, Frame& frame)
{
    for (;;) {
        if (node.condition) {
            Value const value = evaluate(*node.condition, frame);
            if (node.pattern ? !matches(*node.pattern, value, frame) : value.number == 0)
                return;
        }
        if (!turn(*node.body, node, frame))
            return;
    }
}

void Interpreter::iterate(For const& node, Frame& frame)
{
    if (node.iterable->kind == ExprKind::range) {
        auto const& range = as<RangeValue>(*node.iterable);
        Number const low = evaluate(*range.low, frame).number;
        Number const high = evaluate(*range.high, frame).number;
        for (Number at = low; range.exclusive ? at < high : at <= high; ++at) {
            matches(*node.pattern, number(at), frame);
            if (!turn(*node.body, node, frame))
                return;
        }
        return;
    }
    Value const all = evaluate(*node.iterable, frame);
    bool const pairs = node.iterable->type->kind == TypeKind::structure &&
                       node.iterable->type->structure->name == "HashMap";
    for (std::size_t at = 0; at < all.parts.size(); at += pairs ? 2 : 1) {
        Value entry = all.parts[at];
        if (pairs) {
            entry = {};
            entry.parts = {all.parts[at], all.parts[at + 1]};
        }
        matches(*node.pattern, entry, frame);
        if (!turn(*node.body, node, frame))
            return;
    }
}

} // namespace janus::oracle
