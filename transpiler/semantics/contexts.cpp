#include "semantics/contexts.hpp"

#include "semantics/actor_annotations.hpp"
#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

/// The call that `f(x) with c` is about: `await f(x)` and `try f(x)` stand around it.
ast::Expr const* call_inside(ast::Expr const* expression)
{
    for (;;) {
        switch (expression->kind) {
        case ast::ExprKind::paren:
        case ast::ExprKind::await:
        case ast::ExprKind::try_:
        case ast::ExprKind::propagate:
            expression = static_cast<ast::Wrapped const*>(expression)->operand;
            continue;
        default:
            return expression;
        }
    }
}

ast::Expr const* where_of(Environment& environment, Function const& function)
{
    auto const found = environment.function_syntax.find(&function);
    return found == environment.function_syntax.end() || !found->second.syntax
               ? nullptr
               : found->second.syntax->context_where;
}

std::string listed(std::vector<std::string_view> const& capabilities)
{
    std::string text;
    for (std::string_view const one : capabilities)
        text += (text.empty() ? "`." : ", `.") + std::string(one) + "`";
    return text;
}

} // namespace

void ContextChecker::forget(Mark mark)
{
    around_.resize(mark.around);
    proofs_.resize(mark.proofs);
}

std::vector<Stmt*> ContextChecker::enter(Function const& function)
{
    if (!function.context)
        return {};
    Span const span = function.context->span;
    ast::Expr const* where = where_of(body_.environment_, function);
    around_.push_back(body_.local_ref(function.context, span));
    std::vector<Stmt*> before;
    if (can_report_denial(function)) {
        if (!function.capabilities.empty())
            before.push_back(denial(
                function, has(body_.local_ref(function.context, span), function.capabilities, span),
                span));
        if (where)
            before.push_back(denial(function, body_.boolean(where), where->span));
    }
    for (std::string_view const capability : function.capabilities)
        proofs_.emplace_back(function.context, capability);
    if (where)
        learn(where, true);
    return before;
}

bool ContextChecker::can_report_denial(Function const& function)
{
    Variants* denied = body_.environment_.builtins.capability_error;
    return function.context && function.result && function.result->kind == TypeKind::result &&
           body_.error_fits(body_.environment_.types.variants(denied),
                            function.result->arguments[1]);
}

/// `if not … do fail CapabilityError.CapabilityDenied end`.
Stmt* ContextChecker::denial(Function const& function, Expr* condition, Span span)
{
    Variants* denied = body_.environment_.builtins.capability_error;
    auto* error = body_.node<ConstructCase>(ExprKind::construct_case, span,
                                            body_.environment_.types.variants(denied));
    error->case_ = &denied->cases.front();
    auto* jump = body_.node<Jump>(ExprKind::return_, span, body_.scalar(TypeKind::never));
    jump->value = body_.coerce(error, function.result);
    auto* missing = body_.node<Unary>(ExprKind::unary, span, body_.scalar(TypeKind::boolean));
    missing->op = UnaryOp::not_;
    missing->operand = condition;
    auto* leave = body_.node<Block>(ExprKind::block, span, body_.scalar(TypeKind::never));
    leave->statements = body_.list(std::vector<Stmt*>{body_.wrap(jump)});
    auto* made = body_.node<If>(ExprKind::if_, span, body_.scalar(TypeKind::void_));
    made->condition = missing;
    made->then = leave;
    return body_.wrap(made);
}

Expr* ContextChecker::context_value(ast::Expr const* written)
{
    return body_.check_as(written,
                          body_.environment_.types.structure(body_.environment_.builtins.context));
}

/// The calls of what follows get this context, which the local keeps.
Let* ContextChecker::around(ast::Expr const* written)
{
    auto* held = body_.statement_node<Let>(StmtKind::let, written->span);
    held->value = context_value(written);
    held->local = body_.declare("", written->span, held->value->type, false);
    note(*held->local, *held->value);
    around_.push_back(body_.local_ref(held->local, written->span));
    return held;
}

Stmt* ContextChecker::block(ast::WithBlock const& syntax)
{
    body_.need_service(Span{syntax.span.file, syntax.span.begin, syntax.span.begin + 4},
                       "contexts");
    Mark const before = mark();
    body_.scopes_.push();
    Let* held = around(syntax.context);
    Expr* inside = body_.block(*syntax.body, Want::nothing, nullptr);
    body_.scopes_.pop();
    forget(before);
    auto* made = body_.node<Block>(ExprKind::block, syntax.span, inside->type);
    made->statements = body_.list(std::vector<Stmt*>{held, body_.wrap(inside)});
    return body_.wrap(made);
}

Let* ContextChecker::of_nursery(ast::Expr const& written)
{
    return around(&written);
}

