#include "emit/header_text.hpp"

#include "emit/class_text.hpp"
#include "emit/declaration_text.hpp"
#include "emit/source_text.hpp"
#include "emit/template_engine.hpp"
#include "emit/trait_text.hpp"
#include "emit/type_text.hpp"
#include "emit/writer.hpp"

#include <utility>

namespace janus::emit {

namespace cpp = lowering::cpp;

namespace {

/// `content` inside the module's namespace; nothing if there is none.
std::string in_namespace(std::string const& name_space, std::string const& content)
{
    if (content.empty())
        return {};
    return "namespace " + name_space + " {\n\n" + content + "\n}  // namespace " + name_space +
           "\n";
}

void append(std::string& text, std::string const& more)
{
    if (more.empty())
        return;
    text += (text.empty() ? "" : "\n") + more;
}

std::string types_text(cpp::Unit const& unit)
{
    std::string all;
    std::string text;
    std::string name_space = unit.name_space;
    bool previous_short = false;
    for (cpp::DataType const& type : unit.types) {
        if (type.foreign)
            continue;
        if (type.name_space != name_space) {
            append(all, in_namespace(name_space, std::exchange(text, {})));
            name_space = type.name_space;
        }
        std::string const one = type_text(type);
        bool const is_short = type.kind == cpp::DataKind::forward;
        if (is_short && previous_short)
            text += one;
        else
            append(text, one);
        previous_short = is_short;
    }
    append(all, in_namespace(name_space, text));
    return all;
}

std::string prototypes_text(cpp::Unit const& unit)
{
    std::string text;
    for (cpp::Function const& function : unit.functions) {
        if (!function.declared)
            continue;
        text += lines_text(function.doc);
        if (!function.template_head.empty())
            text += function.template_head + "\n";
        text += signature_text(function, false, ";", 0);
    }
    return text;
}

std::string globals_text(cpp::Unit const& unit)
{
    std::string text;
    for (cpp::Global const& global : unit.globals)
        text += lines_text(global.doc) +
                member_text((global.constant ? "inline constexpr " : "inline ") + global.type,
                            global.name, &global.value, 0);
    return text;
}

std::string classes_text(cpp::Unit const& unit)
{
    std::string text;
    for (cpp::Actor const& actor : unit.actors)
        append(text, actor_class_text(actor));
    for (cpp::Supervisor const& supervisor : unit.supervisors)
        append(text, supervisor_class_text(supervisor));
    return text;
}

std::string template_bodies_text(cpp::Unit const& unit, source::SourceSet const& sources)
{
    std::string text;
    for (cpp::DataType const& type : unit.types) {
        if (type.kind == cpp::DataKind::trait && type.name_space == unit.name_space)
            append(text, trait_object_text(type));
    }
    for (cpp::Actor const& actor : unit.actors) {
        Writer writer(sources, {false, {}, {}});
        if (actor.template_head.empty())
            define_templates(writer, actor);
        else
            define_actor(writer, actor);
        text += writer.take();
    }
    for (cpp::Function const& function : unit.functions) {
        if (!function.in_header)
            continue;
        Writer writer(sources, {false, {}, {}});
        writer.text(function.template_head + "\n" + signature_text(function, true, "", 0) + "{\n");
        writer.body(function.body);
        writer.text("}\n");
        append(text, writer.take());
    }
    return text;
}

} // namespace

std::string header_text(cpp::Unit const& unit, source::SourceSet const& sources,
                        std::string_view version)
{
    std::string types;
    std::string facts;
    if (!unit.types_elsewhere) {
        types = types_text(unit);
        for (cpp::DataType const& type : unit.types)
            append(facts, type_facts_text(type));
    }
    std::string traits;
    for (cpp::Actor const& actor : unit.actors)
        append(traits, actor_traits_text(actor));
    for (cpp::Supervisor const& supervisor : unit.supervisors)
        append(traits, supervisor_traits_text(supervisor));
    std::string declarations = prototypes_text(unit);
    append(declarations, globals_text(unit));
    append(declarations, classes_text(unit));
    std::string body;
    append(body, types);
    append(body, facts);
    append(body, in_namespace(unit.name_space, declarations));
    append(body, traits);
    append(body, in_namespace(unit.name_space, template_bodies_text(unit, sources)));
    std::string includes;
    if (!unit.foreign_declarations.empty())
        includes += "\n" + lines_text(unit.foreign_declarations) + "\n";
    for (std::string const& include : unit.includes)
        includes += "#include <" + include + ".jan.hpp>\n";
    for (std::string const& include : unit.foreign_headers)
        includes += "#include \"" + include + "\"\n";
    if (!unit.foreign_functions.empty())
        includes += "\n" + lines_text(unit.foreign_functions);
    return render("header.hpp.in", {{"version", std::string(version)},
                                    {"source", unit.module_path + ".jan"},
                                    {"doc", lines_text(unit.doc)},
                                    {"includes", includes},
                                    {"body", body}});
}

} // namespace janus::emit
