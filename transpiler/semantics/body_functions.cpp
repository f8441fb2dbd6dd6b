// Whole bodies: functions, arms, hooks, file-level statements.
#include "semantics/body_checker.hpp"
#include "semantics/declarations.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

/// Where a value was missing: the end of the body says more than its beginning.
Span closing(Span body)
{
    return body.size() > 3 ? Span{body.file, body.end - 3, body.end} : body;
}

} // namespace

/// What the `return`s of a function without `->` have in common; null if none carries a value.
TypeRef BodyChecker::common_result(Frame const& frame)
{
    std::vector<Expr*> results;
    for (Expr* jump : frame.returns)
        if (Expr* value = as<Jump>(*jump).value)
            results.push_back(value);
    TypeRef const common = common_type(results);
    bool const unknown = std::any_of(results.begin(), results.end(),
                                     [this](Expr* value) { return is_error(value); });
    return common || !unknown ? common : environment_.error_type();
}

/// No result is written: it is what the returned values have in common.
void BodyChecker::infer_result_of(Function& function, Frame& frame, Expr& body,
                                  ast::Block const& syntax)
{
    bool const diverges = resolve(body.type)->kind == TypeKind::never;
    TypeRef const common = common_result(frame);
    function.result = common ? common : scalar(TypeKind::void_);
    for (Expr* jump : frame.returns)
        if (Expr*& value = as<Jump>(*jump).value)
            value = coerce(value, function.result);
    if (!common && !diverges)
        end_contracts(as<Block>(body));
    if (common && resolve(common)->kind != TypeKind::error &&
        resolve(common)->kind != TypeKind::void_ && !diverges)
        report(
            Diagnostic{Code::S0010, closing(syntax.span),
                       "`" + std::string(function.name) + "` may end without returning a value"});
    closures_.push_back(&function);
}

void BodyChecker::function_body(Function& function, ast::Block const& syntax)
{
    Frame frame;
    frame.function = &function;
    frame.result = function.result;
    frame.infer_result = function.result == nullptr;
    push_frame(frame);
    scopes_.push();
    for (Local* parameter : function.parameters)
        scopes_.declare(parameter);
    std::vector<Stmt*> before;
    begin_contracts(function, before);
    ContextChecker::Mark const known = contexts_.mark();
    std::vector<Stmt*> const guards = contexts_.enter(function);
    before.insert(before.end(), guards.begin(), guards.end());
    TypeRef const result = function.result;
    bool const nothing = !result || result->kind == TypeKind::void_;
    bool const fallible_nothing =
        result && result->kind == TypeKind::result && result->arguments[0]->kind == TypeKind::void_;
    Expr* body = block(syntax, nothing || fallible_nothing ? Want::nothing : Want::value, result);
    bool const diverges = resolve(body->type)->kind == TypeKind::never;
    if (frame.infer_result) {
        infer_result_of(function, frame, *body, syntax);
    } else if (fallible_nothing && !diverges) {
        // Falling off the end is success.
        auto* done = node<Jump>(ExprKind::return_, closing(syntax.span), scalar(TypeKind::never));
        done->value = convert(Conversion::ok, unit(closing(syntax.span)), result);
        auto& made = as<Block>(*body);
        end_contracts(made);
        append(made, wrap(done));
        made.type = scalar(TypeKind::never);
    } else if (!nothing && !diverges) {
        auto& made = as<Block>(*body);
        bool const valued = made.value && resolve(made.value->type)->kind != TypeKind::void_;
        if (valued) {
            made.value = promised(coerce(made.value, result));
            made.type = made.value->type;
        } else {
            report(
                Diagnostic{Code::S0010, closing(syntax.span),
                           "`" + std::string(function.name) + "` may end without returning a value"}
                    .suggest("its result is " + show(result)));
        }
    } else if (!diverges) {
        end_contracts(as<Block>(*body));
    }
    prepend(as<Block>(*body), before);
    function.body = body;
    contexts_.forget(known);
    scopes_.pop();
    pop_frame();
}

Expr* BodyChecker::effect_block(ast::Block const& syntax)
{
    Frame frame;
    frame.result = scalar(TypeKind::void_);
    push_frame(frame);
    Expr* body = block(syntax, Want::nothing, nullptr);
    pop_frame();
    return body;
}

