#include "lowering/entity_names.hpp"

#include "lowering/body.hpp"
#include "lowering/names.hpp"

#include <algorithm>
#include <stdexcept>

namespace janus::lowering {

using namespace semantics;

EntityNames::EntityNames(Program const& program)
{
    for (Module const* module : program.modules)
        add_module(*module);
}

std::string const& EntityNames::simple(Entity const* entity) const
{
    auto const found = names_.find(entity);
    if (found == names_.end())
        throw std::logic_error("no C++ name for " + std::string(entity->name));
    return found->second;
}

std::string const& EntityNames::simple_unique(TypeRef unique) const
{
    return uniques_.at(unique->number).name;
}

Module const* EntityNames::module_of_unique(TypeRef unique) const
{
    auto const found = uniques_.find(unique->number);
    return found == uniques_.end() ? nullptr : found->second.module;
}

std::string const& EntityNames::name_space(Module const* module) const
{
    return spaces_.at(module).name;
}

NameSet const& EntityNames::declared(Module const* module) const
{
    return spaces_.at(module).declared;
}

void EntityNames::add_type(Module const& module, Entity const& entity)
{
    Space& space = spaces_[&module];
    std::string name = spell_name(entity.name);
    // Of another namespace, or what every trait has inside.
    while (space.types.contains(name) || name == "Of")
        name += "_";
    space.types.insert(name);
    space.declared.insert(name);
    names_[&entity] = std::move(name);
}

namespace {

/// A version for functions that wait stands beside the declared one.
std::string wanted_name(Function const& function)
{
    return std::string(function.name) + (function.variant_of ? "_waiting" : "");
}

} // namespace

void EntityNames::add_function(Module const& module, Function const& function)
{
    std::string name = spell_name(wanted_name(function));
    if (function.owner != nullptr && function.is_static)
        name = spell_name(snake_case(to_string(function.owner)) + "_" + wanted_name(function));
    // A function must not hide a type, nor repeat another one that takes the same types.
    std::string parameters;
    for (Local const* parameter : function.parameters)
        parameters += "," + (parameter->type ? to_string(parameter->type) : std::string());
    for (TypeParameter const& parameter : function.generics) {
        if (name == spell_name(parameter.name))
            name += "_";
    }
    // The program begins with `main_`, and no overload may make its address ambiguous.
    if (name == spell_name("main") && function.name != "main")
        name += "_";
    Space& space = spaces_[&module];
    while (space.types.contains(name) || space.functions.contains(name + parameters))
        name += "_";
    space.functions.insert(name + parameters);
    space.declared.insert(name);
    ++space.overloads[name];
    names_[&function] = std::move(name);
}

std::string EntityNames::renamed(Field const& field) const
{
    auto const found = fields_.find(&field);
    return found == fields_.end() ? std::string() : found->second;
}

template <class Fields> void EntityNames::add_fields(Fields const& fields, std::string const& owner)
{
    for (Field const& field : fields) {
        if (field_name(field) != owner)
            continue;
        std::string name = owner + (owner.ends_with('_') ? "2" : "_");
        while (std::any_of(fields.begin(), fields.end(),
                           [&](Field const& other) { return field_name(other) == name; }))
            name += "2";
        fields_[&field] = name;
    }
}

void EntityNames::add_actor(Actor const& actor)
{
    NameSet& taken = members_[&actor];
    taken = {"run",     "handle",      "serialize",     "on_start",   "on_stop",    "on_crash",
             "on_down", "on_activate", "on_deactivate", "on_migrate", "on_reminder"};
    taken.insert(simple(&actor));
    if (!actor.migrations.empty())
        taken.insert({"migrate", "old"});
    for (Local const* parameter : actor.parameters)
        locals_[parameter] = choose_member(actor, parameter->name);
    for (Local const* state : actor.state_locals)
        locals_[state] = choose_member(actor, state->name);
    for (Function const* function : actor.functions)
        names_[function] = choose_member(actor, wanted_name(*function));
    if (actor.cache_key)
        caches_[&actor] = choose_member(actor, "cache");
}

void EntityNames::add_supervisor(Supervisor const& supervisor)
{
    members_[&supervisor] = {"strategy",      "intensity", "backoff",
                             "auto_shutdown", "children",  simple(&supervisor)};
    for (Local const* parameter : supervisor.parameters)
        locals_[parameter] = choose_member(supervisor, parameter->name);
    for (Function const* function : supervisor.functions)
        names_[function] = choose_member(supervisor, function->name);
}

std::string EntityNames::choose_member(Entity const& owner, std::string_view wanted)
{
    NameSet& taken = members_[&owner];
    std::string name = spell_name(wanted);
    while (taken.contains(name))
        name += "_";
    taken.insert(name);
    return name;
}

std::string const& EntityNames::member(Function const* function) const
{
    return names_.at(function);
}

std::string const& EntityNames::member(Local const* local) const
{
    return locals_.at(local);
}

std::string const& EntityNames::cache(Actor const* actor) const
{
    return caches_.at(actor);
}

NameSet const& EntityNames::members(Entity const* owner) const
{
    return members_.at(owner);
}

bool EntityNames::is_overloaded(Function const* function) const
{
    auto const name = names_.find(function);
    if (name == names_.end() || !function->module)
        return false;
    auto const space = spaces_.find(function->module);
    if (space == spaces_.end())
        return false;
    auto const found = space->second.overloads.find(name->second);
    return found != space->second.overloads.end() && found->second > 1;
}

void EntityNames::add_module(Module const& module)
{
    spaces_[&module].name = spell_namespace(module.path);
    for (Declaration const& entry : module.declarations) {
        if (entry.structure) {
            add_type(module, *entry.structure);
            add_fields(entry.structure->fields, simple(entry.structure));
        }
        if (entry.variants) {
            add_type(module, *entry.variants);
            for (Case const& one : entry.variants->cases)
                add_fields(one.fields, case_name(one, *entry.variants));
        }
        if (entry.trait)
            add_type(module, *entry.trait);
        if (entry.actor) {
            add_type(module, *entry.actor);
            add_actor(*entry.actor);
        }
        if (entry.supervisor) {
            add_type(module, *entry.supervisor);
            add_supervisor(*entry.supervisor);
        }
        if (entry.unique) {
            std::string const name = spell_name(entry.unique->name);
            uniques_[entry.unique->number] = {name, &module};
            spaces_[&module].types.insert(name);
            spaces_[&module].declared.insert(name);
        }
    }
    for (Declaration const& entry : module.declarations) {
        if (entry.function)
            add_function(module, *entry.function);
        if (entry.global)
            add_type(module, *entry.global);
        for (auto const* methods : {entry.structure ? &entry.structure->methods : nullptr,
                                    entry.variants ? &entry.variants->methods : nullptr,
                                    entry.trait ? &entry.trait->methods : nullptr,
                                    entry.impl ? &entry.impl->methods : nullptr}) {
            if (!methods)
                continue;
            for (Function const* method : *methods) {
                if (method->module == &module && !names_.contains(method))
                    add_function(module, *method);
            }
        }
    }
    if (module.main && !names_.contains(module.main))
        add_function(module, *module.main);
    for (Test const& test : module.tests)
        add_function(module, *test.function);
}

} // namespace janus::lowering
