#include "emit/class_text.hpp"

#include "emit/declaration_text.hpp"
#include "emit/expression_layout.hpp"
#include "emit/statement_text.hpp"
#include "emit/template_engine.hpp"
#include "emit/type_text.hpp"

namespace janus::emit {

namespace cpp = lowering::cpp;

namespace {

std::string constructor_text(std::string const& name, std::vector<cpp::Parameter> const& parameters,
                             std::vector<cpp::Field> const& members)
{
    if (parameters.empty())
        return {};
    std::vector<std::string> items;
    for (cpp::Parameter const& parameter : parameters)
        items.push_back(parameter_text(parameter));
    std::string initials;
    for (cpp::Field const& member : members)
        initials += (initials.empty() ? "" : ", ") + member.name + "(" +
                    expression_text(*member.initial) + ")";
    std::string const head = (parameters.size() == 1 ? "explicit " : "") + name + "(";
    std::string text = list_text(head, items, ")", 4);
    bool const fits =
        text.find('\n') + initials.size() + 10 < 96 && text.find('\n') + 1 == text.size();
    if (fits) {
        text.pop_back();
        return text + " : " + initials + " {}\n";
    }
    return text + list_text("    : " + initials, {}, "", 4) + "{\n}\n";
}

std::string members_text(std::vector<cpp::Field> const& constants,
                         std::vector<cpp::Field> const& state)
{
    std::string text;
    for (cpp::Field const& member : constants)
        text += member_text(member.type, member.name, nullptr, 4);
    for (cpp::Field const& member : state)
        text +=
            lines_text(member.doc) +
            member_text(member.type, member.name, member.initial ? &*member.initial : nullptr, 4);
    return text;
}

std::string class_text(cpp::Lines const& doc, std::string const& name, std::string const& base,
                       std::string const& open, std::string const& hidden)
{
    Fields fields{{"doc", lines_text(doc)}, {"name", name}, {"base", base}, {"public", open}};
    if (hidden.empty())
        return render("class_public.hpp.in", fields);
    fields.emplace_back("private", hidden);
    return render("class.hpp.in", fields);
}

/// A blank line between two groups of members.
std::string joined_groups(std::string const& first, std::string const& second)
{
    return first + (first.empty() || second.empty() ? "" : "\n") + second;
}

/// "static constexpr std::array<std::string_view, 1> name{"a"};"
std::string names_text(std::string const& name, std::vector<std::string> const& names)
{
    std::vector<std::string> items;
    for (std::string const& one : names)
        items.push_back("\"" + one + "\"");
    return list_text("static constexpr std::array<std::string_view, " +
                         std::to_string(items.size()) + "> " + name + "{",
                     items, "};", 4);
}

/// `"shop.Cart"`; of a generic grain with the types it is used with.
std::vector<std::string> stored_names(cpp::Actor const& actor,
                                      std::vector<std::string> const& names)
{
    std::vector<std::string> spelled;
    for (std::string const& name : names) {
        std::string const& arguments = actor.template_arguments; // "<T>"
        bool const generic = actor.grain && !arguments.empty();
        spelled.push_back(generic ? "janus::generic_name<\"" + name + "\", " + arguments.substr(1)
                                  : "\"" + name + "\"");
    }
    return spelled;
}

std::string block(std::string text)
{
    return text.empty() ? text : std::move(text) + "\n";
}

} // namespace

std::string actor_class_text(cpp::Actor const& actor)
{
    std::string open = block(constructor_text(actor.name, actor.parameters, actor.constants));
    open += "janus::Behaviour run(janus::Mailbox<" + actor.message + ">& " + actor.inbox + ");\n";
    for (cpp::Function const& hook : actor.hooks)
        open += signature_text(hook, false, ";", 4);
    if (actor.durable)
        open += "\n" + render("serialize.hpp.in", {{"stored", stored_text(actor.state)}});
    std::string functions;
    for (cpp::Function const& function : actor.functions) {
        if (!function.template_head.empty())
            functions += function.template_head + "\n";
        functions += signature_text(function, false, ";", 4);
    }
    std::string const members = members_text(actor.constants, actor.state);
    std::string const head = actor.template_head.empty() ? "" : actor.template_head + "\n";
    return head + class_text(actor.doc, actor.name, "", open, joined_groups(functions, members));
}

std::string actor_traits_text(cpp::Actor const& actor)
{
    std::string facts;
    if (actor.grain) {
        facts += "static constexpr bool grain = true;\n";
        facts += "using key = std::tuple<" + actor.key + ">;\n";
        facts += "static constexpr std::uint32_t revision = " + actor.revision + ";\n";
        if (!actor.persist.empty())
            facts += "static constexpr janus::Persist persist = janus::Persist::" + actor.persist +
                     ";\n";
        if (!actor.persist_interval_ms.empty())
            facts +=
                "static constexpr std::int64_t persist_interval_ms = " + actor.persist_interval_ms +
                ";\n";
        if (actor.refuses_unknown)
            facts += "static constexpr janus::Unknown evolve = janus::Unknown::refuse;\n";
        if (!actor.older_names.empty())
            facts += list_text("static constexpr std::array<std::string_view, " +
                                   std::to_string(actor.older_names.size()) + "> older_names{",
                               stored_names(actor, actor.older_names), "};", 4);
        if (!actor.durable)
            facts += "static constexpr bool durable = false;\n";
    }
    if (!actor.mailbox.empty())
        facts +=
            list_text("static constexpr janus::MailboxOptions mailbox{", actor.mailbox, "};", 4);
    if (!actor.reductions.empty())
        facts += "static constexpr std::uint32_t reductions = " + actor.reductions + ";\n";
    if (!actor.pledges.empty())
        facts += list_text("static constexpr janus::Pledge pledge{", actor.pledges, "};", 4);
    if (!actor.reentrant.empty())
        facts += names_text("reentrant", actor.reentrant);
    if (!actor.capabilities.empty()) {
        facts += names_text("requires_capabilities", actor.capabilities);
    }
    if (!actor.idle_timeout_ms.empty())
        facts += "static constexpr std::int64_t idle_timeout_ms = " + actor.idle_timeout_ms + ";\n";
    std::string const head = actor.template_head.empty() ? "template <>" : actor.template_head;
    return render("actor_traits.hpp.in", {{"template", head},
                                          {"type", actor.qualified + actor.template_arguments},
                                          {"message", actor.traits_message},
                                          {"name", stored_names(actor, {actor.stored_name})[0]},
                                          {"facts", facts}});
}

std::string actor_run_text(cpp::Actor const& actor)
{
    return render("actor_run.cpp.in", {{"template", actor.template_head},
                                       {"name", actor.name + actor.template_arguments},
                                       {"message", actor.message},
                                       {"inbox", actor.inbox},
                                       {"loop", body_text(actor.loop)}});
}

std::string supervisor_class_text(cpp::Supervisor const& supervisor)
{
    std::string open =
        block(constructor_text(supervisor.name, supervisor.parameters, supervisor.constants));
    for (cpp::Function const& function : supervisor.overrides) {
        std::string signature = signature_text(function, false, "", 4);
        signature.pop_back();
        Lines const body = body_lines(function.body);
        bool const fits = body.count() == 1 && signature.size() + body.size(0) + 5 <= 96;
        open += signature + (fits ? " { " : "\n{\n");
        for (std::size_t line = 0; line < body.count(); ++line) {
            open += fits ? "" : "    ";
            body.copy(line, open);
            open += fits ? "" : "\n";
        }
        open += fits ? " }\n" : "}\n";
    }
    open += "janus::List<janus::ChildSpec> children() const override;\n";
    std::string functions;
    for (cpp::Function const& function : supervisor.functions) {
        if (!function.template_head.empty())
            functions += function.template_head + "\n";
        functions += signature_text(function, false, ";", 4);
    }
    std::string const members = members_text(supervisor.constants, {});
    return class_text(supervisor.doc, supervisor.name, " final : public janus::Supervisor", open,
                      joined_groups(functions, members));
}

std::string supervisor_traits_text(cpp::Supervisor const& supervisor)
{
    return render("supervisor_traits.hpp.in",
                  {{"type", supervisor.qualified}, {"name", supervisor.stored_name}});
}

std::string supervisor_children_text(cpp::Supervisor const& supervisor)
{
    std::string children;
    for (cpp::ListedChild const& child : supervisor.listed) {
        children += lines_text(child.comments);
        std::string text = wrapped_text("", child.value, ",", 8);
        if (!child.trailing.empty()) {
            text.pop_back();
            text += "  " + child.trailing + "\n";
        }
        children += text;
    }
    return render("supervisor_children.cpp.in", {{"name", supervisor.name},
                                                 {"before", body_text(supervisor.children.body)},
                                                 {"children", children}});
}

} // namespace janus::emit
