#include "semantics/body_checker.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

Pattern* BodyChecker::wildcard(Span span, TypeRef type)
{
    return pattern_node<Pattern>(PatternKind::wildcard, span, type);
}

Pattern* BodyChecker::misfit(Span span, std::string text)
{
    report(Diagnostic{Code::S5003, span, std::move(text)});
    return wildcard(span, environment_.error_type());
}

Pattern* BodyChecker::bind(ast::Name name, TypeRef type, Span span, bool mutable_)
{
    if (name.text == "_")
        return wildcard(span, type);
    auto* made = pattern_node<BindingPattern>(PatternKind::binding, span, type);
    made->local = bind_name(name.text, name.span, type, mutable_, alternatives_);
    return made;
}

/// A new name, or in a later alternative the one the first alternative bound.
Local* BodyChecker::bind_name(std::string_view name, Span span, TypeRef type, bool mutable_,
                              Alternatives* among)
{
    if (!among) {
        for (Local const* earlier : bound_)
            if (earlier->name == name)
                report(Diagnostic{Code::S0008, span,
                                  "the pattern binds `" + std::string(name) + "` twice"}
                           .at(earlier->span, "first bound here"));
        Local* const made = declare(name, span, type, mutable_);
        if (reading_pattern_)
            bound_.push_back(made);
        return made;
    }
    if (among->first) {
        among->names.push_back(bind_name(name, span, type, mutable_, among->around));
        return among->names.back();
    }
    for (Local* local : among->names) {
        if (local->name != name)
            continue;
        among->seen.push_back(local);
        if (!inference_.unify(local->type, type))
            report(Diagnostic{Code::S5003, span,
                              "`" + std::string(name) + "` is " + show(type) + " here and " +
                                  show(local->type) + " in another alternative"}
                       .at(local->span, "the other one"));
        return local;
    }
    report(Diagnostic{Code::S5003, span,
                      "`" + std::string(name) + "` is not bound by every alternative"}
               .suggest("use `_` where the value does not matter"));
    return declare(name, span, type, mutable_);
}

/// `p | q`: what one alternative names, every other one must name too.
Pattern* BodyChecker::either_pattern(ast::ManyPattern const& syntax, TypeRef type,
                                     bool mutable_bindings)
{
    auto* made = pattern_node<ManyPattern>(PatternKind::either, syntax.span, type);
    std::vector<Pattern*> parts;
    Alternatives names;
    names.around = alternatives_;
    alternatives_ = &names;
    for (ast::Pattern const* alternative : syntax.elements) {
        names.seen.clear();
        parts.push_back(pattern(alternative, type, mutable_bindings));
        for (Local const* local : names.names) {
            bool const bound =
                std::find(names.seen.begin(), names.seen.end(), local) != names.seen.end();
            if (!names.first && !bound)
                report(
                    Diagnostic{Code::S5003, alternative->span,
                               "this alternative does not bind `" + std::string(local->name) + "`"}
                        .at(local->span, "bound here"));
        }
        names.first = false;
    }
    alternatives_ = names.around;
    made->elements = list(parts);
    return made;
}

Pattern* BodyChecker::pattern(ast::Pattern const* syntax, TypeRef type, bool mutable_bindings)
{
    bool const inside = std::exchange(reading_pattern_, true);
    Pattern* made = part_of_pattern(syntax, type, mutable_bindings);
    reading_pattern_ = inside;
    if (!inside)
        bound_.clear();
    return made;
}

Pattern* BodyChecker::part_of_pattern(ast::Pattern const* syntax, TypeRef type,
                                      bool mutable_bindings)
{
    using Kind = ast::PatternKind;
    switch (syntax->kind) {
    case Kind::wildcard:
        return wildcard(syntax->span, type);
    case Kind::path:
        return path_pattern(ast::as<ast::PathPattern>(*syntax), type, mutable_bindings);
    case Kind::binding_at: {
        auto const& at = ast::as<ast::AtPattern>(*syntax);
        auto* made = pattern_node<BindingPattern>(PatternKind::binding, syntax->span, type);
        made->local = bind_name(at.name.text, at.name.span, type, mutable_bindings, alternatives_);
        made->inner = pattern(at.inner, type, mutable_bindings);
        return made;
    }
    case Kind::literal:
    case Kind::not_literal:
        return literal_pattern(ast::as<ast::LiteralPattern>(*syntax), type);
    case Kind::range: {
        auto const& range = ast::as<ast::RangePattern>(*syntax);
        auto* made = pattern_node<LiteralPattern>(PatternKind::range, syntax->span, type);
        made->value = check_as(range.low, type);
        made->high = check_as(range.high, type);
        made->exclusive = range.exclusive;
        return made;
    }
    case Kind::tuple:
    case Kind::either:
        return many_pattern(ast::as<ast::ManyPattern>(*syntax), type, mutable_bindings);
    case Kind::list:
        return list_pattern(ast::as<ast::ManyPattern>(*syntax), type, mutable_bindings);
    case Kind::fields:
        return struct_pattern(ast::as<ast::FieldsPattern>(*syntax).fields, type, syntax->span,
                              mutable_bindings);
    case Kind::rest:
        return misfit(syntax->span, "`..` stands inside a list, tuple or field pattern");
    case Kind::bits:
        environment_.unsupported(syntax->span, "a bit pattern",
                                 "name the value, and take its bytes with `data[0]`, its bits with "
                                 "`>>` and `&`");
        for (ast::Name const name : ast::as<ast::BitsPattern>(*syntax).names)
            bind(name, environment_.error_type(), name.span, mutable_bindings);
        break;
    case Kind::error:
        break;
    }
    return wildcard(syntax->span, environment_.error_type());
}

