#include "lowering/foreign_types.hpp"

#include "lowering/functions.hpp"
#include "semantics/walk.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace janus::lowering {
namespace {

using namespace semantics;

void reach(Module const* from, std::vector<Module const*>& reached)
{
    for (Module const* import : from->imports) {
        if (std::find(reached.begin(), reached.end(), import) != reached.end())
            continue;
        reached.push_back(import);
        reach(import, reached);
    }
}

/// Collects the types of other modules that the declarations of one module name.
class Collector final : public Visitor {
public:
    Collector(Module const& module, EntityNames const& names) : module_(module), names_(names) {}

    void run()
    {
        for (Declaration const& entry : module_.declarations)
            declaration(entry);
    }

    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        type(slot->type, true);
        for_each_child(*slot, *this);
    }
    void bind(Local& local) override { type(local.type, false); }

    std::set<Module const*> held;
    std::vector<Entity const*> named;

private:
    void type(TypeRef type, bool by_value)
    {
        if (!type)
            return;
        bool handle = type->kind == TypeKind::function;
        if (type->kind == TypeKind::structure) {
            Struct const& declared = *type->structure;
            handle = declared.builtin && (declared.name == "ActorRef" || declared.name == "Reply");
            if (!declared.builtin)
                entity(declared, by_value);
        }
        if (type->kind == TypeKind::variants && !type->variants->builtin)
            entity(*type->variants, by_value || type->variants->payload_free);
        // Neither can be declared without being defined.
        if (type->kind == TypeKind::unique)
            hold(names_.module_of_unique(type));
        if (type->kind == TypeKind::dyn && type->trait)
            hold(type->trait->module);
        std::size_t const held_count = held_types(type).size();
        for (std::size_t at = 0; at < type->arguments.size(); ++at)
            this->type(type->arguments[at], by_value && !handle && at < held_count);
    }

    void hold(Module const* other)
    {
        if (other && other != &module_)
            held.insert(other);
    }

    void entity(Entity const& entity, bool by_value)
    {
        if (!entity.module || entity.module == &module_)
            return;
        if (by_value)
            held.insert(entity.module);
        bool const known = std::find(named.begin(), named.end(), &entity) != named.end();
        if (!known)
            named.push_back(&entity);
    }

    void function(Function const& function)
    {
        for (Local const* parameter : function.parameters)
            type(parameter->type, false);
        type(function.result, false);
        // The body of a template stands in the header.
        if (!type_parameters(function).empty() && function.body) {
            Expr* body = function.body;
            visit(body);
        }
    }

    void declaration(Declaration const& entry)
    {
        if (entry.structure) {
            for (Field const& field : entry.structure->fields)
                type(field.type, true);
        }
        if (entry.variants) {
            for (Case const& one : entry.variants->cases) {
                for (Field const& field : one.fields)
                    type(field.type, true);
            }
        }
        if (entry.unique)
            type(entry.unique->arguments[0], true);
        if (entry.global)
            type(entry.global->type, true);
        if (entry.function)
            function(*entry.function);
        for (auto const* methods : {entry.structure ? &entry.structure->methods : nullptr,
                                    entry.variants ? &entry.variants->methods : nullptr,
                                    entry.impl ? &entry.impl->methods : nullptr}) {
            if (!methods)
                continue;
            for (Function const* method : *methods)
                if (method->module == &module_)
                    function(*method);
        }
        if (entry.actor)
            actor(*entry.actor);
        if (entry.supervisor) {
            for (Local const* parameter : entry.supervisor->parameters)
                type(parameter->type, true);
        }
    }

    void actor(Actor const& actor)
    {
        type(actor.message, false);
        for (Local const* parameter : actor.parameters)
            type(parameter->type, true);
        for (Field const& field : actor.state) {
            type(field.type, true);
            if (Expr* initial = field.initial)
                visit(initial);
        }
        for (Function const* one : actor.functions)
            function(*one);
        for (Hook const& hook : actor.hooks) {
            for (Local const* parameter : hook.parameters)
                type(parameter->type, false);
        }
        for (Arm const& arm : actor.arms) {
            Pattern* pattern = arm.pattern;
            Visitor::visit(pattern);
        }
        // The bodies of a template stand in the header.
        if (!actor.generics.empty())
            bodies(actor);
    }

    void bodies(Actor const& actor)
    {
        auto const body = [this](Expr* code) {
            if (code)
                visit(code);
        };
        for (Function const* one : actor.functions)
            body(one->body);
        for (Hook const& hook : actor.hooks)
            body(hook.body);
        for (Arm const& arm : actor.arms) {
            body(arm.guard);
            body(arm.body);
        }
        body(actor.message_body);
        body(actor.after_timeout);
        body(actor.after_body);
    }

