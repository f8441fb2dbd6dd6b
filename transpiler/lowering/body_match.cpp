#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/literals.hpp"
#include "semantics/leaves.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

namespace {

bool is_plain(Pattern const* pattern)
{
    return !pattern || pattern->kind == PatternKind::wildcard ||
           (pattern->kind == PatternKind::binding && !as<BindingPattern>(*pattern).inner);
}

/// A case whose fields are only named, or several cases without names.
bool is_switchable(Pattern const& pattern, std::set<Case const*>& seen)
{
    if (pattern.kind == PatternKind::either) {
        auto const& elements = as<ManyPattern>(pattern).elements;
        return std::all_of(elements.begin(), elements.end(), [&](Pattern const* one) {
            if (one->kind != PatternKind::case_)
                return false;
            auto const& fields = as<CasePattern>(*one).elements;
            bool const names = std::any_of(fields.begin(), fields.end(), [](Pattern const* field) {
                return field && field->kind != PatternKind::wildcard;
            });
            return !names && is_switchable(*one, seen);
        });
    }
    if (pattern.kind != PatternKind::case_)
        return false;
    auto const& made = as<CasePattern>(pattern);
    return seen.insert(made.case_).second &&
           std::all_of(made.elements.begin(), made.elements.end(), is_plain);
}

bool ends(std::vector<cpp::Stmt> const& body)
{
    if (body.empty())
        return false;
    cpp::StmtKind const kind = body.back().kind;
    return kind == cpp::StmtKind::return_ || kind == cpp::StmtKind::continue_ ||
           kind == cpp::StmtKind::goto_;
}

} // namespace

/// The matched value under a name, unless it is a place that can be named as it is.
cpp::Expr Body::subject(Expr& expression, std::string_view hint)
{
    cpp::Expr made = value(expression, use_read);
    bool const path = root_of(expression) != nullptr && expression.kind != ExprKind::index;
    bool const held = made.kind == cpp::ExprKind::name && temporaries_.contains(made.text);
    if (path || held)
        return made;
    return cpp::name(temporary(hint, expression.type, std::move(made)));
}

bool Body::can_switch(Match const& match) const
{
    if (match.value->type->kind != TypeKind::variants ||
        match.value->type->variants->kind == VariantsKind::flags)
        return false;
    std::set<Case const*> seen;
    for (std::size_t i = 0; i < match.arms.size(); ++i) {
        MatchArm const& arm = match.arms[i];
        bool const last = i + 1 == match.arms.size();
        if (arm.guard || breaks_out(*arm.body))
            return false;
        if (!(last && is_plain(arm.pattern)) && !is_switchable(*arm.pattern, seen))
            return false;
    }
    return !seen.empty();
}

void Body::match(Expr& expression, Target const& target)
{
    auto& made = as<Match>(expression);
    cpp::Expr const matched = subject(*made.value, snake_case(to_string(made.value->type)));
    bool const never = expression.type->kind == TypeKind::never;
    Target const arms =
        never || target.kind == Target::Kind::discard ? target : declare_first(target, expression);
    if (can_switch(made))
        match_switch(made, matched, arms);
    else
        match_chain(made, matched, arms);
}

std::vector<cpp::Stmt> Body::arm_body(Expr& body, Bindings const& bindings, bool copy,
                                      Target const& target)
{
    return block_of([&] {
        declare_bindings(bindings, copy, mentions_in(body));
        fresh_scope_ = true;
        into(body, target);
    });
}

void Body::declare_bindings(Bindings const& bindings, bool copy, Mentions const& used)
{
    for (auto const& [local, path] : bindings.locals) {
        if (!used.uses(local)) {
            bind(local, path);
            continue;
        }
        bool const small = is_small(local->type);
        std::string const name = names_.take(local->name.empty() ? "value" : local->name);
        std::string const type = module_.spell_argument(local->type);
        if (local->shared_cell) {
            bind(local, cpp::name(name));
            declare_cell(*local, path);
            continue;
        }
        bool const rvalue = path.kind == cpp::ExprKind::call &&
                            path.parts[0].kind == cpp::ExprKind::member &&
                            path.parts[0].text == "slice";
        bool const changes = local->mutable_ || local->assigned;
        std::string const qualifier = changes          ? ""
                                      : small          ? " const"
                                      : copy || rvalue ? ""
                                                       : " const&";
        add(cpp::declare(type + qualifier, name, path));
        bind(local, cpp::name(name), copy && !small);
    }
}

