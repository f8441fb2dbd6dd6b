// Patterns that name a case: `Red`, `.Add { name }`, `Some(x)`.
#include "semantics/body_checker.hpp"
#include "semantics/candidates.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

Names case_names(TypeRef type)
{
    if (type->kind == TypeKind::option)
        return {"Some", "None"};
    if (type->kind == TypeKind::result)
        return {"Ok", "Err"};
    Names names;
    if (type->kind == TypeKind::variants)
        for (Case const& case_ : type->variants->cases)
            names.push_back(case_.name);
    return names;
}

/// A new name that begins like a case and nearly is one would take everything.
bool is_misspelt_case(std::string_view name, TypeRef scrutinee)
{
    bool const like_case = name.front() >= 'A' && name.front() <= 'Z';
    return like_case && !nearest_name(name, case_names(scrutinee)).empty();
}

} // namespace

/// Whether the path in a pattern names the type that is matched; if not, says it.
bool BodyChecker::is_of(ast::Path path, TypeRef type, std::string_view what)
{
    TypeRef const scrutinee = resolve(type);
    ast::Name const name = path.back();
    if (path.size() == 1 && (name.text == "Self" || name.text == "self"))
        return true;
    Symbol const owner = types().find_path(path);
    bool const one_type = owner.kind == SymbolKind::variants || owner.kind == SymbolKind::structure;
    if (one_type && owner.variants == scrutinee->variants &&
        owner.structure == scrutinee->structure)
        return true;
    if (owner && !one_type)
        return owner.is_type(); // an alias, whatever it stands for
    if (!owner && path.size() == 1 && types().find_named(name.text, {}, name.span))
        return true; // built in
    if (!owner) {
        types().unknown(name.text, name.span);
        return false;
    }
    std::string_view const found = owner.variants ? owner.variants->name : owner.structure->name;
    misfit(name.span, "expected " + std::string(what) + " of " + show(type) + ", found one of `" +
                          std::string(found) + "`");
    return false;
}

Pattern* BodyChecker::path_pattern(ast::PathPattern const& syntax, TypeRef type,
                                   bool mutable_bindings)
{
    TypeRef const scrutinee = resolve(type);
    ast::Name const last = syntax.path.back();
    bool const bare = syntax.path.size() == 1 && !syntax.leading_dot;
    bool const payload = syntax.positional || syntax.named;
    if (bare &&
        (last.text == "Some" || last.text == "None" || last.text == "Ok" || last.text == "Err") &&
        (scrutinee->kind == TypeKind::option || scrutinee->kind == TypeKind::result))
        return wrapper_pattern(syntax, type, last.text, mutable_bindings);
    if (scrutinee->kind == TypeKind::variants)
        if (Case const* case_ = find_case(scrutinee, last.text)) {
            if (syntax.path.size() > 1 &&
                !is_of(syntax.path.first(syntax.path.size() - 1), type, "a case"))
                return path_pattern(syntax, environment_.error_type(), mutable_bindings);
            return case_or_failure(syntax, type, *case_, mutable_bindings);
        }
    if (scrutinee->kind == TypeKind::one_of)
        if (Pattern* made = protocol_pattern(syntax, scrutinee, mutable_bindings))
            return made;
    TypeRef const inner = variants_of_expected(scrutinee);
    bool const misspelt =
        bare && is_misspelt_case(last.text, scrutinee) && !(inner && find_case(inner, last.text));
    // A case of what an option holds: `Red` against ?Color.
    if (scrutinee->kind == TypeKind::option && !misspelt &&
        (payload || !bare || syntax.leading_dot)) {
        auto* made = pattern_node<ManyPattern>(PatternKind::some, syntax.span, type);
        made->elements = list(
            std::vector<Pattern*>{path_pattern(syntax, scrutinee->arguments[0], mutable_bindings)});
        return made;
    }
    if (bare && !payload && !misspelt)
        return bind(last, type, syntax.span, mutable_bindings);
    if (scrutinee->kind == TypeKind::error) {
        for (ast::Pattern const* element : syntax.elements)
            pattern(element, scrutinee, mutable_bindings);
        bind_names(syntax.fields, mutable_bindings);
        return wildcard(syntax.span, scrutinee);
    }
    if (scrutinee->kind == TypeKind::structure && syntax.named && !syntax.leading_dot &&
        !is_of(syntax.path, type, "a value")) {
        bind_names(syntax.fields, mutable_bindings);
        return wildcard(syntax.span, environment_.error_type());
    }
    if (scrutinee->kind == TypeKind::structure && syntax.named)
        return struct_pattern(syntax.fields, type, syntax.span, mutable_bindings);
    if (scrutinee->kind == TypeKind::variants || misspelt) {
        Diagnostic problem{Code::S5003, last.span,
                           show(type) + " has no case `" + std::string(last.text) + "`"};
        suggest_nearest(problem, last.text, case_names(scrutinee));
        if (scrutinee->variants)
            problem.at(scrutinee->variants->span, "declared here");
        if (!context_.scope->has_lost(last.text))
            report(std::move(problem));
        return path_pattern(syntax, environment_.error_type(), mutable_bindings);
    }
    misfit(syntax.span, "a pattern for a case cannot match " + show(type));
    return path_pattern(syntax, environment_.error_type(), mutable_bindings); // for the names in it
}

