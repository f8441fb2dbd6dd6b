#include "semantics/array_size.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/format_spec.hpp"

#include <algorithm>

namespace janus::semantics {

Expr* BodyChecker::integer(ast::IntLiteral const& literal, TypeRef expected)
{
    TypeRef type = nullptr;
    if (!literal.suffix.empty()) {
        type = types().find_named(literal.suffix, {}, literal.span);
        if (!type || !is_numeric(type))
            return fail(Diagnostic{Code::S0003, literal.span,
                                   "`" + std::string(literal.suffix) + "` is not a numeric type"});
    }
    if (literal.too_large || literal.high >> 63)
        return fail(
            Diagnostic{Code::S2001, literal.span, "the literal is larger than any integer type"});
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    if (!type && wanted && (is_integer(wanted) || wanted->kind == TypeKind::character))
        type = wanted;
    auto* made = node<Integer>(ExprKind::integer, literal.span,
                               type ? type : inference_.fresh(VariableKind::integer, literal.span));
    made->low = literal.low;
    made->high = literal.high;
    return type && is_float(type) ? literal_as(made, type) : made;
}

Expr* BodyChecker::floating(ast::FloatLiteral const& literal, TypeRef expected)
{
    TypeRef type = nullptr;
    if (!literal.suffix.empty())
        type = types().find_named(literal.suffix, {}, literal.span);
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    if (!type && wanted && is_float(wanted))
        type = wanted;
    if (type && !is_float(type))
        return fail(
            Diagnostic{Code::S2001, literal.span,
                       "a number with a fraction cannot be `" + std::string(literal.suffix) + "`"});
    auto* made =
        node<Floating>(ExprKind::floating, literal.span,
                       type ? type : inference_.fresh(VariableKind::floating, literal.span));
    made->value = literal.value;
    return made;
}

Expr* BodyChecker::string(ast::StringLiteral const& literal)
{
    if (literal.form == ast::StringForm::regex) // the parser has refused it
        return error_node(literal.span);
    bool const bytes = literal.form == ast::StringForm::bytes;
    auto* made = node<Text>(bytes ? ExprKind::bytes : ExprKind::string, literal.span,
                            bytes ? environment_.types.structure(environment_.builtins.bytes)
                                  : environment_.string());
    made->value = literal.value;
    return made;
}

Expr* BodyChecker::interpolation(ast::Interpolation const& literal)
{
    std::vector<InterpolationPart> parts;
    for (ast::InterpolationPart const& part : literal.parts) {
        InterpolationPart made;
        made.text = part.text;
        made.format = part.format;
        if (part.value)
            made.value = displayed(check(part.value, type_of_null(part.value)));
        if (part.value && !part.format.empty() && !is_error(made.value))
            if (std::string wrong = wrong_format(part.format, resolve(made.value->type));
                !wrong.empty())
                report(Diagnostic{Code::S2001, part.value->span, std::move(wrong)}.suggest(
                    "a format is a width such as `8`, `<8` or `08`, digits such as `.2f`, or `x`, "
                    "`X`, `b`"));
        parts.push_back(made);
    }
    auto* made = node<Interpolation>(ExprKind::interpolation, literal.span, environment_.string());
    made->parts = list(parts);
    return made;
}

/// What the type of `made` says about others that should have the same; null if it is still open.
TypeRef BodyChecker::known_type(Expr const* made) const
{
    TypeRef const type = resolve(made->type);
    // After `(1, null)` the parts that may be missing are written without `Some`.
    auto const optional = [this](TypeRef part) { return resolve(part)->kind == TypeKind::option; };
    bool const partly = type->kind == TypeKind::tuple &&
                        std::any_of(type->arguments.begin(), type->arguments.end(), optional);
    bool const known = type->kind == TypeKind::variants || type->kind == TypeKind::function;
    return known || partly ? type : nullptr;
}

/// The element type an expected list, array or option of one gives; null if it gives none.
TypeRef BodyChecker::list_element(TypeRef expected)
{
    if (!expected)
        return nullptr;
    expected = resolve(expected);
    if (expected->kind == TypeKind::option || expected->kind == TypeKind::result)
        return list_element(expected->arguments[0]);
    if (expected->kind == TypeKind::array || expected->kind == TypeKind::slice ||
        (expected->kind == TypeKind::structure &&
         expected->structure == environment_.builtins.list))
        return expected->arguments[0];
    return nullptr;
}

Expr* BodyChecker::array(ast::Many const& literal, TypeRef expected)
{
    TypeRef element = list_element(expected);
    std::vector<Expr*> elements;
    for (ast::Expr const* written : literal.elements) {
        TypeRef const hint = elements.empty() ? nullptr : known_type(elements.front());
        elements.push_back(element ? check_as(written, element) : check(written, hint));
    }
    if (std::any_of(elements.begin(), elements.end(),
                    [this](Expr* made) { return is_error(made); }))
        return error_node(literal.span);
    if (!element) {
        element = common_type(elements);
        if (!element)
            element = any(literal.span);
        for (Expr*& made : elements)
            made = coerce(made, element);
    }
    TypeRef type = environment_.list(element);
    if (expected && resolve(expected)->kind == TypeKind::array) {
        type = resolve(expected);
        if (type->number != elements.size())
            return fail(Diagnostic{Code::S2001, literal.span,
                                   "expected " + std::to_string(type->number) +
                                       " elements, found " + std::to_string(elements.size())});
    }
    auto* made = node<Many>(ExprKind::list, literal.span, type);
    made->elements = list(elements);
    return made;
}

Expr* BodyChecker::array_repeat(ast::ArrayRepeat const& literal, TypeRef expected)
{
    TypeRef const element = list_element(expected);
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    auto* made = node<Repeat>(ExprKind::repeat, literal.span, nullptr);
    made->value = element ? check_as(literal.value, element) : check(literal.value);
    made->count = check_as(literal.count, scalar(TypeKind::i64));
    made->type = environment_.list(element ? element : made->value->type);
    if (!wanted || wanted->kind != TypeKind::array)
        return made;
    auto const count = array_size(environment_, context_, *literal.count);
    if (!count)
        return error_node(literal.span);
    if (*count != wanted->number)
        return fail(Diagnostic{Code::S2001, literal.span,
                               "expected " + std::to_string(wanted->number) + " elements, found " +
                                   std::to_string(*count)});
    made->type = wanted;
    return made;
}

Expr* BodyChecker::tuple(ast::Many const& literal, TypeRef expected)
{
    if (literal.elements.empty())
        return unit(literal.span);
    TypeRef wanted = expected ? resolve(expected) : nullptr;
    if (wanted && (wanted->kind == TypeKind::option || wanted->kind == TypeKind::result))
        wanted = resolve(wanted->arguments[0]);
    bool const shaped = wanted && wanted->kind == TypeKind::tuple &&
                        wanted->arguments.size() == literal.elements.size();
    std::vector<Expr*> elements;
    std::vector<TypeRef> parts;
    for (std::size_t at = 0; at < literal.elements.size(); ++at) {
        elements.push_back(shaped ? check_as(literal.elements[at], wanted->arguments[at])
                                  : check(literal.elements[at]));
        parts.push_back(shaped ? wanted->arguments[at] : elements.back()->type);
    }
    auto* made = node<Many>(ExprKind::tuple, literal.span,
                            environment_.types.composite(TypeKind::tuple, std::move(parts)));
    made->elements = list(elements);
    return made;
}

Expr* BodyChecker::table(ast::Table const& literal, TypeRef expected)
{
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    bool const map = wanted && wanted->kind == TypeKind::structure &&
                     wanted->structure == environment_.builtins.hash_map;
    TypeRef key = map ? wanted->arguments[0] : nullptr;
    TypeRef value = map ? wanted->arguments[1] : nullptr;
    std::vector<Expr*> entries;
    std::vector<Spread> spreads;
    for (ast::TableEntry const& entry : literal.entries) {
        if (!entry.key) {
            spreads.push_back({entries.size(), table_part(entry.value, key, value)});
            continue;
        }
        Expr* made_key = nullptr;
        // A bare word as key is its own text.
        if (auto const* word = ast::get_if<ast::NameExpr>(entry.key);
            word && (!key || resolve(key) == environment_.string())) {
            auto* text = node<Text>(ExprKind::string, word->span, environment_.string());
            text->value = word->name.text;
            made_key = text;
        } else {
            made_key = check(entry.key, key);
        }
        key = key ? key : made_key->type;
        entries.push_back(coerce(made_key, key));
        Expr* made_value = check(entry.value, value);
        value = value ? value : made_value->type;
        entries.push_back(coerce(made_value, value));
    }
    auto* made =
        node<MapLiteral>(ExprKind::map, literal.span,
                         environment_.types.structure(
                             environment_.builtins.hash_map,
                             {key ? key : any(literal.span), value ? value : any(literal.span)}));
    made->entries = list(entries);
    return spreads.empty() ? made : spread_table(made, spreads);
}

/// `..base` in a table: a map, whose types are those of the table.
Expr* BodyChecker::table_part(ast::Expr const* written, TypeRef& key, TypeRef& value)
{
    bool const known = key && value;
    Expr* part =
        known ? check_as(written,
                         environment_.types.structure(environment_.builtins.hash_map, {key, value}))
              : check(written);
    TypeRef const type = resolve(part->type);
    bool const is_map =
        type->kind == TypeKind::structure && type->structure == environment_.builtins.hash_map;
    if (!is_map)
        return is_error(part) ? part
                              : fail(Diagnostic{Code::S2001, written->span,
                                                "`..` needs a map here, found " + show(type)});
    key = key ? key : type->arguments[0];
    value = value ? value : type->arguments[1];
    return part;
}

/// `{..a, k: v, ..b}` is `{}` with all of them put in, one after the other.
Expr* BodyChecker::spread_table(MapLiteral* table, std::vector<Spread> const& spreads)
{
    Span const span = table->span;
    Function& extend = builtin_method(*environment_.builtins.hash_map, "extend");
    NodeList<Expr*> const entries = table->entries;
    auto const part = [&](std::size_t from, std::size_t to) {
        auto* made = node<MapLiteral>(ExprKind::map, span, table->type);
        made->entries = entries.subspan(from, to - from);
        return made;
    };
    auto* whole = statement_node<Let>(StmtKind::let, span);
    whole->local = environment_.make_local("", span, table->type);
    whole->local->mutable_ = true;
    locals_.push_back(whole->local);
    whole->value = part(0, spreads.front().at);
    std::vector<Stmt*> statements{whole};
    auto const add = [&](Expr* more) {
        statements.push_back(wrap(call_builtin(extend, {local_ref(whole->local, span), more},
                                               scalar(TypeKind::void_), span)));
    };
    for (std::size_t i = 0; i < spreads.size(); ++i) {
        std::size_t const end = i + 1 < spreads.size() ? spreads[i + 1].at : entries.size();
        add(spreads[i].map);
        if (end > spreads[i].at)
            add(part(spreads[i].at, end));
    }
    auto* made = node<Block>(ExprKind::block, span, table->type);
    made->statements = list(statements);
    made->value = local_ref(whole->local, span);
    return made;
}

Expr* BodyChecker::anonymous_literal(ast::Literal const& literal, TypeRef expected)
{
    TypeRef const wanted = expected ? resolve(expected) : nullptr;
    if (wanted && wanted->kind == TypeKind::structure && !wanted->structure->builtin)
        return construct(wanted, literal.fields, literal.span);
    if (wanted && wanted->kind == TypeKind::error) {
        for (ast::FieldInit const& field : literal.fields)
            check(field.value);
        return error_node(literal.span);
    }
    return fail(
        Diagnostic{Code::S2002, literal.span, "nothing here says which struct `.{ … }` is"}.suggest(
            "write the struct's name in front: `Name { … }`"));
}

Expr* BodyChecker::struct_literal(ast::Literal const& literal, TypeRef expected)
{
    std::vector<TypeRef> arguments;
    for (ast::Type const* argument : literal.type_arguments)
        arguments.push_back(types().read(argument));
    if (literal.path.size() == 1) {
        ast::Name const name = literal.path[0];
        Symbol const symbol = context_.scope->find(name.text);
        if (arguments.empty() && symbol.kind != SymbolKind::variants)
            for (std::size_t at = 0; at < symbol.type_parameters(); ++at)
                arguments.push_back(any(literal.span));
        TypeRef const wanted = variants_of_expected(expected);
        if (!symbol.is_type() && wanted)
            if (Case const* case_ = find_case(wanted, name.text))
                return case_with_fields(wanted, *case_, literal.fields, literal.span, false);
        TypeRef const type = types().find_named(name.text, arguments, literal.span);
        if (type)
            return construct(type, literal.fields, literal.span);
        types().unknown(name.text, name.span, declaration_for(literal));
        return error_node(literal.span);
    }
    // Type.Case { … } or module.Type { … }
    ast::NamedType owner;
    owner.kind = ast::TypeKind::named;
    owner.span = literal.path[0].span;
    owner.path = literal.path.subspan(0, literal.path.size() - 1);
    if (Symbol const named = types().find_path(literal.path); named.is_type()) {
        if (arguments.empty() && named.type_parameters() != 0) {
            types().find_path(literal.path, true);
            return construct(with_open_arguments(named, literal.span), literal.fields,
                             literal.span);
        }
        owner.path = literal.path;
        owner.arguments = literal.type_arguments;
        return construct(types().read(&owner), literal.fields, literal.span);
    }
    Symbol const around = owner.path.size() == 1 ? context_.scope->find(owner.path[0].text)
                                                 : types().find_path(owner.path);
    owner.arguments = literal.type_arguments;
    TypeRef type = nullptr;
    if (around.kind == SymbolKind::variants && arguments.empty()) {
        for (std::size_t at = 0; at < around.variants->generics.size(); ++at)
            arguments.push_back(any(literal.span));
        type = environment_.types.variants(around.variants, std::move(arguments));
    } else {
        type = types().read(&owner);
    }
    if (type->kind == TypeKind::error)
        return error_node(literal.span);
    if (type->kind == TypeKind::variants)
        if (Case const* case_ = find_case(type, literal.path.back().text))
            return case_with_fields(type, *case_, literal.fields, literal.span, false);
    return unknown_case(type, literal.path.back());
}

void BodyChecker::unknown_struct_field(Struct const& structure, ast::Name name, Span value)
{
    if (context_.scope->has_lost(structure.name) || (name && context_.scope->has_lost(name.text)))
        return;
    std::vector<std::string_view> names;
    for (Field const& known : structure.fields)
        names.push_back(known.name);
    std::string const owner = "struct `" + std::string(structure.name) + "`";
    Diagnostic problem{Code::S0001, name ? name.span : value,
                       name ? owner + " has no field `" + std::string(name.text) + "`"
                            : owner + " has only " + std::to_string(structure.fields.size()) +
                                  " fields"};
    if (std::string const near{nearest_name(name.text, names)}; name && !near.empty())
        problem.suggest("did you mean `" + near + "`?", near);
    report(std::move(problem));
}

/// Gives every field that was not written the value of `..base` or its default; the names of those
/// that have neither.
std::string BodyChecker::fill_from_defaults(TypeRef type, std::vector<Expr*>& values, Expr* base,
                                            Span span)
{
    std::string missing;
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (values[at])
            continue;
        Field const& field = type->structure->fields[at];
        if (base) {
            auto* copied = node<FieldAccess>(ExprKind::field, span, field_type(type, field));
            copied->base = base;
            copied->field = &field;
            values[at] = copied;
        } else if (Expr* given = default_of_field(field, type, span)) {
            values[at] = given;
        } else {
            missing += (missing.empty() ? "`" : ", `") + std::string(field.name) + "`";
            values[at] = error_node(span);
        }
    }
    return missing;
}