/// `auto const& [a, b] = payload;` where every field is named.
bool Body::declare_structured(CasePattern const& pattern, cpp::Expr const& payload, bool copy)
{
    if (pattern.elements.size() < 2)
        return false;
    for (Pattern const* element : pattern.elements) {
        if (!element || element->kind != PatternKind::binding)
            return false;
        Local const* local = as<BindingPattern>(*element).local;
        if (!mentions_.uses(local) || local->shared_cell || local->mutable_)
            return false;
    }
    std::string names;
    for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
        Local const* local = as<BindingPattern>(*pattern.elements[i]).local;
        std::string const name = names_.take(local->name);
        names += (names.empty() ? "" : ", ") + name;
        bool const boxed = pattern.case_->fields[i].boxed;
        bind(local, boxed ? cpp::prefix("*", cpp::name(name)) : cpp::name(name));
    }
    add(cpp::declare(copy ? "auto" : "auto const&", "[" + names + "]", payload));
    return true;
}

std::vector<cpp::Stmt> Body::case_body(MatchArm& arm, cpp::Expr const& subject, bool copy,
                                       Target const& target)
{
    return block_of([&] {
        Bindings bindings;
        if (arm.pattern->kind == PatternKind::case_) {
            auto const& pattern = as<CasePattern>(*arm.pattern);
            std::string const type = case_type(module_, pattern.type, *pattern.case_);
            cpp::Expr const payload = cpp::call("janus::as<" + type + ">", {subject});
            if (!declare_structured(pattern, payload, copy))
                test_fields(pattern, payload, bindings);
        } else if (arm.pattern->kind == PatternKind::binding) {
            test(*arm.pattern, subject, bindings);
        }
        declare_bindings(bindings, copy, mentions_);
        fresh_scope_ = true;
        into(*arm.body, target);
    });
}

void Body::match_switch(Match& match, cpp::Expr const& subject, Target const& target)
{
    Variants const& variants = *match.value->type->variants;
    std::string const type = module_.spell(match.value->type);
    bool const copy = is_mutable_place(*match.value);
    cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
    choice.value = variants.payload_free ? subject : cpp::call("janus::which", {subject});
    std::string const scope = variants.payload_free ? type + "::" : type + "::Case::";
    std::size_t covered = 0;
    bool otherwise = false;
    std::uint32_t from = match.value->span.end;
    for (MatchArm& arm : match.arms) {
        cpp::SwitchCase entry;
        entry.comments = module_.comments.take(from, arm.span.begin);
        from = arm.span.end;
        if (arm.pattern->kind == PatternKind::case_)
            entry.labels.push_back(scope +
                                   case_name(*as<CasePattern>(*arm.pattern).case_, variants));
        if (arm.pattern->kind == PatternKind::either) {
            for (Pattern const* one : as<ManyPattern>(*arm.pattern).elements)
                entry.labels.push_back(scope + case_name(*as<CasePattern>(*one).case_, variants));
        }
        covered += entry.labels.size();
        otherwise = otherwise || entry.labels.empty();
        entry.body = case_body(arm, subject, copy, target);
        if (!ends(entry.body))
            entry.body.push_back(cpp::statement(cpp::StmtKind::break_));
        choice.cases.push_back(std::move(entry));
    }
    bool const all = covered == variants.cases.size();
    if (!all && !otherwise) {
        cpp::SwitchCase rest;
        rest.body.push_back(cpp::statement(cpp::StmtKind::break_));
        choice.cases.push_back(std::move(rest));
    }
    add(std::move(choice));
    // The compiler does not know that an enum holds no other value.
    bool const must = target.kind != Target::Kind::discard;
    if (must && !otherwise && (!all || target.kind == Target::Kind::return_))
        add(cpp::expression(cpp::call("janus::panic", {text_literal("P005", false, false),
                                                       text_literal("no match", false, false)})));
}

