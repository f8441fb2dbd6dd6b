// Built-in functions whose arguments have no ordinary signature.
#include "semantics/body_checker.hpp"

namespace janus::semantics {

IntrinsicCall* BodyChecker::intrinsic(Intrinsic which, std::vector<Expr*> arguments, TypeRef type,
                                      Span span)
{
    auto* made = node<IntrinsicCall>(ExprKind::intrinsic, span, type);
    made->intrinsic = which;
    made->arguments = list(arguments);
    return made;
}

/// A value whose text is wanted: anything that is a value.
Expr* BodyChecker::displayed(Expr* value)
{
    TypeRef const type = resolve(value->type);
    if (type->kind == TypeKind::function || type->kind == TypeKind::void_)
        return fail(Diagnostic{Code::S2001, value->span, show(type) + " has no text"});
    return value;
}

/// A bare `null` may be printed, though nothing says what it lacks.
TypeRef BodyChecker::type_of_null(ast::Expr const* value)
{
    auto const* name = ast::get_if<ast::NameExpr>(value);
    bool const null =
        value->kind == ast::ExprKind::null_literal || (name && name->name.text == "None");
    return null ? environment_.option(scalar(TypeKind::i64)) : nullptr;
}

std::vector<Expr*> BodyChecker::values(ast::List<ast::Argument> arguments)
{
    std::vector<Expr*> made;
    for (ast::Argument const& argument : arguments)
        if (argument.value)
            made.push_back(displayed(check(argument.value, type_of_null(argument.value))));
    return made;
}

Expr* BodyChecker::intrinsic_call(ast::Call const& expression, std::string_view name,
                                  TypeRef expected)
{
    if (name == "print")
        return print_call(Intrinsic::print, expression);
    if (name == "println")
        return print_call(Intrinsic::println, expression);
    if (name == "eprint")
        return print_call(Intrinsic::eprint, expression);
    if (name == "eprintln")
        return print_call(Intrinsic::eprintln, expression);
    if (name == "print_int") {
        std::vector<Expr*> const made = values(expression.arguments);
        return made.size() == 1
                   ? intrinsic(Intrinsic::print_int, made, scalar(TypeKind::void_), expression.span)
                   : wrong_argument_count("`print_int`", 1, made.size(), expression.span);
    }
    if (name == "assert")
        return assert_call(expression);
    if (name == "min" || name == "max")
        return minimum(name == "min" ? Intrinsic::min : Intrinsic::max, expression);
    if (name == "abs" && expression.arguments.size() == 1 && expression.arguments[0].value)
        return absolute(check(expression.arguments[0].value), expression.span);
    if (name == "Some" || name == "Ok" || name == "Err")
        return wrapper_call(expression, name, expected);
    if (name == "channel")
        return channel_of(expression, expected);
    if (name == "stop" && actor_)
        return stop_self({nullptr, expression.arguments, expression.span});
    if (name == "whereis")
        return whereis(expression, nullptr, expected);
    if (name == "grain")
        return grain_call(expression);
    if (name == "send" || name == "send_after" || name == "try_send")
        return command_call(expression, name);
    return storage_call(expression, name);
}

/// The option (error union) in what is expected: `T ! E` may hold an option, and the other way
/// round. Null if there is none.
TypeRef BodyChecker::expected_inside(TypeRef expected, TypeKind kind) const
{
    TypeRef type = expected ? resolve(expected) : nullptr;
    while (type && type->kind != kind)
        type = type->kind == TypeKind::option || type->kind == TypeKind::result
                   ? resolve(type->arguments[0])
                   : nullptr;
    return type;
}

/// `Some(v)`, `Ok(v)`, `Err(e)`.
Expr* BodyChecker::wrapper_call(ast::Call const& expression, std::string_view name,
                                TypeRef expected)
{
    if (expression.arguments.size() != 1 || !expression.arguments[0].value)
        return wrong_argument_count("`" + std::string(name) + "`", 1, expression.arguments.size(),
                                    expression.span);
    bool const some = name == "Some";
    TypeRef const wanted = expected_inside(expected, some ? TypeKind::option : TypeKind::result);
    TypeRef const around =
        frames_.empty() || !frames_.back()->result ? nullptr : resolve(frames_.back()->result);
    TypeRef const result = wanted || !around || around->kind != TypeKind::result ? wanted : around;
    if (name == "Err")
        return error_wrapper(expression, result);
    TypeRef const inner = wanted ? wanted->arguments[0] : nullptr;
    Expr* value = check(expression.arguments[0].value, inner);
    if (inner && resolve(inner)->kind != TypeKind::variable)
        if (Expr* made = try_coerce(value, inner))
            value = made;
    if (some)
        return convert(Conversion::some, value, environment_.option(value->type));
    return convert(Conversion::ok, value,
                   environment_.result(value->type,
                                       result ? result->arguments[1] : environment_.open_error()));
}

Expr* BodyChecker::error_wrapper(ast::Call const& expression, TypeRef result)
{
    Expr* value = check(expression.arguments[0].value, result ? result->arguments[1] : nullptr);
    if (!is_error_type(resolve(value->type)) && !is_error(value))
        return fail(Diagnostic{Code::S2001, value->span,
                               "`Err` needs an error, found " + show(value->type)});
    return convert(
        Conversion::fail, value,
        environment_.result(result ? result->arguments[0] : any(expression.span), value->type));
}

Expr* BodyChecker::print_call(Intrinsic which, ast::Call const& expression)
{
    std::vector<Expr*> arguments;
    for (ast::Argument const& argument : expression.arguments)
        if (argument.value) {
            bool const interpolate =
                environment_.options.implicit_interpolation && arguments.empty();
            Expr* value = interpolate ? log_message(argument.value)
                                      : check(argument.value, type_of_null(argument.value));
            arguments.push_back(displayed(value));
        }
    return intrinsic(which, std::move(arguments), scalar(TypeKind::void_), expression.span);
}

/// A plain string directly given to `log.*`: `{name}` and `{name.field}` are filled in, if all of
/// them resolve.
Expr* BodyChecker::log_message(ast::Expr const* expression)
{
    auto const* literal = ast::get_if<ast::StringLiteral>(expression);
    if (!literal || literal->value.find('{') == std::string_view::npos)
        return check(expression);
    std::vector<InterpolationPart> parts;
    std::string_view rest = literal->value;
    while (true) {
        std::size_t const open = rest.find('{');
        if (open == std::string_view::npos)
            break;
        std::size_t const close = rest.find('}', open);
        if (close == std::string_view::npos)
            return check(expression);
        std::string_view path = rest.substr(open + 1, close - open - 1);
        InterpolationPart part;
        part.text = rest.substr(0, open);
        std::size_t const dot = path.find('.');
        Local* local = find_local(path.substr(0, dot));
        if (!local)
            return check(expression);
        part.value = named_local(local, expression->span);
        while (path.find('.') != std::string_view::npos) {
            path = path.substr(path.find('.') + 1);
            ast::Name const field{path.substr(0, path.find('.')), expression->span};
            TypeRef const type = resolve(part.value->type);
            bool known = false;
            if (type->kind == TypeKind::structure)
                for (Field const& candidate : type->structure->fields)
                    known = known || candidate.name == field.text;
            if (!known)
                return check(expression);
            part.value = member_of_value(part.value, field, expression->span);
        }
        parts.push_back(part);
        rest = rest.substr(close + 1);
    }
    parts.push_back({rest, nullptr, {}});
    auto* made =
        node<Interpolation>(ExprKind::interpolation, expression->span, environment_.string());
    made->parts = list(parts);
    return made;
}

Expr* BodyChecker::log_call(std::string_view level, ast::Call const& expression)
{
    if (level != "debug" && level != "info" && level != "warn" && level != "error")
        return fail(
            Diagnostic{Code::S0002, expression.span, "`log` has no `" + std::string(level) + "`"}
                .suggest("it has `debug`, `info`, `warn` and `error`"));
    std::vector<Expr*> arguments;
    for (ast::Argument const& argument : expression.arguments) {
        if (!argument.value)
            continue;
        if (arguments.empty()) {
            arguments.push_back(displayed(log_message(argument.value)));
            continue;
        }
        auto* key = node<Text>(ExprKind::string, expression.span, environment_.string());
        key->value = argument.name.text;
        arguments.push_back(key);
        arguments.push_back(displayed(check(argument.value)));
    }
    if (arguments.empty())
        return wrong_argument_count("`log." + std::string(level) + "`", 1, 0, expression.span);
    auto* made =
        intrinsic(Intrinsic::log, std::move(arguments), scalar(TypeKind::void_), expression.span);
    made->text = level;
    return made;
}

Expr* BodyChecker::assert_call(ast::Call const& expression)
{
    if (expression.arguments.empty() || expression.arguments.size() > 2)
        return wrong_argument_count("`assert`", 1, expression.arguments.size(), expression.span);
    std::vector<Expr*> arguments{boolean(expression.arguments[0].value)};
    if (expression.arguments.size() == 2)
        arguments.push_back(check_as(expression.arguments[1].value, environment_.string()));
    return intrinsic(Intrinsic::assert_, std::move(arguments), scalar(TypeKind::void_),
                     expression.span);
}

Expr* BodyChecker::minimum(Intrinsic which, ast::Call const& expression)
{
    if (expression.arguments.size() != 2)
        return wrong_argument_count(which == Intrinsic::min ? "`min`" : "`max`", 2,
                                    expression.arguments.size(), expression.span);
    Expr* left = check(expression.arguments[0].value);
    return minimum_of(which, left, check(expression.arguments[1].value, left->type),
                      expression.span);
}

Expr* BodyChecker::grain_call(ast::Call const& expression)
{
    ActorClass const named = expression.arguments.empty() || !expression.arguments[0].value
                                 ? ActorClass{}
                                 : named_actor(expression.arguments[0].value);
    if (named.symbol.kind != SymbolKind::actor || !named.symbol.actor->grain)
        return fail(
            Diagnostic{Code::S2001, expression.span, "`grain` needs the name of a grain first"});
    return grain_reference(named, expression.arguments.subspan(1), expression.span, false);
}

/// `send a, m` and `send_after ms, a, m`.
Expr* BodyChecker::command_call(ast::Call const& expression, std::string_view name)
{
    need_cluster(expression.callee->span, "`" + std::string(name) + "`");
    if (name == "send_after") {
        if (expression.arguments.size() != 3)
            return wrong_argument_count("`send_after`", 3, expression.arguments.size(),
                                        expression.span);
        Expr* delay = check_as(expression.arguments[0].value, scalar(TypeKind::i64));
        return send_after(delay, check(expression.arguments[1].value),
                          expression.arguments[2].value, expression.span);
    }
    if (expression.arguments.size() != 2 || !expression.arguments[0].value ||
        !expression.arguments[1].value)
        return wrong_argument_count("`" + std::string(name) + "`", 2, expression.arguments.size(),
                                    expression.span);
    return send(check(expression.arguments[0].value), expression.arguments[1].value,
                expression.span, name == "send" ? Intrinsic::send : Intrinsic::try_send);
}

/// The mixins `Storage` and `Caching`, bare inside the grain.
Expr* BodyChecker::storage_call(ast::Call const& expression, std::string_view name)
{
    if (!actor_)
        return nullptr;
    CallArguments const arguments{nullptr, expression.arguments, expression.span};
    if (actor_->storage)
        if (auto found = environment_.prelude.functions.find("grain." + std::string(name));
            found != environment_.prelude.functions.end())
            return call_function(*found->second.front(), arguments, nullptr, {});
    if (!actor_->cache_key || !name.starts_with("cache_"))
        return nullptr;
    auto cached = [&](std::size_t count) { return expression.arguments.size() == count; };
    if (name == "cache_get" && cached(1))
        return intrinsic(Intrinsic::cache_get,
                         {check_as(expression.arguments[0].value, actor_->cache_key)},
                         environment_.option(actor_->cache_value), expression.span);
    if (name == "cache_drop" && cached(1))
        return intrinsic(Intrinsic::cache_drop,
                         {check_as(expression.arguments[0].value, actor_->cache_key)},
                         scalar(TypeKind::void_), expression.span);
    if (name == "cache_put" && cached(3))
        return intrinsic(Intrinsic::cache_put,
                         {check_as(expression.arguments[0].value, actor_->cache_key),
                          check_as(expression.arguments[1].value, actor_->cache_value),
                          check_as(expression.arguments[2].value, scalar(TypeKind::i64))},
                         scalar(TypeKind::void_), expression.span);
    return nullptr;
}

Expr* BodyChecker::open_error(ast::Name name, ast::List<ast::Argument> arguments, Span span)
{
    auto* made =
        intrinsic(Intrinsic::open_error, values(arguments), environment_.open_error(), span);
    made->text = name.text;
    return made;
}

} // namespace janus::semantics
