#include "semantics/body_checker.hpp"
#include "semantics/library.hpp"

#include <algorithm>

namespace janus::semantics {

Local* BodyChecker::declare(std::string_view name, Span span, TypeRef type, bool mutable_)
{
    Local* local = environment_.make_local(name, span, type);
    local->mutable_ = mutable_;
    locals_.push_back(local);
    scopes_.declare(local);
    return local;
}

Expr* BodyChecker::error_node(Span span)
{
    return node<Expr>(ExprKind::unit, span, environment_.error_type());
}

bool BodyChecker::is_error(Expr const* expression) const
{
    return resolve(expression->type)->kind == TypeKind::error;
}

Expr* BodyChecker::unit(Span span)
{
    return node<Expr>(ExprKind::unit, span, scalar(TypeKind::void_));
}

Expr* BodyChecker::fail(Diagnostic problem)
{
    Span const span = problem.span;
    report(std::move(problem));
    return error_node(span);
}

Expr* BodyChecker::local_ref(Local* local, Span span)
{
    local->used = true;
    auto* made = node<LocalRef>(ExprKind::local, span, local->type);
    made->local = local;
    return made;
}

Local* BodyChecker::find_local(std::string_view name)
{
    if (Local* local = scopes_.find(name))
        return local;
    if (name == "reply" && acknowledgement) {
        acknowledgement->used = true;
        return acknowledgement;
    }
    return nullptr;
}

Expr* BodyChecker::named_local(Local* local, Span span)
{
    Expr* made = local_ref(local, span);
    if (!null_tests_.knows(local))
        return made;
    TypeRef const option = resolve(local->type);
    return call_builtin(builtin_method(*environment_.builtins.option, "unwrap"), {made},
                        option->arguments[0], span);
}

Expr* BodyChecker::call_builtin(Function& function, std::vector<Expr*> arguments, TypeRef result,
                                Span span)
{
    auto* made = node<Call>(ExprKind::call, span, result);
    made->function = &function;
    made->arguments = list(arguments);
    return made;
}

Function& BodyChecker::builtin_method(Struct& owner, std::string_view name)
{
    return **std::find_if(owner.methods.begin(), owner.methods.end(),
                          [&](Function const* method) { return method->name == name; });
}

Expr* BodyChecker::name(ast::NameExpr const& expression, TypeRef expected)
{
    ast::Name const name = expression.name;
    if (Local* local = find_local(name.text))
        return named_local(local, expression.span);
    if (name.text == "self" && actor_)
        return self_reference(expression.span);
    if (name.text == "__msg" && message_local)
        return local_ref(message_local, expression.span);
    if (std::vector<Function*> const own = own_functions(name.text); !own.empty())
        return function_value(own, name.span, expected);
    if (Symbol const symbol = context_.scope->find(name.text))
        return symbol_value(symbol, name, expected);
    if (TypeRef const wanted = variants_of_expected(expected))
        if (Case const* case_ = find_case(wanted, name.text))
            return bare_case(wanted, *case_, expression.span, false);
    if (name.text == "None") {
        TypeRef const wanted = expected ? resolve(expected) : nullptr;
        TypeRef const type = wanted && wanted->kind == TypeKind::option
                                 ? wanted
                                 : environment_.option(any(expression.span));
        return node<Expr>(ExprKind::none, expression.span, type);
    }
    if (Expr* made = intrinsic_value(name, expected))
        return made;
    if (!library_of(name.text).empty())
        return fail(Diagnostic{Code::S2001, name.span,
                               "`" + std::string(name.text) + "` is a module, not a value"});
    return undefined(name, false);
}

Expr* BodyChecker::symbol_value(Symbol const& symbol, ast::Name name, TypeRef expected)
{
    switch (symbol.kind) {
    case SymbolKind::functions:
        return function_value(*symbol.functions, name.span, expected);
    case SymbolKind::global: {
        auto* made = node<GlobalRef>(ExprKind::global, name.span, symbol.global->type);
        made->global = symbol.global;
        if (!made->type)
            return fail(Diagnostic{Code::S2002, name.span,
                                   "the type of `" + std::string(name.text) + "` is not known yet"}
                            .suggest("give it a type where it is declared")
                            .at(symbol.span, "declared here"));
        return made;
    }
    case SymbolKind::actor:
        if (symbol.actor->grain && symbol.actor->parameters.empty())
            return grain_reference({symbol, {}}, {}, name.span, false);
        return fail(Diagnostic{Code::S2001, name.span,
                               "`" + std::string(name.text) + "` is an actor, not a value"}
                        .suggest("start one with `spawn " + std::string(name.text) + "`"));
    case SymbolKind::module:
        return fail(Diagnostic{Code::S2001, name.span,
                               "`" + std::string(name.text) + "` is a module, not a value"});
    default:
        return fail(Diagnostic{Code::S2001, name.span,
                               "`" + std::string(name.text) + "` is a type, not a value"});
    }
}

/// What a path of names stands for, unless a local hides its first name.
Symbol BodyChecker::path_symbol(ast::Expr const* expression)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(expression))
        return find_local(name->name.text) ? Symbol{} : context_.scope->find(name->name.text);
    if (auto const* member = ast::get_if<ast::Member>(expression)) {
        Symbol const base = path_symbol(member->base);
        if (base.kind == SymbolKind::module)
            return base.module->find_own(member->name.text);
    }
    return {};
}