/// Several fields may come from `..base`, which is evaluated once: after what stands before it.
std::vector<Stmt*> BodyChecker::evaluate_once(std::vector<Expr*>& values, Expr*& base)
{
    if (!base || base->kind == ExprKind::local || is_error(base))
        return {};
    std::vector<Expr**> held;
    for (Expr*& value : values)
        if (value && value->span.begin < base->span.begin && value->kind != ExprKind::closure)
            held.push_back(&value);
    std::sort(held.begin(), held.end(),
              [](Expr** left, Expr** right) { return (*left)->span.begin < (*right)->span.begin; });
    held.push_back(&base);
    std::vector<Stmt*> statements;
    for (Expr** value : held) {
        auto* let = statement_node<Let>(StmtKind::let, (*value)->span);
        let->value = *value;
        let->local = environment_.make_local("", (*value)->span, (*value)->type);
        locals_.push_back(let->local);
        *value = local_ref(let->local, (*value)->span);
        statements.push_back(let);
    }
    return statements;
}

/// Named form, shorthand by name, or positional: language reference §2.3 rule 3.
Expr* BodyChecker::construct(TypeRef type, ast::List<ast::FieldInit> fields, Span span)
{
    if (type->kind == TypeKind::error)
        return error_node(span);
    if (type->kind != TypeKind::structure || type->structure->builtin)
        return fail(Diagnostic{Code::S2001, span, show(type) + " is not a struct"});
    Struct& structure = *type->structure;
    auto position = [&](std::string_view name) {
        for (std::size_t at = 0; at < structure.fields.size(); ++at)
            if (structure.fields[at].name == name)
                return at;
        return structure.fields.size();
    };
    bool named = false;
    bool shorthand = !fields.empty();
    for (ast::FieldInit const& field : fields) {
        named = named || field.name || field.spread;
        auto const* word = ast::get_if<ast::NameExpr>(field.value);
        shorthand = shorthand && !field.name && !field.spread && word &&
                    position(word->name.text) < structure.fields.size();
    }
    std::vector<Expr*> values(structure.fields.size(), nullptr);
    bool unknown = false;
    Expr* base = nullptr;
    std::size_t next = 0;
    for (ast::FieldInit const& field : fields) {
        if (field.spread) {
            auto const* marker = ast::get_if<ast::NameExpr>(field.value);
            if (!(marker && marker->name.text == "defaults"))
                base = check_as(field.value, type);
            continue;
        }
        std::size_t at = next;
        ast::Name name = field.name;
        if (auto const* word = ast::get_if<ast::NameExpr>(field.value);
            !name && word && (named || shorthand))
            name = word->name;
        if (name)
            at = position(name.text);
        ++next;
        if (at >= structure.fields.size()) {
            unknown_struct_field(structure, name, field.value->span);
            unknown = true;
            check(field.value);
            continue;
        }
        if (values[at])
            report(Diagnostic{Code::S0008, field.value->span,
                              "field `" + std::string(structure.fields[at].name) +
                                  "` is given twice"});
        values[at] = check_as(field.value, field_type(type, structure.fields[at]));
    }
    return constructed(type, values, base, unknown, span);
}

Expr* BodyChecker::constructed(TypeRef type, std::vector<Expr*>& values, Expr* base, bool unknown,
                               Span span)
{
    std::vector<Stmt*> const before = evaluate_once(values, base);
    std::string const missing = fill_from_defaults(type, values, base, span);
    // What it is of is clear all the same, so that what follows can be checked.
    if (!missing.empty() && !unknown)
        report(Diagnostic{Code::S2001, span,
                          "missing field " + missing + " of struct `" +
                              std::string(type->structure->name) + "`"});
    auto* made = node<Construct>(ExprKind::construct, span, type);
    made->fields = list(values);
    if (before.empty())
        return made;
    auto* block = node<Block>(ExprKind::block, span, type);
    block->statements = list(before);
    block->value = made;
    return block;
}

} // namespace janus::semantics