Expr* ContextChecker::tail(ast::WithContext const& syntax, Want want, TypeRef expected)
{
    return tail_of(syntax, [&] { return body_.value_or_effect(syntax.operand, want, expected); });
}

Expr* ContextChecker::spawn(ast::WithContext const& syntax, Expr* nursery, Span span)
{
    auto const* call = ast::get_if<ast::Call>(call_inside(syntax.operand));
    if (!call)
        return body_.fail(Diagnostic{Code::S2001, span, "only a call takes a context"});
    return tail_of(syntax, [&] { return body_.spawn_call(*call, nursery, span); });
}

/// Checks the operand, one call of which must take the context.
Expr* ContextChecker::tail_of(ast::WithContext const& syntax, std::function<Expr*()> const& operand)
{
    body_.need_service(syntax.span, "contexts");
    tails_.emplace_back(call_inside(syntax.operand)->span, &syntax);
    std::size_t const used = tails_.size();
    Expr* made = operand();
    bool const taken = tails_.size() < used;
    if (taken)
        return made;
    tails_.pop_back();
    return body_.is_error(made)
               ? made
               : body_.fail(Diagnostic{Code::S2001, syntax.context->span,
                                       "this call does not take a context"}
                                .note("a function asks for one `with ctx` behind its result"));
}

Expr* ContextChecker::root(Span span)
{
    Struct& context = *body_.environment_.builtins.context;
    TypeRef const type = body_.environment_.types.structure(&context);
    auto* made = body_.node<Call>(ExprKind::call, span, type);
    made->function = &body_.builtin_method(context, "new");
    made->static_owner = type;
    return made;
}

/// `main`, tests and what actors do are not called by anybody who could give a context.
bool ContextChecker::begins_program() const
{
    if (body_.actor_ || body_.frames_.empty())
        return true;
    Function const* outermost = body_.frames_.front()->function;
    bool const declared = outermost && body_.environment_.function_syntax.contains(outermost);
    // Also one that C++ calls, which is not the program's entry.
    bool const is_main =
        outermost && outermost->kind == FunctionKind::free && outermost->name == "main";
    return !declared || is_main;
}

Expr* ContextChecker::surrounding(Function const& callee, Span call)
{
    if (!around_.empty())
        return body_.local_ref(as<LocalRef>(*around_.back()).local, call);
    if (begins_program())
        return root(call);
    std::string const name = "`" + std::string(callee.name) + "`";
    return body_.fail(
        Diagnostic{Code::S0101, call, name + " needs a context, and there is none here"}
            .suggest("declare the function around it `with ctx`, or call " + name + " `with` one")
            .at(callee.span, "declared here"));
}

Expr* ContextChecker::argument(Function const& callee, Span call)
{
    if (!callee.context) {
        if (!callee.capabilities.empty())
            check_foreign(callee, call);
        return nullptr;
    }
    auto const same = [&](auto const& entry) {
        return entry.first.begin == call.begin && entry.first.end == call.end;
    };
    auto const tail = std::find_if(tails_.begin(), tails_.end(), same);
    Expr* context = nullptr;
    ast::WithContext const* written = nullptr;
    if (tail != tails_.end()) {
        written = tail->second;
        tails_.erase(tail);
        context = context_value(written->context);
    } else {
        context = surrounding(callee, call);
    }
    if (body_.is_error(context))
        return context;
    CapabilityFacts const facts = facts_of(*context);
    if (written && written->where) {
        auto const* name = ast::get_if<ast::NameExpr>(written->context);
        Truth const holds = evaluate(written->where, name ? name->name.text : "", facts);
        if (holds != Truth::yes)
            body_.report(
                Diagnostic{holds == Truth::no ? Code::S0101 : Code::S3001, written->where->span,
                           holds == Truth::no ? "this is not so" : "this is not known here"}
                    .suggest("ask with `if` before the call"));
    }
    require(callee, facts, call);
    return context;
}

void ContextChecker::check_foreign(Function const& callee, Span call)
{
    Expr* context = surrounding(callee, call);
    if (!body_.is_error(context))
        require(callee, facts_of(*context), call);
}

