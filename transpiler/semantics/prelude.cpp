#include "semantics/prelude.hpp"

#include "semantics/declarations.hpp"
#include "source/source_file.hpp"
#include "syntax/parser.hpp"

#include <limits>
#include <stdexcept>
#include <string>

namespace janus::semantics {

namespace {

// Spans of the prelude must not look like places in the user's files.
constexpr std::uint32_t prelude_file = std::numeric_limits<std::uint32_t>::max() - 1;

void declare_part(Environment& environment, Declarations& declarations, std::string name,
                  std::string_view text)
{
    diagnostics::Diagnostics problems;
    source::SourceFile const& file = environment.program.prelude_sources.emplace_back(
        prelude_file, name, name, std::string(text));
    environment.program.prelude_syntax.push_back(syntax::parse(file, problems));
    // The methods of runtime classes are signatures, which only the prelude may write.
    for (Diagnostic const& problem : problems.sorted())
        if (problem.code != Code::P0015)
            throw std::logic_error("the prelude does not parse at line " +
                                   std::to_string(file.position(problem.span.begin).line) + ": " +
                                   problem.message);
    declare_module(environment, declarations, environment.prelude,
                   environment.program.prelude_syntax.back(), false, false);
}

} // namespace

void declare_prelude(Environment& environment, Declarations& declarations)
{
    declare_part(environment, declarations, "prelude types", prelude_types());
    declare_part(environment, declarations, "prelude values", prelude_values());
    declare_part(environment, declarations, "prelude functions", prelude_functions());
    declare_part(environment, declarations, "prelude actors", prelude_actors());
    declare_part(environment, declarations, "prelude numbers", prelude_numbers());
    declare_part(environment, declarations, "prelude C style", prelude_c_style());
    declare_part(environment, declarations, "prelude files", prelude_files());
    declare_part(environment, declarations, "prelude net", prelude_net());
    find_builtins(environment);
    resolve_signatures(environment, declarations);
}

void find_builtins(Environment& environment)
{
    Builtins& builtins = environment.builtins;
    auto structure = [&](std::string_view name) {
        return environment.prelude.find_own(name).structure;
    };
    auto trait = [&](std::string_view name) { return environment.prelude.find_own(name).trait; };
    builtins.string = structure("String");
    builtins.bytes = structure("Bytes");
    builtins.list = structure("List");
    builtins.hash_map = structure("HashMap");
    builtins.set = structure("Set");
    builtins.deque = structure("Deque");
    builtins.option = structure("Option");
    builtins.result = structure("Result");
    builtins.reply = structure("Reply");
    builtins.actor_ref = structure("ActorRef");
    builtins.timestamp = structure("Timestamp");
    builtins.duration = structure("Duration");
    builtins.pid = structure("Pid");
    builtins.exit_reason = environment.prelude.find_own("ExitReason").variants;
    builtins.deactivation_reason = environment.prelude.find_own("DeactivationReason").variants;
    builtins.timer = structure("Timer");
    builtins.child_status = structure("ChildStatus");
    builtins.task = structure("Task");
    builtins.nursery = structure("Nursery");
    builtins.nursery_result = environment.prelude.find_own("NurseryResult").variants;
    builtins.range = structure("Range");
    builtins.iter = structure("Iter");
    builtins.channel = structure("Channel");
    builtins.channel_error = environment.prelude.find_own("ChannelError").variants;
    builtins.os_process = environment.prelude.find_own("OsProcess").variants;
    builtins.ask_error = environment.prelude.find_own("AskError").variants;
    builtins.context = structure("Context");
    builtins.capability_error = environment.prelude.find_own("CapabilityError").variants;
    builtins.eq = trait("Eq");
    builtins.ord = trait("Ord");
    builtins.hash = trait("Hash");
    builtins.numeric = trait("Numeric");
    builtins.display = trait("Display");
    builtins.show = trait("Show");
    builtins.clone = trait("Clone");
}

} // namespace janus::semantics
