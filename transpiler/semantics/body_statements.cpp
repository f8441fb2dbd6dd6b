#include "semantics/array_size.hpp"
#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

Stmt* BodyChecker::wrap(Expr* expression)
{
    auto* made = statement_node<ExprStmt>(StmtKind::expression, expression->span);
    made->value = expression;
    return made;
}

/// `body when condition`, as an if without else.
Expr* BodyChecker::guarded(Expr* body, ast::Guard const& guard, Span span)
{
    if (!guard.condition)
        return body;
    auto* made = node<If>(ExprKind::if_, span, scalar(TypeKind::void_));
    made->condition = boolean(guard.condition);
    if (guard.unless) {
        auto* negated =
            node<Unary>(ExprKind::unary, guard.condition->span, scalar(TypeKind::boolean));
        negated->op = UnaryOp::not_;
        negated->operand = made->condition;
        made->condition = negated;
    }
    made->then = body;
    return made;
}

Stmt* BodyChecker::statement(ast::Stmt const& syntax)
{
    using Kind = ast::StmtKind;
    if (syntax.guard.condition && (syntax.kind == Kind::let || syntax.kind == Kind::var ||
                                   syntax.kind == Kind::while_ || syntax.kind == Kind::for_))
        report(Diagnostic{Code::P0012, syntax.guard.condition->span,
                          "this statement cannot have a postfix condition"}
                   .suggest("write an `if` around it"));
    switch (syntax.kind) {
    case Kind::let:
        return let(ast::as<ast::Let>(syntax));
    case Kind::var:
        return var(ast::as<ast::Var>(syntax));
    case Kind::assign:
        return assign(ast::as<ast::Assign>(syntax));
    case Kind::expression:
        return expression_statement(ast::as<ast::ExprStmt>(syntax));
    case Kind::while_:
        return while_(ast::as<ast::While>(syntax));
    case Kind::for_:
        return for_(ast::as<ast::For>(syntax));
    case Kind::defer:
        return defer(ast::as<ast::Defer>(syntax));
    case Kind::declaration:
        return nested_declaration(ast::as<ast::DeclStmt>(syntax));
    case Kind::using_:
        return using_(ast::as<ast::Using>(syntax));
    case Kind::with_chain:
        return with_chain(ast::as<ast::WithChain>(syntax));
    case Kind::with_block:
        return contexts_.block(ast::as<ast::WithBlock>(syntax));
    case Kind::select:
        return wrap(select(ast::as<ast::Select>(syntax)));
    case Kind::receive:
        return receive(ast::as<ast::Receive>(syntax));
    case Kind::yield:
        environment_.unsupported(syntax.span, "`yield` elsewhere than at the end of `comptime`",
                                 "`return` the value, or send it through a channel");
        return nullptr;
    case Kind::error: // Whoever uses its names made no second mistake.
        for (ast::Name const name : ast::as<ast::DamagedStmt>(syntax).names)
            declare(name.text, name.span, environment_.error_type(), true)->used = true;
        return nullptr;
    }
    return nullptr;
}

namespace {

/// A list of plain names: a `let` may take one apart, and panics if its length does not fit.
bool made_of_lists(Pattern const& pattern)
{
    auto plain = [](Pattern const* part) {
        return part->kind == PatternKind::wildcard || part->kind == PatternKind::binding;
    };
    if (pattern.kind != PatternKind::list)
        return false;
    auto const& parts = as<ListPattern>(pattern);
    return std::all_of(parts.front.begin(), parts.front.end(), plain) &&
           std::all_of(parts.back.begin(), parts.back.end(), plain);
}

} // namespace

namespace {

Diagnostic nothing_to_export(Span span)
{
    return {Code::P0010, span, "a binding inside a function is not seen outside"};
}

} // namespace

Stmt* BodyChecker::let(ast::Let const& syntax)
{
    if (syntax.visible)
        report(nothing_to_export(syntax.span));
    if (Stmt* made = let_reference(syntax))
        return made;
    TypeRef const declared = syntax.type ? types().read(syntax.type) : nullptr;
    Expr* value = declared ? check_as(syntax.value, declared) : check(syntax.value);
    if (resolve(declared ? declared : value->type)->kind == TypeKind::void_)
        value = fail(
            Diagnostic{Code::S2001, syntax.value->span, "this expression has no value to bind"});
    TypeRef const type = declared ? declared : value->type;
    auto* made = statement_node<Let>(StmtKind::let, syntax.span);
    made->value = value;
    auto const* path = ast::get_if<ast::PathPattern>(syntax.pattern);
    if (path && path->path.size() == 1 && !path->positional && !path->named && !path->leading_dot) {
        ast::Name const name = path->path[0];
        if (Local const* earlier = scopes_.find_in_innermost(name.text);
            earlier && earlier->mutable_)
            report(Diagnostic{Code::S0008, name.span,
                              "`" + std::string(name.text) + "` is already a `var` here"}
                       .at(earlier->span, "declared here"));
        as_view(value);
        made->local = declare(name.text, name.span, declared ? declared : value->type, false);
        contexts_.note(*made->local, *value);
        if (may_be_size(syntax.value))
            environment_.local_constants.emplace(made->local, syntax.value);
        return made;
    }
    made->pattern = pattern(syntax.pattern, type);
    if (!irrefutable(*made->pattern) && !made_of_lists(*made->pattern))
        report(Diagnostic{Code::S5001, syntax.pattern->span, "this pattern may not match"}.suggest(
            "use `if let` or `match`"));
    return made;
}

