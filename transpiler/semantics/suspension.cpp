#include "semantics/suspension.hpp"

#include "diagnostics/quoted.hpp"

#include "semantics/suspension_sites.hpp"
#include "semantics/waiting_variants.hpp"

#include <map>
#include <set>
#include <utility>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::quoted;

namespace {

bool waits(WaitSite const& site)
{
    return !site.gives_way && (!site.callee || site.callee->suspends);
}

/// A plain function type holds it, so it must not come to suspend.
bool is_used_as_plain(FunctionValue const& value)
{
    TypeRef const type = (*value.slot)->type;
    return !value.owner && !value.called && !value.conversion && !(type && type->flag);
}

class Solver {
public:
    Solver(Program& program, WaitSites& sites, diagnostics::Diagnostics& diagnostics)
        : program_(program), sites_(sites), diagnostics_(diagnostics)
    {}

    /// Finds what suspends.
    void solve();
    /// Sends calls that pass functions that wait to the versions for them. True if some call
    /// changed: then there is new code to look at.
    bool redirect(WaitingVariants& variants);
    /// Settles the types of function values and reports what may not wait.
    void finish();

private:
    void suspend(WaitUnit& unit, WaitSite const& cause);
    void tell_callers();
    void keep_plain(Function const* function);
    void find_plain();
    void let_loops_give_way();
    void count(WaitUnit const& unit);
    void report(WaitUnit const& unit);
    void settle(FunctionValue const& value);
    void report(FunctionValue const& value);
    void report(TakingCall const& site);
    bool redirect(TakingCall const& site, WaitingVariants& variants);
    void explain(Diagnostic& problem, Function const* callee) const;
    TypeRef with_flag(TypeRef function_type, bool suspends);

