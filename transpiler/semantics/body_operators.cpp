#include "semantics/body_checker.hpp"
#include "semantics/operation_names.hpp"
#include "semantics/untyped_parameters.hpp"

namespace janus::semantics {

namespace {

BinaryOp lowered(ast::BinaryOp op)
{
    switch (op) {
    case ast::BinaryOp::equal:
        return BinaryOp::equal;
    case ast::BinaryOp::not_equal:
        return BinaryOp::not_equal;
    case ast::BinaryOp::less:
        return BinaryOp::less;
    case ast::BinaryOp::less_equal:
        return BinaryOp::less_equal;
    case ast::BinaryOp::greater:
        return BinaryOp::greater;
    case ast::BinaryOp::greater_equal:
        return BinaryOp::greater_equal;
    case ast::BinaryOp::bit_or:
        return BinaryOp::bit_or;
    case ast::BinaryOp::bit_xor:
        return BinaryOp::bit_xor;
    case ast::BinaryOp::bit_and:
        return BinaryOp::bit_and;
    case ast::BinaryOp::shift_left:
        return BinaryOp::shift_left;
    case ast::BinaryOp::shift_right:
        return BinaryOp::shift_right;
    case ast::BinaryOp::subtract:
        return BinaryOp::subtract;
    case ast::BinaryOp::concatenate:
        return BinaryOp::concatenate;
    case ast::BinaryOp::multiply:
        return BinaryOp::multiply;
    case ast::BinaryOp::divide:
        return BinaryOp::divide;
    case ast::BinaryOp::remainder:
        return BinaryOp::remainder;
    case ast::BinaryOp::power:
        return BinaryOp::power;
    default:
        return BinaryOp::add;
    }
}

bool is_flags(TypeRef type)
{
    return type->kind == TypeKind::variants && type->variants->kind == VariantsKind::flags;
}

} // namespace

Expr* BodyChecker::unary(ast::Unary const& expression, TypeRef expected)
{
    if (expression.op == ast::UnaryOp::not_) {
        auto* made = node<Unary>(ExprKind::unary, expression.span, scalar(TypeKind::boolean));
        made->op = UnaryOp::not_;
        made->operand = boolean(expression.operand);
        return made;
    }
    if (expression.op == ast::UnaryOp::reference || expression.op == ast::UnaryOp::reference_mut) {
        TypeRef const wanted = expected ? resolve(expected) : nullptr;
        if (wanted && wanted->kind == TypeKind::dyn)
            return dynamic(check(expression.operand), wanted, true);
        if (expression.op == ast::UnaryOp::reference)
            return check(expression.operand, expected);
        check(expression.operand);
        return fail(Diagnostic{Code::S2001, expression.span,
                               "`&mut` lends a variable, and here nobody takes one"}
                        .suggest("give it to a `&mut` parameter, or name it: `let r = &mut x`"));
    }
    // As in `binary`: `return ~n` wants a number, even where `u8 ! E` is expected of the whole.
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    bool const hints = wanted && (is_numeric(wanted) || is_flags(wanted));
    Expr* operand = check(expression.operand, hints ? wanted : nullptr);
    TypeRef const type = resolve(operand->type);
    if (type->kind == TypeKind::error)
        return operand;
    bool const negate = expression.op == ast::UnaryOp::minus;
    if (negate && operand->kind == ExprKind::integer && !is_float(type)) {
        auto& literal = as<Integer>(*operand);
        literal.low = ~literal.low + 1;
        literal.high = ~literal.high + (literal.low == 0 ? 1 : 0);
        literal.span = expression.span;
        return operand;
    }
    if (negate && operand->kind == ExprKind::floating) {
        as<Floating>(*operand).value = -as<Floating>(*operand).value;
        operand->span = expression.span;
        return operand;
    }
    if (!negate && is_flags(type)) {
        auto* inverted = node<Unary>(ExprKind::unary, expression.span, operand->type);
        inverted->op = UnaryOp::bit_not;
        inverted->operand = operand;
        return inverted;
    }
    bool const integer = is_integer(type) || inference_.is_variable(type, VariableKind::integer);
    bool const floating = is_float(type) || inference_.is_variable(type, VariableKind::floating);
    if (auto untyped = integer || floating
                           ? std::nullopt
                           : report_untyped(inference_, scopes_, {type}, environment_.error_type()))
        return fail(std::move(*untyped));
    if (!integer && !(negate && floating))
        return fail(Diagnostic{Code::S0005, expression.span,
                               std::string("`") + (negate ? "-" : "~") + "` needs " +
                                   (negate ? "a number" : "an integer") + ", found " + show(type)});
    auto* made = node<Unary>(ExprKind::unary, expression.span, operand->type);
    made->op = negate ? UnaryOp::negate : UnaryOp::bit_not;
    made->operand = operand;
    return made;
}

/// A number that a `var` accumulates must not take the width of what is added to it first:
/// `var sum = 0` stays open, and the narrow operand widens to whatever it becomes. An `i32` is not
/// narrow: programs that compute in it mean it.
Expr* BodyChecker::widen_to_open(Expr* narrow, Expr const* open)
{
    TypeRef const from = resolve(narrow->type);
    bool const defers =
        is_integer(from) && integer_bits(from) < 64 && from->kind != TypeKind::i32 &&
        inference_.is_variable(open->type, VariableKind::integer) && accumulates(*open);
    return defers ? convert(Conversion::widen, narrow, open->type) : nullptr;
}

bool BodyChecker::accumulates(Expr const& expression) const
{
    switch (expression.kind) {
    case ExprKind::local:
        return as<LocalRef>(expression).local->mutable_;
    case ExprKind::unary:
        return accumulates(*as<Unary>(expression).operand);
    case ExprKind::binary:
        return accumulates(*as<Binary>(expression).left) ||
               accumulates(*as<Binary>(expression).right);
    default:
        return false;
    }
}

/// Brings both operands to one type: literals adapt, the narrower widens.
bool BodyChecker::make_equal(Expr*& left, Expr*& right)
{
    TypeRef const left_type = resolve(left->type);
    TypeRef const right_type = resolve(right->type);
    if (left_type->kind == TypeKind::option && right_type->kind != TypeKind::option) {
        if (Expr* made = try_coerce(right, left->type))
            return right = made, true;
        return false;
    }
    if (right_type->kind == TypeKind::option && left_type->kind != TypeKind::option) {
        if (Expr* made = try_coerce(left, right->type))
            return left = made, true;
        return false;
    }
    if (left_type->kind == TypeKind::variants || right_type->kind == TypeKind::variants)
        return inference_.unify(left_type, right_type);
    if (Expr* made = widen_to_open(right, left))
        return right = made, true;
    if (Expr* made = widen_to_open(left, right))
        return left = made, true;
    if (could_become(right_type, left_type) && (right_type->kind != TypeKind::result))
        if (Expr* made = try_coerce(right, left->type))
            return right = made, true;
    if (could_become(left_type, right_type))
        if (Expr* made = try_coerce(left, right->type))
            return left = made, true;
    return false;
}

/// What makes one of them fit.
static std::string help_with_operand(TypeRef left, TypeRef right)
{
    for (TypeRef type : {left, right}) {
        if (type->kind == TypeKind::option)
            return "one of them may be null: unwrap it with `?? default`, `match` or `if let`";
        if (type->kind == TypeKind::result)
            return "one of them may be an error: handle it with `catch`, or pass it on with `?`";
        if (type->kind == TypeKind::parameter)
            return "say what `" + to_string(type) + "` can do: `[" + to_string(type) +
                   ": Numeric]`, and use only values of that type";
    }
    return {};
}

Expr* BodyChecker::bad_operands(BinaryOp op, Expr* left, Expr* right, Span span)
{
    if (auto untyped = report_untyped(inference_, scopes_, {left->type, right->type},
                                      environment_.error_type()))
        return fail(std::move(*untyped));
    Diagnostic problem{Code::S0005, span,
                       "`" + std::string(name_of(op)) + "` cannot combine " + show(left->type) +
                           " and " + show(right->type)};
    if (is_numeric(resolve(left->type)) && is_numeric(resolve(right->type)))
        problem.suggest("convert one of them with `as`");
    else if (std::string help = help_with_operand(resolve(left->type), resolve(right->type));
             !help.empty())
        problem.suggest(std::move(help));
    else if (resolve(left->type) == environment_.string() ||
             resolve(right->type) == environment_.string())
        problem.suggest("put what is no text into one: `$\"{value}\"`");
    explain_null(problem, left);
    explain_null(problem, right);
    return fail(std::move(problem));
}

Expr* BodyChecker::binary(ast::Binary const& expression, TypeRef expected)
{
    switch (expression.op) {
    case ast::BinaryOp::or_:
    case ast::BinaryOp::and_:
        return logical(expression);
    case ast::BinaryOp::coalesce:
        return coalesce(expression, expected);
    default:
        break;
    }
    BinaryOp const op = lowered(expression.op);
    bool const compare = op <= BinaryOp::greater_equal;
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    TypeRef const hint = !compare && wanted && is_numeric(wanted) ? wanted : nullptr;
    Expr* left = nullptr;
    Expr* right = nullptr;
    // `.Variant` and friends take their type from the other side.
    bool const right_first = compare && expression.left->kind == ast::ExprKind::enum_literal;
    if (right_first) {
        right = check(expression.right);
        left = check(expression.left, right->type);
    } else {
        left = check(expression.left, hint);
        bool const shifts = op == BinaryOp::shift_left || op == BinaryOp::shift_right;
        right = check(expression.right, shifts ? nullptr : left->type);
    }
    if (is_error(left) || is_error(right))
        return error_node(expression.span);
    if (expression.op == ast::BinaryOp::power && expression.left->kind == ast::ExprKind::unary &&
        ast::as<ast::Unary>(*expression.left).op == ast::UnaryOp::minus)
        report(Diagnostic{Code::W0012, expression.left->span, "`-x ** y` is `(-x) ** y`"}.suggest(
            "write the parentheses"));
    if (compare)
        return comparison(op, left, right, expression.span, expression.op_span);
    if (op == BinaryOp::shift_left || op == BinaryOp::shift_right)
        return shift(op, left, right, expression.span);
    return arithmetic(op, left, right, expression.span, expression.op_span);
}

Expr* BodyChecker::concatenation(BinaryOp op, Expr* left, Expr* right, Span span)
{
    if (!inference_.unify(left->type, right->type))
        return bad_operands(op, left, right, span);
    auto* made = node<Binary>(ExprKind::binary, span, left->type);
    made->op = BinaryOp::concatenate;
    made->left = left;
    made->right = right;
    return made;
}

Expr* BodyChecker::arithmetic(BinaryOp op, Expr* left, Expr* right, Span span, Span)
{
    TypeRef const type = resolve(left->type);
    bool const text =
        type->kind == TypeKind::structure && (type->structure == environment_.builtins.string ||
                                              type->structure == environment_.builtins.list ||
                                              type->structure == environment_.builtins.bytes);
    if (text && (op == BinaryOp::add || op == BinaryOp::concatenate))
        return concatenation(op, left, right, span);
    if (Expr* made = time_arithmetic(op, left, right, span))
        return made;
    auto number = [&](Expr const* operand) {
        TypeRef const operand_type = resolve(operand->type);
        return is_numeric(operand_type) || operand_type->kind == TypeKind::character ||
               inference_.is_variable(operand_type, VariableKind::integer) ||
               inference_.is_variable(operand_type, VariableKind::floating);
    };
    if (type->kind == TypeKind::parameter && inference_.unify(left->type, right->type) &&
        satisfies(environment_, type, environment_.builtins.numeric)) {
        return binary_node(op, left, right, span);
    }
    bool const bit_op =
        op == BinaryOp::bit_and || op == BinaryOp::bit_or || op == BinaryOp::bit_xor;
    if (bit_op && is_flags(type) && inference_.unify(left->type, right->type))
        return binary_node(op, left, right, span);
    if (!number(left) || !number(right) || op == BinaryOp::concatenate || !make_equal(left, right))
        return bad_operands(op, left, right, span);
    TypeRef const common = resolve(left->type);
    if (bit_op && (is_float(common) || inference_.is_variable(common, VariableKind::floating)))
        return bad_operands(op, left, right, span);
    return binary_node(op, left, right, span);
}

/// Both operands have the type of the result.
Expr* BodyChecker::binary_node(BinaryOp op, Expr* left, Expr* right, Span span)
{
    auto* made = node<Binary>(ExprKind::binary, span, left->type);
    made->op = op;
    made->left = left;
    made->right = right;
    return made;
}

Expr* BodyChecker::shift(BinaryOp op, Expr* left, Expr* right, Span span)
{
    auto integer = [&](Expr const* operand) {
        return is_integer(resolve(operand->type)) ||
               inference_.is_variable(operand->type, VariableKind::integer);
    };
    if (!integer(left) || !integer(right))
        return bad_operands(op, left, right, span);
    return binary_node(op, left, right, span);
}

Expr* BodyChecker::comparison(BinaryOp op, Expr* left, Expr* right, Span span, Span)
{
    if (!make_equal(left, right))
        return bad_operands(op, left, right, span);
    bool const order = op != BinaryOp::equal && op != BinaryOp::not_equal;
    TypeRef const type = resolve(left->type);
    if (order && type->kind != TypeKind::variable &&
        !satisfies(environment_, inference_.shown(type), environment_.builtins.ord))
        return bad_operands(op, left, right, span);
    // Against `null` only the option itself is looked at, not what it holds.
    bool const against_null = left->kind == ExprKind::none || right->kind == ExprKind::none;
    if (!order && !against_null)
        compared_.push_back(left);
    auto* made = node<Binary>(ExprKind::binary, span, scalar(TypeKind::boolean));
    made->op = op;
    made->left = left;
    made->right = right;
    return made;
}

Expr* BodyChecker::boolean(ast::Expr const* expression)
{
    Expr* made = check(expression, scalar(TypeKind::boolean));
    bool const counts =
        made->kind == ExprKind::call && as<Call>(*made).function->kind == FunctionKind::builtin;
    if (!counts || resolve(made->type)->kind != TypeKind::i32)
        return coerce(made, scalar(TypeKind::boolean));
    // The C-style functions answer with 1 and 0.
    report(Diagnostic{Code::W0100, expression->span, "an integer is used as a condition"}.suggest(
        "compare it: `… == 1`"));
    auto* zero = node<Integer>(ExprKind::integer, expression->span, made->type);
    auto* test = node<Binary>(ExprKind::binary, expression->span, scalar(TypeKind::boolean));
    test->op = BinaryOp::not_equal;
    test->left = made;
    test->right = zero;
    return test;
}

Expr* BodyChecker::coalesce(ast::Binary const& expression, TypeRef expected)
{
    Expr* operand = as_declared(check_fallible(expression.left));
    TypeRef const type = resolve(operand->type);
    if (type->kind == TypeKind::error)
        return operand;
    if (type->kind != TypeKind::option && type->kind != TypeKind::result) {
        return fail(Diagnostic{Code::S0005, expression.left->span,
                               "`??` needs an option or an error union, found " + show(type)});
    }
    TypeRef const inner = type->arguments[0];
    Expr* otherwise = check(expression.right, expected ? expected : inner);
    // `a ?? b` where b is an option too stays an option.
    bool const nested = resolve(otherwise->type)->kind == TypeKind::option &&
                        resolve(inner)->kind != TypeKind::option && type->kind == TypeKind::option;
    auto* made = node<Coalesce>(ExprKind::coalesce, expression.span, inner);
    made->operand = operand;
    if (nested) {
        made->type = type;
        made->otherwise = coerce(otherwise, type);
        return made;
    }
    made->otherwise = coerce(otherwise, inner);
    return made;
}

Expr* BodyChecker::range(ast::Range const& expression, TypeRef)
{
    if (!expression.low || !expression.high)
        return fail(Diagnostic{Code::S0005, expression.span, "this range needs both bounds"});
    Expr* low = check(expression.low);
    Expr* high = check(expression.high, low->type);
    if (!make_equal(low, high))
        return bad_operands(BinaryOp::less, low, high, expression.span);
    TypeRef const bound = resolve(low->type);
    if (!is_integer(bound) && bound->kind != TypeKind::character &&
        bound->kind != TypeKind::error && !inference_.is_variable(bound, VariableKind::integer))
        return fail(Diagnostic{Code::S0005, expression.span,
                               "a range goes over integers, not " + show(bound)});
    auto* made = node<RangeValue>(ExprKind::range, expression.span,
                                  environment_.types.composite(TypeKind::range, {low->type}));
    made->low = low;
    made->high = high;
    made->exclusive = expression.exclusive;
    return made;
}

Expr* BodyChecker::cast(ast::Cast const& expression)
{
    TypeRef const target = types().read(expression.type);
    Expr* operand = check(expression.operand);
    TypeRef from = resolve(operand->type);
    if (target->kind == TypeKind::error || from->kind == TypeKind::error)
        return error_node(expression.span);
    if (from->kind == TypeKind::unique && resolve(inference_.deep(from->arguments[0])) == target)
        return convert(Conversion::unwrap_unique, operand, target);
    bool const to_number = is_numeric(target) || target->kind == TypeKind::character;
    if (to_number && from->kind == TypeKind::variants && from->variants->payload_free) {
        operand = convert(Conversion::enum_number, operand, scalar(TypeKind::i32));
        from = scalar(TypeKind::i32);
    }
    if (inference_.is_variable(from, VariableKind::integer) && operand->kind == ExprKind::integer &&
        is_integer(target))
        inference_.unify(from, target);
    else if (from->kind == TypeKind::variable)
        from = finish_type(from), inference_.unify(operand->type, from);
    if (resolve(operand->type) == target)
        return operand;
    bool const from_number = is_numeric(from) || from->kind == TypeKind::character ||
                             (from->kind == TypeKind::boolean && is_integer(target));
    if (to_number && from_number)
        return convert(Conversion::cast, operand, target);
    if (Expr* made = try_coerce(operand, target))
        return made;
    return fail(Diagnostic{Code::S2001, expression.span,
                           show(from) + " cannot be converted to " + show(target)});
}

Expr* BodyChecker::pipe(ast::Pipe const& expression, TypeRef expected)
{
    // x |> f, x |> f(a), x |> f(a, __), x |> .m(a): the left side becomes an argument.
    ast::Argument piped;
    piped.value = expression.left;
    std::vector<ast::Argument> arguments;
    ast::Call made;
    made.kind = ast::ExprKind::call;
    made.span = expression.span;
    auto const* call = ast::get_if<ast::Call>(expression.right);
    if (!call && expression.right->kind == ast::ExprKind::enum_literal) {
        auto* member = environment_.make<ast::Member>();
        member->kind = ast::ExprKind::member;
        member->span = expression.right->span;
        member->base = expression.left;
        member->name = ast::as<ast::Literal>(*expression.right).path[0];
        return check(member, expected);
    }
    if (!call) {
        made.callee = expression.right;
        arguments.push_back(piped);
    } else {
        made.callee = call->callee;
        int holes = 0;
        for (ast::Argument const& argument : call->arguments) {
            auto const* name = ast::get_if<ast::NameExpr>(argument.value);
            bool const hole = name && name->name.text == "__";
            holes += hole ? 1 : 0;
            arguments.push_back(argument);
            if (hole)
                arguments.back().value = expression.left;
        }
        if (holes > 1)
            return fail(
                Diagnostic{Code::P0012, expression.span, "a pipeline step has one hole `__`"});
        if (call->callee->kind == ast::ExprKind::enum_literal && holes == 0) {
            auto const& method = ast::as<ast::Literal>(*call->callee);
            auto* member = environment_.make<ast::Member>();
            member->kind = ast::ExprKind::member;
            member->span = call->callee->span;
            member->base = expression.left;
            member->name = method.path[0];
            made.callee = member;
        } else if (holes == 0) {
            arguments.insert(arguments.begin(), piped);
        }
    }
    made.arguments = list(arguments);
    // The call must outlive this function: nodes may point to its arguments.
    auto* kept = environment_.make<ast::Call>();
    *kept = made;
    return check(kept, expected);
}

} // namespace janus::semantics