Stmt* BodyChecker::var(ast::Var const& syntax)
{
    if (syntax.visible)
        report(nothing_to_export(syntax.span));
    TypeRef const declared = syntax.type ? types().read(syntax.type) : nullptr;
    auto* made = statement_node<Let>(StmtKind::let, syntax.span);
    if (syntax.value)
        made->value = declared ? check_as(syntax.value, declared) : check(syntax.value);
    if (!declared && !syntax.value)
        report(Diagnostic{Code::S2002, syntax.span,
                          "`" + std::string(syntax.name.text) + "` needs a type or a value"});
    TypeRef const type = declared      ? declared
                         : made->value ? made->value->type
                                       : environment_.error_type();
    if (!syntax.value && resolve(type)->kind == TypeKind::variants)
        report(Diagnostic{Code::S2002, syntax.span, show(type) + " has no zero value"}.suggest(
            "give `" + std::string(syntax.name.text) + "` an initial value"));
    if (Local const* earlier = scopes_.find_in_innermost(syntax.name.text);
        earlier && !earlier->mutable_ && earlier->kind == LocalKind::variable)
        report(Diagnostic{Code::S0008, syntax.name.span,
                          "`" + std::string(syntax.name.text) + "` is already a `let` here"}
                   .at(earlier->span, "declared here"));
    made->local = declare(syntax.name.text, syntax.name.span, type, true);
    return made;
}

/// Reports if the place cannot be written; false then.
bool BodyChecker::check_assignable(Expr* target, Span span)
{
    if (is_error(target))
        return false;
    bool through_list = false;
    if (Local* local = root_local(target, through_list)) {
        local->assigned = true;
        if (local->self && frames_.size() && frames_.back()->function)
            frames_.back()->function->mutates_self = true;
        if (local->mutable_ || through_list)
            return true;
        std::string const name{local->name};
        report(Diagnostic{Code::S0004, span, "cannot assign to immutable binding `" + name + "`"}
                   .suggest("declare it with `var`")
                   .at(local->span, "`" + name + "` declared here"));
        return false;
    }
    Expr* base = target;
    while (base->kind == ExprKind::field || base->kind == ExprKind::index)
        base = base->kind == ExprKind::field ? as<FieldAccess>(*base).base : as<Index>(*base).base;
    if (base->kind == ExprKind::global) {
        Global const& global = *as<GlobalRef>(*base).global;
        if (global.mutable_ || target != base)
            return true;
        report(Diagnostic{Code::S0004, span,
                          "cannot assign to immutable binding `" + std::string(global.name) + "`"}
                   .suggest("declare it with `var`")
                   .at(global.span, "declared here"));
        return false;
    }
    report(Diagnostic{Code::P0014, span, "this is not a place that can be assigned to"});
    return false;
}

