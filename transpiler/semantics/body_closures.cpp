#include "semantics/body_checker.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

/// The type the body and every `return` agree on; both are brought to it.
TypeRef BodyChecker::closure_result(Frame const& frame, Expr*& body, bool known)
{
    bool const ends = resolve(body->type)->kind != TypeKind::never;
    std::vector<Expr*> results;
    for (Expr* jump : frame.returns)
        if (Expr* value = as<Jump>(*jump).value)
            results.push_back(value);
    if (ends)
        results.push_back(body);
    TypeRef result = known ? frame.result : common_type(results);
    bool const failed = std::any_of(results.begin(), results.end(),
                                    [&](Expr const* value) { return is_error(value); });
    if (!result)
        result = failed ? environment_.error_type() : scalar(TypeKind::void_);
    for (Expr* jump : frame.returns) {
        if (Expr*& value = as<Jump>(*jump).value)
            value = coerce(value, result);
        else
            as<Jump>(*jump).value = nothing_returned(jump->span, result);
    }
    bool const nothing = known && resolve(result)->kind == TypeKind::void_;
    if (ends && !nothing)
        body = coerce(body, result);
    return result;
}

/// Declares the parameters; those that are patterns are taken apart by the statements given back.
std::vector<Stmt*> BodyChecker::closure_parameters(Function& function,
                                                   ast::Closure const& expression, TypeRef wanted)
{
    std::vector<Stmt*> unpacked;
    for (std::size_t at = 0; at < expression.parameters.size(); ++at) {
        ast::ClosureParameter const& parameter = expression.parameters[at];
        bool reference = false;
        TypeRef type = parameter.type ? read_reference(parameter.type, reference)
                       : wanted       ? resolve(wanted->arguments[at])
                                      : any(parameter.pattern->span);
        if (!parameter.type && type->kind == TypeKind::reference) {
            reference = true;
            type = type->arguments[0];
        } else if (wanted) {
            TypeRef const given = resolve(wanted->arguments[at]);
            bool const lent = given->kind == TypeKind::reference;
            inference_.unify(type, lent ? given->arguments[0] : given);
        }
        auto const* path = ast::get_if<ast::PathPattern>(parameter.pattern);
        bool const simple = path && path->path.size() == 1 && !path->positional && !path->named;
        if (simple && path->path[0].text != "_" && scopes_.find_in_innermost(path->path[0].text))
            report(Diagnostic{Code::S0008, path->span,
                              "parameter `" + std::string(path->path[0].text) +
                                  "` is declared twice"});
        Local* local = simple ? declare(path->path[0].text, path->span, type, false)
                              : declare("", parameter.pattern->span, type, false);
        local->kind = LocalKind::parameter;
        local->reference = local->mutable_ = reference;
        function.parameters.push_back(local);
        if (!simple && parameter.pattern->kind != ast::PatternKind::wildcard) {
            auto* unpack = statement_node<Let>(StmtKind::let, parameter.pattern->span);
            unpack->value = local_ref(local, parameter.pattern->span);
            unpack->pattern = pattern(parameter.pattern, type);
            unpacked.push_back(unpack);
        }
    }
    return unpacked;
}

Expr* BodyChecker::closure(ast::Closure const& expression, TypeRef expected)
{
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    bool const shaped = wanted && wanted->kind == TypeKind::function;
    std::size_t const count = expression.parameters.size();
    if (shaped && wanted->arguments.size() - 1 != count)
        return fail(Diagnostic{Code::S2001, expression.span,
                               "expected a function of " +
                                   std::to_string(wanted->arguments.size() - 1) + " parameter" +
                                   (wanted->arguments.size() == 2 ? "" : "s") + ", found one of " +
                                   std::to_string(count)});
    Function& function = environment_.program.functions.emplace_back();
    function.kind = FunctionKind::closure;
    function.span = function.declaration = expression.span;
    function.module = context_.scope->module;
    closures_.push_back(&function);
    std::vector<bool> const tested = null_tests_.enter_closure(expression.span);
    std::size_t const outer_locals = scopes_.all().size();
    scopes_.push();
    std::vector<Stmt*> const unpacked =
        closure_parameters(function, expression, shaped ? wanted : nullptr);
    std::vector<TypeRef> parts;
    for (Local const* parameter : function.parameters)
        parts.push_back(parameter_type(*parameter, parameter->type));
    Frame frame;
    frame.function = &function;
    frame.closure = true;
    frame.outer_locals = outer_locals;
    frame.task = function.task_body = std::exchange(next_closure_is_task_, false);
    frame.infer_result = true;
    if (expression.result)
        frame.result = types().read(expression.result);
    else if (shaped)
        frame.result = wanted->arguments.back();
    push_frame(frame);
    bool const nothing = frame.result && resolve(frame.result)->kind == TypeKind::void_;
    Expr* body = block(*expression.body, nothing ? Want::nothing : Want::value, frame.result);
    pop_frame();
    scopes_.pop();
    null_tests_.leave_closure(tested);
    TypeRef const result = closure_result(frame, body, expression.result || shaped);
    if (!unpacked.empty()) {
        auto* outer = node<Block>(ExprKind::block, expression.span, body->type);
        outer->statements = list(unpacked);
        outer->value = body;
        body = outer;
    }
    function.body = body;
    function.result = result;
    parts.push_back(result);
    auto* made = node<Closure>(
        ExprKind::closure, expression.span,
        environment_.types.composite(TypeKind::function, std::move(parts), shaped && wanted->flag));
    made->function = &function;
    return made;
}

} // namespace janus::semantics
