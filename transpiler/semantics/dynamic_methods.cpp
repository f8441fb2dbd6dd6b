#include "semantics/dynamic_methods.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

bool mentions(TypeRef type, TypeRef wanted)
{
    return type &&
           (type == wanted || std::any_of(type->arguments.begin(), type->arguments.end(),
                                          [&](TypeRef part) { return mentions(part, wanted); }));
}

void collect(Trait const& trait, std::vector<Function*>& all)
{
    for (Trait const* super : trait.supertraits)
        collect(*super, all);
    for (Function* method : trait.methods) {
        bool const known = std::find(all.begin(), all.end(), method) != all.end();
        if (!known && is_dynamic(*method))
            all.push_back(method);
    }
}

} // namespace

bool is_dynamic(Function const& method)
{
    if (method.is_static || !method.generics.empty() || mentions(method.result, method.owner))
        return false;
    return std::none_of(method.parameters.begin(), method.parameters.end(),
                        [&](Local const* parameter) {
                            return !parameter->self && mentions(parameter->type, method.owner);
                        });
}

std::vector<Function*> dynamic_methods(Trait const& trait)
{
    std::vector<Function*> all;
    collect(trait, all);
    return all;
}

bool implies(Trait const& trait, Trait const& wanted)
{
    return &trait == &wanted ||
           std::any_of(trait.supertraits.begin(), trait.supertraits.end(),
                       [&](Trait const* super) { return implies(*super, wanted); });
}

} // namespace janus::semantics
