#include "emit/type_text.hpp"

#include "emit/declaration_text.hpp"
#include "emit/template_engine.hpp"
#include "emit/trait_text.hpp"

#include <algorithm>

namespace janus::emit {

namespace cpp = lowering::cpp;

namespace {

std::string fields_text(std::vector<cpp::Field> const& fields)
{
    std::string text;
    for (cpp::Field const& field : fields)
        text += lines_text(field.doc) +
                member_text(field.type, field.name, field.initial ? &*field.initial : nullptr, 8);
    return text;
}

bool is_comparable(std::vector<cpp::Field> const& fields)
{
    return std::none_of(fields.begin(), fields.end(), [](cpp::Field const& field) {
        return field.type.find("janus::Function<") != std::string::npos;
    });
}

std::string equality_text(std::string const& name, bool comparable)
{
    if (!comparable)
        return {};
    return "friend bool operator==(" + name + " const&, " + name + " const&) = default;";
}

/// A parameter must not hide a field.
std::string unlike_fields(std::string name, std::vector<cpp::Field> const& fields)
{
    while (std::any_of(fields.begin(), fields.end(),
                       [&](cpp::Field const& field) { return field.name == name; }))
        name += '_';
    return name;
}

/// A template is looked at where it is used, not here.
std::string late_equality_text(std::string const& name, std::vector<cpp::Field> const& fields)
{
    std::string const left = unlike_fields("left", fields);
    std::string const right = unlike_fields("right", fields);
    std::string equal;
    for (cpp::Field const& field : fields)
        equal += (equal.empty() ? "" : " && ") + left + "." + field.name + " == " + right + "." +
                 field.name;
    return "template <std::same_as<" + name + "> Same>\nfriend bool operator==(Same const& " +
           left + ", Same const& " + right + ")\n{\n    return " + equal + ";\n}";
}

std::string record_text(std::string const& name, std::string const& head, cpp::Lines const& doc,
                        std::vector<cpp::Field> const& fields, bool compares_late,
                        std::string const& more = {})
{
    std::string const stored = stored_text(fields);
    bool const late = compares_late && !fields.empty() && is_comparable(fields);
    Fields values{{"doc", lines_text(doc)},
                  {"template", head},
                  {"name", name},
                  {"fields", fields_text(fields) + more},
                  {"equality", late ? late_equality_text(name, fields)
                                    : equality_text(name, is_comparable(fields))}};
    if (stored.empty())
        return render("struct_empty.hpp.in", values);
    values.emplace_back("stored", stored);
    return render("struct.hpp.in", values);
}

std::vector<std::string> case_names(cpp::DataType const& type)
{
    std::vector<std::string> names;
    for (cpp::Case const& one : type.cases)
        names.push_back(one.name);
    return names;
}

/// No fact outside of a template can be about one of its cases, so that says it itself.
std::string reply_member(cpp::DataType const& type, cpp::Case const& one)
{
    if (type.template_head.empty() || one.reply_field.empty())
        return {};
    return "static constexpr auto reply_pointer = &" + one.name + "::" + one.reply_field + ";\n";
}

std::string sum_text(cpp::DataType const& type)
{
    std::string cases;
    bool comparable = true;
    for (cpp::Case const& one : type.cases) {
        cases +=
            record_text(one.name, {}, {}, one.fields, type.compares_late, reply_member(type, one));
        comparable = comparable && is_comparable(one.fields);
    }
    return render("sum.hpp.in",
                  {{"doc", lines_text(type.doc)},
                   {"template", type.template_head},
                   {"name", type.name},
                   {"cases", cases},
                   {"enumeration",
                    list_text("enum class Case : std::uint8_t { ", case_names(type), " };", 4)},
                   {"value", list_text("std::variant<", case_names(type), "> value;", 4)},
                   {"equality", equality_text(type.name, comparable)}});
}

std::string enum_text(cpp::DataType const& type)
{
    std::vector<std::string> items;
    bool wide = false;
    for (cpp::Case const& one : type.cases) {
        items.push_back(one.name + " = " + one.number);
        wide = wide || one.number.size() > 9;
    }
    std::string const number = wide ? "std::int64_t" : "std::int32_t";
    return lines_text(type.doc) +
           list_text("enum class " + type.name + " : " + number + " { ", items, " };", 0);
}

std::string quoted_name(std::string const& name)
{
    return "\"" + name + "\"";
}

/// What the cases are stored as, if some are not stored under their names.
std::string stored_cases(cpp::DataType const& type)
{
    std::vector<std::string> items;
    bool differs = false;
    for (cpp::Case const& one : type.cases) {
        items.push_back(quoted_name(one.stored_as.empty() ? one.stored_name : one.stored_as));
        differs = differs || !one.stored_as.empty();
    }
    if (!differs)
        return {};
    return list_text("static constexpr std::array<std::string_view, " +
                         std::to_string(items.size()) + "> stored_cases{",
                     items, "};", 4);
}

std::string facts_of(cpp::DataType const& type)
{
    std::string facts = type.error ? "static constexpr bool is_error = true;\n" : "";
    if (type.flags)
        facts += "static constexpr bool is_flags = true;\n";
    std::string const count = std::to_string(type.cases.size());
    std::vector<std::string> items;
    if (type.kind == cpp::DataKind::sum) {
        for (cpp::Case const& one : type.cases)
            items.push_back(quoted_name(one.stored_name));
        facts += list_text("static constexpr std::array<std::string_view, " + count + "> cases{",
                           items, "};", 4);
        facts += stored_cases(type);
    }
    if (type.kind == cpp::DataKind::enumeration) {
        for (cpp::Case const& one : type.cases)
            items.push_back("{" + type.qualified + "::" + one.name + ", " +
                            quoted_name(one.stored_name) + "}");
        facts += list_text("static constexpr std::array<janus::EnumCase<" + type.qualified + ">, " +
                               count + "> cases{{",
                           items, "}};", 4);
    }
    return facts;
}

} // namespace

std::string stored_text(std::vector<cpp::Field> const& fields)
{
    std::string text;
    for (cpp::Field const& field : fields) {
        if (field.stored && !field.stored_as.empty())
            text += "archive & janus::stored_field(\"" + field.stored_name + "\", " + field.name +
                    ", \"" + field.stored_as + "\");\n";
        else if (field.stored)
            text += "archive & boost::serialization::make_nvp(\"" + field.stored_name + "\", " +
                    field.name + ");\n";
    }
    return text;
}

std::string type_text(cpp::DataType const& type)
{
    switch (type.kind) {
    case cpp::DataKind::structure:
        return record_text(type.name, type.template_head, type.doc, type.fields,
                           type.compares_late);
    case cpp::DataKind::sum:
        return sum_text(type);
    case cpp::DataKind::enumeration:
        return enum_text(type);
    case cpp::DataKind::unique: {
        std::string const head = type.template_head.empty() ? "" : type.template_head + "\n";
        std::string const tag = type.name + "_tag";
        return head + "struct " + tag +
               " {\n    static constexpr std::string_view name = " + quoted_name(type.stored_name) +
               ";\n};\n" + lines_text(type.doc) + head + "using " + type.name +
               " = janus::Unique<" + type.fields[0].type + ", " + tag + type.template_arguments +
               ">;\n";
    }
    case cpp::DataKind::forward:
        return (type.template_head.empty() ? "" : type.template_head + " ") + "struct " +
               type.name + ";\n";
    case cpp::DataKind::trait:
        return trait_text(type);
    }
    return {};
}

std::string type_facts_text(cpp::DataType const& type)
{
    bool const named = type.kind == cpp::DataKind::structure || type.kind == cpp::DataKind::sum ||
                       type.kind == cpp::DataKind::enumeration;
    if (!named)
        return {};
    std::string const head = type.template_head.empty() ? "template <>" : type.template_head;
    std::string const spelled = type.qualified + type.template_arguments;
    std::string text = render("type_info.hpp.in", {{"template", head},
                                                   {"type", spelled},
                                                   {"name", type.stored_name},
                                                   {"facts", facts_of(type)}});
    for (cpp::Case const& one : type.cases) {
        if (one.reply_field.empty() || !type.template_head.empty())
            continue;
        text += render("reply_field.hpp.in", {{"template", "template <>"},
                                              {"case", spelled + "::" + one.name},
                                              {"field", one.reply_field}});
    }
    return text;
}

} // namespace janus::emit
