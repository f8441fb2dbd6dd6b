#include "lowering/foreign_types.hpp"

#include "lowering/functions.hpp"
#include "semantics/walk.hpp"

#include <algorithm>
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

} // namespace

ForeignNeeds foreign_needs(Module const& module, EntityNames const& names)
{
    ForeignNeeds needs;
    std::vector<Module const*> reached;
    reach(&module, reached);
    Collector collector(module, names);
    collector.run();
    std::set<Module const*> cyclic;
    for (Module const* other : reached) {
        if (other == &module)
            continue;
        std::vector<Module const*> back;
        reach(other, back);
        bool const returns = std::find(back.begin(), back.end(), &module) != back.end();
        if (returns)
            cyclic.insert(other);
        bool const direct =
            std::find(module.imports.begin(), module.imports.end(), other) != module.imports.end();
        if (returns ? collector.held.contains(other) : direct)
            needs.header_includes.push_back(other->path);
        else
            needs.source_includes.push_back(other->path);
    }
    for (Entity const* entity : collector.named) {
        if (!cyclic.contains(entity->module))
            continue;
        for (Declaration const& entry : entity->module->declarations) {
            if (entry.structure == entity)
                needs.declarations.push_back(declaration_of(*entity, names, true));
            if (entry.variants == entity && !entry.variants->payload_free)
                needs.declarations.push_back(declaration_of(*entity, names, false));
        }
    }
    return needs;
}

} // namespace janus::lowering
