#include "semantics/pattern_constructors.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

using Kind = Constructor::Kind;

bool all_wildcards(std::vector<std::string> const& parts)
{
    return std::all_of(parts.begin(), parts.end(), [](auto const& part) { return part == "_"; });
}

std::string joined(std::vector<std::string> const& parts)
{
    std::string text;
    for (std::string const& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

/// `{ x: 0, .. }`: what nobody asks for is left out.
template <class Fields> std::string record(Fields const& fields, std::vector<std::string> parts)
{
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] != "_")
            shown.push_back(std::string{fields[i].name} + ": " + parts[i]);
    }
    if (shown.size() < parts.size())
        shown.push_back("..");
    return "{ " + joined(shown) + " }";
}

std::string case_text(Constructor const& constructor, std::vector<std::string> const& parts)
{
    Case const& case_ = *constructor.case_;
    std::string text = constructor.variants ? std::string{constructor.variants->name} : "Error";
    text += "." + std::string{case_.name};
    if (all_wildcards(parts)) // the name says it
        return text;
    return case_.tuple ? text + "(" + joined(parts) + ")"
                       : text + " " + record(case_.fields, parts);
}

std::string decimal(SortableInteger magnitude)
{
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
        magnitude /= 10;
    } while (magnitude != 0);
    return digits;
}

std::string number_text(TypeRef type, SortableInteger value)
{
    SortableInteger zero = is_signed_integer(type) ? SortableInteger{1} << 127 : 0;
    return value < zero ? "-" + decimal(zero - value) : decimal(value - zero);
}

/// Stretches that reach the end of the type need a wildcard, so that is what they print as.
std::string interval_text(TypeRef type, Constructor const& interval)
{
    if (interval.low == smallest(type) || interval.high == largest(type))
        return "_";
    if (type->kind == TypeKind::character) {
        bool plain = interval.low == interval.high && interval.low > ' ' && interval.low < 0x7F;
        return plain ? std::string{"'"} + static_cast<char>(interval.low) + "'" : "_";
    }
    std::string low = number_text(type, interval.low);
    return interval.low == interval.high ? low : low + ".." + number_text(type, interval.high);
}

} // namespace

std::string pattern_text(TypeRef type, Constructor const& constructor,
                         std::vector<std::string> const& parts)
{
    type = matched_type(type);
    switch (constructor.kind) {
    case Kind::whole:
        if (type->kind == TypeKind::tuple)
            return "(" + joined(parts) + ")";
        return all_wildcards(parts) ? "_"
                                    : std::string{type->structure->name} + " " +
                                          record(type->structure->fields, parts);
    case Kind::truth:
        return constructor.low != 0 ? "true" : "false";
    case Kind::case_:
        return case_text(constructor, parts);
    case Kind::none:
        return "None";
    case Kind::some:
        return "Some(" + joined(parts) + ")";
    case Kind::ok:
        return "Ok(" + joined(parts) + ")";
    case Kind::error:
        return "Err(" + joined(parts) + ")";
    case Kind::interval:
        return interval_text(type, constructor);
    case Kind::length: {
        auto elements = parts;
        if (constructor.open)
            elements.emplace_back("..");
        return "[" + joined(elements) + "]";
    }
    case Kind::text:
    case Kind::other:
        return "_";
    }
    return "_";
}

} // namespace janus::semantics