    Module const& module_;
    EntityNames const& names_;
};

std::string declaration_of(Entity const& entity, EntityNames const& names, bool is_struct)
{
    std::vector<TypeParameter> const& generics =
        is_struct ? static_cast<Struct const&>(entity).generics
                  : static_cast<Variants const&>(entity).generics;
    std::vector<std::string> parameters;
    for (TypeParameter const& parameter : generics)
        parameters.push_back(spell_name(parameter.name));
    std::string const head = template_head(parameters);
    return "namespace " + names.name_space(entity.module) + " { " + head +
           (head.empty() ? "" : " ") + "struct " + names.simple(&entity) + "; }";
}

void declare(Entity const& entity, EntityNames const& names, std::vector<std::string>& declarations)
{
    for (Declaration const& entry : entity.module->declarations) {
        if (entry.structure == &entity)
            declarations.push_back(declaration_of(entity, names, true));
        if (entry.variants == &entity && !entry.variants->payload_free)
            declarations.push_back(declaration_of(entity, names, false));
    }
}

/// What one header includes, fellows that include it left aside.
class Headers {
public:
    Headers(Program const& program, EntityNames const& names) : program_(program), names_(names) {}

    /// What the header of the module holds by value.
    std::set<Module const*> const& held(Module const* module)
    {
        auto const [entry, added] = held_.try_emplace(module);
        if (added) {
            Collector collector(*module, names_);
            collector.run();
            entry->second = std::move(collector.held);
        }
        return entry->second;
    }

    /// The modules whose headers would need each other, this one among them.
    std::vector<Module const*> together(Module const& module)
    {
        std::set<Module const*> const from = all_held(&module);
        std::vector<Module const*> found;
        for (Module const* other : program_.modules) {
            bool const mutual = from.contains(other) && all_held(other).contains(&module);
            if (other == &module || mutual)
                found.push_back(other);
        }
        return found;
    }

private:
    std::set<Module const*> all_held(Module const* module)
    {
        std::set<Module const*> all;
        std::vector<Module const*> open{module};
        while (!open.empty()) {
            Module const* const next = open.back();
            open.pop_back();
            for (Module const* inner : held(next))
                if (all.insert(inner).second)
                    open.push_back(inner);
        }
        return all;
    }

    Program const& program_;
    EntityNames const& names_;
    std::map<Module const*, std::set<Module const*>> held_;
};

/// The modules that a header must include, and those that only the source needs.
void add_includes(Module const& module, Headers& headers, ForeignNeeds& needs,
                  std::set<Module const*>& cyclic)
{
    std::vector<Module const*> const& together = needs.together;
    std::vector<Module const*> reached;
    reach(&module, reached);
    bool const leads = together.front() == &module;
    if (!leads)
        needs.header_includes.push_back(together.front()->path);
    for (Module const* other : reached) {
        if (other == &module || (!leads && other == together.front()))
            continue;
        std::vector<Module const*> back;
        reach(other, back);
        bool const returns = std::find(back.begin(), back.end(), &module) != back.end();
        if (returns)
            cyclic.insert(other);
        // The first of those together needs what any of them does.
        bool wanted = false;
        for (Module const* user : together) {
            bool const direct =
                std::find(user->imports.begin(), user->imports.end(), other) != user->imports.end();
            bool const uses = returns ? headers.held(user).contains(other) : direct;
            wanted = wanted || (uses && (leads || user == &module));
        }
        bool const apart = std::find(together.begin(), together.end(), other) == together.end();
        if (wanted && apart)
            needs.header_includes.push_back(other->path);
        else
            needs.source_includes.push_back(other->path);
    }
}

} // namespace

ForeignNeeds foreign_needs(Program const& program, Module const& module, EntityNames const& names)
{
    ForeignNeeds needs;
    Headers headers(program, names);
    needs.together = headers.together(module);
    std::set<Module const*> cyclic;
    add_includes(module, headers, needs, cyclic);
    bool const leads = needs.together.front() == &module;
    std::set<Entity const*> declared;
    for (Module const* user : needs.together) {
        if (user != &module && !leads)
            continue;
        Collector collector(*user, names);
        collector.run();
        for (Entity const* entity : collector.named) {
            if (cyclic.contains(entity->module) && declared.insert(entity).second)
                declare(*entity, names, needs.declarations);
        }
    }
    return needs;
}

} // namespace janus::lowering