/// The body of a `receive` without arms: what it returns says whether the actor stops.
Expr* BodyChecker::message_block(ast::Block const& syntax)
{
    Frame frame;
    frame.result = scalar(TypeKind::i64);
    frame.keeps_going = true;
    push_frame(frame);
    Expr* body = block(syntax, Want::nothing, nullptr);
    pop_frame();
    if (resolve(body->type)->kind == TypeKind::never)
        return body;
    auto* done = node<Jump>(ExprKind::return_, closing(syntax.span), scalar(TypeKind::never));
    done->value = node<Integer>(ExprKind::integer, closing(syntax.span), scalar(TypeKind::i64));
    auto& made = as<Block>(*body);
    std::vector<Stmt*> statements{made.statements.begin(), made.statements.end()};
    if (made.value)
        statements.push_back(wrap(made.value));
    made.value = nullptr;
    statements.push_back(wrap(done));
    made.statements = list(statements);
    made.type = scalar(TypeKind::never);
    return body;
}

Expr* BodyChecker::statements_as_block(std::vector<ast::Stmt const*> const& statements, Span span)
{
    Frame frame;
    frame.result = scalar(TypeKind::void_);
    push_frame(frame);
    Expr* body = block_of(statements, span, Want::nothing, nullptr);
    pop_frame();
    return body;
}

namespace {

/// `Fields` is what a struct or a case keeps its fields in.
template <class Fields>
void note_defaults(Environment& environment, FieldDefault where, ast::List<ast::Field> syntax,
                   Fields& fields)
{
    for (std::size_t at = 0; at < syntax.size(); ++at) {
        where.value = syntax[at].value;
        if (where.value)
            environment.field_defaults[&fields[at]] = where;
    }
}

template <class Fields>
void check_defaults(Environment& environment, TypeContext const& context, Fields& fields)
{
    for (Field& field : fields) {
        auto const found = environment.field_defaults.find(&field);
        if (found == environment.field_defaults.end())
            continue;
        BodyChecker checker{environment, context};
        found->second.open = true;
        field.initial = checker.check_as(found->second.value, field.type);
        found->second.open = false;
        checker.finish();
    }
}

} // namespace

void note_default_fields(Environment& environment, Declarations const& declarations)
{
    for (auto const& declared : declarations.structs)
        note_defaults(environment, {nullptr, declared.scope, &declared.entity->generics},
                      declared.syntax->fields, declared.entity->fields);
    for (auto const& declared : declarations.variants) {
        // A case that is declared twice is there once.
        auto syntax = declared.syntax->variants.begin();
        for (Case& case_ : declared.entity->cases) {
            while (syntax->name.text != case_.name)
                ++syntax;
            note_defaults(environment, {nullptr, declared.scope, &declared.entity->generics},
                          syntax->fields, case_.fields);
        }
    }
}

void check_default_fields(Environment& environment, Declarations const& declarations)
{
    for (auto const& declared : declarations.structs)
        check_defaults(environment, {declared.scope, declared.entity->generics, nullptr},
                       declared.entity->fields);
    for (auto const& declared : declarations.variants)
        for (Case& case_ : declared.entity->cases)
            check_defaults(environment, {declared.scope, declared.entity->generics, nullptr},
                           case_.fields);
}

Expr* default_argument(Environment& environment, Function& function, std::size_t at)
{
    Expr*& made = function.defaults[at];
    if (made)
        return made;
    FunctionSyntax const& syntax = environment.function_syntax[&function];
    BodyChecker checker{environment, TypeContext{syntax.scope, function.generics, function.owner}};
    made = checker.check_as(syntax.syntax->parameters[at].value, function.parameters[at]->type);
    checker.finish();
    return made;
}

void check_default_arguments(Environment& environment, Function& function)
{
    auto const& parameters = environment.function_syntax.at(&function).syntax->parameters;
    for (std::size_t at = 0; at < parameters.size(); ++at)
        if (parameters[at].value)
            default_argument(environment, function, at);
}

void infer_result(Environment& environment, Function& function)
{
    auto const found = environment.function_syntax.find(&function);
    if (found == environment.function_syntax.end() || !found->second.syntax->body ||
        found->second.checking)
        return;
    check_function(environment, function);
}

void check_function(Environment& environment, Function& function)
{
    FunctionSyntax& syntax = environment.function_syntax.at(&function);
    if (syntax.checked || syntax.checking || !syntax.syntax->body)
        return;
    syntax.checking = true;
    TypeContext context{syntax.scope, function.generics, function.owner};
    context.generics.insert(context.generics.end(), syntax.outer_generics.begin(),
                            syntax.outer_generics.end());
    BodyChecker checker{environment, context, function.actor};
    if (function.actor)
        enter_actor(checker, *function.actor);
    if (function.supervisor)
        checker.enter(*function.supervisor);
    checker.function_body(function, *syntax.syntax->body);
    checker.finish();
    syntax.checked = true;
    syntax.checking = false;
}

} // namespace janus::semantics