Pattern* BodyChecker::literal_pattern(ast::LiteralPattern const& syntax, TypeRef type)
{
    TypeRef const scrutinee = resolve(type);
    if (syntax.value->kind == ast::ExprKind::null_literal) {
        if (scrutinee->kind != TypeKind::option && scrutinee->kind != TypeKind::error)
            return misfit(syntax.span, show(type) + " is never null");
        return pattern_node<Pattern>(PatternKind::none, syntax.span, type);
    }
    if (scrutinee->kind == TypeKind::option) {
        auto* made = pattern_node<ManyPattern>(PatternKind::some, syntax.span, type);
        made->elements =
            list(std::vector<Pattern*>{literal_pattern(syntax, scrutinee->arguments[0])});
        return made;
    }
    bool const negated = syntax.kind == ast::PatternKind::not_literal;
    auto* made = pattern_node<LiteralPattern>(
        negated ? PatternKind::not_literal : PatternKind::literal, syntax.span, type);
    Expr* value = check(syntax.value, type);
    made->value = try_coerce(value, type);
    if (!made->value)
        return misfit(syntax.span,
                      "expected a pattern of type " + show(type) + ", found " + show(value->type));
    return made;
}

/// The names in a pattern that cannot match, so that nobody reports them as unknown.
void BodyChecker::bind_names(ast::List<ast::FieldPattern> fields, bool mutable_bindings)
{
    TypeRef const unknown = environment_.error_type();
    for (ast::FieldPattern const& field : fields)
        if (field.pattern)
            pattern(field.pattern, unknown, mutable_bindings);
        else if (field.name)
            bind(field.name, unknown, field.name.span, mutable_bindings);
}

/// Whose fields a pattern names.
struct BodyChecker::FieldOwner {
    std::string name; // as messages call it
    Span span;
    TypeRef type = nullptr;
    std::vector<Field const*> fields;
};

/// `{ a, b: pattern }`: each pattern at the place of its field.
NodeList<Pattern*> BodyChecker::field_patterns(ast::List<ast::FieldPattern> written,
                                               FieldOwner const& owner,
                                               std::vector<Pattern*> elements,
                                               bool mutable_bindings)
{
    std::vector<std::string_view> names;
    for (Field const* known : owner.fields)
        names.push_back(known->name);
    for (ast::FieldPattern const& field : written) {
        if (!field.name)
            continue;
        auto const found = std::find(names.begin(), names.end(), field.name.text);
        if (found == names.end()) {
            Diagnostic problem{Code::S5003, field.name.span,
                               owner.name + " has no field `" + std::string(field.name.text) + "`"};
            suggest_nearest(problem, field.name.text, names);
            if (!context_.scope->has_lost(field.name.text))
                report(problem.at(owner.span, "declared here"));
            bind(field.name, environment_.error_type(), field.name.span, mutable_bindings);
            continue;
        }
        auto const at = static_cast<std::size_t>(found - names.begin());
        TypeRef const inner = field_type(owner.type, *owner.fields[at]);
        elements[at] = field.pattern ? pattern(field.pattern, inner, mutable_bindings)
                                     : bind(field.name, inner, field.name.span, mutable_bindings);
    }
    return list(elements);
}

Pattern* BodyChecker::case_pattern(ast::PathPattern const& syntax, TypeRef type, Case const& case_,
                                   bool mutable_bindings)
{
    auto* made = pattern_node<CasePattern>(PatternKind::case_, syntax.span, type);
    made->case_ = &case_;
    TypeRef const owner = resolve(type);
    std::vector<Pattern*> elements(case_.fields.size(), nullptr);
    std::size_t next = 0;
    for (ast::Pattern const* element : syntax.elements) {
        if (element->kind == ast::PatternKind::rest)
            break;
        if (next >= elements.size()) {
            report(Diagnostic{Code::S5003, element->span,
                              "case `" + std::string(case_.name) + "` holds " +
                                  std::to_string(case_.fields.size()) + " value" +
                                  (case_.fields.size() == 1 ? "" : "s")}
                       .at(case_.span, "declared here"));
            pattern(element, environment_.error_type(), mutable_bindings);
            continue;
        }
        elements[next] = pattern(element, field_type(owner, case_.fields[next]), mutable_bindings);
        ++next;
    }
    FieldOwner whole{"case `" + std::string(case_.name) + "`", case_.span, owner, {}};
    for (Field const& field : case_.fields)
        whole.fields.push_back(&field);
    made->elements = field_patterns(syntax.fields, whole, std::move(elements), mutable_bindings);
    return made;
}