/// Everything the callee asks of its context.
void ContextChecker::require(Function const& callee, CapabilityFacts const& facts, Span call)
{
    std::vector<std::string_view> missing;
    std::vector<std::string_view> unknown;
    auto const need = [&](std::string_view capability) {
        Truth const known = facts.knows(capability);
        if (known != Truth::yes)
            (known == Truth::no ? missing : unknown).push_back(capability);
    };
    for (std::string_view const capability : callee.capabilities)
        need(capability);
    ast::Expr const* where = where_of(body_.environment_, callee);
    Truth const holds =
        where && callee.context ? evaluate(where, callee.context->name, facts) : Truth::yes;
    if (holds != Truth::yes)
        for_each_proof(where, true, [&](ast::Name, std::string_view one) { need(one); });
    std::string const name = "`" + std::string(callee.name) + "`";
    if (holds == Truth::no || !missing.empty())
        body_.report(Diagnostic{Code::S0101, call,
                                name + " needs " + (missing.empty() ? "more" : listed(missing)) +
                                    ", which this context does not have"}
                         .at(callee.span, "declared here"));
    else if ((holds == Truth::unknown || !unknown.empty()) && !can_report_denial(callee))
        body_.report(
            Diagnostic{Code::S3001, call,
                       name + " needs " + (unknown.empty() ? "more" : listed(unknown)) +
                           ", which this context may not have"}
                .note("a function that returns an error union reports it as `CapabilityDenied`")
                .suggest(
                    "ask first: `if ctx.has(…) do`, or require it: `with ctx where ctx.has(…)`")
                .at(callee.span, "declared here"));
}

CapabilityFacts ContextChecker::facts_of(Expr const& context) const
{
    CapabilityFacts facts;
    if (context.kind == ExprKind::local) {
        Local const* local = as<LocalRef>(context).local;
        if (auto const found = facts_.find(local); found != facts_.end())
            facts = found->second;
        for (auto const& [about, capability] : proofs_)
            if (about == local)
                facts.has.insert(capability);
    }
    if (context.kind != ExprKind::call)
        return facts;
    auto const& call = as<Call>(context);
    bool const of_context = call.function->kind == FunctionKind::builtin && call.function->owner &&
                            call.function->owner->structure == body_.environment_.builtins.context;
    if (!of_context)
        return facts;
    if (call.function->is_static) {
        facts.everything = true;
        return facts;
    }
    facts = facts_of(*call.arguments[0]);
    if (call.function->name != "only")
        return facts;
    std::set<std::string_view> names;
    for (Expr const* name : as<Many>(*call.arguments[1]).elements)
        names.insert(as<Text>(*name).value);
    return facts.limited_to(names);
}

Expr* ContextChecker::capability_list(std::vector<std::string_view> const& capabilities, Span span)
{
    std::vector<Expr*> names;
    for (std::string_view const capability : capabilities) {
        auto* name = body_.node<Text>(ExprKind::string, span, body_.environment_.string());
        name->value = capability;
        names.push_back(name);
    }
    auto* made = body_.node<Many>(ExprKind::list, span,
                                  body_.environment_.list(body_.environment_.string()));
    made->elements = body_.list(names);
    return made;
}

Expr* ContextChecker::has(Expr* receiver, std::vector<std::string_view> const& capabilities,
                          Span span)
{
    Function& asked = body_.builtin_method(*body_.environment_.builtins.context, "has");
    return body_.call_builtin(asked, {receiver, capability_list(capabilities, span)},
                              body_.scalar(TypeKind::boolean), span);
}

Expr* ContextChecker::method(Expr* receiver, ast::Name name, CallArguments const& arguments)
{
    Struct& context = *body_.environment_.builtins.context;
    if (name.text == "cancel" && arguments.written.empty())
        return body_.call_builtin(body_.builtin_method(context, "cancel_all"), {receiver},
                                  body_.scalar(TypeKind::void_), arguments.span);
    if (name.text != "has" && name.text != "only")
        return nullptr;
    auto const names = capability_names(arguments.written);
    if (!names || arguments.written.empty())
        return body_.fail(Diagnostic{Code::S2001, arguments.span,
                                     "`" + std::string(name.text) + "` takes names of capabilities"}
                              .suggest("write `" + std::string(name.text) + "(.fs_read)`"));
    for (ast::Argument const& argument : arguments.written)
        warn_of_misspelt_capability(body_.environment_,
                                    ast::as<ast::Literal>(*argument.value).path[0].text,
                                    argument.value->span);
    std::vector<std::string_view> const listed_names{names->begin(), names->end()};
    if (name.text == "has")
        return has(receiver, listed_names, arguments.span);
    return body_.call_builtin(body_.builtin_method(context, "only"),
                              {receiver, capability_list(listed_names, arguments.span)},
                              receiver->type, arguments.span);
}

void ContextChecker::learn(ast::Expr const* condition, bool holds)
{
    for_each_proof(condition, holds, [&](ast::Name name, std::string_view capability) {
        Local const* local = body_.find_local(name.text);
        if (local && !local->mutable_)
            proofs_.emplace_back(local, capability);
    });
}

void ContextChecker::note(Local const& local, Expr const& value)
{
    TypeRef const type = value.type ? body_.resolve(value.type) : nullptr;
    if (!local.mutable_ && type && type->kind == TypeKind::structure &&
        type->structure == body_.environment_.builtins.context)
        facts_[&local] = facts_of(value);
}

} // namespace janus::semantics