/// `error` alone is every way a nursery does not succeed, unless `cancelled` has an arm of its own.
Pattern* BodyChecker::case_or_failure(ast::PathPattern const& syntax, TypeRef type,
                                      Case const& case_, bool mutable_bindings)
{
    TypeRef const scrutinee = resolve(type);
    Pattern* made = case_pattern(syntax, type, case_, mutable_bindings);
    if (cancelled_apart_ || syntax.path.back().text != "error" || syntax.positional ||
        syntax.named || scrutinee->variants != environment_.builtins.nursery_result)
        return made;
    auto* cancelled = pattern_node<CasePattern>(PatternKind::case_, syntax.span, type);
    cancelled->case_ = find_case(scrutinee, "cancelled");
    auto* either = pattern_node<ManyPattern>(PatternKind::either, syntax.span, type);
    either->elements = list(std::vector<Pattern*>{made, cancelled});
    return either;
}

/// A message of an actor that serves several protocols.
Pattern* BodyChecker::protocol_pattern(ast::PathPattern const& syntax, TypeRef type,
                                       bool mutable_bindings)
{
    ast::Name const last = syntax.path.back();
    std::string_view const owner =
        syntax.path.size() > 1 ? syntax.path[syntax.path.size() - 2].text : std::string_view{};
    TypeRef found = nullptr;
    std::size_t place = 0;
    for (std::size_t at = 0; at < type->arguments.size(); ++at) {
        TypeRef const part = type->arguments[at];
        bool const meant = owner.empty() || owner == part->variants->name;
        if (!meant || !find_case(part, last.text))
            continue;
        if (found) {
            report(Diagnostic{Code::S0006, syntax.span,
                              "`" + std::string(last.text) + "` is a message of " + show(found) +
                                  " and of " + show(part)}
                       .suggest("write the protocol in front: `" + to_string(found) + "." +
                                std::string(last.text) + "`"));
            path_pattern(syntax, found, mutable_bindings); // for the names in it
            return wildcard(syntax.span, environment_.error_type());
        }
        found = part;
        place = at;
    }
    Pattern* made = found ? path_pattern(syntax, found, mutable_bindings) : nullptr;
    if (made && made->kind == PatternKind::case_)
        as<CasePattern>(*made).protocol = place;
    return made;
}

Pattern* BodyChecker::wrapper_pattern(ast::PathPattern const& syntax, TypeRef type,
                                      std::string_view name, bool mutable_bindings)
{
    TypeRef const scrutinee = resolve(type);
    bool const option = scrutinee->kind == TypeKind::option;
    if (option != (name == "Some" || name == "None")) {
        misfit(syntax.span, "`" + std::string(name) + "` cannot match " + show(type));
        return path_pattern(syntax, environment_.error_type(), mutable_bindings);
    }
    if (name == "None")
        return pattern_node<Pattern>(PatternKind::none, syntax.span, type);
    PatternKind const kind = name == "Some" ? PatternKind::some
                             : name == "Ok" ? PatternKind::ok
                                            : PatternKind::error;
    TypeRef const inner = scrutinee->arguments[name == "Err" ? 1 : 0];
    auto* made = pattern_node<ManyPattern>(kind, syntax.span, type);
    if (syntax.elements.size() > 1) {
        misfit(syntax.span, "`" + std::string(name) + "` holds one value");
        return path_pattern(syntax, environment_.error_type(), mutable_bindings);
    }
    made->elements = list(std::vector<Pattern*>{
        syntax.elements.empty() ? wildcard(syntax.span, inner)
                                : pattern(syntax.elements[0], inner, mutable_bindings)});
    return made;
}

} // namespace janus::semantics
