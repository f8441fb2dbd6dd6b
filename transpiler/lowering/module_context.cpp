#include "lowering/module_context.hpp"

#include "lowering/names.hpp"

namespace janus::lowering {

using namespace semantics;

ModuleContext::ModuleContext(Program const& program_, Module const& module_,
                             EntityNames const& names_, source::SourceSet const& sources,
                             diagnostics::Diagnostics& diagnostics_, bool wrap_)
    : program(program_), module(module_), names(names_), diagnostics(diagnostics_),
      comments(module_.syntax, module_.file < sources.size() ? &sources[module_.file] : nullptr),
      wrap(wrap_), file(module_.file < sources.size() ? &sources[module_.file] : nullptr)
{}

std::string ModuleContext::spell_in(Module const* owner, std::string const& name) const
{
    std::string const space = names.name_space(owner);
    if (global_)
        return space + "::" + name;
    if (owner == &module && !hidden.contains(name))
        return name;
    std::string const first = space.substr(0, space.find("::"));
    std::string const& own = names.name_space(&module);
    bool const ambiguous = hidden.contains(first) || names.declared(&module).contains(first) ||
                           own.find("::" + first) != std::string::npos;
    return (ambiguous ? "::" : "") + space + "::" + name;
}

std::string ModuleContext::spell(Entity const& entity) const
{
    if (!entity.cpp_name.empty())
        return entity.cpp_name;
    return entity.module ? spell_in(entity.module, names.simple(&entity))
                         : "janus::" + std::string(entity.name);
}

std::string ModuleContext::spell(Entity const& entity, std::span<TypeRef const> arguments) const
{
    return spell(entity) + (arguments.empty() ? "" : "<" + spell_arguments(arguments) + ">");
}

std::string ModuleContext::spell_class(Actor const& actor) const
{
    std::vector<TypeRef> parameters;
    for (TypeParameter const& parameter : actor.generics)
        parameters.push_back(parameter.type);
    return spell(actor, parameters);
}

std::string ModuleContext::qualified(Entity const& entity) const
{
    return names.name_space(entity.module) + "::" + names.simple(&entity);
}

std::string ModuleContext::text_of(source::Span span) const
{
    std::string text;
    if (!file || span.end > file->text().size() || span.begin > span.end)
        return text;
    for (char const letter : file->text().substr(span.begin, span.size())) {
        bool const space = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
        if (!space)
            text += letter;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    return text;
}

std::string ModuleContext::spell_global(TypeRef type) const
{
    global_ = true;
    std::string spelled = spell_argument(type);
    global_ = false;
    return spelled;
}

std::string ModuleContext::spell_argument(TypeRef type) const
{
    return is_void(type) ? "janus::Unit" : spell(type);
}

std::string ModuleContext::spell_task(TypeRef result) const
{
    return is_void(result) ? "janus::Task<>" : "janus::Task<" + spell(result) + ">";
}

std::string ModuleContext::spell_parameter(TypeRef type) const
{
    if (type->kind == TypeKind::reference)
        return spell(type);
    return is_small(type) ? spell(type) : spell_argument(type) + " const&";
}

std::string ModuleContext::spell_arguments(std::span<TypeRef const> arguments) const
{
    std::string text;
    for (TypeRef argument : arguments)
        text += (text.empty() ? "" : ", ") + spell_argument(argument);
    return text;
}

std::string ModuleContext::spell_structure(TypeRef type) const
{
    std::string const base = spell(*type->structure);
    if (type->arguments.empty())
        return base;
    // These exist as such.
    if ((base == "janus::Reply" || base == "janus::SpawnedTask") && is_void(type->arguments[0]))
        return base + "<void>";
    return base + "<" + spell_arguments(type->arguments) + ">";
}

std::string ModuleContext::spell(TypeRef type) const
{
    auto const& arguments = type->arguments;
    switch (type->kind) {
    case TypeKind::i8:
        return "std::int8_t";
    case TypeKind::i16:
        return "std::int16_t";
    case TypeKind::i32:
        return "std::int32_t";
    case TypeKind::i64:
        return "std::int64_t";
    case TypeKind::i128:
        return "janus::i128";
    case TypeKind::u8:
        return "std::uint8_t";
    case TypeKind::u16:
        return "std::uint16_t";
    case TypeKind::u32:
        return "std::uint32_t";
    case TypeKind::u64:
        return "std::uint64_t";
    case TypeKind::u128:
        return "janus::u128";
    case TypeKind::isize:
        return "std::ptrdiff_t";
    case TypeKind::usize:
        return "std::size_t";
    case TypeKind::f32:
        return "float";
    case TypeKind::f64:
        return "double";
    case TypeKind::boolean:
        return "bool";
    case TypeKind::character:
        return "char32_t";
    case TypeKind::void_:
    case TypeKind::never:
        return "void";
    case TypeKind::structure:
        return spell_structure(type);
    case TypeKind::variants:
        return spell(*type->variants) +
               (arguments.empty() ? "" : "<" + spell_arguments(arguments) + ">");
    case TypeKind::open_error:
        return "janus::Error";
    case TypeKind::unique:
        return spell_in(names.module_of_unique(type), names.simple_unique(type)) +
               (arguments.size() > 1 ? "<" + spell_arguments(arguments.subspan(1)) + ">" : "");
    case TypeKind::supervisor_ref:
        return "janus::SupervisorRef";
    case TypeKind::extern_type:
        return "janus::Foreign<" + type->extern_type->cpp_name + ">";
    case TypeKind::option:
        return "janus::Option<" + spell_argument(arguments[0]) + ">";
    case TypeKind::result: {
        std::string const error = spell(arguments[1]);
        return "janus::Result<" + spell(arguments[0]) +
               (error == "janus::AskError" ? ">" : ", " + error + ">");
    }
    case TypeKind::tuple:
        return "std::tuple<" + spell_arguments(arguments) + ">";
    case TypeKind::array:
        return "std::array<" + spell(arguments[0]) + ", " + std::to_string(type->number) + ">";
    case TypeKind::slice:
        return "janus::Slice<" + spell_argument(arguments[0]) + ">";
    case TypeKind::dyn:
        return "janus::Dyn<" + spell(*type->trait) + ">";
    case TypeKind::function: {
        TypeRef const result = arguments.back();
        return "janus::Function<" + (type->flag ? spell_task(result) : spell(result)) + "(" +
               spell_arguments(arguments.first(arguments.size() - 1)) + ")>";
    }
    case TypeKind::one_of:
        return "janus::OneOf<" + spell_arguments(arguments) + ">";
    case TypeKind::reference:
        return spell(arguments[0]) + (type->flag ? "&" : " const&");
    case TypeKind::range:
        return "janus::Range<" + spell(arguments[0]) + ">";
    case TypeKind::parameter:
        return spell_name(type->name);
    case TypeKind::variable:
    case TypeKind::error:
        break;
    }
    return "void";
}

std::string ModuleContext::field(Field const& field) const
{
    std::string const renamed = names.renamed(field);
    return renamed.empty() ? field_name(field) : renamed;
}

void ModuleContext::unsupported(source::Span span, std::string_view feature)
{
    diagnostics.add(diagnostics::Diagnostic{diagnostics::Code::C0001, span,
                                            std::string(feature) + " cannot be compiled yet"});
}

std::string field_name(Field const& field)
{
    bool const number = !field.name.empty() && field.name[0] >= '0' && field.name[0] <= '9';
    if (number)
        return "item" + std::string(field.name);
    // `serialize` is a function of every type with fields.
    return field.name == "serialize" ? "serialize_" : spell_name(field.name);
}

bool is_void(TypeRef type)
{
    return !type || type->kind == TypeKind::void_ || type->kind == TypeKind::never;
}

bool is_small(TypeRef type)
{
    if (type->kind < TypeKind::void_)
        return true;
    return type->kind == TypeKind::variants && type->variants->payload_free;
}

} // namespace janus::lowering