/// `Set` in `Set.new()`, `pairs.Pair` in `pairs.Pair { … }`: the place where it stands says of
/// what.
TypeRef BodyChecker::with_open_arguments(Symbol const& symbol, Span span)
{
    std::vector<TypeRef> arguments;
    for (std::size_t at = 0; at < symbol.type_parameters(); ++at)
        arguments.push_back(any(span));
    return types().apply(symbol, std::move(arguments), span);
}

/// The type a path names (`Color`, `Map[String, i64]`, `shapes.Circle`), or null.
TypeRef BodyChecker::path_type(ast::Expr const* expression)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(expression)) {
        if (find_local(name->name.text))
            return nullptr;
        Symbol const symbol = context_.scope->find(name->name.text);
        if (symbol.kind == SymbolKind::actor || symbol.kind == SymbolKind::supervisor ||
            symbol.kind == SymbolKind::trait || (symbol && !symbol.is_type()))
            return nullptr;
        std::size_t wanted = symbol.type_parameters();
        if (!symbol && (name->name.text == "Map" || name->name.text == "Vec" ||
                        name->name.text == "List" || name->name.text == "Array" ||
                        name->name.text == "OwnedSlice" || name->name.text == "HashSet" ||
                        name->name.text == "Queue" || name->name.text == "Stack"))
            wanted = name->name.text == "Map" ? 2 : 1;
        // `Set.new()`: the place where it stands says which.
        std::vector<TypeRef> arguments;
        for (std::size_t at = 0; at < wanted; ++at)
            arguments.push_back(any(expression->span));
        return types().find_named(name->name.text, arguments, name->span);
    }
    if (expression->kind == ast::ExprKind::index) {
        ast::Expr const* written = ast::as<ast::Index>(*expression).base;
        auto const* base = ast::get_if<ast::NameExpr>(written);
        bool const named = base ? !find_local(base->name.text) : path_symbol(written).is_type();
        return named ? types().from_expression(expression) : nullptr;
    }
    if (expression->kind == ast::ExprKind::member) {
        Symbol const symbol = path_symbol(expression);
        if (symbol.is_type() && symbol.kind != SymbolKind::actor &&
            symbol.kind != SymbolKind::supervisor && symbol.kind != SymbolKind::trait)
            return with_open_arguments(symbol, expression->span);
    }
    return nullptr;
}

