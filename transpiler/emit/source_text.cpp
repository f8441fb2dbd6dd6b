#include "emit/source_text.hpp"

#include "emit/class_text.hpp"
#include "emit/declaration_text.hpp"
#include "emit/template_engine.hpp"
#include "lowering/literals.hpp"

#include <utility>

namespace janus::emit {

namespace cpp = lowering::cpp;

namespace {

void define(Writer& writer, cpp::Function const& function)
{
    writer.blank();
    writer.text(lines_text(function.comments));
    for (std::string const* head : {&function.class_head, &function.template_head})
        if (!head->empty())
            writer.text(*head + "\n");
    writer.text(signature_text(function, true, "", 0) + "{\n");
    writer.body(function.body);
    writer.text("}\n");
    writer.unmap();
}

void define(Writer& writer, cpp::Actor const& actor)
{
    writer.blank();
    writer.text(lines_text(actor.comments) + "// " + actor.section + "\n");
    if (actor.template_head.empty())
        define_actor(writer, actor);
}

void define(Writer& writer, cpp::Supervisor const& supervisor)
{
    writer.blank();
    writer.text(lines_text(supervisor.comments) + "// " + supervisor.section + "\n");
    writer.text(supervisor_children_text(supervisor));
    for (cpp::Function const& function : supervisor.functions)
        define(writer, function);
}

/// The entries of the program's list of tests.
std::string tests_text(cpp::Unit const& unit, std::string const& source_name)
{
    std::string tests;
    for (cpp::Test const& test : unit.tests)
        tests += "        janus::test_case(" + lowering::quoted(test.title) + ", " +
                 lowering::quoted(source_name) + ", " + std::to_string(test.line) + ", &" +
                 test.function + "),\n";
    return render("tests.cpp.in", {{"namespace", unit.name_space},
                                   {"number", std::to_string(unit.number)},
                                   {"tests", tests}});
}

/// The functions of C++ that keep the program from being simulated.
std::string not_simulable_text(cpp::Unit const& unit)
{
    std::string functions;
    for (std::string const& function : unit.not_simulable)
        functions += (functions.empty() ? "" : ", ") + lowering::quoted(function);
    return render("not_simulable.cpp.in",
                  {{"namespace", unit.name_space}, {"functions", functions}});
}

} // namespace

void define_actor(Writer& writer, cpp::Actor const& actor)
{
    writer.blank();
    writer.text(actor_run_text(actor));
    for (cpp::Function const& hook : actor.hooks)
        define(writer, hook);
    for (cpp::Function const& function : actor.functions)
        if (!function.in_header || !actor.template_head.empty())
            define(writer, function);
}

void define_templates(Writer& writer, cpp::Actor const& actor)
{
    for (cpp::Function const& function : actor.functions)
        if (function.in_header)
            define(writer, function);
}

std::string source_text(cpp::Unit const& unit, source::SourceSet const& sources,
                        LineNames const& lines, std::string_view version)
{
    std::string const source_name = lines.enabled ? lines.source : unit.module_path + ".jan";
    Writer writer(sources, lines);
    std::string includes;
    if (unit.runs_tests || !unit.tests.empty())
        includes += "#include <janus/testing.hpp>\n";
    if (!unit.not_simulable.empty())
        includes += "#include <janus/program.hpp>\n";
    for (std::string const& include : unit.source_includes)
        includes += "#include <" + include + ".jan.hpp>\n";
    writer.text(render("source.cpp.in", {{"version", std::string(version)},
                                         {"source", unit.module_path + ".jan"},
                                         {"header", unit.module_path + ".jan.hpp"},
                                         {"includes", includes},
                                         {"namespace", unit.name_space}}));
    for (cpp::Definition const& definition : unit.definitions) {
        switch (definition.kind) {
        case cpp::Definition::Kind::section:
            writer.blank();
            writer.text(lines_text(definition.comments) + definition.section + "\n");
            break;
        case cpp::Definition::Kind::function:
            define(writer, unit.functions[definition.index]);
            break;
        case cpp::Definition::Kind::actor:
            define(writer, unit.actors[definition.index]);
            break;
        case cpp::Definition::Kind::supervisor:
            define(writer, unit.supervisors[definition.index]);
            break;
        }
    }
    if (!unit.closing_comments.empty())
        writer.text("\n" + lines_text(unit.closing_comments));
    writer.text("\n}  // namespace " + unit.name_space + "\n");
    if (!unit.not_simulable.empty())
        writer.text("\n" + not_simulable_text(unit));
    if (!unit.tests.empty())
        writer.text("\n" + tests_text(unit, source_name));
    if (unit.runs_tests)
        writer.text("\n" + render("main_tests.cpp.in",
                                  {{"program", unit.program_name},
                                   {"main", unit.main.empty() ? "" : ", &" + unit.main}}));
    else if (!unit.main.empty())
        writer.text("\n" +
                    render("main.cpp.in", {{"program", unit.program_name}, {"main", unit.main}}));
    return writer.take();
}

} // namespace janus::emit
