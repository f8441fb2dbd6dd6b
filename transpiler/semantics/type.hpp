//! The types of a checked program. Types are interned in a TypeTable: equal types are equal
//! pointers. Inference variables exist only while a body is being checked; no type of a finished
//! Program contains one.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace janus::semantics {

struct Struct;
struct Variants;
struct Trait;
struct Actor;
struct Supervisor;
struct ExternType;

enum class TypeKind : std::uint8_t {
    // scalars; the integers stay in this order (see is_integer)
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
    isize,
    usize,
    f32,
    f64,
    boolean,
    character,
    void_,
    never,
    // nominal
    structure, // user's and the prelude's (String, List[T], HashMap[K, V], Reply[T], ActorRef[M] …)
    variants,       // enum, union, message, error
    open_error,     // Error: the open set, also the inferred side of `!T`
    unique,         // type A[B] = unique T; arguments are T and B
    supervisor_ref, // what `spawn Backend(4)` gives: `supervisor` tells its children's types
    extern_type,
    // composite; parts are in `arguments`
    option,
    result,
    tuple,
    array,
    slice,
    function,
    one_of,
    reference,
    dyn,
    range,
    // in generic declarations
    parameter,
    // while a body is being checked
    variable,
    // of what could not be checked; agrees with everything and is never reported twice
    error,
};

struct Type {
    TypeKind kind{};
    std::span<Type const* const>
        arguments; // result: {value, error}; function: {parameters…, result}
    Struct* structure = nullptr;
    Variants* variants = nullptr;
    Trait* trait = nullptr; // dyn
    Supervisor* supervisor = nullptr;
    ExternType* extern_type = nullptr;
    std::string_view name;          // parameter, unique
    std::uint64_t number = 0;       // array: length; parameter, variable, unique: identity
    bool flag = false;              // function: suspends; reference: mut; parameter: implicit
    std::span<Trait* const> bounds; // parameter
    bool open = false;              // a variable or a parameter is part of it; set by the table
};

using TypeRef = Type const*;

bool is_integer(TypeRef type);
bool is_signed_integer(TypeRef type);
bool is_float(TypeRef type);
inline bool is_numeric(TypeRef type)
{
    return is_integer(type) || is_float(type);
}
int integer_bits(TypeRef type);
/// The types of the parts that a value of this type holds; a name may have further arguments.
std::span<TypeRef const> held_types(TypeRef type);
/// The type as the user writes it: `?i64`, `HashMap[String, Bytes]`, `void ! AskError`.
std::string to_string(TypeRef type);

/// Makes and interns types. One per compile; every type lives as long as its table.
class TypeTable {
public:
    TypeTable();
    TypeRef scalar(TypeKind kind) const { return scalars_[static_cast<std::size_t>(kind)]; }
    TypeRef structure(Struct* structure, std::vector<TypeRef> arguments = {});
    TypeRef variants(Variants* variants, std::vector<TypeRef> arguments = {});
    TypeRef composite(TypeKind kind, std::vector<TypeRef> arguments, bool flag = false);
    TypeRef array(TypeRef element, std::uint64_t length);
    TypeRef dyn(Trait* trait);
    TypeRef supervisor_ref(Supervisor* supervisor);
    TypeRef extern_type(ExternType* type);
    /// `implicit`: of a parameter that was written without a type.
    TypeRef parameter(std::string_view name, std::uint64_t identity, std::vector<Trait*> bounds,
                      bool implicit = false);
    /// `arguments`: the type inside, and then those that are written behind the name.
    TypeRef unique(std::string_view name, std::uint64_t identity, std::vector<TypeRef> arguments);
    TypeRef variable(std::uint64_t identity);

private:
    TypeRef intern(Type const& type);

    struct Hash {
        std::size_t operator()(Type const* type) const;
    };
    struct Same {
        bool operator()(Type const* left, Type const* right) const;
    };
    std::deque<Type> types_;
    std::deque<std::vector<TypeRef>> argument_lists_;
    std::deque<std::vector<Trait*>> bound_lists_;
    std::unordered_set<Type const*, Hash, Same> interned_;
    TypeRef scalars_[64] = {};
};

} // namespace janus::semantics
