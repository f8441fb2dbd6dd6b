#pragma once
// What the runtime knows of a generated type beside its fields: its name, the names of its cases,
// and which field of a message case is the reply. Generated code specialises `type_info` and
// `reply_field`; hand-written types may do the same. Compile-time only; any thread may use it.

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace janus {

// One case of an enum without payload: its value and its name in Janus.
template <class E> struct EnumCase {
    E value;
    std::string_view name;
};

// Specialised for each struct, message, union, error and enum: `name`, and `cases` for all but
// structs; `is_error = true` for errors.
template <class T> struct type_info;

// Specialised for each message case with one `Reply` field: `pointer` to that member.
template <class Case> struct reply_field;
// A case of a generic message says it itself.
template <class Case>
    requires requires
    {
        Case::reply_pointer;
    }
struct reply_field<Case> {
    static constexpr auto pointer = Case::reply_pointer;
};

// Chooses a function by a type that none of its arguments has.
template <class T> struct TypeTag {};

// A type with cases: `enum class Case` beside a `std::variant<…> value`.
template <class T>
concept Sum = requires(T& sum)
{
    typename T::Case;
    {
        sum.value.index()
        } -> std::convertible_to<std::size_t>;
};

template <class T>
concept HasTypeInfo = requires
{
    std::string_view{type_info<T>::name};
};

template <class T>
concept ErrorType = HasTypeInfo<T> && requires
{
    requires type_info<T>::is_error;
};

template <class Case>
concept HasReplyField = requires
{
    reply_field<Case>::pointer;
};

namespace detail {

template <class Case, class Variant> inline constexpr bool is_alternative = false;
template <class Case, class... Cases>
inline constexpr bool is_alternative<Case, std::variant<Cases...>> = (std::is_same_v<Case, Cases> ||
                                                                      ...);

} // namespace detail

// `Case` is one of the cases of the sum type `T`.
template <class Case, class T>
concept CaseOf = Sum<T> && detail::is_alternative<Case, decltype(T::value)>;

// Which case a message, union or error holds. A moved-from value keeps its case.
template <Sum T> constexpr typename T::Case which(T const& sum)
{
    return static_cast<typename T::Case>(sum.value.index());
}

// The payload of a case that `which` has established; anything else is undefined.
template <class Case, Sum T> constexpr Case& as(T& sum)
{
    return *std::get_if<Case>(&sum.value);
}
template <class Case, Sum T> constexpr Case const& as(T const& sum)
{
    return *std::get_if<Case>(&sum.value);
}

// The name of the case a sum type holds.
template <Sum T>
    requires HasTypeInfo<T>
constexpr std::string_view case_name(T const& sum)
{
    return type_info<T>::cases[sum.value.index()];
}

} // namespace janus
