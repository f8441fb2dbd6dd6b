#include "semantics/type_reader.hpp"

#include "semantics/array_size.hpp"
#include "semantics/declarations.hpp"
#include "semantics/library.hpp"
#include "semantics/profile.hpp"
#include "semantics/substitute.hpp"

#include <array>
#include <utility>

namespace janus::semantics {

namespace {

constexpr std::array<std::pair<std::string_view, TypeKind>, 23> scalar_names{{
    {"i8", TypeKind::i8},          {"i16", TypeKind::i16},     {"i32", TypeKind::i32},
    {"i64", TypeKind::i64},        {"i128", TypeKind::i128},   {"u8", TypeKind::u8},
    {"u16", TypeKind::u16},        {"u32", TypeKind::u32},     {"u64", TypeKind::u64},
    {"u128", TypeKind::u128},      {"isize", TypeKind::isize}, {"usize", TypeKind::usize},
    {"int", TypeKind::i64},        {"uint", TypeKind::u64},    {"f32", TypeKind::f32},
    {"f64", TypeKind::f64},        {"float", TypeKind::f64},   {"bool", TypeKind::boolean},
    {"char", TypeKind::character}, {"void", TypeKind::void_},  {"never", TypeKind::never},
    {"unit", TypeKind::void_},     {"Unit", TypeKind::void_},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> aliases{{
    {"string", "String"},
    {"str", "String"},
    {"Vec", "List"},
    {"Array", "List"},
    {"Map", "HashMap"},
    {"HashSet", "Set"},
    {"Queue", "Deque"},
    {"Stack", "Deque"},
    {"List", "List"},
    {"OwnedSlice", "List"},
    {"Buffer", "Bytes"},
}};

} // namespace

MemoryTag memory_tag(std::string_view first, std::string_view second)
{
    if (first == "Local" && second == "Exclusive")
        return MemoryTag::local_exclusive;
    if (first == "Session" && second == "Replicated")
        return MemoryTag::session_replicated;
    if (first == "Volatile" && second == "Ephemeral")
        return MemoryTag::volatile_ephemeral;
    return MemoryTag::none;
}

TypeRef TypeReader::read(ast::Type const* type)
{
    switch (type->kind) {
    case ast::TypeKind::named:
        return read_named(ast::as<ast::NamedType>(*type));
    case ast::TypeKind::optional: {
        TypeRef const inner = read(ast::as<ast::WrappedType>(*type).inner);
        return inner->kind == TypeKind::error ? inner : environment_.option(inner);
    }
    case ast::TypeKind::result:
        return read_result(ast::as<ast::ResultType>(*type));
    case ast::TypeKind::list: {
        TypeRef const inner = read(ast::as<ast::WrappedType>(*type).inner);
        return inner->kind == TypeKind::error ? inner : environment_.list(inner);
    }
    case ast::TypeKind::array:
        return read_array(ast::as<ast::ArrayType>(*type));
    case ast::TypeKind::slice: {
        ast::Type const* inner = ast::as<ast::WrappedType>(*type).inner;
        if (auto const* named = ast::get_if<ast::NamedType>(inner))
            if (named->path.size() == 1 && named->path[0].text == "u8")
                return environment_.string();
        TypeRef const element = read(inner);
        return element->kind == TypeKind::error ? element : environment_.slice(element);
    }
    case ast::TypeKind::tuple: {
        auto const& tuple = ast::as<ast::ManyType>(*type);
        return tuple.parts.empty() ? environment_.scalar(TypeKind::void_)
                                   : many(TypeKind::tuple, tuple.parts);
    }
    case ast::TypeKind::one_of:
        return many(TypeKind::one_of, ast::as<ast::ManyType>(*type).parts);
    case ast::TypeKind::function: {
        auto const& function = ast::as<ast::FunctionType>(*type);
        std::vector<TypeRef> parts;
        for (ast::Type const* parameter : function.parameters)
            parts.push_back(read_parameter(parameter));
        parts.push_back(function.result ? read(function.result)
                                        : environment_.scalar(TypeKind::void_));
        return environment_.types.composite(TypeKind::function, std::move(parts), function.async);
    }
    case ast::TypeKind::reference:
        if (ast::as<ast::WrappedType>(*type).mut) {
            environment_.report(
                Diagnostic{Code::S2001, type->span,
                           "a `&mut` reference can only be a parameter or a `let`"}
                    .suggest("hold the value itself, and lend it with `&mut` where it is needed"));
            return environment_.error_type();
        }
        return read(ast::as<ast::WrappedType>(*type).inner);
    case ast::TypeKind::dyn:
        return read_dyn(ast::as<ast::DynType>(*type));
    case ast::TypeKind::pointer:
        return beyond_profile("raw pointers", Profile::sovereign, type->span, {});
    case ast::TypeKind::structure:
        environment_.unsupported(type->span, "an anonymous struct type",
                                 "declare it with a name: `struct Name { field: Type }`");
        return environment_.error_type();
    case ast::TypeKind::error:
        return environment_.error_type();
    }
    return environment_.error_type();
}

/// `fn(&mut T)` takes a place.
TypeRef TypeReader::read_parameter(ast::Type const* type)
{
    bool const lent =
        type->kind == ast::TypeKind::reference && ast::as<ast::WrappedType>(*type).mut;
    if (!lent)
        return read(type);
    TypeRef const inner = read(ast::as<ast::WrappedType>(*type).inner);
    return inner->kind == TypeKind::error
               ? inner
               : environment_.types.composite(TypeKind::reference, {inner}, true);
}

TypeRef TypeReader::many(TypeKind kind, ast::List<ast::Type*> parts)
{
    std::vector<TypeRef> types;
    for (ast::Type const* part : parts) {
        types.push_back(read(part));
        if (types.back()->kind == TypeKind::error)
            return types.back();
    }
    return environment_.types.composite(kind, std::move(types));
}

TypeRef TypeReader::read_dyn(ast::DynType const& type)
{
    ast::Path const path = type.trait->path;
    Symbol const symbol =
        path.size() == 1 ? context_.scope->find(path[0].text) : find_path(path, true);
    std::string const name{path.back().text};
    if (symbol.kind != SymbolKind::trait) {
        if (symbol)
            environment_.report(
                Diagnostic{Code::S2001, path.back().span, "`" + name + "` is not a trait"}.suggest(
                    "`&dyn` is for traits; write `" + name + "`"));
        else if (!context_.scope->has_lost(name))
            environment_.report(Code::S0003, path.back().span, "undefined trait `" + name + "`");
        return environment_.error_type();
    }
    if (!symbol.trait->module) {
        environment_.report(Code::S2001, path.back().span,
                            "trait `" + name + "` has no methods that could be called");
        return environment_.error_type();
    }
    return environment_.types.dyn(symbol.trait);
}

TypeRef TypeReader::read_array(ast::ArrayType const& type)
{
    TypeRef const element = read(type.element);
    auto const length = array_size(environment_, context_, *type.size);
    if (!length || element->kind == TypeKind::error)
        return environment_.error_type();
    return environment_.types.array(element, *length);
}

TypeRef TypeReader::read_tagged(ast::Type const* type, MemoryTag& tag)
{
    if (auto const* named = ast::get_if<ast::NamedType>(type)) {
        if (named->path.size() == 2 && named->arguments.size() == 1) {
            tag = memory_tag(named->path[0].text, named->path[1].text);
            if (tag != MemoryTag::none)
                return read(named->arguments[0]);
        }
    }
    return read(type);
}

TypeRef TypeReader::read_named(ast::NamedType const& type)
{
    if (type.angle_brackets)
        environment_.report(Diagnostic{Code::W0004, type.span, "type arguments in `<…>`"}.suggest(
            "write them in square brackets"));
    std::vector<TypeRef> arguments;
    for (ast::Type const* argument : type.arguments) {
        arguments.push_back(read(argument));
        if (arguments.back()->kind == TypeKind::error)
            return arguments.back();
    }
    if (type.path.size() == 1) {
        TypeRef const found = find_named(type.path[0].text, arguments, type.span);
        return found ? found : unknown(type.path[0].text, type.path[0].span);
    }
    Symbol const symbol = find_path(type.path, true);
    if (symbol.is_type())
        return apply(symbol, std::move(arguments), type.span);
    return unknown(type.path.back().text, type.path.back().span);
}

bool report_hidden(Environment& environment, ModuleScope const& here, ModuleScope const& there,
                   Symbol const& symbol, ast::Name name)
{
    if (!symbol || symbol.visible || !there.uses_visibility || there.module == here.module)
        return false;
    environment.report(Diagnostic{Code::S4004, name.span,
                                  "`" + std::string(name.text) + "` is not exported by `" +
                                      module_name(there) + "`"}
                           .at(symbol.span, "declared here, without `pub`"));
    return true;
}

Symbol TypeReader::find_path(ast::Path path, bool use)
{
    if (!context_.scope->find(path[0].text))
        return find_in_library(path);
    ModuleScope* scope = context_.scope;
    for (std::size_t at = 0; at + 1 < path.size(); ++at) {
        Symbol const part = scope->find(path[at].text);
        if (part.kind != SymbolKind::module)
            return {};
        scope = part.module;
    }
    Symbol const found = scope->find_own(path.back().text);
    if (use)
        report_hidden(environment_, *context_.scope, *scope, found, path.back());
    return found;
}

/// `json.JsonValue` and `std.json.JsonValue` need no import.
Symbol TypeReader::find_in_library(ast::Path path)
{
    std::string module;
    for (ast::Name const& part : path.first(path.size() - 1))
        module += (module.empty() ? "" : "/") + std::string(part.text);
    std::string_view const library = library_of(module);
    return library.empty() ? Symbol{}
                           : library_scope(environment_, library).find_own(path.back().text);
}

TypeRef TypeReader::find_named(std::string_view name, std::vector<TypeRef> const& arguments,
                               Span span)
{
    if (name == "Self" && context_.self)
        return context_.self;
    for (TypeParameter const& parameter : context_.generics)
        if (parameter.name == name)
            return parameter.type;
    Symbol const symbol = context_.scope->find(name);
    if (symbol.is_type())
        return apply(symbol, arguments, span);
    return builtin(name, arguments, span);
}

TypeRef TypeReader::builtin(std::string_view name, std::vector<TypeRef> const& arguments, Span span)
{
    for (auto const& [scalar, kind] : scalar_names)
        if (scalar == name)
            return arguments.empty() ? environment_.scalar(kind)
                                     : wrong_count(name, 0, arguments.size(), span);
    for (auto const& [alias, target] : aliases)
        if (alias == name)
            return apply(environment_.prelude.find_own(target), arguments, span);
    if (name == "Error")
        return environment_.open_error();
    return nullptr;
}

TypeRef TypeReader::apply(Symbol const& symbol, std::vector<TypeRef> arguments, Span span)
{
    switch (symbol.kind) {
    case SymbolKind::structure: {
        Struct* const structure = symbol.structure;
        // The runtime's lists are written `[T]`; their name is only the prelude's.
        std::size_t const wanted = structure->generics.size();
        if (arguments.size() != wanted)
            return wrong_count(structure->name, wanted, arguments.size(), span);
        if (structure == environment_.builtins.actor_ref ||
            structure == environment_.builtins.reply)
            need_profile(environment_, *context_.scope, Profile::cluster, span,
                         "`" + std::string(structure->name) + "`");
        if (structure == environment_.builtins.option)
            return environment_.option(arguments[0]);
        if (structure == environment_.builtins.range)
            return environment_.types.composite(TypeKind::range, std::move(arguments));
        if (structure == environment_.builtins.result)
            return environment_.result(arguments[0], arguments[1]);
        return environment_.types.structure(structure, std::move(arguments));
    }
    case SymbolKind::variants: {
        std::size_t const wanted = symbol.variants->generics.size();
        if (arguments.size() != wanted)
            return wrong_count(symbol.variants->name, wanted, arguments.size(), span);
        return environment_.types.variants(symbol.variants, std::move(arguments));
    }
    case SymbolKind::alias:
        return apply_alias(*symbol.alias, arguments, span);
    case SymbolKind::extern_type:
        return environment_.types.extern_type(symbol.extern_type);
    case SymbolKind::supervisor:
        return environment_.types.supervisor_ref(symbol.supervisor);
    case SymbolKind::actor: {
        std::string const name{symbol.actor->name};
        Diagnostic problem{Code::S2001, span,
                           "`" + name + "` is an actor, not the type of a value"};
        if (symbol.actor->message)
            problem.suggest("a reference to it is `ActorRef[" + to_string(symbol.actor->message) +
                            "]`");
        environment_.report(std::move(problem));
        return environment_.error_type();
    }
    default: {
        std::string const name{symbol.trait ? symbol.trait->name : std::string_view{}};
        environment_.report(
            Diagnostic{Code::S2001, span, "a trait is not the type of a value"}.suggest(
                "write `&dyn " + name +
                "` for any value that has it, or a type parameter: `[T: " + name + "]`"));
        return environment_.error_type();
    }
    }
}

/// `type Table[V] = HashMap[String, V]` is read once; each use puts its arguments in.
TypeRef TypeReader::apply_alias(AliasEntity& alias, std::vector<TypeRef> const& arguments,
                                Span span)
{
    TypeRef const target = resolve_alias(alias, span);
    std::size_t const wanted = alias.syntax->generics.size();
    if (target->kind == TypeKind::error)
        return target;
    if (arguments.size() != wanted)
        return wrong_count(alias.name, wanted, arguments.size(), span);
    Substitution substitution;
    for (std::size_t at = 0; at < wanted; ++at)
        substitution[alias.generics[at].type->number] = arguments[at];
    return wanted ? substitute(environment_.types, target, substitution) : target;
}

TypeRef TypeReader::resolve_alias(AliasEntity& alias, Span span)
{
    if (alias.resolved)
        return alias.resolved;
    if (alias.resolving) {
        environment_.report(
            Diagnostic{Code::S2002, span, "`" + std::string(alias.name) + "` is defined by itself"}
                .at(alias.span, "defined here"));
        return alias.resolved = environment_.error_type();
    }
    alias.resolving = true;
    alias.generics =
        make_generics(environment_, alias.syntax->generics, {alias.scope, {}, nullptr});
    TypeContext const context{alias.scope, alias.generics, nullptr};
    TypeRef const target = TypeReader{environment_, context}.read(alias.syntax->type);
    alias.resolving = false;
    if (alias.resolved)
        return alias.resolved;
    if (!alias.syntax->unique || target->kind == TypeKind::error)
        return alias.resolved = target;
    std::vector<TypeRef> arguments{target};
    for (TypeParameter const& parameter : alias.generics)
        arguments.push_back(parameter.type);
    alias.resolved =
        environment_.types.unique(alias.name, environment_.next_identity++, std::move(arguments));
    return alias.resolved;
}

TypeRef TypeReader::wrong_count(std::string_view name, std::size_t expected, std::size_t given,
                                Span span)
{
    environment_.report(Code::S2001, span,
                        "`" + std::string(name) + "` takes " + std::to_string(expected) +
                            " type argument" + (expected == 1 ? "" : "s") + ", " +
                            std::to_string(given) + " given");
    return environment_.error_type();
}

TypeRef TypeReader::beyond_profile(std::string_view feature, Profile profile, Span span,
                                   std::string instead)
{
    environment_.report(Diagnostic{
        Code::S0100, span,
        std::string(feature) + " requires `:" + std::string(name_of(profile)) +
            "` profile or higher (current: `:" + std::string(name_of(context_.scope->profile)) +
            "`)"}
                            .suggest(std::move(instead)));
    return environment_.error_type();
}

TypeRef TypeReader::unknown(std::string_view name, Span span, std::string help)
{
    if (name == "Any")
        return beyond_profile("dynamic typing", Profile::script, span,
                              "make it a type parameter, a `&dyn Trait` or an `enum`");
    if (context_.scope->has_lost(name))
        return environment_.error_type();
    std::vector<std::string_view> candidates;
    context_.scope->collect_names(candidates);
    std::erase_if(candidates, [&](std::string_view candidate) {
        return !context_.scope->find(candidate).is_type();
    });
    for (auto const& [scalar, kind] : scalar_names)
        candidates.push_back(scalar);
    for (auto const& [alias, target] : aliases)
        candidates.push_back(alias);
    candidates.push_back("Error");
    if (context_.self)
        candidates.push_back("Self");
    for (TypeParameter const& parameter : context_.generics)
        candidates.push_back(parameter.name);
    Diagnostic problem{Code::S0003, span, "undefined type `" + std::string(name) + "`"};
    if (!suggest_nearest(problem, name, candidates))
        problem.note("no type with this name is in scope").suggest(std::move(help));
    environment_.report(std::move(problem));
    return environment_.error_type();
}

TypeRef TypeReader::read_result(ast::ResultType const& type)
{
    TypeRef left = type.left ? read(type.left) : nullptr;
    TypeRef right = type.right ? read(type.right) : nullptr;
    if (!left || !right) {
        TypeRef const value = left ? left : right;
        if (!value || value->kind == TypeKind::error)
            return environment_.error_type();
        return environment_.result(value, environment_.open_error());
    }
    if (left->kind == TypeKind::error || right->kind == TypeKind::error)
        return environment_.error_type();
    if (is_error_type(left) && !is_error_type(right))
        std::swap(left, right);
    if (is_error_type(right))
        return environment_.result(left, right);
    // `fn() -> T ! E`: what E is comes from the call.
    if (right->kind == TypeKind::parameter)
        return environment_.result(left, right);
    bool const left_void = left->kind == TypeKind::void_;
    if (left_void != (right->kind == TypeKind::void_))
        return environment_.result(left_void ? right : left, environment_.open_error());
    environment_.report(Diagnostic{Code::S2001, type.span,
                                   "neither `" + to_string(left) + "` nor `" + to_string(right) +
                                       "` is an error type"}
                            .suggest("declare one with `error Name { … }`"));
    return environment_.error_type();
}

} // namespace janus::semantics