    Program& program_;
    WaitSites& sites_;
    diagnostics::Diagnostics& diagnostics_;
    std::multimap<Function const*, std::pair<WaitUnit*, WaitSite const*>> callers_;
    std::map<Function const*, WaitUnit const*> bodies_;
    std::vector<Function const*> news_; // found to suspend, callers not told yet
    std::set<Function const*> plain_;   // used where nothing can be suspended
};

/// A function's callers learn of it once; a unit is entered into `news_` at most once.
void Solver::suspend(WaitUnit& unit, WaitSite const& cause)
{
    if (unit.cause)
        return;
    unit.cause = &cause;
    if (!unit.suspends)
        return;
    *unit.suspends = true;
    if (unit.function)
        news_.push_back(unit.function);
}

void Solver::tell_callers()
{
    while (!news_.empty()) {
        Function const* function = news_.back();
        news_.pop_back();
        auto [begin, end] = callers_.equal_range(function);
        for (auto caller = begin; caller != end; ++caller)
            suspend(*caller->second.first, *caller->second.second);
    }
}

/// With all that it calls.
void Solver::keep_plain(Function const* function)
{
    std::vector<Function const*> found{function};
    while (!found.empty()) {
        Function const* next = found.back();
        found.pop_back();
        if (next->suspends || !plain_.insert(next).second)
            continue;
        auto const body = bodies_.find(next);
        if (body == bodies_.end())
            continue;
        for (WaitSite const& site : body->second->sites) {
            if (site.callee)
                found.push_back(site.callee);
        }
    }
}

/// A function that only loops is still good for a guard, for `on_crash`, as a plain closure: its
/// loops do not give way then.
void Solver::find_plain()
{
    for (WaitUnit const& unit : sites_.units) {
        if (unit.suspends)
            continue;
        for (WaitSite const& site : unit.sites) {
            if (site.callee)
                keep_plain(site.callee);
        }
    }
    for (FunctionValue const& value : sites_.values) {
        if (is_used_as_plain(value))
            keep_plain(value.function);
    }
}

void Solver::let_loops_give_way()
{
    for (WaitUnit& unit : sites_.units) {
        if (!unit.suspends || plain_.contains(unit.function))
            continue;
        for (WaitSite const& site : unit.sites) {
            if (site.gives_way)
                suspend(unit, site);
        }
    }
    tell_callers();
    for (WaitUnit const& unit : sites_.units) {
        if (unit.cause && unit.suspends)
            count(unit);
    }
}

void Solver::count(WaitUnit const& unit)
{
    for (WaitSite const& site : unit.sites) {
        if (site.gives_way)
            *site.gives_way = true;
        bool const calls = site.callee && site.callee->suspends;
        if (calls && unit.gives_way && unit.function)
            unit.function->counts_calls = true;
    }
}

void Solver::solve()
{
    for (WaitUnit& unit : sites_.units) {
        if (unit.function)
            bodies_[unit.function] = &unit;
        for (WaitSite const& site : unit.sites) {
            if (waits(site))
                suspend(unit, site);
            else if (site.callee)
                callers_.emplace(site.callee, std::pair{&unit, &site});
        }
    }
    tell_callers();
}

namespace {

/// The function an expression stands for, if it is known.
Function const* known_function(Expr const& value)
{
    switch (value.kind) {
    case ExprKind::closure:
        return as<Closure>(value).function;
    case ExprKind::function_reference:
        return as<FunctionRef>(value).function;
    case ExprKind::local:
        return as<LocalRef>(value).local->function;
    default:
        return nullptr;
    }
}

/// Passed where a plain function is declared, but calling it suspends.
bool waits_unexpectedly(Call const& call, std::size_t at)
{
    TypeRef const wanted = call.function->parameters[at]->type;
    Expr const& given = *call.arguments[at];
    if (!wanted || wanted->kind != TypeKind::function || wanted->flag)
        return false;
    Function const* function = known_function(given);
    return function ? function->suspends
                    : given.type && given.type->kind == TypeKind::function && given.type->flag;
}

} // namespace

bool Solver::redirect(TakingCall const& site, WaitingVariants& variants)
{
    Call& call = *site.call;
    WaitingParameters waiting(call.function->parameters.size(), false);
    bool any = false;
    for (std::size_t at = 0; at < call.arguments.size() && at < waiting.size(); ++at) {
        waiting[at] = waits_unexpectedly(call, at);
        any = any || waiting[at];
    }
    Function* version = any ? variants.find(*call.function, waiting, site.user) : nullptr;
    if (!version)
        return false;
    call.function = version;
    for (std::size_t at = 0; at < waiting.size(); ++at)
        if (waiting[at])
            call.arguments[at]->type = with_flag(call.arguments[at]->type, true);
    return true;
}

bool Solver::redirect(WaitingVariants& variants)
{
    bool changed = false;
    for (TakingCall const& site : sites_.taking_calls)
        changed = redirect(site, variants) || changed;
    return changed;
}

void Solver::finish()
{
    find_plain();
    let_loops_give_way();
    for (WaitUnit const& unit : sites_.units) {
        if (unit.cause && !unit.suspends)
            report(unit);
    }
    for (FunctionValue const& value : sites_.values)
        settle(value);
    for (TakingCall const& site : sites_.taking_calls)
        report(site);
    for (LocalRef* call : sites_.nested_calls)
        call->type = with_flag(call->type, call->local->function->suspends);
}

/// Follows the calls to the place that really waits.
void Solver::explain(Diagnostic& problem, Function const* callee) const
{
    constexpr int longest_chain = 4;
    for (int i = 0; callee && i < longest_chain; ++i) {
        auto body = bodies_.find(callee);
        if (body == bodies_.end() || !body->second->cause)
            return;
        WaitSite const& cause = *body->second->cause;
        std::string name = callee->name.empty() ? "the closure" : quoted(callee->name);
        problem.at(cause.span, name + " waits because of " + cause.what);
        callee = cause.callee;
    }
}

void Solver::report(WaitUnit const& unit)
{
    for (WaitSite const& site : unit.sites) {
        if (!waits(site))
            continue;
        Diagnostic problem{Code::S0012, site.span,
                           unit.place + " cannot wait, but " + site.what + " does"};
        explain(problem, site.callee);
        diagnostics_.add(std::move(problem).suggest(unit.help));
    }
}

TypeRef Solver::with_flag(TypeRef function_type, bool suspends)
{
    if (!function_type || function_type->kind != TypeKind::function ||
        function_type->flag == suspends)
        return function_type;
    auto parts = function_type->arguments;
    return program_.types.composite(TypeKind::function, {parts.begin(), parts.end()}, suspends);
}

/// Makes the types of function values agree with what their functions turned out to be.
void Solver::settle(FunctionValue const& value)
{
    Expr& node = **value.slot;
    bool suspends = value.function->suspends;
    if (value.owner || value.called) {
        if (value.owner)
            value.owner->type = with_flag(value.owner->type, suspends);
        node.type = with_flag(node.type, suspends);
        return;
    }
    bool expected = node.type && node.type->flag;
    if (suspends == expected)
        return;
    TypeRef type = with_flag(node.type, suspends);
    if (!suspends) {
        auto* wrapped = program_.arena->make<Convert>();
        wrapped->kind = ExprKind::convert;
        wrapped->span = node.span;
        wrapped->type = node.type;
        wrapped->conversion = Conversion::plain_function;
        wrapped->operand = &node;
        node.type = type;
        *value.slot = wrapped;
    } else if (value.conversion) { // nothing is left to convert
        node.type = type;
        *value.conversion = &node;
    } else {
        report(value);
    }
}

void Solver::report(FunctionValue const& value)
{
    Expr const& node = **value.slot;
    bool closure = node.kind == ExprKind::closure;
    std::string async_type = quoted(to_string(with_flag(node.type, true)));
    std::string subject = closure ? "a closure" : quoted(value.function->name);
    std::string place = value.taker ? subject + " passed to " + quoted(value.taker->name)
                                    : subject + " used as a " + quoted(to_string(node.type));
    auto body = bodies_.find(value.function);
    WaitSite const* cause = body == bodies_.end() ? nullptr : body->second->cause;
    Diagnostic problem{Code::S0012, node.span, place + " cannot wait"};
    if (closure && cause) {
        problem = Diagnostic{Code::S0012, cause->span,
                             place + " cannot wait, but " + cause->what + " does"};
        explain(problem, cause->callee);
        problem.at(node.span, "this closure");
    } else {
        explain(problem, value.function);
    }
    if (value.taker && !value.taker->body)
        problem.suggest("write a `for` loop instead");
    else if (value.taker)
        problem.suggest("give the parameter of " + quoted(value.taker->name) + " the type " +
                        async_type);
    else
        problem.suggest("give the variable or field the type " + async_type);
    diagnostics_.add(std::move(problem));
}

/// A parameter or variable of the type `async fn` where no version of the callee expects one.
void Solver::report(TakingCall const& site)
{
    Call const& call = *site.call;
    for (std::size_t at = 0; at < call.arguments.size() && at < call.function->parameters.size();
         ++at) {
        Expr const& given = *call.arguments[at];
        if (known_function(given) || !waits_unexpectedly(call, at))
            continue;
        diagnostics_.add(Diagnostic{Code::S0012, given.span,
                                    quoted(to_string(given.type)) + " passed to " +
                                        quoted(call.function->name) + " cannot wait"}
                             .suggest("write a `for` loop instead"));
    }
}

} // namespace

void infer_suspension(Program& program, diagnostics::Diagnostics& diagnostics,
                      WaitingVariants* variants)
{
    for (;;) {
        WaitSites sites = collect_wait_sites(program);
        Solver solver{program, sites, diagnostics};
        solver.solve();
        if (!variants || !solver.redirect(*variants))
            return solver.finish();
    }
}

} // namespace janus::semantics
