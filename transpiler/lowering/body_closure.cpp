#include "lowering/body.hpp"

#include "lowering/mentions.hpp"
#include "semantics/walk.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

/// A scalar constant may be used without being captured; clang objects if it is captured plainly.
static std::string capture_text(Local const& local, std::string const& name)
{
    TypeRef const type = local.type;
    bool const scalar = is_integer(type) || type->kind == TypeKind::boolean ||
                        type->kind == TypeKind::character ||
                        (type->kind == TypeKind::variants && type->variants->payload_free);
    return scalar && !local.assigned && !local.shared_cell ? name + " = " + name : name;
}

static bool awaits(std::vector<cpp::Stmt> const& statements)
{
    return std::any_of(statements.begin(), statements.end(), [](cpp::Stmt const& statement) {
        bool const here =
            statement.keyword == "co_return" || (statement.value.kind == cpp::ExprKind::prefix &&
                                                 statement.value.text.starts_with("co_await"));
        return here || awaits(statement.first) || awaits(statement.body) ||
               awaits(statement.otherwise) ||
               std::any_of(statement.cases.begin(), statement.cases.end(),
                           [](cpp::SwitchCase const& one) { return awaits(one.body); });
    });
}

/// A closure may have a suspending type without ever waiting; C++ wants to see that it is one.
static void make_coroutine(Function const& function, std::vector<cpp::Stmt>& body)
{
    if (function.suspends && is_void(function.result) && !awaits(body))
        body.push_back(cpp::jump("co_return"));
}

namespace {

/// Whether a function does more with its own name than call it.
class OwnName final : public Visitor {
public:
    explicit OwnName(Local const* itself) : itself_(itself) {}

    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::local)
            is_value = is_value || as<LocalRef>(*slot).local == itself_;
        if (slot->kind == ExprKind::call_value && closures_ == 0) {
            auto& called = as<CallValue>(*slot);
            bool const own = called.callee->kind == ExprKind::local &&
                             as<LocalRef>(*called.callee).local == itself_;
            if (own) {
                for (Expr*& argument : called.arguments)
                    visit(argument);
                return;
            }
        }
        int const inner = slot->kind == ExprKind::closure ? 1 : 0;
        closures_ += inner;
        for_each_child(*slot, *this);
        closures_ -= inner;
    }

    bool is_value = false;

private:
    Local const* itself_;
    int closures_ = 0; // around what is looked at
};

bool is_own_value(Function const& function, Local const* itself)
{
    OwnName name(itself);
    Expr* body = function.body;
    name.visit(body);
    return name.is_value;
}

} // namespace

Body::Captures Body::captures_of(Function& closure) const
{
    Mentions const mentions = mentions_in(*closure.body);
    Captures captures;
    captures.actor = mentions.actor_functions;
    for (Local const* local : mentions.used) {
        bool const own =
            mentions.bound.contains(local) ||
            std::count(closure.parameters.begin(), closure.parameters.end(), local) != 0;
        if (own)
            continue;
        if (local->kind == LocalKind::state || local->kind == LocalKind::actor_parameter)
            captures.actor = true;
        else
            captures.locals.push_back(local);
    }
    return captures;
}

std::vector<cpp::Parameter> Body::closure_parameters(Function& function, Body& inner, bool by_value)
{
    Mentions const mentions = mentions_in(*function.body);
    std::vector<cpp::Parameter> parameters;
    for (Local const* parameter : function.parameters) {
        std::string const type = parameter->reference ? module_.spell(parameter->type) + "&"
                                 : by_value           ? module_.spell_argument(parameter->type)
                                                      : module_.spell_parameter(parameter->type);
        bool const used = mentions.uses(parameter);
        std::string const hint = parameter->name.empty() || parameter->name == "_"
                                     ? std::string("argument")
                                     : std::string(parameter->name);
        std::string const name = used ? names_.take(hint) : std::string();
        inner.bind(parameter, cpp::name(name), by_value);
        parameters.push_back({type, name, false});
    }
    return parameters;
}