Stmt* BodyChecker::assign(ast::Assign const& syntax)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(syntax.target);
        name && name->name.text == "_") {
        return wrap(guarded(check(syntax.value), syntax.guard, syntax.span));
    }
    Expr* target = nullptr;
    auto const* name = ast::get_if<ast::NameExpr>(syntax.target);
    Local* local = name ? find_local(name->name.text) : nullptr;
    target = local ? local_ref(local, syntax.target->span) : check(syntax.target);
    auto* made = statement_node<Assign>(StmtKind::assign, syntax.span);
    made->target = target;
    if (!check_assignable(target, syntax.target->span)) {
        give_up(check(syntax.value, target->type)->type);
        return nullptr;
    }
    if (target->kind == ExprKind::index) {
        TypeRef const base = resolve(as<Index>(*target).base->type);
        if (base->kind == TypeKind::structure && (base->structure == environment_.builtins.string ||
                                                  base->structure == environment_.builtins.bytes)) {
            report(Diagnostic{Code::P0014, syntax.target->span,
                              show(base) + " cannot be changed in place"});
            return nullptr;
        }
    }
    made->compound = syntax.compound;
    if (!syntax.compound) {
        Expr* value = check(syntax.value, target->type);
        Expr* widened = widen_to_open(value, target);
        made->value = widened ? widened : coerce(value, target->type);
    } else {
        // Checked as the binary operation it abbreviates.
        ast::Binary operation;
        operation.kind = ast::ExprKind::binary;
        operation.span = syntax.span;
        operation.op = syntax.op;
        operation.op_span = syntax.op_span;
        operation.left = syntax.target;
        operation.right = syntax.value;
        Expr* result = binary(operation, target->type);
        if (is_error(result) || result->kind != ExprKind::binary)
            return nullptr;
        if (!try_coerce(result, target->type)) {
            mismatch(result, target->type);
            return nullptr;
        }
        made->op = as<Binary>(*result).op;
        made->value = as<Binary>(*result).right;
        bool const shifts = made->op == BinaryOp::shift_left || made->op == BinaryOp::shift_right;
        if (!shifts && resolve(made->value->type) != resolve(target->type))
            inference_.unify(made->value->type, target->type);
        if (!shifts && resolve(as<Binary>(*result).left->type) != resolve(target->type)) {
            mismatch(made->value, target->type);
            return nullptr;
        }
    }
    forget_null_test(*target);
    if (!syntax.guard.condition)
        return made;
    auto* body = node<Block>(ExprKind::block, syntax.span, scalar(TypeKind::void_));
    body->statements = list(std::vector<Stmt*>{made});
    return wrap(guarded(body, syntax.guard, syntax.span));
}

void BodyChecker::warn_ignored(Expr* expression)
{
    TypeRef const type = resolve(expression->type);
    if (type->kind != TypeKind::result || expression->kind == ExprKind::convert)
        return;
    if (expression->kind == ExprKind::call && !as<Call>(*expression).function->error_matters)
        return;
    Diagnostic problem{Code::W0008, expression->span, "the error of this call is ignored"};
    if (environment_.options.strict)
        problem.severity = diagnostics::Severity::error;
    report(problem.suggest("handle it with `catch`, or pass it on with `?`"));
}

Stmt* BodyChecker::expression_statement(ast::ExprStmt const& syntax)
{
    // `requires e`, `ensures e`, `invariant e` read as command calls.
    if (auto const* call = ast::get_if<ast::Call>(syntax.value); call && call->command)
        if (auto const* name = ast::get_if<ast::NameExpr>(call->callee);
            name &&
            (name->name.text == "requires" || name->name.text == "ensures" ||
             name->name.text == "invariant") &&
            !find_local(name->name.text) && !context_.scope->find(name->name.text)) {
            return contract_statement(*call, name->name.text, syntax.span);
        }
    Expr* value = value_or_effect(syntax.value, Want::nothing, nullptr);
    bool const jump_guarded = syntax.guard.condition && value->kind == ExprKind::return_;
    bool const leaves = resolve(value->type)->kind == TypeKind::never;
    warn_ignored(value);
    Stmt* made = wrap(guarded(value, syntax.guard, syntax.span));
    if (jump_guarded)
        contexts_.learn(syntax.guard.condition, syntax.guard.unless);
    // After `return when x == null`, x is there.
    if (leaves && syntax.guard.condition)
        learn_null(syntax.guard.condition, syntax.guard.unless);
    // So it is after `if x == null do return end`.
    if (auto const* test = ast::get_if<ast::If>(syntax.value);
        test && !test->condition.pattern && value->kind == ExprKind::if_) {
        auto const& branches = as<If>(*value);
        if (resolve(branches.then->type)->kind == TypeKind::never)
            learn_null(test->condition.value, false);
        else if (branches.otherwise && resolve(branches.otherwise->type)->kind == TypeKind::never)
            learn_null(test->condition.value, true);
    }
    return made;
}

Stmt* BodyChecker::while_(ast::While const& syntax)
{
    auto* made = statement_node<While>(StmtKind::while_, syntax.span);
    scopes_.push();
    null_tests_.enter_loop(*syntax.body);
    std::size_t const tested = null_tests_.mark();
    if (syntax.condition.value)
        made->condition = condition(syntax.condition, made->pattern);
    if (syntax.condition.value && !syntax.condition.pattern)
        learn_null(syntax.condition.value, true);
    if (frames_.empty())
        return nullptr;
    frames_.back()->loops.push_back({syntax.label.text, made});
    made->body = block(*syntax.body, Want::nothing, nullptr);
    frames_.back()->loops.pop_back();
    null_tests_.forget(tested);
    scopes_.pop();
    return made;
}

