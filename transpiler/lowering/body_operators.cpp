#include "lowering/body.hpp"

#include "lowering/effects.hpp"

#include <array>
#include <string_view>

namespace janus::lowering {

using namespace semantics;

namespace {

struct Spelling {
    BinaryOp op;
    std::string_view symbol;   // empty: only as a function
    std::string_view function; // empty: only as an operator
};
constexpr std::array spellings{
    Spelling{BinaryOp::equal, "==", ""},
    Spelling{BinaryOp::not_equal, "!=", ""},
    Spelling{BinaryOp::less, "<", ""},
    Spelling{BinaryOp::less_equal, "<=", ""},
    Spelling{BinaryOp::greater, ">", ""},
    Spelling{BinaryOp::greater_equal, ">=", ""},
    Spelling{BinaryOp::bit_or, "|", ""},
    Spelling{BinaryOp::bit_xor, "^", ""},
    Spelling{BinaryOp::bit_and, "&", ""},
    Spelling{BinaryOp::shift_left, "", "shift_left"},
    Spelling{BinaryOp::shift_right, "", "shift_right"},
    Spelling{BinaryOp::add, "+", "add"},
    Spelling{BinaryOp::subtract, "-", "subtract"},
    Spelling{BinaryOp::multiply, "*", "multiply"},
    Spelling{BinaryOp::divide, "/", "divide"},
    Spelling{BinaryOp::remainder, "", "remainder"},
    Spelling{BinaryOp::power, "", "power"},
    Spelling{BinaryOp::concatenate, "+", ""},
};

Spelling const& spelling_of(BinaryOp op)
{
    for (Spelling const& entry : spellings) {
        if (entry.op == op)
            return entry;
    }
    return spellings[0];
}

bool is_literal(Expr const& expression)
{
    return expression.kind == ExprKind::integer || expression.kind == ExprKind::string;
}

bool is_narrow(TypeRef type)
{
    return is_integer(type) && integer_bits(type) < 32;
}

} // namespace

cpp::Expr Body::unary(Expr& expression)
{
    auto& made = as<Unary>(expression);
    cpp::Expr operand = value(*made.operand, use_read);
    switch (made.op) {
    case UnaryOp::not_:
        return cpp::negate(std::move(operand));
    case UnaryOp::negate:
        if (is_float(expression.type))
            return cpp::prefix("-", std::move(operand));
        return cpp::call(module_.wrap ? "janus::wrapping::negate" : "janus::negate",
                         {std::move(operand)});
    case UnaryOp::bit_not: {
        if (expression.type->kind == TypeKind::variants)
            return cpp::call("janus::flags_not", {std::move(operand)});
        cpp::Expr inverted = cpp::prefix("~", std::move(operand));
        if (!is_narrow(expression.type))
            return inverted;
        return cpp::call("static_cast<" + module_.spell(expression.type) + ">", {inverted});
    }
    }
    return operand;
}

cpp::Expr Body::compute(BinaryOp op, cpp::Expr left, cpp::Expr right, TypeRef type)
{
    Spelling const& spelling = spelling_of(op);
    bool const function =
        spelling.symbol.empty() || (is_integer(type) && !spelling.function.empty());
    if (function) {
        std::string const space =
            module_.wrap && is_integer(type) ? "janus::wrapping::" : "janus::";
        return cpp::call(space + std::string(spelling.function),
                         {std::move(left), std::move(right)});
    }
    cpp::Expr made = cpp::binary(std::string(spelling.symbol), std::move(left), std::move(right));
    bool const bits = op == BinaryOp::bit_or || op == BinaryOp::bit_xor || op == BinaryOp::bit_and;
    if (bits && type->kind == TypeKind::variants)
        return cpp::call(op == BinaryOp::bit_or    ? "janus::flags_or"
                         : op == BinaryOp::bit_and ? "janus::flags_and"
                                                   : "janus::flags_xor",
                         std::move(made.parts));
    if (bits && is_narrow(type))
        return cpp::call("static_cast<" + module_.spell(type) + ">", {std::move(made)});
    return made;
}

namespace {

/// Both sides are one variable or one case, of a type whose values equal themselves.
bool compares_itself(Binary const& made)
{
    TypeRef const type = made.left->type;
    bool const plain = is_integer(type) || type->kind == TypeKind::boolean ||
                       type->kind == TypeKind::character ||
                       (type->kind == TypeKind::variants && type->variants->payload_free);
    if (!plain || made.left->kind != made.right->kind)
        return false;
    if (made.left->kind == ExprKind::local)
        return as<LocalRef>(*made.left).local == as<LocalRef>(*made.right).local;
    return made.left->kind == ExprKind::enum_case &&
           as<EnumCase>(*made.left).case_ == as<EnumCase>(*made.right).case_;
}

} // namespace

cpp::Expr Body::binary(Expr& expression)
{
    auto& made = as<Binary>(expression);
    TypeRef const type = made.left->type;
    // C++ compilers warn of `x == x`.
    if (made.op <= BinaryOp::greater_equal && compares_itself(made)) {
        bool const equal = made.op == BinaryOp::equal || made.op == BinaryOp::less_equal ||
                           made.op == BinaryOp::greater_equal;
        return cpp::name(equal ? "true" : "false");
    }
    bool const deduces = spelling_of(made.op).symbol.empty() || is_literal(*made.right) ||
                         (is_integer(type) && !spelling_of(made.op).function.empty());
    bool const joins = type->kind == TypeKind::structure;
    // An appended text may be built in the left operand's place.
    bool const appends = joins && (made.op == BinaryOp::add || made.op == BinaryOp::concatenate);
    Use const left{deduces || appends || !is_literal(*made.left), appends};
    auto parts = operands({{made.left, left}, {made.right, use_pass}}, Order::unspecified);
    if (is_integer(type) && !module_.wrap && facts_.exact(made))
        return cpp::binary(std::string(spelling_of(made.op).symbol), parts[0], parts[1]);
    return compute(made.op, parts[0], parts[1], type);
}

cpp::Expr Body::logical(Expr& expression)
{
    auto& made = as<Logical>(expression);
    bool const conjunction = expression.kind == ExprKind::and_;
    cpp::Expr left = value(*made.left, use_read);
    cpp::Expr right;
    Stmts more = collected([&] { right = value(*made.right, use_read); });
    if (more.empty())
        return cpp::binary(conjunction ? "&&" : "||", std::move(left), std::move(right));
    std::string const name = temporary(conjunction ? "both" : "either", expression.type, left);
    more.push_back(cpp::assign(cpp::name(name), std::move(right)));
    cpp::Expr const open = cpp::name(name);
    add(cpp::if_(conjunction ? open : cpp::negate(open), std::move(more)));
    return cpp::name(name);
}

cpp::Expr Body::convert(Expr& expression, Use use)
{
    auto& made = as<Convert>(expression);
    Expr& operand = *made.operand;
    std::string const type = module_.spell(expression.type);
    switch (made.conversion) {
    case Conversion::some: {
        bool const nested = operand.type->kind == TypeKind::option;
        cpp::Expr inner = value(operand, {use.typed || nested, use.taken});
        return use.typed || nested ? cpp::call(type, {std::move(inner)}) : inner;
    }
    case Conversion::ok: {
        cpp::Expr inner = cpp::name("janus::ok");
        if (is_void(operand.type))
            into(operand, Target{});
        else
            inner = value(operand, {use.typed, use.taken});
        return use.typed ? cpp::call(type, {std::move(inner)}) : inner;
    }
    case Conversion::fail: {
        // Made here and not inside the library, the result knows this place.
        bool const typed = use.typed || shape_.coroutine;
        cpp::Expr inner = value(operand, {true, use.taken});
        return typed ? cpp::call(type, {std::move(inner)}) : inner;
    }
    case Conversion::widen: {
        bool const plain = !use.typed && is_integer(expression.type);
        cpp::Expr inner = value(operand, {!plain, false});
        return plain ? inner : cpp::call("static_cast<" + type + ">", {std::move(inner)});
    }
    case Conversion::cast:
    case Conversion::character: {
        std::string const space = module_.wrap ? "janus::wrapping::" : "janus::";
        return cpp::call(space + "convert<" + type + ">", {value(operand, use_read)});
    }
    case Conversion::enum_number:
        return cpp::call("static_cast<" + type + ">", {value(operand, use_read)});
    default:
        return convert_nominal(made, use);
    }
}

cpp::Expr Body::convert_nominal(Convert& made, Use use)
{
    Expr& operand = *made.operand;
    std::string const type = module_.spell(made.type);
    switch (made.conversion) {
    case Conversion::error_widen:
        if (made.type->kind == TypeKind::open_error) {
            cpp::Expr inner = value(operand, use_read);
            return use.typed ? cpp::call(type, {std::move(inner)}) : inner;
        }
        return widened_error(value(operand, use_read), operand.type, made.type, made.span);
    case Conversion::result_error:
        return convert_result(made);
    case Conversion::wrap_unique:
        return cpp::construct(type, {value(operand, use_give)});
    case Conversion::unwrap_unique:
        return cpp::method(value(operand, use_read), "value", {});
    case Conversion::forget:
        into(operand, Target{});
        return cpp::name("");
    case Conversion::narrow_ref: {
        cpp::Expr inner = value(operand, {true, use.taken});
        return use.typed ? cpp::call(type, {std::move(inner)}) : inner;
    }
    case Conversion::dynamic: {
        std::string const trait = "<" + module_.spell(*made.type->trait) + ">";
        if (made.shares)
            return cpp::call("janus::dyn_shared" + trait,
                             {spelled(*as<LocalRef>(operand).local, operand.span)});
        return cpp::call("janus::dyn" + trait, {value(operand, {true, use.taken})});
    }
    case Conversion::to_slice:
        if (operand.type->kind == TypeKind::array)
            return cpp::call(root_of(operand) ? "janus::Lent" : type, {place(operand)});
        return cpp::call(type, {place(operand)});
    case Conversion::to_list:
        if (operand.type->kind == TypeKind::array)
            return cpp::call("janus::list_of", {value(operand, use_read)});
        return cpp::method(value(operand, use_read), "list", {});
    case Conversion::plain_function:
        return cpp::call("janus::as_task", {value(operand, use_read)});
    case Conversion::to_string_text: {
        std::string const function = type == "janus::Bytes" ? "bytes" : "to_string";
        return cpp::method(value(operand, use_read), function, {});
    }
    default:
        module_.unsupported(made.span, "this conversion to `" + to_string(made.type) + "`");
        return value(operand, use);
    }
}

/// E1 → E2, case by case, where E2 has all cases of E1.
cpp::Expr Body::widened_error(cpp::Expr error, TypeRef from, TypeRef to, Span span)
{
    if (from->kind != TypeKind::variants || to->kind != TypeKind::variants) {
        module_.unsupported(span,
                            "converting `" + to_string(from) + "` to `" + to_string(to) + "`");
        return error;
    }
    std::string const source = module_.spell(from);
    std::string const wide = module_.spell(to);
    std::string const held = names_.make("narrow");
    add(cpp::declare(source + " const", held, std::move(error)));
    std::string const name = names_.make("wide");
    temporaries_.insert(name);
    add(cpp::declare(wide, name));
    cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
    choice.value = cpp::call("janus::which", {cpp::name(held)});
    for (Case const& one : from->variants->cases) {
        std::string const spelled = case_name(one, *from->variants);
        std::vector<cpp::Expr> fields;
        for (Field const& field : one.fields) {
            cpp::Expr const payload =
                cpp::call("janus::as<" + source + "::" + spelled + ">", {cpp::name(held)});
            fields.push_back(cpp::member(payload, module_.field(field)));
        }
        cpp::SwitchCase entry;
        entry.labels.push_back(source + "::Case::" + spelled);
        entry.body.push_back(cpp::assign(
            cpp::name(name),
            cpp::construct(wide, {cpp::construct(wide + "::" + case_name(one, *to->variants),
                                                 std::move(fields))})));
        entry.body.push_back(cpp::statement(cpp::StmtKind::break_));
        choice.cases.push_back(std::move(entry));
    }
    add(std::move(choice));
    return cpp::name(name);
}

cpp::Expr Body::convert_result(Convert& made)
{
    std::string name;
    cpp::Expr const content = attempt(*made.operand, name);
    std::string const type = module_.spell(made.type);
    TypeRef const from = made.operand->type->arguments[1];
    TypeRef const to = made.type->arguments[1];
    if (to->kind == TypeKind::open_error) {
        cpp::Expr const success =
            is_void(made.type->arguments[0]) ? cpp::name("janus::ok") : content;
        return cpp::conditional(cpp::method(cpp::name(name), "is_ok", {}),
                                cpp::call(type, {success}),
                                cpp::call(type, {cpp::method(cpp::name(name), "failure", {})}));
    }
    std::string const wide = names_.make("outcome");
    temporaries_.insert(wide);
    add(cpp::declare(type, wide));
    Stmts failure = collected([&] {
        cpp::Expr const error = cpp::method(cpp::name(name), "error", {});
        add(cpp::assign(cpp::name(wide), widened_error(error, from, to, made.span)));
    });
    Stmts success;
    if (!is_void(made.type->arguments[0]))
        success.push_back(cpp::assign(cpp::name(wide), content));
    if (success.empty())
        add(cpp::if_(cpp::method(cpp::name(name), "is_error", {}), std::move(failure)));
    else
        add(cpp::if_(cpp::method(cpp::name(name), "is_ok", {}), std::move(success),
                     std::move(failure)));
    return cpp::name(wide);
}

} // namespace janus::lowering
