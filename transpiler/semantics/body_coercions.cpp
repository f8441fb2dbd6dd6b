// The complete list of coercions is language reference §3.5.
#include "semantics/body_checker.hpp"
#include "semantics/untyped_parameters.hpp"

#include <algorithm>

namespace janus::semantics {

Expr* BodyChecker::convert(Conversion conversion, Expr* operand, TypeRef type)
{
    auto* made = node<Convert>(ExprKind::convert, operand->span, type);
    made->conversion = conversion;
    made->operand = operand;
    return made;
}

bool BodyChecker::widens(TypeRef from, TypeRef to) const
{
    if (is_integer(from) && is_integer(to)) {
        int const gained = integer_bits(to) - integer_bits(from);
        if (is_signed_integer(from) == is_signed_integer(to))
            return gained > 0 || (gained == 0 && from != to);
        return !is_signed_integer(from) && gained > 0;
    }
    return from->kind == TypeKind::f32 && to->kind == TypeKind::f64;
}

bool BodyChecker::error_fits(TypeRef from, TypeRef to)
{
    from = resolve(from);
    to = resolve(to);
    if (from == to || to->kind == TypeKind::open_error)
        return true;
    if (from->kind != TypeKind::variants || to->kind != TypeKind::variants)
        return false;
    for (Case const& case_ : from->variants->cases) {
        Case const* target = find_case(to, case_.name);
        if (!target || target->fields.size() != case_.fields.size())
            return false;
        for (std::size_t at = 0; at < case_.fields.size(); ++at)
            if (target->fields[at].type != case_.fields[at].type)
                return false;
    }
    return true;
}

/// A list or array that is viewed, or a slice that is copied.
bool BodyChecker::slices(TypeRef from, TypeRef to) const
{
    auto list = [&](TypeRef type) {
        return type->kind == TypeKind::structure && type->structure == environment_.builtins.list;
    };
    return to->kind == TypeKind::slice ? list(from) || from->kind == TypeKind::array
                                       : from->kind == TypeKind::slice && list(to);
}

/// Whether `from` turns into `to` by the coercions, without binding any variable.
bool BodyChecker::could_become(TypeRef from, TypeRef to)
{
    from = resolve(from);
    to = resolve(to);
    if (from == to || from->kind == TypeKind::never || from->kind == TypeKind::error)
        return true;
    if (from->kind == TypeKind::variable) {
        if (inference_.is_variable(from, VariableKind::integer))
            return is_numeric(to) || to->kind == TypeKind::character ||
                   to->kind == TypeKind::variable ||
                   (to->kind == TypeKind::option && could_become(from, to->arguments[0])) ||
                   (to->kind == TypeKind::result && could_become(from, to->arguments[0]));
        if (inference_.is_variable(from, VariableKind::floating))
            return is_float(to) ||
                   (to->kind == TypeKind::variable &&
                    !inference_.is_variable(to, VariableKind::integer)) ||
                   (to->kind == TypeKind::option && could_become(from, to->arguments[0])) ||
                   (to->kind == TypeKind::result && could_become(from, to->arguments[0]));
        return true;
    }
    if (to->kind == TypeKind::dyn)
        return satisfies(environment_, from, to->trait);
    if (to->kind == TypeKind::variable)
        return inference_.is_variable(to, VariableKind::any) ||
               (inference_.is_variable(to, VariableKind::integer) && is_integer(from)) ||
               (inference_.is_variable(to, VariableKind::floating) && is_float(from));
    if (slices(from, to))
        return could_become(from->arguments[0], to->arguments[0]);
    if (to->kind == TypeKind::option && from->kind != TypeKind::option)
        return could_become(from, to->arguments[0]);
    if (to->kind == TypeKind::result && from->kind != TypeKind::result)
        return is_error_type(from) ? error_fits(from, to->arguments[1])
                                   : could_become(from, to->arguments[0]);
    if (widens(from, to) || (is_error_type(from) && error_fits(from, to)))
        return true;
    if (from->kind == TypeKind::variants && from->variants->payload_free && is_integer(to))
        return true;
    if (from->kind == TypeKind::one_of && to->kind == TypeKind::variants) // of references to actors
        return std::any_of(from->arguments.begin(), from->arguments.end(),
                           [&](TypeRef protocol) { return could_become(protocol, to); });
    if (from->kind != to->kind || from->structure != to->structure ||
        from->variants != to->variants || from->number != to->number ||
        from->arguments.size() != to->arguments.size())
        return false;
    for (std::size_t at = 0; at < from->arguments.size(); ++at)
        if (!could_become(from->arguments[at], to->arguments[at]))
            return false;
    return true;
}

namespace {

double value_of(Integer const& literal)
{
    // Of a negative one the size is taken first: a sum with -2^64 would lose its low digits.
    bool const negative = literal.high >> 63 != 0;
    std::uint64_t const low = negative ? ~literal.low + 1 : literal.low;
    std::uint64_t const high = negative ? ~literal.high + (low == 0 ? 1 : 0) : literal.high;
    double const size = static_cast<double>(high) * 0x1p64 + static_cast<double>(low);
    return negative ? -size : size;
}

} // namespace

/// The whole number that was written, as a float; also at the end of a branch. Null if it is none.
Expr* BodyChecker::literal_as(Expr* literal, TypeRef numeric)
{
    if (literal->kind == ExprKind::block) {
        auto& branch = as<Block>(*literal);
        Expr* const value = branch.value ? literal_as(branch.value, numeric) : nullptr;
        if (value) {
            branch.value = value;
            branch.type = numeric;
        }
        return value ? literal : nullptr;
    }
    if (literal->kind != ExprKind::integer)
        return nullptr;
    auto* made = node<Floating>(ExprKind::floating, literal->span, numeric);
    made->value = value_of(as<Integer>(*literal));
    return made;
}

/// References to actors of several protocols, and functions where a waiting one is wanted.
Expr* BodyChecker::coerce_handle(Expr* expression, TypeRef from, TypeRef to)
{
    if (from->kind == TypeKind::structure && to->kind == TypeKind::structure &&
        from->structure == environment_.builtins.actor_ref && to->structure == from->structure) {
        TypeRef const many = resolve(from->arguments[0]);
        TypeRef const wanted = resolve(to->arguments[0]);
        if (many->kind == TypeKind::one_of && wanted->kind == TypeKind::variants)
            for (TypeRef protocol : many->arguments)
                if (inference_.unify(protocol, wanted))
                    return convert(Conversion::narrow_ref, expression, to);
    }
    if (from->kind == TypeKind::function && to->kind == TypeKind::function && to->flag &&
        !from->flag) {
        std::vector<TypeRef> const parts{from->arguments.begin(), from->arguments.end()};
        TypeRef const waiting = environment_.types.composite(TypeKind::function, parts, true);
        if (inference_.unify(waiting, to))
            return convert(Conversion::plain_function, expression, to);
        return nullptr;
    }
    return inference_.unify(from, to) ? expression : nullptr;
}

/// What would have told the type is wrong itself: that it stays open is no further mistake.
void BodyChecker::give_up(TypeRef type)
{
    std::vector<Span> unresolved;
    inference_.finish(type, unresolved);
}

/// Null if the expression cannot stand where `expected` is wanted.
Expr* BodyChecker::try_coerce(Expr* expression, TypeRef expected)
{
    TypeRef const from = resolve(expression->type);
    TypeRef const to = resolve(expected);
    if (to->kind == TypeKind::error)
        give_up(expression->type);
    if (from->kind == TypeKind::error)
        give_up(expected);
    if (from == to || from->kind == TypeKind::error || to->kind == TypeKind::error)
        return expression;
    if (from->kind == TypeKind::never)
        return expression;
    bool const floating = is_float(to) || inference_.is_variable(to, VariableKind::floating);
    if (floating && inference_.is_variable(from, VariableKind::integer))
        return literal_as(expression, to);
    if (to->kind == TypeKind::option && from->kind != TypeKind::option &&
        !inference_.is_variable(from, VariableKind::any)) {
        Expr* inner = try_coerce(expression, to->arguments[0]);
        return inner ? convert(Conversion::some, inner, to) : nullptr;
    }
    if (to->kind == TypeKind::result && from->kind != TypeKind::result &&
        !inference_.is_variable(from, VariableKind::any)) {
        if (is_error_type(from) && error_fits(from, to->arguments[1])) {
            Expr* error = try_coerce(expression, to->arguments[1]);
            return error ? convert(Conversion::fail, error, to) : nullptr;
        }
        Expr* inner = try_coerce(expression, to->arguments[0]);
        return inner ? convert(Conversion::ok, inner, to) : nullptr;
    }
    if (to->kind == TypeKind::dyn && !inference_.is_variable(from, VariableKind::any))
        return dynamic(expression, to, false);
    if (slices(from, to))
        return inference_.unify(from->arguments[0], to->arguments[0])
                   ? convert(to->kind == TypeKind::slice ? Conversion::to_slice
                                                         : Conversion::to_list,
                             expression, to)
                   : nullptr;
    if (from->kind != TypeKind::variable && to->kind != TypeKind::variable) {
        if (widens(from, to))
            return convert(Conversion::widen, expression, to);
        if (is_error_type(from) && error_fits(from, to))
            return convert(Conversion::error_widen, expression, to);
        if (from->kind == TypeKind::variants && from->variants->payload_free && is_integer(to))
            return convert(Conversion::enum_number, expression, to);
        if (from->kind == TypeKind::result && to->kind == TypeKind::result &&
            inference_.unify(from->arguments[0], to->arguments[0]) &&
            error_fits(from->arguments[1], to->arguments[1])) {
            if (inference_.unify(from->arguments[1], to->arguments[1]))
                return expression;
            return convert(Conversion::result_error, expression, to);
        }
        if (from->kind == TypeKind::function || from->kind == TypeKind::structure)
            return coerce_handle(expression, from, to);
    }
    return inference_.unify(from, to) ? expression : nullptr;
}

Expr* BodyChecker::mismatch(Expr* expression, TypeRef expected)
{
    TypeRef const from = resolve(expression->type);
    TypeRef const to = resolve(expected);
    if (auto untyped = report_untyped(inference_, scopes_, {from}, environment_.error_type()))
        return fail(std::move(*untyped));
    Diagnostic problem{Code::S2001, expression->span,
                       "expected " + show(expected) + ", found " + show(expression->type)};
    if (is_numeric(from) && is_numeric(to))
        problem.suggest("convert it with `as " + to_string(to) + "`");
    else if (to->kind == TypeKind::unique && could_become(from, to->arguments[0]))
        problem.suggest("make one with `" + to_string(to) + "(…)`");
    else if (from->kind == TypeKind::unique && could_become(from->arguments[0], to))
        problem.suggest("take out what is in it with `as " + to_string(to) + "`");
    else if (from->kind == TypeKind::option && could_become(from->arguments[0], to))
        problem.suggest("it may be null: unwrap it with `?? default`, `match` or `if let`");
    else if (from->kind == TypeKind::result && could_become(from->arguments[0], to))
        problem.suggest("it may be an error: handle it with `catch`, or pass it on with `?`");
    else if (to->kind == TypeKind::structure && to->structure == environment_.builtins.string &&
             from->kind != TypeKind::void_)
        problem.suggest("write `$\"{…}\"` to make text of it");
    explain_null(problem, expression);
    return fail(std::move(problem));
}

Expr* BodyChecker::coerce(Expr* expression, TypeRef expected)
{
    Expr* const made = try_coerce(expression, expected);
    return made ? made : mismatch(expression, expected);
}

/// The one type all branches can become. Null if there is no branch with a value.
TypeRef BodyChecker::common_type(std::vector<Expr*> const& branches)
{
    TypeRef common = nullptr;
    for (Expr const* branch : branches) {
        TypeRef const type = resolve(branch->type);
        if (type->kind == TypeKind::never || type->kind == TypeKind::error)
            continue;
        if (!common) {
            common = type;
            continue;
        }
        common = resolve(common);
        if (branch->kind == ExprKind::none && common->kind != TypeKind::option) {
            common = environment_.option(common);
        } else if (common->kind == TypeKind::option &&
                   inference_.is_variable(common->arguments[0], VariableKind::any) &&
                   type->kind != TypeKind::option && type->kind != TypeKind::variable) {
            common = environment_.option(type);
        } else if (!could_become(type, common) && could_become(common, type)) {
            common = type;
        } else if (common->kind == TypeKind::variable && type->kind != TypeKind::variable &&
                   could_become(common, type)) {
            common = type;
        }
    }
    return common;
}

TypeRef BodyChecker::finish_type(TypeRef type)
{
    // A node that was given up half-way; what is wrong with it has been said.
    if (!type)
        return environment_.error_type();
    if (!type->open)
        return type;
    std::vector<Span> unresolved;
    TypeRef const finished = inference_.finish(type, unresolved);
    for (Span span : unresolved)
        report(Diagnostic{Code::S2002, span, "the type cannot be inferred here"}.suggest(
            "write the type: `let name: T = …`"));
    return finished;
}

void BodyChecker::check_literal(Integer& literal)
{
    if (!is_integer(literal.type) && literal.type->kind != TypeKind::character)
        return;
    int const bits = literal.type->kind == TypeKind::character ? 32 : integer_bits(literal.type);
    bool const is_signed = is_signed_integer(literal.type);
    bool const negative = (literal.high >> 63) != 0;
    bool fits = is_signed || !negative;
    // All bits from the sign bit up must equal it.
    int const room = is_signed ? bits - 1 : bits;
    std::uint64_t const sign = negative ? ~std::uint64_t{0} : 0;
    if (room < 64)
        fits = fits && literal.high == sign && ((literal.low ^ sign) >> room) == 0;
    else if (room < 127)
        fits = fits && ((literal.high ^ sign) >> (room - 64)) == 0;
    if (!fits)
        report(Diagnostic{Code::S2001, literal.span,
                          "the literal does not fit `" + to_string(literal.type) + "`"});
}

/// A widening to a type that was still open may turn out to be none.
void BodyChecker::check_widening(Convert& made)
{
    TypeRef const from = made.operand->type;
    bool const numbers = made.conversion == Conversion::widen && is_integer(from);
    if (numbers && is_integer(made.type) && from != made.type && !widens(from, made.type))
        report(
            Diagnostic{Code::S2001, made.operand->span,
                       "expected `" + to_string(made.type) + "`, found `" + to_string(from) + "`"}
                .suggest("convert it with `as " + to_string(made.type) + "`"));
}

void BodyChecker::finish()
{
    for (Local* local : locals_)
        local->type = finish_type(local->type);
    for (Function* made : closures_)
        made->result = finish_type(made->result);
    for (Pattern* pattern : patterns_)
        pattern->type = finish_type(pattern->type);
    for (Expr* expression : nodes_)
        expression->type = finish_type(expression->type);
    for (NodeList<TypeRef> types : type_lists_)
        for (TypeRef& type : types)
            type = finish_type(type);
    for (Expr* expression : nodes_)
        if (expression->kind == ExprKind::call)
            if (auto& call = as<Call>(*expression); call.static_owner)
                call.static_owner = finish_type(call.static_owner);
    for (PendingBounds const& pending : pending_bounds_)
        for (auto const& [wanted, bound] : pending.wanted) {
            TypeRef const type = finish_type(wanted);
            if (type->kind != TypeKind::error && !satisfies(environment_, type, bound))
                report(Diagnostic{Code::S2003, pending.span,
                                  "type `" + to_string(type) + "` does not satisfy trait bound `" +
                                      std::string(bound->name) + "` required by `" + pending.name +
                                      "`"});
        }
    for (Expr const* value : compared_)
        if (!satisfies(environment_, value->type, environment_.builtins.eq) &&
            value->type->kind != TypeKind::error)
            report(
                Diagnostic{Code::S0005, value->span,
                           "values of type `" + to_string(value->type) + "` cannot be compared"});
    for (Expr* expression : nodes_) {
        if (expression->kind == ExprKind::convert)
            check_widening(as<Convert>(*expression));
        else if (expression->kind == ExprKind::integer)
            check_literal(as<Integer>(*expression));
        else if (expression->kind == ExprKind::match) {
            auto& match = as<Match>(*expression);
            check_exhaustive(match,
                             match.type->kind == TypeKind::void_ ? Want::nothing : Want::value);
        }
    }
    nodes_.clear();
    patterns_.clear();
    locals_.clear();
    closures_.clear();
    type_lists_.clear();
    pending_bounds_.clear();
    compared_.clear();
    inference_.reset();
}

} // namespace janus::semantics
