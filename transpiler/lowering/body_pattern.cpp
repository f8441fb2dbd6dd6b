#include "lowering/body.hpp"

namespace janus::lowering {

using namespace semantics;

namespace {

cpp::Expr number(std::size_t value)
{
    return cpp::literal(std::to_string(value), cpp::Literal::number);
}

cpp::Expr content(cpp::Expr subject)
{
    return cpp::prefix("*", std::move(subject));
}

/// The variable two alternatives of a pattern may be tested through twice.
void append(std::vector<cpp::Expr>& conditions, cpp::Expr condition)
{
    conditions.push_back(std::move(condition));
}

} // namespace

cpp::Expr Body::all_of(std::vector<cpp::Expr> conditions)
{
    if (conditions.empty())
        return cpp::name("true");
    cpp::Expr all = std::move(conditions[0]);
    for (std::size_t i = 1; i < conditions.size(); ++i)
        all = cpp::binary("&&", std::move(all), std::move(conditions[i]));
    return all;
}

void Body::test(Pattern& pattern, cpp::Expr const& subject, Bindings& bindings)
{
    switch (pattern.kind) {
    case PatternKind::wildcard:
        return;
    case PatternKind::binding: {
        auto& made = as<BindingPattern>(pattern);
        bindings.locals.emplace_back(made.local, subject);
        if (made.inner)
            test(*made.inner, subject, bindings);
        return;
    }
    case PatternKind::literal:
    case PatternKind::not_literal:
    case PatternKind::range:
        return test_literal(as<LiteralPattern>(pattern), subject, bindings);
    case PatternKind::tuple: {
        auto& made = as<ManyPattern>(pattern);
        for (std::size_t i = 0; i < made.elements.size(); ++i) {
            test(*made.elements[i], cpp::call("std::get<" + std::to_string(i) + ">", {subject}),
                 bindings);
        }
        return;
    }
    case PatternKind::case_:
        return test_case(as<CasePattern>(pattern), subject, bindings);
    case PatternKind::none:
        return append(bindings.conditions, cpp::method(subject, "is_none", {}));
    case PatternKind::some:
        append(bindings.conditions, cpp::method(subject, "is_some", {}));
        return test(*as<ManyPattern>(pattern).elements[0], content(subject), bindings);
    case PatternKind::ok: {
        append(bindings.conditions, cpp::method(subject, "is_ok", {}));
        auto& made = as<ManyPattern>(pattern);
        if (!made.elements.empty() && made.elements[0])
            test(*made.elements[0], content(subject), bindings);
        return;
    }
    case PatternKind::error:
        append(bindings.conditions, cpp::method(subject, "is_error", {}));
        return test(*as<ManyPattern>(pattern).elements[0], cpp::method(subject, "error", {}),
                    bindings);
    case PatternKind::structure: {
        auto& made = as<StructPattern>(pattern);
        std::size_t at = 0;
        for (Field const& field : pattern.type->structure->fields) {
            if (at < made.elements.size() && made.elements[at]) {
                cpp::Expr held = cpp::field(subject, module_.field(field));
                test(*made.elements[at], field.boxed ? content(std::move(held)) : held, bindings);
            }
            ++at;
        }
        return;
    }
    case PatternKind::list:
        return test_list(as<ListPattern>(pattern), subject, bindings);
    case PatternKind::either:
        return test_either(as<ManyPattern>(pattern), subject, bindings);
    }
}

void Body::test_literal(LiteralPattern& pattern, cpp::Expr const& subject, Bindings& bindings)
{
    auto& conditions = bindings.conditions;
    if (pattern.kind == PatternKind::range) {
        append(conditions, cpp::binary(">=", subject, value(*pattern.value, use_pass)));
        append(conditions, cpp::binary(pattern.exclusive ? "<" : "<=", subject,
                                       value(*pattern.high, use_pass)));
        return;
    }
    bool const positive = pattern.kind == PatternKind::literal;
    if (pattern.value->kind == ExprKind::boolean) {
        bool const wanted = (as<Integer>(*pattern.value).low != 0) == positive;
        return append(conditions, wanted ? subject : cpp::negate(subject));
    }
    if (pattern.value->kind == ExprKind::none)
        return append(conditions, cpp::method(subject, positive ? "is_none" : "is_some", {}));
    append(conditions,
           cpp::binary(positive ? "==" : "!=", subject, value(*pattern.value, use_pass)));
}

void Body::test_case(CasePattern& pattern, cpp::Expr const& whole, Bindings& bindings)
{
    cpp::Expr subject = whole;
    if (pattern.protocol) {
        cpp::Expr const protocols = cpp::field(whole, "value");
        append(bindings.conditions,
               cpp::binary("==", cpp::method(protocols, "index", {}), number(*pattern.protocol)));
        subject = cpp::call("std::get<" + std::to_string(*pattern.protocol) + ">", {protocols});
    }
    std::string const type = module_.spell(pattern.type);
    std::string const name = case_name(*pattern.case_, *pattern.type->variants);
    if (pattern.type->variants->payload_free)
        return append(bindings.conditions,
                      cpp::binary("==", subject, cpp::name(type + "::" + name)));
    append(bindings.conditions, cpp::binary("==", cpp::call("janus::which", {subject}),
                                            cpp::name(type + "::Case::" + name)));
    cpp::Expr const payload =
        cpp::call("janus::as<" + case_type(module_, pattern.type, *pattern.case_) + ">", {subject});
    test_fields(pattern, payload, bindings);
}

void Body::test_fields(CasePattern const& pattern, cpp::Expr const& payload, Bindings& bindings)
{
    for (std::size_t i = 0; i < pattern.elements.size(); ++i) {
        if (!pattern.elements[i])
            continue;
        Field const& field = pattern.case_->fields[i];
        cpp::Expr held = cpp::field(payload, module_.field(field));
        test(*pattern.elements[i], field.boxed ? content(std::move(held)) : std::move(held),
             bindings);
    }
}

void Body::test_list(ListPattern& pattern, cpp::Expr const& subject, Bindings& bindings)
{
    std::size_t const front = pattern.front.size();
    std::size_t const back = pattern.back.size();
    bool const array = pattern.type->kind == TypeKind::array;
    cpp::Expr const length = cpp::method(subject, array ? "size" : "len", {});
    if (!array && (!pattern.has_rest || front + back > 0))
        append(bindings.conditions,
               cpp::binary(pattern.has_rest ? ">=" : "==", length, number(front + back)));
    for (std::size_t i = 0; i < front; ++i)
        test(*pattern.front[i], cpp::index(subject, number(i)), bindings);
    for (std::size_t i = 0; i < back; ++i)
        test(*pattern.back[i], cpp::index(subject, cpp::binary("-", length, number(back - i))),
             bindings);
    if (!pattern.rest)
        return;
    std::vector<cpp::Expr> bounds{number(front)};
    if (back > 0)
        bounds.push_back(cpp::binary("-", length, number(back)));
    bindings.locals.emplace_back(pattern.rest, cpp::method(subject, "slice", std::move(bounds)));
}

/// A name of several alternatives is what the one that matches says it is.
void Body::test_either(ManyPattern& pattern, cpp::Expr const& subject, Bindings& bindings)
{
    std::vector<Bindings> alternatives;
    std::vector<cpp::Expr> conditions;
    for (Pattern* alternative : pattern.elements) {
        Bindings one;
        test(*alternative, subject, one);
        conditions.push_back(all_of(one.conditions));
        alternatives.push_back(std::move(one));
    }
    for (auto const& [local, path] : alternatives.back().locals) {
        cpp::Expr chosen = path;
        for (std::size_t i = alternatives.size() - 1; i-- > 0;) {
            for (auto const& [other, other_path] : alternatives[i].locals) {
                if (other == local)
                    chosen = cpp::conditional(conditions[i], other_path, std::move(chosen));
            }
        }
        bindings.locals.emplace_back(local, std::move(chosen));
    }
    cpp::Expr any = conditions[0];
    for (std::size_t i = 1; i < conditions.size(); ++i)
        any = cpp::binary("||", std::move(any), conditions[i]);
    append(bindings.conditions, std::move(any));
}

} // namespace janus::lowering
