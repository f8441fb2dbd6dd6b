#include "lowering/trait_objects.hpp"

#include "lowering/functions.hpp"
#include "semantics/dynamic_methods.hpp"

namespace janus::lowering {

using namespace semantics;

namespace {

cpp::Function virtual_method(ModuleContext& module, Function const& method)
{
    LocalNames names = names_around(module);
    names.open();
    names.take("object");
    names.take("self");
    cpp::Function made;
    made.name = module.names.simple(&method);
    made.result = result_type(module, method);
    for (Local const* parameter : method.parameters) {
        if (parameter->self)
            continue;
        std::string type = method.suspends ? module.spell_argument(parameter->type)
                                           : module.spell_parameter(parameter->type);
        if (parameter->reference)
            type = module.spell(parameter->type) + "&";
        made.parameters.push_back({std::move(type), names.take(parameter->name), false});
    }
    return made;
}

} // namespace

cpp::DataType lower_trait(ModuleContext& module, Trait const& trait)
{
    module.place = trait.span;
    cpp::DataType made;
    made.kind = cpp::DataKind::trait;
    made.name = module.names.simple(&trait);
    made.name_space = module.names.name_space(&module.module);
    made.janus_name = std::string(trait.name);
    made.qualified = module.qualified(trait);
    made.held = "T";
    while (module.names.declared(&module.module).contains(made.held))
        made.held += "_";
    module.hidden = {made.held, "Of"};
    for (Function const* method : dynamic_methods(trait))
        made.methods.push_back(virtual_method(module, *method));
    module.hidden.clear();
    return made;
}

} // namespace janus::lowering
