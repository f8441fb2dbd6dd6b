#include "semantics/type.hpp"

#include "semantics/program.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

void mix(std::size_t& hash, std::size_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
}

template <class T> std::size_t address(T const* pointer)
{
    return reinterpret_cast<std::uintptr_t>(pointer);
}

/// Parameters are known by their number alone: a list of bounds may repeat.
bool is_numbered(Type const& type)
{
    return type.kind == TypeKind::parameter;
}

std::string_view scalar_name(TypeKind kind)
{
    switch (kind) {
    case TypeKind::i8:
        return "i8";
    case TypeKind::i16:
        return "i16";
    case TypeKind::i32:
        return "i32";
    case TypeKind::i64:
        return "i64";
    case TypeKind::i128:
        return "i128";
    case TypeKind::u8:
        return "u8";
    case TypeKind::u16:
        return "u16";
    case TypeKind::u32:
        return "u32";
    case TypeKind::u64:
        return "u64";
    case TypeKind::u128:
        return "u128";
    case TypeKind::isize:
        return "isize";
    case TypeKind::usize:
        return "usize";
    case TypeKind::f32:
        return "f32";
    case TypeKind::f64:
        return "f64";
    case TypeKind::boolean:
        return "bool";
    case TypeKind::character:
        return "char";
    case TypeKind::void_:
        return "void";
    case TypeKind::never:
        return "never";
    case TypeKind::open_error:
        return "Error";
    default:
        return "_"; // variables, and what could not be checked
    }
}

/// `A, B`
std::string joined(std::span<TypeRef const> types, std::string_view separator)
{
    std::string text;
    for (TypeRef type : types) {
        if (!text.empty())
            text += separator;
        text += to_string(type);
    }
    return text;
}

std::string with_arguments(std::string_view name, std::span<TypeRef const> arguments)
{
    std::string text{name};
    if (!arguments.empty())
        text += "[" + joined(arguments, ", ") + "]";
    return text;
}

/// In parentheses where the bare text would read as something else.
std::string enclosed(TypeRef type, bool function_too)
{
    bool loose = type->kind == TypeKind::result || type->kind == TypeKind::one_of ||
                 (function_too && type->kind == TypeKind::function);
    return loose ? "(" + to_string(type) + ")" : to_string(type);
}

std::string function_text(Type const& type)
{
    if (type.arguments.empty())
        return "fn()";
    auto parameters = type.arguments.first(type.arguments.size() - 1);
    return (type.flag ? "async fn(" : "fn(") + joined(parameters, ", ") + ") -> " +
           to_string(type.arguments.back());
}

std::string reference_text(Type const& type)
{
    TypeRef inner = type.arguments[0];
    if (inner->kind == TypeKind::dyn) // a trait object prints its own `&`
        return to_string(inner);
    return (type.flag ? "&mut " : "&") + enclosed(inner, true);
}

std::string composite_text(Type const& type)
{
    switch (type.kind) {
    case TypeKind::option:
        return "?" + enclosed(type.arguments[0], true);
    case TypeKind::result:
        return enclosed(type.arguments[0], true) + " ! " + enclosed(type.arguments[1], true);
    case TypeKind::tuple:
        return "(" + joined(type.arguments, ", ") + ")";
    case TypeKind::array:
        return "[" + std::to_string(type.number) + "]" + enclosed(type.arguments[0], true);
    case TypeKind::slice:
        return "[]" + enclosed(type.arguments[0], true);
    case TypeKind::function:
        return function_text(type);
    case TypeKind::one_of:
        return joined(type.arguments, " | ");
    case TypeKind::reference:
        return reference_text(type);
    case TypeKind::dyn:
        return "&dyn " + std::string{type.trait->name};
    case TypeKind::range:
        return with_arguments("Range", type.arguments);
    default:
        return std::string{scalar_name(type.kind)};
    }
}

} // namespace

bool is_integer(TypeRef type)
{
    return type->kind <= TypeKind::usize;
}

bool is_signed_integer(TypeRef type)
{
    return type->kind <= TypeKind::i128 || type->kind == TypeKind::isize;
}

bool is_float(TypeRef type)
{
    return type->kind == TypeKind::f32 || type->kind == TypeKind::f64;
}

int integer_bits(TypeRef type)
{
    switch (type->kind) {
    case TypeKind::i8:
    case TypeKind::u8:
        return 8;
    case TypeKind::i16:
    case TypeKind::u16:
        return 16;
    case TypeKind::i32:
    case TypeKind::u32:
        return 32;
    case TypeKind::i64:
    case TypeKind::u64:
    case TypeKind::isize:
    case TypeKind::usize:
        return 64;
    case TypeKind::i128:
    case TypeKind::u128:
        return 128;
    default:
        return 0;
    }
}

std::string to_string(TypeRef type)
{
    switch (type->kind) {
    case TypeKind::structure:
        if (type->structure->builtin && type->structure->name == "List" &&
            type->arguments.size() == 1)
            return "[" + to_string(type->arguments[0]) + "]";
        return with_arguments(type->structure->name, type->arguments);
    case TypeKind::variants:
        return with_arguments(type->variants->name, type->arguments);
    case TypeKind::supervisor_ref:
        return std::string{type->supervisor->name};
    case TypeKind::extern_type:
        return std::string{type->extern_type->name};
    case TypeKind::parameter:
        return type->flag ? "untyped" : std::string{type->name};
    case TypeKind::unique:
        return with_arguments(type->name, type->arguments.subspan(1));
    default:
        return composite_text(*type);
    }
}

