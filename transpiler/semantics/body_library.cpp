// Names of the standard library's modules, and its functions where they are written as methods.
#include "semantics/body_checker.hpp"
#include "semantics/library.hpp"

#include <algorithm>
#include <array>

namespace janus::semantics {

std::string BodyChecker::library_named(ast::Expr const* path)
{
    ast::Expr const* root = path;
    while (auto const* member = ast::get_if<ast::Member>(root))
        root = member->base;
    auto const* first = ast::get_if<ast::NameExpr>(root);
    if (!first || find_local(first->name.text))
        return {};
    if (context_.scope->find(first->name.text)) {
        Symbol const symbol = path_symbol(path);
        return symbol.kind == SymbolKind::module ? std::string(symbol.module->library) : "";
    }
    std::string text;
    for (; path != root; path = ast::as<ast::Member>(*path).base)
        text = "/" + std::string(ast::as<ast::Member>(*path).name.text) + text;
    return std::string(library_of(std::string(first->name.text) + text));
}

/// A constant such as `math.PI`, or a function as a value; null if there is no library.
Expr* BodyChecker::library_value(std::string_view library, ast::Name name, Span span,
                                 TypeRef expected)
{
    if (library.empty())
        return nullptr;
    auto const found =
        environment_.prelude.functions.find(std::string(library) + "." + std::string(name.text));
    if (found == environment_.prelude.functions.end()) {
        Symbol const type = library_scope(environment_, library).find_own(name.text);
        return type ? nullptr : not_in_library(library, name, Code::S0001);
    }
    if (!found->second.front()->property)
        return function_value(found->second, span, expected);
    return call_function(*found->second.front(), {nullptr, {}, span}, nullptr, {});
}

namespace {

/// What a program of one node does instead of a function that `cluster` will have; else null.
char const* instead_of(std::string_view function)
{
    if (function == "nodes")
        return "a program is one node as yet; leave the call out";
    if (function == "migrate")
        return "a program is one node as yet; `grain.deactivate()` puts a grain to sleep here";
    if (function == "sweep")
        return "`grain.deactivate()` puts one grain to sleep, `@lifecycle(deactivation: "
               ".idle_timeout(ms))` those that are idle";
    return nullptr;
}

} // namespace

/// What `cluster` will have, and what it never will.
Expr* BodyChecker::cluster_later(ast::Call const& expression, ast::Name name)
{
    std::string const text{name.text};
    if (char const* instead = instead_of(text)) {
        check_each(expression.arguments);
        environment_.unsupported(expression.span, "`cluster." + text + "`", instead);
        return error_node(expression.span);
    }
    Diagnostic problem{Code::S0002, name.span, "`cluster` has no function `" + text + "`"};
    suggest_nearest(problem, text, {"idle", "run", "tree"});
    return fail(std::move(problem));
}

Expr* BodyChecker::namespace_call(ast::Call const& expression, ast::Expr const* space,
                                  ast::Name name, TypeRef expected)
{
    auto const* word = ast::get_if<ast::NameExpr>(space);
    bool const free =
        word && !find_local(word->name.text) && !context_.scope->find(word->name.text);
    std::string const library = library_named(space);
    if (free && word->name.text == "Error")
        return open_error(name, expression.arguments, expression.span);
    if (library == "log")
        return log_call(name.text, expression);
    bool const cluster = free && word->name.text == "cluster";
    if (cluster)
        need_cluster(word->name.span, "`cluster`");
    bool const idle = name.text == "idle";
    if (cluster && (idle || name.text == "run")) {
        if (!expression.arguments.empty())
            return wrong_argument_count("`cluster." + std::string(name.text) + "`", 0,
                                        expression.arguments.size(), expression.span);
        return intrinsic(idle ? Intrinsic::cluster_idle : Intrinsic::cluster_run, {},
                         scalar(TypeKind::void_), expression.span);
    }
    std::string const of = library.empty() && free ? std::string(word->name.text) : library;
    auto const found = environment_.prelude.functions.find(of + "." + std::string(name.text));
    if (!of.empty() && found != environment_.prelude.functions.end())
        return call_overloads(found->second, {nullptr, expression.arguments, expression.span},
                              expected, {}, found->first);
    if (cluster)
        return cluster_later(expression, name);
    return library.empty() ? nullptr : library_call(expression, library, name, expected);
}

/// `math.min(a, b)`, `io.println(…)`, `string.len(s)`.
Expr* BodyChecker::library_call(ast::Call const& expression, std::string_view library,
                                ast::Name name, TypeRef expected)
{
    if (library == "math" || library == "io")
        if (Expr* made = intrinsic_call(expression, name.text, expected))
            return made;
    if (has_methods(library) && !expression.arguments.empty() && expression.arguments[0].value) {
        Expr* receiver = check(expression.arguments[0].value);
        if (is_error(receiver) ||
            !methods_of(environment_, resolve(receiver->type), name.text).empty())
            return call_method(receiver, name,
                               {receiver, expression.arguments.subspan(1), expression.span},
                               expected);
    }
    return not_in_library(library, name, Code::S0002);
}

Expr* BodyChecker::not_in_library(std::string_view library, ast::Name name, Code code)
{
    std::vector<std::string_view> names;
    for (auto const& [known, overloads] : library_scope(environment_, library).functions)
        names.push_back(known);
    Diagnostic problem{code, name.span,
                       "`std." + std::string(library) + "` has no " +
                           (code == Code::S0002 ? "function `" : "`") + std::string(name.text) +
                           "`"};
    suggest_nearest(problem, name.text, names);
    return fail(std::move(problem));
}

/// The language's own functions as methods: `x.abs()`, `a.max(b)`, `s.println()`.
Expr* BodyChecker::intrinsic_method(Expr* receiver, ast::Name name, CallArguments const& arguments)
{
    constexpr std::array<std::pair<std::string_view, Intrinsic>, 5> printing{{
        {"print", Intrinsic::print},
        {"println", Intrinsic::println},
        {"eprint", Intrinsic::eprint},
        {"eprintln", Intrinsic::eprintln},
        {"print_int", Intrinsic::print_int},
    }};
    if (name.text == "abs" && arguments.written.empty())
        return absolute(receiver, arguments.span);
    if ((name.text == "min" || name.text == "max") && arguments.written.size() == 1 &&
        arguments.written[0].value)
        return minimum_of(name.text == "min" ? Intrinsic::min : Intrinsic::max, receiver,
                          check(arguments.written[0].value, receiver->type), arguments.span);
    for (auto const& [word, which] : printing)
        if (word == name.text && arguments.written.empty())
            return intrinsic(which, {displayed(receiver)}, scalar(TypeKind::void_), arguments.span);
    return arguments.written.empty() ? duration(receiver, name, arguments.span) : nullptr;
}

/// `xs.each(println)` means `xs.each(|x| println(x))`; null for names that are no built-in.
Expr* BodyChecker::intrinsic_value(ast::Name name, TypeRef expected)
{
    constexpr std::array<std::pair<std::string_view, std::size_t>, 8> known{{
        {"print", 1},
        {"println", 1},
        {"eprint", 1},
        {"eprintln", 1},
        {"print_int", 1},
        {"abs", 1},
        {"min", 2},
        {"max", 2},
    }};
    constexpr std::array<std::string_view, 2> names{"first", "second"};
    auto const found = std::find_if(known.begin(), known.end(),
                                    [&](auto const& entry) { return entry.first == name.text; });
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    if (found == known.end() || !wanted || wanted->kind != TypeKind::function)
        return nullptr;
    auto const word = [&](std::string_view text) {
        auto* made = environment_.make<ast::NameExpr>();
        made->kind = ast::ExprKind::name;
        made->span = name.span;
        made->name = {text, name.span};
        return made;
    };
    auto* call = environment_.make<ast::Call>();
    call->kind = ast::ExprKind::call;
    call->span = name.span;
    call->callee = word(name.text);
    std::vector<ast::Argument> arguments;
    std::vector<ast::ClosureParameter> parameters;
    for (std::size_t at = 0; at < found->second; ++at) {
        arguments.emplace_back().value = word(names[at]);
        auto* pattern = environment_.make<ast::PathPattern>();
        pattern->kind = ast::PatternKind::path;
        pattern->span = name.span;
        pattern->path = list(std::vector<ast::Name>{{names[at], name.span}});
        parameters.push_back({pattern, nullptr});
    }
    call->arguments = list(arguments);
    auto* statement = environment_.make<ast::ExprStmt>();
    statement->kind = ast::StmtKind::expression;
    statement->span = name.span;
    statement->value = call;
    auto* made = environment_.make<ast::Closure>();
    made->kind = ast::ExprKind::closure;
    made->span = name.span;
    made->parameters = list(parameters);
    made->body = environment_.make<ast::Block>();
    made->body->span = name.span;
    made->body->statements = list(std::vector<ast::Stmt*>{statement});
    made->expression = true;
    return closure(*made, expected);
}

/// `5.seconds`; null for other names and other values than integers.
Expr* BodyChecker::duration(Expr* count, ast::Name unit, Span span)
{
    TypeRef const type = resolve(count->type);
    auto const found = environment_.prelude.functions.find("Duration." + std::string(unit.text));
    bool const integer = is_integer(type) || inference_.is_variable(type, VariableKind::integer);
    if (!integer || found == environment_.prelude.functions.end())
        return nullptr;
    Function& function = *found->second.front();
    return call_builtin(function, {coerce(count, scalar(TypeKind::i64))}, function.result, span);
}

Expr* BodyChecker::absolute(Expr* value, Span span)
{
    TypeRef const type = resolve(value->type);
    if (!is_numeric(type) && type->kind != TypeKind::variable && type->kind != TypeKind::error)
        return fail(
            Diagnostic{Code::S2001, value->span, "`abs` needs a number, found " + show(type)});
    return intrinsic(Intrinsic::abs, {value}, value->type, span);
}

Expr* BodyChecker::minimum_of(Intrinsic which, Expr* left, Expr* right, Span span)
{
    if (is_error(left) || is_error(right))
        return error_node(span);
    TypeRef const type = resolve(left->type);
    if (!make_equal(left, right) ||
        (type->kind != TypeKind::variable &&
         !satisfies(environment_, inference_.shown(type), environment_.builtins.ord)))
        return bad_operands(BinaryOp::less, left, right, span);
    return intrinsic(which, {left, right}, left->type, span);
}

/// Time stamps and durations; null if these two do not go together.
Expr* BodyChecker::time_arithmetic(BinaryOp op, Expr* left, Expr* right, Span span)
{
    TypeRef const stamp = environment_.types.structure(environment_.builtins.timestamp);
    TypeRef const span_type = environment_.types.structure(environment_.builtins.duration);
    TypeRef const first = resolve(left->type);
    bool const factor = op == BinaryOp::multiply && first == span_type;
    if (factor)
        right = try_coerce(right, scalar(TypeKind::i64));
    TypeRef const second = right ? resolve(right->type) : nullptr;
    bool const sum = op == BinaryOp::add || op == BinaryOp::subtract;
    TypeRef result = nullptr;
    if (first == stamp && second == stamp && op == BinaryOp::subtract)
        result = span_type;
    else if ((sum && (first == stamp || first == span_type) && second == span_type) ||
             (factor && second))
        result = first;
    if (!result)
        return nullptr;
    auto* made = node<Binary>(ExprKind::binary, span, result);
    made->op = op;
    made->left = left;
    made->right = right;
    return made;
}

} // namespace janus::semantics
