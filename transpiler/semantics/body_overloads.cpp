#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

/// Dispatch does not widen: `u8` finds no `f(i64)` among several `f`.
static bool only_by_widening(Function const& function, TypeRef given, TypeRef wanted)
{
    return function.kind != FunctionKind::builtin && is_numeric(given) && is_numeric(wanted) &&
           given->kind != TypeKind::variable;
}

/// Some type inside is a parameter of the function.
static bool is_generic_part(TypeRef type)
{
    return type->kind == TypeKind::parameter ||
           std::any_of(type->arguments.begin(), type->arguments.end(), is_generic_part);
}

/// True if nothing known of the type speaks against the bounds.
bool BodyChecker::meets(TypeRef type, Type const& wanted)
{
    TypeRef const given = resolve(type);
    if (given->kind == TypeKind::variable || given->kind == TypeKind::error)
        return true;
    return std::all_of(wanted.bounds.begin(), wanted.bounds.end(),
                       [&](Trait* bound) { return satisfies(environment_, given, bound); });
}

/// `x.f(…)` chooses among free functions by the type of `x` too.
int BodyChecker::fits_receiver(Function const& function, TypeRef given)
{
    TypeRef const wanted = resolve(function.parameters[0]->type);
    if (wanted->kind == TypeKind::parameter)
        return wanted->bounds.empty() ? 0 : meets(given, *wanted) ? 2 : -1;
    if (given == wanted)
        return 8;
    if (given->kind == TypeKind::variable && is_numeric(wanted) && could_become(given, wanted))
        return wanted->kind == TypeKind::i64   ? 6
               : wanted->kind == TypeKind::i32 ? 5
               : is_integer(wanted)            ? 4
               : wanted->kind == TypeKind::f64 ? 3
                                               : 2;
    bool const generic = !function.generics.empty() && given->kind == wanted->kind;
    return generic || (could_become(given, wanted) && !only_by_widening(function, given, wanted))
               ? 1
               : -1;
}

/// How well a parameter takes a simple argument: -1 not at all; higher is better.
int BodyChecker::fits_argument(Function const& function, TypeRef wanted, ast::Expr const* value)
{
    auto const* call = ast::get_if<ast::Call>(value);
    ast::ExprKind const kind = call ? call->callee->kind : value->kind;
    bool const unknown = value->kind == ast::ExprKind::closure ||
                         kind == ast::ExprKind::enum_literal ||
                         value->kind == ast::ExprKind::null_literal;
    if (wanted->kind == TypeKind::parameter) {
        // A bound that holds beats a parameter without one.
        if (wanted->bounds.empty())
            return 0;
        return unknown || meets(check(value)->type, *wanted) ? 2 : -1;
    }
    if (value->kind == ast::ExprKind::int_literal)
        return !is_numeric(wanted)             ? -1
               : wanted->kind == TypeKind::i64 ? 6
               : wanted->kind == TypeKind::i32 ? 5
               : is_integer(wanted)            ? 4
                                               : 2;
    if (value->kind == ast::ExprKind::float_literal)
        return !is_float(wanted) ? -1 : wanted->kind == TypeKind::f64 ? 6 : 5;
    if (unknown)
        return 0;
    TypeRef const given = resolve(check(value)->type);
    bool const shaped = wanted->kind == TypeKind::structure || wanted->kind == TypeKind::range;
    // `[T]` takes any list; T is found when the function is chosen.
    if (shaped && !function.generics.empty() && is_generic_part(wanted))
        return given->kind == wanted->kind && given->structure == wanted->structure ? 1 : -1;
    if (given == wanted)
        return 8;
    if (!could_become(given, wanted) || only_by_widening(function, given, wanted))
        return -1;
    return given->kind == TypeKind::variable ? 4 : 1;
}

/// How well a candidate fits by the types of simple arguments: -1 not at all; higher is better.
int BodyChecker::fits(Function const& function, CallArguments const& arguments)
{
    std::vector<ast::Argument const*> placed;
    if (!place_arguments(function, arguments, placed))
        return -1;
    int score = function.generics.empty() ? 1 : 0;
    if (arguments.receiver && !function.owner && !function.parameters.empty()) {
        int const part = fits_receiver(function, resolve(arguments.receiver->type));
        if (part < 0)
            return -1;
        score += part;
    }
    for (std::size_t at = arguments.receiver ? 1 : 0; at < placed.size(); ++at) {
        if (!placed[at])
            continue;
        int const part =
            fits_argument(function, resolve(function.parameters[at]->type), placed[at]->value);
        if (part < 0)
            return -1;
        score += part;
    }
    return score;
}

/// `open(path: String, mode: String)`.
static std::string signature_of(Function const& function, std::string_view name)
{
    std::string text{name};
    text += '(';
    for (Local const* parameter : function.parameters) {
        if (parameter->self)
            continue;
        text += (text.back() == '(' ? "" : ", ") + std::string(parameter->name) + ": " +
                to_string(parameter->type);
    }
    return text + ")";
}

Function* BodyChecker::choose(std::vector<Function*> const& overloads,
                              CallArguments const& arguments, std::string_view name)
{
    if (overloads.size() == 1)
        return overloads.front();
    int best = -1;
    std::vector<Function*> winners;
    for (Function* candidate : overloads) {
        int const score = fits(*candidate, arguments);
        if (score < 0 || score < best)
            continue;
        if (score > best)
            winners.clear();
        best = score;
        winners.push_back(candidate);
    }
    if (winners.size() == 1)
        return winners.front();
    Diagnostic problem{winners.empty() ? Code::S1102 : Code::S1101, arguments.span,
                       winners.empty() ? "no `" + std::string(name) + "` takes these arguments"
                                       : "several `" + std::string(name) +
                                             "` take these arguments equally well"};
    for (Function const* candidate : winners.empty() ? overloads : winners) {
        if (candidate->module)
            problem.at(candidate->span, "candidate");
        else
            problem.note("there is `" + signature_of(*candidate, name) + "`");
    }
    report(std::move(problem));
    return nullptr;
}

} // namespace janus::semantics