Pattern* BodyChecker::struct_pattern(ast::List<ast::FieldPattern> fields, TypeRef type, Span span,
                                     bool mutable_bindings)
{
    TypeRef const owner = resolve(type);
    if (owner->kind != TypeKind::structure || owner->structure->builtin) {
        if (owner->kind != TypeKind::error)
            misfit(span, "a pattern of fields cannot match " + show(type));
        bind_names(fields, mutable_bindings);
        return wildcard(span, environment_.error_type());
    }
    Struct& structure = *owner->structure;
    auto* made = pattern_node<StructPattern>(PatternKind::structure, span, type);
    FieldOwner whole{"struct `" + std::string(structure.name) + "`", structure.span, owner, {}};
    for (Field const& field : structure.fields)
        whole.fields.push_back(&field);
    std::vector<Pattern*> elements(structure.fields.size(), nullptr);
    made->elements = field_patterns(fields, whole, std::move(elements), mutable_bindings);
    return made;
}

Pattern* BodyChecker::many_pattern(ast::ManyPattern const& syntax, TypeRef type,
                                   bool mutable_bindings)
{
    TypeRef const scrutinee = resolve(type);
    if (syntax.kind == ast::PatternKind::either)
        return either_pattern(syntax, type, mutable_bindings);
    if (inference_.is_variable(scrutinee, VariableKind::any)) {
        std::vector<TypeRef> parts;
        for (ast::Pattern const* element : syntax.elements)
            parts.push_back(any(element->span));
        inference_.unify(scrutinee,
                         environment_.types.composite(TypeKind::tuple, std::move(parts)));
        return many_pattern(syntax, type, mutable_bindings);
    }
    if (scrutinee->kind != TypeKind::tuple ||
        scrutinee->arguments.size() != syntax.elements.size()) {
        if (scrutinee->kind != TypeKind::error)
            misfit(syntax.span, "a pattern of " + std::to_string(syntax.elements.size()) +
                                    " elements cannot match " + show(type));
        for (ast::Pattern const* element : syntax.elements)
            pattern(element, environment_.error_type(), mutable_bindings);
        return wildcard(syntax.span, environment_.error_type());
    }
    auto* made = pattern_node<ManyPattern>(PatternKind::tuple, syntax.span, type);
    std::vector<Pattern*> elements;
    for (std::size_t at = 0; at < syntax.elements.size(); ++at)
        elements.push_back(
            pattern(syntax.elements[at], scrutinee->arguments[at], mutable_bindings));
    made->elements = list(elements);
    return made;
}

Pattern* BodyChecker::list_pattern(ast::ManyPattern const& syntax, TypeRef type,
                                   bool mutable_bindings)
{
    TypeRef element = list_element(type);
    if (!element) {
        if (resolve(type)->kind != TypeKind::error)
            misfit(syntax.span, "a list pattern cannot match " + show(type));
        type = element = environment_.error_type();
    }
    auto* made = pattern_node<ListPattern>(PatternKind::list, syntax.span, type);
    std::vector<Pattern*> front;
    std::vector<Pattern*> back;
    for (ast::Pattern const* part : syntax.elements) {
        if (auto const* rest = ast::get_if<ast::RestPattern>(part)) {
            if (made->has_rest)
                report(Diagnostic{Code::S5003, part->span, "a list pattern has one `..`"});
            made->has_rest = true;
            if (rest->name)
                made->rest = bind_name(rest->name.text, rest->name.span, type, mutable_bindings,
                                       alternatives_);
            continue;
        }
        (made->has_rest ? back : front).push_back(pattern(part, element, mutable_bindings));
    }
    made->front = list(front);
    made->back = list(back);
    return made;
}

bool BodyChecker::irrefutable(Pattern const& pattern) const
{
    auto all = [&](NodeList<Pattern*> elements) {
        for (Pattern const* element : elements)
            if (element && !irrefutable(*element))
                return false;
        return true;
    };
    switch (pattern.kind) {
    case PatternKind::wildcard:
        return true;
    case PatternKind::binding: {
        Pattern const* inner = as<BindingPattern>(pattern).inner;
        return !inner || irrefutable(*inner);
    }
    case PatternKind::tuple:
        return all(as<ManyPattern>(pattern).elements);
    case PatternKind::structure:
        return all(as<StructPattern>(pattern).elements);
    case PatternKind::case_:
        return as<CasePattern>(pattern).elements.size() ==
                   as<CasePattern>(pattern).case_->fields.size() &&
               resolve(pattern.type)->variants &&
               resolve(pattern.type)->variants->cases.size() == 1 &&
               all(as<CasePattern>(pattern).elements);
    case PatternKind::list:
        return as<ListPattern>(pattern).has_rest && as<ListPattern>(pattern).front.empty() &&
               as<ListPattern>(pattern).back.empty();
    default:
        return false;
    }
}

} // namespace janus::semantics
