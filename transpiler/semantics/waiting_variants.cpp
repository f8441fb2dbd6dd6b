#include "semantics/waiting_variants.hpp"

#include "semantics/body_checker.hpp"
#include "semantics/declarations.hpp"

namespace janus::semantics {

Function* WaitingVariants::find(Function& function, WaitingParameters waiting, Module* user)
{
    Function* original = &function;
    if (auto const origin = origins_.find(&function); origin != origins_.end()) {
        original = origin->second.function;
        for (std::size_t at = 0; at < waiting.size(); ++at)
            waiting[at] = waiting[at] || origin->second.waiting[at];
    }
    auto const [entry, fresh] = made_.try_emplace({original, waiting, user}, nullptr);
    if (fresh)
        entry->second = make(*original, waiting, user);
    return entry->second;
}

Function* WaitingVariants::make(Function& original, WaitingParameters const& waiting, Module* user)
{
    if (original.kind == FunctionKind::builtin)
        return make_library_version(original, waiting);
    auto const syntax = environment_.function_syntax.find(&original);
    bool const of_trait = original.owner && original.owner->kind == TypeKind::parameter;
    bool const written = syntax != environment_.function_syntax.end() && original.body;
    if (!written || of_trait || !user)
        return nullptr;
    Function& made = copy(original, waiting);
    FunctionSyntax again = syntax->second;
    again.checked = again.checking = false;
    environment_.function_syntax[&made] = again;
    made.module = user;
    if (!checks(made)) {
        made.body = nullptr;
        return nullptr;
    }
    if (made.actor) {
        made.actor->functions.push_back(&made);
    } else {
        Declaration declaration;
        declaration.kind = Declaration::Kind::function;
        declaration.function = &made;
        user->declarations.push_back(declaration);
    }
    return &made;
}

/// The library has waiting versions of some methods, under the same name.
Function* WaitingVariants::make_library_version(Function& original,
                                                WaitingParameters const& waiting)
{
    auto const syntax = environment_.function_syntax.find(&original);
    if (syntax == environment_.function_syntax.end() ||
        !find_annotation(syntax->second.syntax->annotations, "waitable"))
        return nullptr;
    Function& made = copy(original, waiting);
    made.cpp_name = "janus::waiting::" + original.cpp_name;
    made.suspends = true;
    return &made;
}

Function& WaitingVariants::copy(Function& original, WaitingParameters const& waiting)
{
    Function& made = environment_.program.functions.emplace_back(original);
    made.variant_of = &original;
    made.suspends = original.async;
    made.declaration = {};
    made.defaults.assign(made.parameters.size(), nullptr); // calls have them already
    for (std::size_t at = 0; at < made.parameters.size(); ++at) {
        Local& parameter = environment_.program.locals.emplace_back(*made.parameters[at]);
        if (waiting[at]) {
            auto const parts = parameter.type->arguments;
            parameter.type = environment_.types.composite(TypeKind::function,
                                                          {parts.begin(), parts.end()}, true);
        }
        made.parameters[at] = &parameter;
    }
    origins_[&made] = {&original, waiting};
    return made;
}

/// What is wrong with the waiting version only is no mistake of who wrote the function.
bool WaitingVariants::checks(Function& made)
{
    diagnostics::Diagnostics scratch;
    std::swap(environment_.diagnostics, scratch);
    made.body = nullptr;
    check_function(environment_, made);
    std::swap(environment_.diagnostics, scratch);
    return !scratch.has_errors();
}

} // namespace janus::semantics
