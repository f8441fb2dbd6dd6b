#include "semantics/body_checker.hpp"
#include "semantics/candidates.hpp"

#include <utility>

namespace janus::semantics {

namespace {

/// `Pair(i64, i64)`: its fields are called by their places.
bool is_positional(Case const& case_)
{
    return !case_.fields.empty() && case_.fields[0].name == "0";
}

Diagnostic unknown_case_field(Case const& case_, ast::Name name, Span value)
{
    Names names;
    for (Field const& known : case_.fields)
        names.push_back(known.name);
    std::string const owner = "case `" + std::string(case_.name) + "`";
    std::string const count = std::to_string(names.size());
    std::string const only =
        names.empty() ? " has no fields"
                      : " has only " + count + (names.size() == 1 ? " field" : " fields");
    Diagnostic problem{Code::S0001, name ? name.span : value,
                       name ? owner + " has no field `" + std::string(name.text) + "`"
                            : owner + only};
    if (name && !is_positional(case_))
        suggest_nearest(problem, name.text, names);
    return problem.at(case_.span, "declared here");
}

} // namespace

Case const* BodyChecker::find_case(TypeRef type, std::string_view name) const
{
    if (type->kind != TypeKind::variants)
        return nullptr;
    if (type->variants == environment_.builtins.nursery_result)
        name = name == "ok" ? "success" : name == "error" ? "child_failed" : name;
    for (Case const& case_ : type->variants->cases)
        if (case_.name == name)
            return &case_;
    return nullptr;
}

/// The variants type a place wants, looking through options and results; null if it wants none.
TypeRef BodyChecker::variants_of_expected(TypeRef expected) const
{
    if (!expected)
        return nullptr;
    expected = resolve(expected);
    if (expected->kind == TypeKind::variants)
        return expected;
    if (expected->kind == TypeKind::option || expected->kind == TypeKind::result)
        return variants_of_expected(expected->arguments[0]);
    return nullptr;
}

/// The type of a field of a generic struct or variants, with the arguments `owner` gives.
TypeRef BodyChecker::field_type(TypeRef owner, Field const& field)
{
    std::vector<TypeParameter> const* generics = nullptr;
    if (owner->kind == TypeKind::structure)
        generics = &owner->structure->generics;
    else if (owner->kind == TypeKind::variants)
        generics = &owner->variants->generics;
    if (!generics || generics->empty())
        return field.type;
    Substitution substitution;
    for (std::size_t at = 0; at < generics->size(); ++at)
        substitution[(*generics)[at].type->number] = owner->arguments[at];
    return substitute(environment_.types, field.type, substitution);
}

/// A case without payload, as written alone. Fields that only a Reply has may be filled in by
/// `ask`.
Expr* BodyChecker::bare_case(TypeRef type, Case const& case_, Span span, bool reply_may_miss)
{
    if (type->variants->payload_free) {
        auto* made = node<EnumCase>(ExprKind::enum_case, span, type);
        made->case_ = &case_;
        return made;
    }
    return case_with_fields(type, case_, {}, span, reply_may_miss);
}

/// Null if the field has no default. One of a generic type is checked for each use, where the type
/// arguments are known.
Expr* BodyChecker::default_of_field(Field const& field, TypeRef owner, Span span)
{
    auto const found = environment_.field_defaults.find(&field);
    if (found == environment_.field_defaults.end())
        return field.initial;
    FieldDefault& written = found->second;
    if (field.initial && written.generics->empty())
        return field.initial;
    if (std::exchange(written.open, true))
        return fail(Diagnostic{Code::S2002, span,
                               "the default of `" + std::string(field.name) + "` needs itself"}
                        .at(field.span, "declared here"));
    TypeContext around = context_;
    LocalScopes const locals = std::exchange(scopes_, {});
    context_ = {written.scope, *written.generics, nullptr, &scopes_};
    for (std::size_t at = 0; at < owner->arguments.size(); ++at)
        context_.generics[at].type = owner->arguments[at];
    Expr* value = check_as(written.value, field_type(owner, field));
    context_ = around;
    scopes_ = locals;
    written.open = false;
    return value;
}

Expr* BodyChecker::case_with_fields(TypeRef type, Case const& case_,
                                    ast::List<ast::FieldInit> fields, Span span,
                                    bool reply_may_miss)
{
    if (type->variants->payload_free && fields.empty())
        return bare_case(type, case_, span, false);
    std::vector<Expr*> values(case_.fields.size(), nullptr);
    auto position = [&](std::string_view name) {
        for (std::size_t at = 0; at < case_.fields.size(); ++at)
            if (case_.fields[at].name == name)
                return at;
        return case_.fields.size();
    };
    std::size_t next = 0;
    bool unknown = false;
    for (ast::FieldInit const& field : fields) {
        std::size_t at = next++;
        auto const* word = ast::get_if<ast::NameExpr>(field.value);
        if (field.name)
            at = position(field.name.text);
        else if (word && position(word->name.text) < case_.fields.size())
            at = position(word->name.text);
        if (at >= case_.fields.size() || field.spread) {
            if (!field.name || !context_.scope->has_lost(field.name.text))
                report(unknown_case_field(case_, field.name, field.value->span));
            unknown = true;
            check(field.value);
            continue;
        }
        values[at] = check_as(field.value, field_type(type, case_.fields[at]));
    }
    for (std::size_t at = 0; at < values.size(); ++at)
        if (!values[at])
            values[at] = default_of_field(case_.fields[at], resolve(type), span);
    std::string names;
    std::string wanted;
    bool only_reply = true;
    for (std::size_t at = 0; at < values.size(); ++at) {
        bool const reply = static_cast<int>(at) == case_.reply_field;
        if (values[at] || (reply_may_miss && reply))
            continue;
        names += (names.empty() ? "`" : ", `") + std::string(case_.fields[at].name) + "`";
        wanted += (wanted.empty() ? "" : ", ") + show(field_type(type, case_.fields[at]));
        only_reply = only_reply && reply;
    }
    if (unknown)
        return error_node(span);
    if (!names.empty()) {
        std::string const name = "case `" + std::string(case_.name) + "`";
        Diagnostic problem{Code::S2001, span,
                           is_positional(case_) ? name + " needs a value of type " + wanted
                                                : "missing field " + names + " of " + name};
        if (only_reply)
            problem.suggest("`ask` fills in the reply: `actor.ask(." + std::string(case_.name) +
                            " …)`");
        return fail(std::move(problem));
    }
    auto* made = node<ConstructCase>(ExprKind::construct_case, span, type);
    made->case_ = &case_;
    made->fields = list(values);
    return made;
}

/// `Num(5)`, `.size(r)`, and named payloads written with parentheses.
Expr* BodyChecker::case_with_arguments(TypeRef type, Case const& case_,
                                       CallArguments const& arguments, bool reply_may_miss)
{
    std::vector<ast::FieldInit> fields;
    for (ast::Argument const& argument : arguments.written)
        fields.push_back({argument.name, argument.value, false});
    // A tuple payload is positional even if an argument is called like a slot.
    if (fields.size() > case_.fields.size())
        return fail(Diagnostic{Code::S2001, arguments.span,
                               "case `" + std::string(case_.name) + "` takes " +
                                   std::to_string(case_.fields.size()) + " value" +
                                   (case_.fields.size() == 1 ? "" : "s") + ", " +
                                   std::to_string(fields.size()) + " given"}
                        .at(case_.span, "declared here"));
    return case_with_fields(type, case_, fields, arguments.span, reply_may_miss);
}

Expr* BodyChecker::enum_literal(ast::Literal const& literal, TypeRef expected)
{
    ast::Name const name = literal.path[0];
    if (expected && resolve(expected)->kind == TypeKind::error) {
        for (ast::FieldInit const& field : literal.fields)
            check(field.value);
        return error_node(literal.span);
    }
    TypeRef const type = variants_of_expected(expected);
    if (!type) {
        TypeRef const wanted = expected ? resolve(expected) : nullptr;
        Diagnostic problem{
            Code::S2002, literal.span,
            wanted && wanted->kind != TypeKind::variable
                ? "expected " + show(wanted) + ", found the case `." + std::string(name.text) + "`"
                : "nothing here says which type `." + std::string(name.text) + "` belongs to"};
        problem.suggest("write the type in front: `Type." + std::string(name.text) + "`");
        return fail(std::move(problem));
    }
    Case const* case_ = find_case(type, name.text);
    if (!case_)
        return unknown_case(type, name);
    return literal.has_fields ? case_with_fields(type, *case_, literal.fields, literal.span, false)
                              : bare_case(type, *case_, literal.span, false);
}

} // namespace janus::semantics