/// What a loop over the value yields; a map yields pairs.
TypeRef BodyChecker::iterated(Expr*& iterable, std::size_t)
{
    TypeRef const type = resolve(iterable->type);
    if (type->kind == TypeKind::range || type->kind == TypeKind::array ||
        type->kind == TypeKind::slice)
        return type->arguments[0];
    if (type->kind == TypeKind::structure) {
        Struct const* structure = type->structure;
        Builtins const& known = environment_.builtins;
        if (structure == known.list || structure == known.set || structure == known.deque ||
            structure == known.iter || structure == known.channel)
            return type->arguments[0];
        if (structure == known.hash_map)
            return environment_.types.composite(TypeKind::tuple,
                                                {type->arguments[0], type->arguments[1]});
        if (structure == known.bytes)
            return scalar(TypeKind::u8);
    }
    if (type->kind != TypeKind::error)
        report(Diagnostic{Code::S0005, iterable->span, show(type) + " cannot be iterated over"});
    return environment_.error_type();
}

Stmt* BodyChecker::for_(ast::For const& syntax)
{
    auto* made = statement_node<For>(StmtKind::for_, syntax.span);
    made->iterable = check(syntax.iterable);
    TypeRef const element = iterated(made->iterable, syntax.patterns.size());
    scopes_.push();
    if (syntax.patterns.size() == 1) {
        made->pattern = pattern(syntax.patterns[0], element);
    } else if (syntax.patterns.empty()) {
        made->pattern = wildcard(syntax.span, element);
    } else {
        ast::ManyPattern several;
        several.kind = ast::PatternKind::tuple;
        several.span = syntax.patterns[0]->span;
        several.elements = syntax.patterns;
        made->pattern = pattern(&several, element);
    }
    if (!irrefutable(*made->pattern))
        report(Diagnostic{Code::S5001, made->pattern->span,
                          "the pattern of a loop must match every element"});
    frames_.back()->loops.push_back({syntax.label.text, made});
    null_tests_.enter_loop(*syntax.body);
    made->body = block(*syntax.body, Want::nothing, nullptr);
    frames_.back()->loops.pop_back();
    scopes_.pop();
    return made;
}

Stmt* BodyChecker::defer(ast::Defer const& syntax)
{
    auto* made = statement_node<Defer>(StmtKind::defer, syntax.span);
    made->on_error = syntax.on_error;
    made->body = block(*syntax.body, Want::nothing, nullptr);
    if (syntax.block_form)
        return made;
    auto* body = static_cast<Block*>(made->body);
    if (body->statements.size() != 1 || body->statements[0]->kind != StmtKind::expression)
        return made;
    Expr* call = static_cast<ExprStmt*>(body->statements[0])->value;
    made->evaluated = list(evaluate_arguments(*call));
    return made;
}

/// `using r := e do … end`: a block whose end closes the resource, however it is left.
Stmt* BodyChecker::using_(ast::Using const& syntax)
{
    need_service(syntax.name.span, "using blocks");
    TypeRef const declared = syntax.type ? types().read(syntax.type) : nullptr;
    scopes_.push();
    auto* opened = statement_node<Let>(StmtKind::let, syntax.span);
    opened->value = declared ? check_as(syntax.value, declared) : check(syntax.value);
    opened->local = declare(syntax.name.text, syntax.name.span,
                            declared ? declared : opened->value->type, false);
    std::vector<Stmt*> statements{opened};
    for (std::string_view name : {"close", "release", "deinit", "cleanup", "dispose"}) {
        TypeRef const type = resolve(opened->local->type);
        std::vector<Function*> const methods = methods_of(environment_, type, name);
        if (methods.empty())
            continue;
        if (methods.front()->is_static) {
            report(Diagnostic{Code::S2001, syntax.name.span,
                              "`" + std::string(name) + "` has no `self`, so it cannot close `" +
                                  std::string(syntax.name.text) + "`"}
                       .at(methods.front()->span, "declared here"));
            continue;
        }
        auto* closing = statement_node<Defer>(StmtKind::defer, syntax.span);
        Expr* resource = local_ref(opened->local, syntax.name.span);
        awaited_.push_back(syntax.name.span); // `close` may be async: the block waits for it
        Expr* closed =
            call_function(*methods.front(), {resource, {}, syntax.name.span}, nullptr, {});
        awaited_.pop_back();
        auto* body = node<Block>(ExprKind::block, syntax.span, scalar(TypeKind::void_));
        body->statements = list(std::vector<Stmt*>{wrap(closed)});
        closing->body = body;
        statements.push_back(closing);
        break;
    }
    Expr* body = block(*syntax.body, Want::nothing, nullptr);
    bool const leaves = resolve(body->type)->kind == TypeKind::never;
    statements.push_back(wrap(body));
    scopes_.pop();
    auto* made = node<Block>(ExprKind::block, syntax.span,
                             scalar(leaves ? TypeKind::never : TypeKind::void_));
    made->statements = list(statements);
    return wrap(made);
}

} // namespace janus::semantics
