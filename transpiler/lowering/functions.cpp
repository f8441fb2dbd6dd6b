#include "lowering/functions.hpp"

#include "lowering/actor_members.hpp"
#include "lowering/effects.hpp"
#include "lowering/mentions.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

LocalNames names_around(ModuleContext const& module, Entity const* owner)
{
    LocalNames names;
    names.around(module.names.declared(&module.module));
    if (owner)
        names.around(module.names.members(owner));
    return names;
}

std::string template_head(std::vector<std::string> const& parameters)
{
    std::string text;
    for (std::string const& parameter : parameters)
        text += (text.empty() ? "template <class " : ", class ") + parameter;
    return text.empty() ? text : text + ">";
}

namespace {

void collect_parameters(TypeRef type, std::vector<std::string>& names)
{
    if (!type)
        return;
    if (type->kind == TypeKind::parameter) {
        std::string const name = spell_name(type->name);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    for (TypeRef argument : type->arguments)
        collect_parameters(argument, names);
}

} // namespace

std::string result_type(ModuleContext const& module, Function const& function)
{
    if (function.suspends)
        return module.spell_task(function.result);
    if (function.result && function.result->kind == TypeKind::never)
        return "[[noreturn]] void";
    return is_void(function.result) ? "void" : module.spell(function.result);
}

std::vector<std::string> type_parameters(Function const& function)
{
    std::vector<std::string> names;
    collect_parameters(function.owner, names);
    for (TypeParameter const& parameter : function.generics)
        collect_parameters(parameter.type, names);
    return names;
}

cpp::Function lower_function(ModuleContext& module, Function& function)
{
    bool const member = function.kind == FunctionKind::actor_method;
    Actor const* actor = member ? function.actor : nullptr;
    Supervisor const* supervisor = member ? function.supervisor : nullptr;
    module.place = function.span;
    LocalNames names = supervisor ? names_around(module, supervisor) : names_around(module, actor);
    names.open();
    cpp::Function made;
    made.name = module.names.simple(&function);
    made.template_head = template_head(type_parameters(function));
    made.in_header = !made.template_head.empty();
    made.result = result_type(module, function);
    if (actor)
        made.owner = module.names.simple(actor);
    if (supervisor) {
        made.owner = module.names.simple(supervisor);
        made.suffix = " const";
    }
    Mentions mentions = mentions_in(*function.body);
    Body body(module, names,
              {function.result, function.suspends, false, actor, function.reductions,
               function.counts_calls});
    if (actor)
        bind_members(module, *actor, body);
    if (supervisor)
        bind_members(module, *supervisor, body);
    bool const by_value = member || function.suspends;
    for (Local const* parameter : function.parameters) {
        bool const changes = parameter->reference ||
                             (parameter->self && (function.mutates_self || parameter->assigned));
        // What a function writes into an element of its own parameter stays there.
        bool const copies =
            !parameter->self && (by_value || parameter->assigned || parameter->shared_cell);
        std::string type = changes  ? module.spell(parameter->type) + "&"
                           : copies ? module.spell_argument(parameter->type)
                                    : module.spell_parameter(parameter->type);
        std::string const name = names.take(parameter->name);
        body.bind(parameter, cpp::name(name), by_value && !parameter->self && !changes);
        made.parameters.push_back({type, name, !mentions.uses(parameter)});
    }
    made.body = body.lower(*function.body, std::move(mentions));
    return made;
}

cpp::Function lower_static(ModuleContext& module, Function const& wanted, Function const& own)
{
    LocalNames names = names_around(module);
    names.open();
    cpp::Function made;
    made.name = module.names.simple(&wanted);
    made.template_head = template_head(type_parameters(own));
    made.result = "inline " + result_type(module, own);
    made.in_header = true;
    made.parameters.push_back({"janus::TypeTag<" + module.spell(own.owner) + ">", "", false});
    std::vector<cpp::Expr> arguments;
    for (Local const* parameter : own.parameters) {
        std::string type = own.suspends ? module.spell_argument(parameter->type)
                                        : module.spell_parameter(parameter->type);
        if (parameter->reference)
            type = module.spell(parameter->type) + "&";
        std::string const name = names.take(parameter->name);
        made.parameters.push_back({std::move(type), name, false});
        arguments.push_back(cpp::name(name));
    }
    made.body.push_back(
        cpp::jump("return", cpp::call(module.names.simple(&own), std::move(arguments))));
    return made;
}

void lower_global(ModuleContext& module, Global& global, cpp::Unit& unit)
{
    module.place = global.span;
    cpp::Global made;
    made.name = module.names.simple(&global);
    made.type = module.spell(global.type);
    LocalNames names = names_around(module);
    names.open();
    std::vector<cpp::Stmt> before;
    Body body(module, names, {global.type, false, false, nullptr});
    if (!global.initial) {
        made.value = cpp::construct(made.type, {});
    } else {
        made.value = body.lower_value(*global.initial, before);
        bool const literal = effect_of(*global.initial) == Effect::none && before.empty() &&
                             made.value.kind == cpp::ExprKind::name;
        made.constant = literal && is_small(global.type) && !global.mutable_;
        if (!literal) {
            cpp::Function initial;
            initial.name = made.name + "_initial";
            initial.result = made.type;
            initial.body = std::move(before);
            initial.body.push_back(cpp::jump("return", Body::returned(std::move(made.value))));
            made.value = cpp::call(initial.name, {});
            cpp::Definition definition;
            definition.kind = cpp::Definition::Kind::function;
            definition.index = unit.functions.size();
            unit.functions.push_back(std::move(initial));
            unit.definitions.push_back(std::move(definition));
        }
    }
    if (!global.mutable_ && !made.constant)
        made.type += " const";
    unit.globals.push_back(std::move(made));
}

} // namespace janus::lowering