Expr* BodyChecker::member(ast::Member const& expression, TypeRef expected)
{
    if (expression.optional)
        return option_member(expression);
    if (Expr* made = library_value(library_named(expression.base), expression.name, expression.span,
                                   expected))
        return made;
    if (Symbol const symbol = path_symbol(&expression)) {
        Symbol const base = path_symbol(expression.base);
        if (report_hidden(environment_, *context_.scope, *base.module, symbol, expression.name))
            return error_node(expression.span);
        if (!symbol.is_type())
            return symbol_value(symbol, expression.name, expected);
    } else if (Symbol const module = path_symbol(expression.base);
               module.kind == SymbolKind::module) {
        return no_value_of_module(*module.module, expression.name);
    }
    if (TypeRef const type = path_type(expression.base)) {
        if (type->kind == TypeKind::error)
            return error_node(expression.span);
        if (Case const* case_ = find_case(type, expression.name.text))
            return bare_case(type, *case_, expression.span, false);
        if (is_integer(type) && (expression.name.text == "MAX" || expression.name.text == "MIN")) {
            auto* made = node<Integer>(ExprKind::integer, expression.span, type);
            int const bits = integer_bits(type) - (is_signed_integer(type) ? 1 : 0);
            bool const largest = expression.name.text == "MAX";
            std::uint64_t const all = ~std::uint64_t{0};
            if (largest) {
                made->low = bits >= 64 ? all : (std::uint64_t{1} << bits) - 1;
                made->high = bits > 64 ? all >> (128 - bits) : 0;
            } else if (is_signed_integer(type)) {
                made->low = bits >= 64 ? 0 : ~((std::uint64_t{1} << bits) - 1);
                made->high = bits > 64 ? all << (bits - 64) : all;
                if (bits == 63)
                    made->low = std::uint64_t{1} << 63;
            }
            return made;
        }
        if (Expr* made = function_of_type(type, expression, expected))
            return made;
        return unknown_case(type, expression.name);
    }
    if (is_old_state(expression.base))
        return old_field(expression.name, expected);
    if (is_self(expression.base))
        for (std::vector<Local*> const* own : {&actor_->parameters, &actor_->state_locals})
            for (Local* local : *own)
                if (local->name == expression.name.text)
                    return named_local(local, expression.span);
    return member_of_value(check(expression.base), expression.name, expression.span);
}

Expr* BodyChecker::member_of_value(Expr* base, ast::Name name, Span span)
{
    TypeRef const type = resolve(base->type);
    if (type->kind == TypeKind::error)
        return error_node(span);
    if (type->kind == TypeKind::array && (name.text == "len" || name.text == "length"))
        return array_length(base, span);
    if (type->kind == TypeKind::structure)
        for (Field const& field : type->structure->fields)
            if (field.name == name.text) {
                auto* made = node<FieldAccess>(ExprKind::field, span, field_type(type, field));
                made->base = base;
                made->field = &field;
                return made;
            }
    for (Function* method : methods_of(environment_, type, name.text))
        if (method->property)
            return call_function(*method, {elements_of(base, *method, span), {}, span}, nullptr,
                                 {});
    if (Expr* made = duration(base, name, span))
        return made;
    return no_member(base, name);
}

Expr* BodyChecker::tuple_index(ast::TupleIndex const& expression)
{
    if (!expression.optional)
        return element_of(check(expression.base), expression);
    return inside_option(*expression.base, expression.span,
                         [&](Expr* value) { return element_of(value, expression); });
}

Expr* BodyChecker::element_of(Expr* base, ast::TupleIndex const& expression)
{
    TypeRef const type = resolve(base->type);
    if (type->kind == TypeKind::error)
        return error_node(expression.span);
    if (type->kind != TypeKind::tuple || expression.index >= type->arguments.size())
        return fail(Diagnostic{Code::S0001, expression.span,
                               show(type) + " has no element " + std::to_string(expression.index)});
    auto* made = node<TupleElement>(ExprKind::tuple_element, expression.span,
                                    type->arguments[expression.index]);
    made->base = base;
    made->index = expression.index;
    return made;
}