std::span<TypeRef const> held_types(TypeRef type)
{
    return type->kind == TypeKind::unique ? type->arguments.first(1) : type->arguments;
}

std::size_t TypeTable::Hash::operator()(Type const* type) const
{
    std::size_t hash = static_cast<std::size_t>(type->kind);
    mix(hash, type->number);
    if (is_numbered(*type))
        return hash;
    mix(hash, address(type->structure) ^ address(type->variants) ^ address(type->trait) ^
                  address(type->supervisor) ^ address(type->extern_type));
    for (TypeRef argument : type->arguments)
        mix(hash, address(argument));
    return hash;
}

bool TypeTable::Same::operator()(Type const* left, Type const* right) const
{
    if (left->kind != right->kind || left->number != right->number)
        return false;
    return is_numbered(*left) ||
           (left->flag == right->flag && left->structure == right->structure &&
            left->variants == right->variants && left->trait == right->trait &&
            left->supervisor == right->supervisor && left->extern_type == right->extern_type &&
            std::equal(left->arguments.begin(), left->arguments.end(), right->arguments.begin(),
                       right->arguments.end()));
}

TypeTable::TypeTable()
{
    constexpr TypeKind other_scalars[] = {
        TypeKind::f32,   TypeKind::f64,   TypeKind::boolean,    TypeKind::character,
        TypeKind::void_, TypeKind::never, TypeKind::open_error, TypeKind::error,
    };
    auto add = [this](TypeKind kind) {
        Type type;
        type.kind = kind;
        scalars_[static_cast<std::size_t>(kind)] = intern(type);
    };
    for (auto kind = TypeKind::i8; kind <= TypeKind::usize;
         kind = static_cast<TypeKind>(static_cast<int>(kind) + 1))
        add(kind);
    for (TypeKind kind : other_scalars)
        add(kind);
}

TypeRef TypeTable::intern(Type const& type)
{
    if (auto found = interned_.find(&type); found != interned_.end())
        return *found;
    Type& stored = types_.emplace_back(type);
    if (!type.arguments.empty())
        stored.arguments =
            argument_lists_.emplace_back(type.arguments.begin(), type.arguments.end());
    if (!type.bounds.empty())
        stored.bounds = bound_lists_.emplace_back(type.bounds.begin(), type.bounds.end());
    stored.open = type.kind == TypeKind::variable || type.kind == TypeKind::parameter ||
                  std::any_of(type.arguments.begin(), type.arguments.end(),
                              [](TypeRef argument) { return argument->open; });
    interned_.insert(&stored);
    return &stored;
}

TypeRef TypeTable::structure(Struct* structure, std::vector<TypeRef> arguments)
{
    Type type;
    type.kind = TypeKind::structure;
    type.structure = structure;
    type.arguments = arguments;
    return intern(type);
}

TypeRef TypeTable::variants(Variants* variants, std::vector<TypeRef> arguments)
{
    Type type;
    type.kind = TypeKind::variants;
    type.variants = variants;
    type.arguments = arguments;
    return intern(type);
}

TypeRef TypeTable::composite(TypeKind kind, std::vector<TypeRef> arguments, bool flag)
{
    Type type;
    type.kind = kind;
    type.arguments = arguments;
    type.flag = flag;
    return intern(type);
}

TypeRef TypeTable::array(TypeRef element, std::uint64_t length)
{
    Type type;
    type.kind = TypeKind::array;
    type.arguments = {&element, 1};
    type.number = length;
    return intern(type);
}

TypeRef TypeTable::dyn(Trait* trait)
{
    Type type;
    type.kind = TypeKind::dyn;
    type.trait = trait;
    return intern(type);
}

TypeRef TypeTable::supervisor_ref(Supervisor* supervisor)
{
    Type type;
    type.kind = TypeKind::supervisor_ref;
    type.supervisor = supervisor;
    return intern(type);
}

TypeRef TypeTable::extern_type(ExternType* extern_type)
{
    Type type;
    type.kind = TypeKind::extern_type;
    type.extern_type = extern_type;
    return intern(type);
}

TypeRef TypeTable::parameter(std::string_view name, std::uint64_t identity,
                             std::vector<Trait*> bounds, bool implicit)
{
    Type type;
    type.kind = TypeKind::parameter;
    type.flag = implicit;
    type.name = name;
    type.number = identity;
    type.bounds = bounds;
    return intern(type);
}

TypeRef TypeTable::unique(std::string_view name, std::uint64_t identity,
                          std::vector<TypeRef> arguments)
{
    Type type;
    type.kind = TypeKind::unique;
    type.name = name;
    type.number = identity;
    type.arguments = arguments;
    return intern(type);
}

TypeRef TypeTable::variable(std::uint64_t identity)
{
    Type type;
    type.kind = TypeKind::variable;
    type.number = identity;
    return intern(type);
}

} // namespace janus::semantics
