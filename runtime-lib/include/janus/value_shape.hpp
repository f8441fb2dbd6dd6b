#pragma once
// How the runtime sees the shape of a value: which library type it is, its fields, the case it
// holds. Text, hash, footprint and codec are all derived through these few functions, so a type is
// described once, by its `serialize`. Compile-time only; any thread may use it.

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/forward.hpp>
#include <janus/type_info.hpp>

namespace janus::detail {

template <template <class...> class Template, class T> inline constexpr bool is_instance = false;
template <template <class...> class Template, class... Arguments>
inline constexpr bool is_instance<Template, Template<Arguments...>> = true;

template <class T> inline constexpr bool is_std_array = false;
template <class T, std::size_t n> inline constexpr bool is_std_array<std::array<T, n>> = true;

template <class T>
concept OptionShape = is_instance<Option, T>;
template <class T>
concept ResultShape = is_instance<Result, T>;
template <class T>
concept BoxShape = is_instance<Box, T>;
template <class T>
concept UniqueShape = is_instance<Unique, T>;
template <class T>
concept MapShape = is_instance<HashMap, T>;
template <class T>
concept SetShape = is_instance<Set, T>;
template <class T>
concept DequeShape = is_instance<Deque, T>;
template <class T>
concept ListShape = is_instance<List, T>;
template <class T>
concept SliceShape = is_instance<Slice, T>;
template <class T>
concept TupleShape = is_instance<std::tuple, T>;
template <class T>
concept ArrayShape = is_std_array<T>;

// Never called; stands for any archive in the concept below.
struct AnyArchive {
    template <class T> AnyArchive& operator&(T const&) { return *this; }
};

template <class T>
concept Record = !Sum<T> && requires(T & value, AnyArchive& archive)
{
    value.serialize(archive, 0u);
};

// An archive that calls `function(name, field)` for each field.
template <class Function> class FieldVisitor {
public:
    explicit FieldVisitor(Function& function) : function_(function) {}

    template <class T> FieldVisitor& operator&(boost::serialization::nvp<T> const& field)
    {
        function_(std::string_view(field.name()), field.value());
        return *this;
    }

private:
    Function& function_;
};

// Calls `function(name, field)` for each field of a record, in declaration order. A type without
// `serialize` has none.
template <class T, class Function> void for_each_field(T const& record, Function function)
{
    if constexpr (Record<T>) {
        FieldVisitor<Function> visitor(function);
        // `serialize` is one function for both directions and hence not const; visiting only reads.
        const_cast<T&>(record).serialize(visitor, 0u);
    }
}

template <class SumType, class Function, std::size_t... indexes>
void visit_case(SumType& sum, Function& function, std::index_sequence<indexes...>)
{
    std::size_t const index = sum.value.index();
    (void)((index == indexes ? (function(*std::get_if<indexes>(&sum.value)), true) : false) || ...);
}

// Calls `function(payload)` with the case a sum type holds.
template <class SumType, class Function> void visit_case(SumType& sum, Function function)
{
    constexpr std::size_t count = std::variant_size_v<std::remove_const_t<decltype(sum.value)>>;
    visit_case(sum, function, std::make_index_sequence<count>{});
}

// The name of an enum's value, or nothing if it has none.
template <class E> constexpr std::string_view enum_name(E value)
{
    for (auto const& known : type_info<E>::cases) {
        if (known.value == value) {
            return known.name;
        }
    }
    return {};
}

// The part of a type's name after its last dot.
constexpr std::string_view short_name(std::string_view name)
{
    return name.substr(name.rfind('.') + 1);
}

} // namespace janus::detail
