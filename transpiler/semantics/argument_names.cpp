#include "semantics/argument_names.hpp"

#include <algorithm>

namespace janus::semantics {

std::optional<Diagnostic> wrongly_named(std::string const& callee, Names const& parameters,
                                        ast::List<ast::Argument> arguments)
{
    Names given;
    bool named = false;
    for (ast::Argument const& argument : arguments) {
        std::string_view const name = argument.name.text;
        std::string const quoted = "`" + std::string(name) + "`";
        if (!argument.name && named)
            return Diagnostic{Code::S2001, argument.value ? argument.value->span : Span{},
                              "an argument without a name after one with a name"}
                .suggest("name it too, or put it first");
        if (!argument.name) {
            if (given.size() < parameters.size())
                given.push_back(parameters[given.size()]);
            continue;
        }
        named = true;
        if (std::find(parameters.begin(), parameters.end(), name) == parameters.end()) {
            Diagnostic problem{Code::S0001, argument.name.span,
                               callee + " has no parameter " + quoted};
            suggest_nearest(problem, name, parameters);
            return problem;
        }
        if (std::find(given.begin(), given.end(), name) != given.end())
            return Diagnostic{Code::S2001, argument.name.span, quoted + " is given twice"};
        given.push_back(name);
    }
    return std::nullopt;
}

} // namespace janus::semantics