Expr* BodyChecker::index(ast::Index const& expression, TypeRef expected)
{
    if (Expr* made = instantiated(expression))
        return made;
    if (expression.arguments.size() != 1 || expression.arguments[0].type)
        return fail(
            Diagnostic{Code::S0005, expression.span, "a value is indexed with one value or range"});
    if (!expression.optional)
        return index_of(check(expression.base), expression, expected);
    return inside_option(*expression.base, expression.span,
                         [&](Expr* value) { return index_of(value, expression, nullptr); });
}

Expr* BodyChecker::index_of(Expr* base, ast::Index const& expression, TypeRef expected)
{
    ast::IndexArgument const& argument = expression.arguments[0];
    TypeRef const type = resolve(base->type);
    if (type->kind == TypeKind::error)
        return error_node(expression.span);
    ast::Range colon;
    colon.low = argument.value;
    colon.high = argument.slice_end;
    colon.exclusive = true;
    auto const* bounds = argument.slice ? &colon : ast::get_if<ast::Range>(argument.value);
    if (bounds) {
        TypeRef const number = scalar(TypeKind::i64);
        Slice parts;
        parts.span = expression.span;
        parts.base = base;
        parts.low = bounds->low ? check_as(bounds->low, number) : nullptr;
        parts.high = bounds->high ? check_as(bounds->high, number) : nullptr;
        parts.exclusive = bounds->exclusive;
        return slice(parts, expected);
    }
    bool const map =
        type->kind == TypeKind::structure && type->structure == environment_.builtins.hash_map;
    TypeRef found = nullptr;
    if (map)
        found = type->arguments[1];
    else if (TypeRef const element = list_element(type); element && type->kind != TypeKind::option)
        found = element;
    else if (type->kind == TypeKind::structure &&
             (type->structure == environment_.builtins.string ||
              type->structure == environment_.builtins.bytes))
        found = scalar(TypeKind::u8);
    if (!found) {
        check(argument.value);
        return fail(Diagnostic{Code::S0005, expression.span, show(type) + " cannot be indexed"});
    }
    auto* made = node<Index>(ExprKind::index, expression.span, found);
    made->base = base;
    made->index = check_as(argument.value, map ? type->arguments[0] : scalar(TypeKind::i64));
    return made;
}

/// A part of a text is a text, of a list a list, and where a slice is wanted a view.
Expr* BodyChecker::slice(Slice parts, TypeRef expected)
{
    TypeRef const type = resolve(parts.base->type);
    Builtins const& known = environment_.builtins;
    bool const elements = type->kind == TypeKind::slice || type->kind == TypeKind::array ||
                          (type->kind == TypeKind::structure && type->structure == known.list);
    bool const text = type->kind == TypeKind::structure &&
                      (type->structure == known.string || type->structure == known.bytes);
    if (!elements && !text)
        return fail(Diagnostic{Code::S0005, parts.span, show(type) + " cannot be sliced"});
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    bool const view =
        type->kind == TypeKind::slice || (elements && wanted && wanted->kind == TypeKind::slice);
    TypeRef result = type;
    if (view)
        result = environment_.slice(type->arguments[0]);
    else if (type->kind == TypeKind::array)
        result = environment_.list(type->arguments[0]);
    auto* made = node<Slice>(ExprKind::slice, parts.span, result);
    made->base = parts.base;
    made->low = parts.low;
    made->high = parts.high;
    made->exclusive = parts.exclusive;
    if (type->kind == TypeKind::array)
        made->base = convert(view ? Conversion::to_slice : Conversion::to_list, made->base,
                             view ? result : environment_.list(type->arguments[0]));
    return made;
}

} // namespace janus::semantics
