#include "semantics/body_checker.hpp"
#include "semantics/dynamic_methods.hpp"
#include "semantics/receivers.hpp"
#include "semantics/substitute.hpp"

#include <algorithm>

namespace janus::semantics {

/// `x?.f(…)` is `x?.(y => y.f(…))`.
Expr* BodyChecker::call_optional_member(ast::Call const& expression, ast::Member const& callee)
{
    return inside_option(*callee.base, expression.span, [&](Expr* receiver) {
        return call_method(receiver, callee.name, {receiver, expression.arguments, expression.span},
                           nullptr);
    });
}

/// `Name.spawn(…)` of an actor, `Name.get(…)` of a grain, `Name.start(…)` of a supervisor.
Expr* BodyChecker::start_declared(ActorClass const& named, ast::Call const& expression,
                                  ast::Name name)
{
    Symbol const& base = named.symbol;
    if (base.kind == SymbolKind::actor) {
        Actor& actor = *base.actor;
        if (name.text == "spawn" || name.text == "start" || name.text == "start_link")
            return actor.grain ? grain_reference(named, expression.arguments, expression.span, true)
                               : spawn_actor(named, expression.arguments, expression.span);
        if (actor.grain && name.text == "get")
            return grain_reference(named, expression.arguments, expression.span, false);
        if (actor.grain && actor.parameters.empty()) {
            Expr* only = grain_reference(named, {}, name.span, false);
            return call_method(only, name, {only, expression.arguments, expression.span}, nullptr);
        }
        return fail(Diagnostic{Code::S0002, name.span,
                               "actor `" + std::string(actor.name) + "` has no `" +
                                   std::string(name.text) + "`"}
                        .suggest("start one with `spawn " + std::string(actor.name) +
                                 "(…)` and send it messages"));
    }
    if (name.text == "start" || name.text == "spawn" || name.text == "start_link")
        return start_supervisor(*base.supervisor, expression.arguments, expression.span);
    return fail(
        Diagnostic{Code::S0002, name.span,
                   "supervisor `" + std::string(base.supervisor->name) + "` has no `" +
                       std::string(name.text) + "`"}
            .suggest("start it with `" + std::string(base.supervisor->name) + ".start(…)`"));
}

Expr* BodyChecker::call_member(ast::Call const& expression, ast::Member const& callee,
                               TypeRef expected)
{
    ast::Name const name = callee.name;
    CallArguments const arguments{nullptr, expression.arguments, expression.span};
    if (callee.optional)
        return call_optional_member(expression, callee);
    if (Expr* made = namespace_call(expression, callee.base, name, expected))
        return made;
    Symbol const base = path_symbol(callee.base);
    if (base.kind == SymbolKind::module) {
        Symbol const target = base.module->find_own(name.text);
        if (report_hidden(environment_, *context_.scope, *base.module, target, name))
            return error_node(expression.span);
        if (target.kind == SymbolKind::functions)
            return call_overloads(*target.functions, arguments, expected, {}, name.text);
        if (target.kind == SymbolKind::actor && target.actor->grain)
            return grain_reference({target, {}}, expression.arguments, expression.span, false);
        if (!target)
            return no_function_of_module(*base.module, name);
        if (target.is_type())
            return call_type(expression, name, with_open_arguments(target, expression.span),
                             expected);
    }
    ActorClass const named = named_actor(callee.base);
    if (named.symbol.kind == SymbolKind::actor || named.symbol.kind == SymbolKind::supervisor)
        return start_declared(named, expression, name);
    if (TypeRef const type = path_type(callee.base))
        return type->kind == TypeKind::error ? error_node(expression.span)
                                             : call_static(type, expression, name, expected);
    if (is_old_state(callee.base))
        return old_state_method(name, arguments);
    if (is_self(callee.base))
        if (Expr* made = self_method(name, arguments, expected))
            return made;
    Struct const& result = *environment_.builtins.result;
    bool const of_result =
        std::any_of(result.methods.begin(), result.methods.end(),
                    [&](Function const* method) { return method->name == name.text; });
    Expr* receiver = of_result ? check_fallible(callee.base) : check(callee.base);
    return call_method(receiver, name, {receiver, expression.arguments, expression.span}, expected);
}

/// `Type.function(…)`, `Type.Case(…)`, `void.ok()`.
Expr* BodyChecker::call_static(TypeRef type, ast::Call const& expression, ast::Name name,
                               TypeRef expected)
{
    CallArguments const arguments{nullptr, expression.arguments, expression.span};
    if (Case const* case_ = find_case(type, name.text))
        return case_with_arguments(type, *case_, arguments, false);
    if (name.text == "ok") {
        if (type->kind == TypeKind::void_ && expression.arguments.empty())
            return unit(expression.span);
        if (expression.arguments.size() == 1)
            return check_as(expression.arguments[0].value, type);
    }
    std::vector<Function*> candidates;
    for (Function* method : methods_of(environment_, type, name.text))
        if (method->is_static)
            candidates.push_back(method);
    if (!candidates.empty()) {
        Function* chosen = choose(candidates, arguments, name.text);
        return chosen ? call_function(*chosen, arguments, expected, {}, type)
                      : error_node(expression.span);
    }
    std::vector<Function*> const methods = methods_of(environment_, type, name.text);
    if (!methods.empty() && !expression.arguments.empty()) {
        // Type.method(value, …)
        Expr* receiver = check_as(expression.arguments[0].value, type);
        return call_method(receiver, name,
                           {receiver, expression.arguments.subspan(1), expression.span}, expected);
    }
    return no_function_of_type(type, name);
}

/// Arguments of a call that cannot be made: their own mistakes are shown too.
void BodyChecker::check_unplaced(CallArguments const& arguments)
{
    for (ast::Argument const& argument : arguments.written)
        if (argument.value && argument.value->kind != ast::ExprKind::closure &&
            argument.value->kind != ast::ExprKind::enum_literal)
            inference_.give_up(check(argument.value)->type, environment_.error_type());
}

Expr* BodyChecker::call_method(Expr* receiver, ast::Name name, CallArguments const& arguments,
                               TypeRef expected)
{
    TypeRef const type = resolve(receiver->type);
    if (type->kind == TypeKind::error) {
        check_unplaced(arguments);
        return error_node(arguments.span);
    }
    if (type->kind == TypeKind::structure) {
        for (Field const& field : type->structure->fields)
            if (field.name == name.text) {
                auto* callee =
                    node<FieldAccess>(ExprKind::field, name.span, field_type(type, field));
                callee->base = receiver;
                callee->field = &field;
                return call_value(callee, {nullptr, arguments.written, arguments.span});
            }
        if (type->structure == environment_.builtins.actor_ref)
            if (Expr* made = actor_method(receiver, name, arguments))
                return made;
        if (type->structure == environment_.builtins.nursery && name.text == "spawn")
            return nursery_spawn(receiver, arguments);
        if (type->structure == environment_.builtins.context)
            if (Expr* made = contexts_.method(receiver, name, arguments))
                return made;
        if (type->structure == environment_.builtins.reply)
            if (Expr* made = reply_method(receiver, name, arguments))
                return made;
    }
    if (type->kind == TypeKind::supervisor_ref)
        return supervisor_method(receiver, name, arguments, expected);
    if (type->kind == TypeKind::range)
        if (Expr* made = value_method(receiver, name, arguments))
            return made;
    if (type->kind == TypeKind::array && arguments.written.empty() &&
        (name.text == "len" || name.text == "length"))
        return array_length(receiver, arguments.span);
    // A number that is still open has the methods of what it becomes by itself.
    std::vector<Function*> methods =
        methods_of(environment_, type->open ? inference_.shown(type) : type, name.text);
    std::erase_if(methods, [](Function const* method) { return method->is_static; });
    if (!methods.empty())
        return call_one_of(methods, receiver, name, arguments, expected);
    if (Expr* made = value_method(receiver, name, arguments))
        return made;
    // UFCS: a free function that takes the receiver first.
    std::vector<Function*> const fitting = functions_taking(type, name.text);
    if (!fitting.empty()) {
        Function* chosen = choose(fitting, arguments, name.text);
        return chosen ? call_function(*chosen, arguments, expected, {})
                      : error_node(arguments.span);
    }
    if (Expr* made = intrinsic_method(receiver, name, arguments))
        return made;
    if (Expr* whole = as_declared(receiver); whole != receiver)
        return call_method(whole, name, {whole, arguments.written, arguments.span}, expected);
    check_unplaced(arguments);
    return no_member(receiver, name);
}

Expr* BodyChecker::call_one_of(std::vector<Function*> const& methods, Expr* receiver,
                               ast::Name name, CallArguments const& arguments, TypeRef expected)
{
    TypeRef const type = resolve(receiver->type);
    Function* chosen = choose(methods, arguments, name.text);
    if (!chosen)
        return error_node(arguments.span);
    if (type->kind == TypeKind::dyn && !is_dynamic(*chosen))
        return not_dynamic(*chosen, type, name);
    CallArguments placed = arguments;
    placed.receiver = elements_of(receiver, *chosen, arguments.span);
    return call_function(*chosen, placed, expected, {});
}

/// Free functions called `name` whose first parameter takes such a value.
std::vector<Function*> BodyChecker::functions_taking(TypeRef type, std::string_view name)
{
    std::vector<Function*> fitting;
    Symbol const symbol = context_.scope->find(name);
    if (symbol.kind != SymbolKind::functions)
        return fitting;
    for (Function* candidate : *symbol.functions) {
        if (candidate->parameters.empty())
            continue;
        TypeRef const wanted = candidate->parameters[0]->type;
        Substitution unknown;
        for (TypeParameter const& parameter : candidate->generics)
            unknown[parameter.type->number] = any(candidate->span);
        if (wanted->kind == TypeKind::parameter ||
            could_become(type, substitute(environment_.types, wanted, unknown)))
            fitting.push_back(candidate);
    }
    return fitting;
}

Expr* BodyChecker::not_dynamic(Function const& method, TypeRef type, ast::Name name)
{
    return fail(
        Diagnostic{Code::S2001, name.span,
                   "`" + std::string(name.text) + "` cannot be called through " + show(type)}
            .note("it speaks of `Self`, which nobody knows here")
            .at(method.span, "declared here"));
}

/// What every value has: `to_string()`, the name of an error.
Expr* BodyChecker::value_method(Expr* receiver, ast::Name name, CallArguments const& arguments)
{
    TypeRef const type = resolve(receiver->type);
    if (name.text == "to_string" && arguments.written.empty())
        return intrinsic(Intrinsic::to_text, {displayed(receiver)}, environment_.string(),
                         arguments.span);
    bool const flags =
        type->kind == TypeKind::variants && type->variants->kind == VariantsKind::flags;
    if (flags && (name.text == "has" || name.text == "contains") && arguments.written.size() == 1)
        return intrinsic(Intrinsic::flags_has,
                         {receiver, check_as(arguments.written[0].value, receiver->type)},
                         scalar(TypeKind::boolean), arguments.span);
    if (name.text == "name" && arguments.written.empty() && is_error_type(type))
        return intrinsic(Intrinsic::to_text, {receiver}, environment_.string(), arguments.span);
    if (name.text == "maybe_executed" && arguments.written.empty() &&
        type->kind == TypeKind::variants && type->variants == environment_.builtins.ask_error) {
        Function* found = environment_.prelude.functions.at("AskError.maybe_executed").front();
        return call_builtin(*found, {receiver}, scalar(TypeKind::boolean), arguments.span);
    }
    if (name.text == "contains" && type->kind == TypeKind::range && arguments.written.size() == 1 &&
        receiver->kind == ExprKind::range) {
        auto& range = as<RangeValue>(*receiver);
        Expr* value = check_as(arguments.written[0].value, range.low->type);
        auto* made = node<Logical>(ExprKind::and_, arguments.span, scalar(TypeKind::boolean));
        made->left =
            comparison(BinaryOp::less_equal, range.low, value, arguments.span, arguments.span);
        made->right = comparison(range.exclusive ? BinaryOp::less : BinaryOp::less_equal, value,
                                 range.high, arguments.span, arguments.span);
        return made;
    }
    return nullptr;
}

/// The local a place is part of: `a` of `a.b.c`; null if the expression is no place.
Local* BodyChecker::root_local(Expr* place, bool& through_list) const
{
    switch (place->kind) {
    case ExprKind::local:
        return as<LocalRef>(*place).local;
    case ExprKind::field:
        return root_local(as<FieldAccess>(*place).base, through_list);
    case ExprKind::tuple_element:
        return root_local(as<TupleElement>(*place).base, through_list);
    case ExprKind::index:
        through_list = true;
        return root_local(as<Index>(*place).base, through_list);
    default:
        return nullptr;
    }
}

/// A method that changes its receiver needs a `var` to change.
void BodyChecker::require_place(Expr* receiver, ast::Name method, Span span)
{
    bool through_list = false;
    if (Local* local = root_local(receiver, through_list)) {
        changes_local(environment_, *local, changed_self(*local), method.text, receiver->span);
        return;
    }
    Expr* base = receiver;
    while (base->kind == ExprKind::field || base->kind == ExprKind::index)
        base = base->kind == ExprKind::field ? as<FieldAccess>(*base).base : as<Index>(*base).base;
    if (base->kind == ExprKind::global && !as<GlobalRef>(*base).global->mutable_) {
        report(Diagnostic{Code::S0004, receiver->span,
                          "`" + std::string(method.text) + "` changes a module-level `let`"}
                   .suggest("declare it with `var`"));
    } else if (base->kind != ExprKind::global && base->kind != ExprKind::call &&
               base->kind != ExprKind::option_chain) {
        report(Diagnostic{Code::S0004, span,
                          "`" + std::string(method.text) + "` would change a value nobody keeps"}
                   .suggest("put the value into a `var` first"));
    } else if (base->kind == ExprKind::call) {
        report(Diagnostic{Code::S0004, span,
                          "`" + std::string(method.text) + "` would change a copy that is dropped"}
                   .suggest("put the value into a `var` first"));
    }
}

} // namespace janus::semantics