cpp::Expr Body::closure(Expr& expression)
{
    Function& function = *as<Closure>(expression).function;
    Captures const captures = captures_of(function);
    if (function.suspends && (captures.actor || !captures.locals.empty()))
        return waiting_closure(function, captures);
    cpp::Lambda lambda;
    names_.open();
    Body inner(module_, names_,
               {function.result, function.suspends, function.task_body, shape_.actor});
    inner.locals_ = locals_;
    inner.actor_object_ = actor_object_;
    if (captures.actor)
        lambda.captures.push_back(actor_object_.empty() ? "this" : actor_object_);
    Local const* itself = nullptr;
    for (Local const* local : captures.locals) {
        if (local->function == &function) {
            itself = local;
            continue;
        }
        cpp::Expr const outside = spelled(*local, expression.span);
        if (outside.kind == cpp::ExprKind::name) {
            lambda.captures.push_back(capture_text(*local, outside.text));
            continue;
        }
        std::string const name = names_.take(local->name);
        lambda.captures.push_back(name + " = " + path_text(outside));
        inner.bind(local, cpp::name(name));
    }
    lambda.parameters = closure_parameters(function, inner, function.suspends);
    bool const own_value = itself && is_own_value(function, itself);
    if (itself) {
        std::string const name = names_.take(itself->name);
        std::string const type = own_value ? module_.spell(itself->type) : "auto";
        lambda.parameters.insert(lambda.parameters.begin(), {type + " const&", name, false});
        inner.bind(itself, cpp::name(name));
    }
    lambda.result = function.suspends           ? module_.spell_task(function.result)
                    : !is_void(function.result) ? module_.spell(function.result)
                    : itself                    ? "void"
                                                : std::string();
    lambda.body = inner.lower(*function.body);
    make_coroutine(function, lambda.body);
    names_.close();
    cpp::Expr made = cpp::lambda(std::move(lambda));
    if (!itself)
        return made;
    return own_value ? recursive(*itself, std::move(made))
                     : cpp::call("janus::Recursive", {std::move(made)});
}

/// A function that is told itself, as a value that may be kept.
cpp::Expr Body::recursive(Local const& itself, cpp::Expr told)
{
    return cpp::call(module_.spell(itself.type) + "::recursive", {std::move(told)});
}

/// A closure that waits must not live in the lambda it captures with: its frame may outlive that
/// object. So the lambda hands everything to a second one, which captures nothing.
cpp::Expr Body::waiting_closure(Function& function, Captures const& captures)
{
    cpp::Lambda outer;
    cpp::Lambda coroutine;
    std::vector<cpp::Expr> handed;
    names_.open();
    Body inner(module_, names_, {function.result, true, function.task_body, shape_.actor});
    inner.locals_ = locals_;
    if (captures.actor) {
        inner.actor_object_ = names_.make("actor");
        outer.captures.push_back(actor_object_.empty() ? "this" : actor_object_);
        coroutine.parameters.push_back(
            {module_.spell_class(*shape_.actor) + "*", inner.actor_object_, false});
        handed.push_back(cpp::name(outer.captures.back()));
    }
    Local const* itself = nullptr;
    for (Local const* local : captures.locals) {
        if (local->function == &function) {
            itself = local;
            std::string const type = module_.spell(local->type);
            std::string const told = names_.take(local->name);
            std::string const own = names_.take(local->name);
            outer.parameters.push_back({type + " const&", told, false});
            coroutine.parameters.push_back({type, own, false});
            inner.bind(local, cpp::name(own));
            handed.push_back(cpp::name(told));
            continue;
        }
        cpp::Expr const outside = spelled(*local, local->span);
        std::string captured = outside.text;
        if (outside.kind == cpp::ExprKind::name) {
            outer.captures.push_back(capture_text(*local, captured));
        } else {
            captured = names_.take(local->name);
            outer.captures.push_back(captured + " = " + path_text(outside));
        }
        std::string type = module_.spell(local->type);
        if (local->shared_cell)
            type = "std::shared_ptr<" + type + ">";
        std::string const name = names_.take(local->name);
        coroutine.parameters.push_back({type, name, false});
        inner.bind(local, cpp::name(name));
        handed.push_back(cpp::name(captured));
    }
    for (cpp::Parameter& parameter : closure_parameters(function, inner, true)) {
        bool const used = !parameter.name.empty();
        std::string const given = used ? names_.take(parameter.name) : std::string();
        outer.parameters.push_back({parameter.type, given, false});
        if (!used)
            continue;
        handed.push_back(cpp::name(given));
        coroutine.parameters.push_back(std::move(parameter));
    }
    coroutine.result = module_.spell_task(function.result);
    outer.result = coroutine.result;
    coroutine.body = inner.lower(*function.body);
    make_coroutine(function, coroutine.body);
    names_.close();
    outer.body.push_back(
        cpp::jump("return", cpp::call(cpp::lambda(std::move(coroutine)), std::move(handed))));
    cpp::Expr made = cpp::lambda(std::move(outer));
    return itself ? recursive(*itself, std::move(made)) : made;
}

std::string Body::path_text(cpp::Expr const& path)
{
    // Only what patterns make: names, members and a dereference.
    switch (path.kind) {
    case cpp::ExprKind::member:
        return path_text(path.parts[0]) + "." + path.text;
    case cpp::ExprKind::arrow:
        return path_text(path.parts[0]) + "->" + path.text;
    case cpp::ExprKind::prefix:
        return path.text + path_text(path.parts[0]);
    case cpp::ExprKind::call: {
        std::string text = path_text(path.parts[0]) + "(";
        for (std::size_t i = 1; i < path.parts.size(); ++i)
            text += (i == 1 ? "" : ", ") + path_text(path.parts[i]);
        return text + ")";
    }
    default:
        return path.text;
    }
}

} // namespace janus::lowering
