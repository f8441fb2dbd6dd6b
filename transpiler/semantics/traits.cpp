// What types satisfy, and the methods they have.
#include "semantics/dynamic_methods.hpp"
#include "semantics/environment.hpp"

#include <algorithm>
#include <utility>

namespace janus::semantics {

bool is_error_type(TypeRef type)
{
    return type->kind == TypeKind::open_error ||
           (type->kind == TypeKind::variants && type->variants->kind == VariantsKind::error);
}

namespace {

bool has_bound(TypeRef parameter, Trait const* wanted)
{
    return std::any_of(parameter->bounds.begin(), parameter->bounds.end(),
                       [&](Trait const* bound) { return implies(*bound, *wanted); });
}

/// Whether `impl[T] … for Box[T]` is about `type`, as far as that is known.
bool matches(TypeRef pattern, TypeRef type)
{
    if (pattern == type || pattern->kind == TypeKind::parameter || type->kind == TypeKind::variable)
        return true;
    if (pattern->kind != type->kind || pattern->structure != type->structure ||
        pattern->variants != type->variants || pattern->number != type->number ||
        pattern->arguments.size() != type->arguments.size())
        return false;
    for (std::size_t at = 0; at < type->arguments.size(); ++at)
        if (!matches(pattern->arguments[at], type->arguments[at]))
            return false;
    return true;
}

bool is_called(Function const& method, std::string_view name)
{
    return name.empty() || method.name == name;
}

void methods_of_trait(Trait const& trait, std::string_view name, std::vector<Function*>& found)
{
    for (Function* method : trait.methods)
        if (is_called(*method, name) &&
            std::find(found.begin(), found.end(), method) == found.end())
            found.push_back(method);
    for (Trait const* super : trait.supertraits)
        methods_of_trait(*super, name, found);
}

/// The way to a part of a value.
struct Seen {
    std::vector<TypeRef> types;
    bool declaration = false; // among the fields of a type, whose arguments are looked at anyway
};

/// Every part of a value, with a guard against types that contain themselves.
template <class Test> bool all_parts(TypeRef type, Test const& test, Seen& seen)
{
    if (std::find(seen.types.begin(), seen.types.end(), type) != seen.types.end())
        return true;
    seen.types.push_back(type);
    for (TypeRef held : held_types(type))
        if (!test(held, seen))
            return false;
    bool const around = std::exchange(seen.declaration, true);
    auto holds = [&](Field const& field) { return !field.type || test(field.type, seen); };
    auto all = [&](auto const& fields) { return std::all_of(fields.begin(), fields.end(), holds); };
    bool fits = true;
    if (type->kind == TypeKind::structure)
        fits = all(type->structure->fields);
    if (type->kind == TypeKind::variants)
        fits = std::all_of(type->variants->cases.begin(), type->variants->cases.end(),
                           [&](Case const& case_) { return all(case_.fields); });
    seen.declaration = around;
    return fits;
}

bool equal_values(Environment const& environment, TypeRef type, Seen& seen)
{
    switch (type->kind) {
    case TypeKind::function:
    case TypeKind::supervisor_ref:
    case TypeKind::extern_type:
    case TypeKind::dyn:
    case TypeKind::void_:
    case TypeKind::range:
        return false;
    case TypeKind::parameter:
        return seen.declaration || has_bound(type, environment.builtins.eq);
    case TypeKind::structure:
        if (type->structure == environment.builtins.actor_ref)
            return true;
        if (type->structure == environment.builtins.reply ||
            type->structure == environment.builtins.timer)
            return false;
        break;
    default:
        break;
    }
    return all_parts(
        type, [&](TypeRef part, Seen& inner) { return equal_values(environment, part, inner); },
        seen);
}

bool ordered(Environment const& environment, TypeRef type)
{
    if (is_numeric(type) || type->kind == TypeKind::character)
        return true;
    if (type->kind == TypeKind::parameter)
        return has_bound(type, environment.builtins.ord);
    if (type->kind == TypeKind::tuple)
        return std::all_of(type->arguments.begin(), type->arguments.end(),
                           [&](TypeRef part) { return ordered(environment, part); });
    if (type->kind == TypeKind::unique)
        return ordered(environment, type->arguments[0]);
    if (type->kind == TypeKind::structure) {
        Builtins const& known = environment.builtins;
        return type->structure == known.string || type->structure == known.bytes ||
               type->structure == known.timestamp || type->structure == known.duration;
    }
    return false;
}

bool hashable(Environment const& environment, TypeRef type, Seen& seen)
{
    if (is_float(type))
        return false;
    if (type->kind == TypeKind::parameter)
        return seen.declaration || has_bound(type, environment.builtins.hash);
    if (type->kind == TypeKind::structure && type->structure->builtin) {
        Builtins const& known = environment.builtins;
        bool const value = type->structure == known.string || type->structure == known.bytes ||
                           type->structure == known.list || type->structure == known.pid ||
                           type->structure == known.timestamp || type->structure == known.duration;
        if (!value)
            return false;
    }
    if (type->kind == TypeKind::variants && type->variants == environment.builtins.exit_reason)
        return false;
    Seen equal_seen{{}, seen.declaration};
    return equal_values(environment, type, equal_seen) &&
           all_parts(
               type, [&](TypeRef part, Seen& inner) { return hashable(environment, part, inner); },
               seen);
}

} // namespace

bool satisfies(Environment& environment, TypeRef type, Trait const* trait)
{
    Builtins const& known = environment.builtins;
    Seen seen;
    if (type->kind == TypeKind::error || type->kind == TypeKind::never)
        return true;
    if (trait == known.eq)
        return equal_values(environment, type, seen);
    if (trait == known.ord)
        return ordered(environment, type);
    if (trait == known.hash)
        return hashable(environment, type, seen);
    if (trait == known.numeric)
        return is_numeric(type) || (type->kind == TypeKind::parameter && has_bound(type, trait));
    if (trait == known.display || trait == known.show || trait == known.clone)
        return type->kind != TypeKind::function && type->kind != TypeKind::extern_type &&
               type->kind != TypeKind::dyn;
    if (type->kind == TypeKind::dyn)
        return implies(*type->trait, *trait);
    if (type->kind == TypeKind::parameter)
        return has_bound(type, trait);
    return std::any_of(environment.program.impls.begin(), environment.program.impls.end(),
                       [&](Impl const& impl) {
                           return impl.trait && impl.type && implies(*impl.trait, *trait) &&
                                  matches(impl.type, type);
                       });
}

bool overlap(TypeRef first, TypeRef second)
{
    if (first == second || first->kind == TypeKind::parameter ||
        second->kind == TypeKind::parameter)
        return true;
    if (first->kind != second->kind || first->structure != second->structure ||
        first->variants != second->variants || first->number != second->number)
        return false;
    return std::equal(first->arguments.begin(), first->arguments.end(), second->arguments.begin(),
                      second->arguments.end(), overlap);
}

/// Without the methods of `Box[String]` for a `Box[i64]`, if others are left.
static void keep_those_of(TypeRef type, std::vector<Function*>& methods)
{
    auto const fits = [type](Function const* method) {
        bool const written = method->kind == FunctionKind::method && method->owner &&
                             method->owner->kind == type->kind;
        return !written || matches(method->owner, type);
    };
    if (std::any_of(methods.begin(), methods.end(), fits))
        std::erase_if(methods, [&](Function const* method) { return !fits(method); });
}

std::vector<Function*> methods_of(Environment& environment, TypeRef type, std::string_view name)
{
    std::vector<Function*> const* all = nullptr;
    std::vector<Function*> found;
    switch (type->kind) {
    case TypeKind::structure:
        all = &type->structure->methods;
        break;
    case TypeKind::variants:
        all = &type->variants->methods;
        break;
    case TypeKind::array:
    case TypeKind::slice:
        // Those that leave its length alone.
        for (Function* method : environment.builtins.list->methods)
            if (is_called(*method, name) &&
                (!method->mutates_self || method->name == "sort" || method->name == "sort_by" ||
                 method->name == "reverse"))
                found.push_back(method);
        break;
    case TypeKind::option:
        all = &environment.builtins.option->methods;
        break;
    case TypeKind::result:
        all = &environment.builtins.result->methods;
        break;
    case TypeKind::range:
        all = &environment.builtins.range->methods;
        break;
    case TypeKind::parameter:
        for (Trait const* bound : type->bounds)
            methods_of_trait(*bound, name, found);
        return found;
    case TypeKind::dyn:
        methods_of_trait(*type->trait, name, found);
        return found;
    default:
        break;
    }
    if (all)
        for (Function* method : *all)
            if (is_called(*method, name))
                found.push_back(method);
    auto add = [&](std::vector<Function*> const& others) {
        for (Function* method : others)
            if (is_called(*method, name))
                found.push_back(method);
    };
    if (auto others = environment.other_methods.find(type);
        others != environment.other_methods.end())
        add(others->second);
    // impl[T] … for ?T
    for (auto const& [pattern, others] : environment.other_methods)
        if (pattern != type && pattern->kind != TypeKind::parameter && matches(pattern, type))
            add(others);
    keep_those_of(type, found);
    return found;
}

} // namespace janus::semantics