/// A guard that may leave the function stands as statements in front of its arm.
std::vector<cpp::Stmt> Body::leaving_guard(MatchArm& arm, Bindings const& bindings, bool copy,
                                           Target const& target, std::string& taken)
{
    if (taken.empty() && target.kind != Target::Kind::return_) {
        taken = names_.make("taken");
        add(cpp::declare("bool", taken, cpp::name("false")));
    }
    return block_of([&] {
        cpp::Expr condition = value(*arm.guard, use_pass);
        Stmts body;
        if (!taken.empty())
            body.push_back(cpp::assign(cpp::name(taken), cpp::name("true")));
        for (cpp::Stmt& statement : arm_body(*arm.body, bindings, copy, target))
            body.push_back(std::move(statement));
        add(cpp::if_(std::move(condition), std::move(body), {}));
    });
}

/// What stands after such an arm: it runs if the arm did not. An arm that returns needs no test.
void Body::go_on(Stmts& chain, Stmts rest, std::string const& taken)
{
    if (!taken.empty() && !rest.empty()) {
        chain.push_back(cpp::if_(cpp::negate(cpp::name(taken)), std::move(rest), {}));
        return;
    }
    for (cpp::Stmt& statement : rest)
        chain.push_back(std::move(statement));
}

void Body::match_chain(Match& match, cpp::Expr const& subject, Target const& target)
{
    bool const copy = is_mutable_place(*match.value);
    struct Branch {
        std::vector<cpp::Expr> conditions;
        Stmts body;
        bool passes = false; // the body itself finds out whether the arm is taken
    };
    std::vector<Branch> branches;
    std::string taken; // the variable that says so
    for (MatchArm& arm : match.arms) {
        Bindings bindings;
        Branch branch;
        test(*arm.pattern, subject, bindings);
        if (arm.guard) {
            for (auto const& [local, path] : bindings.locals)
                bind(local, path);
            branch.passes = leaves(*arm.guard);
            if (!branch.passes)
                bindings.conditions.push_back(lower_guard(*arm.guard));
        }
        branch.body = branch.passes ? leaving_guard(arm, bindings, copy, target, taken)
                                    : arm_body(*arm.body, bindings, copy, target);
        branch.conditions = std::move(bindings.conditions);
        bool const last = &arm == &match.arms.back();
        if (last && match.exhaustive && !arm.guard && branches.size() > 0)
            branch.conditions.clear();
        branches.push_back(std::move(branch));
        if (branches.back().conditions.empty() && !branches.back().passes)
            break;
    }
    Stmts tail;
    bool const open = !branches.back().conditions.empty() || branches.back().passes;
    if (open && target.kind != Target::Kind::discard)
        tail.push_back(
            cpp::expression(cpp::call("janus::panic", {text_literal("P005", false, false),
                                                       text_literal("no match", false, false)})));
    for (auto branch = branches.rbegin(); branch != branches.rend(); ++branch) {
        Stmts outer;
        if (branch->conditions.empty())
            outer = std::move(branch->body);
        else
            outer.push_back(cpp::if_(all_of(std::move(branch->conditions)), std::move(branch->body),
                                     branch->passes ? Stmts{} : std::move(tail)));
        if (branch->passes)
            go_on(outer, std::move(tail), taken);
        tail = std::move(outer);
    }
    bool const declares = std::any_of(tail.begin(), tail.end(), [](cpp::Stmt const& statement) {
        return statement.kind == cpp::StmtKind::declare;
    });
    if (declares) {
        cpp::Stmt block = cpp::statement(cpp::StmtKind::block);
        block.body = std::move(tail);
        return add(std::move(block));
    }
    for (cpp::Stmt& statement : tail)
        add(std::move(statement));
}

} // namespace janus::lowering
