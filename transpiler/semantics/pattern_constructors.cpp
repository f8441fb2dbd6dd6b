#include "semantics/pattern_constructors.hpp"

#include "semantics/pattern_literals.hpp"

#include <algorithm>
#include <set>

namespace janus::semantics {

namespace {

using Kind = Constructor::Kind;
using Column = std::vector<Pattern const*>;

std::vector<Constructor> split_ordinals(TypeRef type, Column const& column)
{
    SortableInteger last = largest(type);
    std::set<SortableInteger> starts{smallest(type)};
    for (Pattern const* pattern : column) {
        auto interval = interval_of(type, *pattern);
        if (!interval || interval->empty)
            continue;
        starts.insert(interval->low);
        if (interval->high < last)
            starts.insert(interval->high + 1);
    }
    std::vector<Constructor> constructors;
    for (auto start = starts.begin(); start != starts.end(); ++start) {
        auto next = std::next(start);
        constructors.push_back({.kind = Kind::interval,
                                .low = *start,
                                .high = next == starts.end() ? last : *next - 1});
    }
    return constructors;
}

std::vector<Constructor> split_texts(Column const& column)
{
    std::vector<Constructor> constructors;
    std::set<std::string> seen;
    for (Pattern const* pattern : column) {
        if (pattern->kind != PatternKind::literal && pattern->kind != PatternKind::not_literal)
            continue;
        auto key = text_key(as<LiteralPattern>(*pattern).value);
        if (key && seen.insert(*key).second)
            constructors.push_back({.kind = Kind::text, .key = *key});
    }
    constructors.push_back({.kind = Kind::other});
    return constructors;
}

/// Beyond the longest list that some pattern tells apart, one more length stands for all others.
std::vector<Constructor> split_lengths(TypeRef type, Column const& column)
{
    if (type->kind == TypeKind::array)
        return {{.kind = Kind::length, .arity = static_cast<std::size_t>(type->number)}};
    std::size_t enough = 0;
    for (Pattern const* pattern : column) {
        if (pattern->kind != PatternKind::list)
            continue;
        auto const& list = as<ListPattern>(*pattern);
        std::size_t named = list.front.size() + list.back.size();
        enough = std::max(enough, list.has_rest ? named : named + 1);
    }
    std::vector<Constructor> constructors;
    for (std::size_t length = 0; length <= enough; ++length)
        constructors.push_back({.kind = Kind::length, .arity = length, .open = length == enough});
    return constructors;
}

void add_cases(TypeRef type, std::vector<Constructor>& constructors)
{
    for (Case const& case_ : type->variants->cases)
        constructors.push_back({.kind = Kind::case_,
                                .arity = case_.fields.size(),
                                .case_ = &case_,
                                .variants = type->variants});
    if (type->variants->kind == VariantsKind::flags) // any combination is a value
        constructors.push_back({.kind = Kind::other});
}

/// The cases of the open set that are mentioned; there are always others.
std::vector<Constructor> split_open_errors(Column const& column)
{
    std::vector<Constructor> constructors;
    std::set<Case const*> seen;
    for (Pattern const* pattern : column) {
        if (pattern->kind != PatternKind::case_)
            continue;
        Case const* case_ = as<CasePattern>(*pattern).case_;
        if (seen.insert(case_).second)
            constructors.push_back(
                {.kind = Kind::case_, .arity = case_->fields.size(), .case_ = case_});
    }
    constructors.push_back({.kind = Kind::other});
    return constructors;
}

/// Structs are matched whole, by literals (strings) or by lengths (lists): the patterns tell.
std::vector<Constructor> split_by_patterns(TypeRef type, Column const& column)
{
    for (Pattern const* pattern : column) {
        if (pattern->kind == PatternKind::list)
            return split_lengths(type, column);
        if (pattern->kind == PatternKind::structure && type->kind == TypeKind::structure)
            return {{.kind = Kind::whole, .arity = type->structure->fields.size()}};
    }
    return split_texts(column);
}

NodeList<Pattern* const> elements_of(Pattern const& pattern)
{
    switch (pattern.kind) {
    case PatternKind::case_:
        return as<CasePattern>(pattern).elements;
    case PatternKind::structure:
        return as<StructPattern>(pattern).elements;
    case PatternKind::tuple:
    case PatternKind::some:
    case PatternKind::ok:
    case PatternKind::error:
    case PatternKind::either:
        return as<ManyPattern>(pattern).elements;
    default:
        return {};
    }
}

bool literal_covers(Pattern const& pattern, Constructor const& constructor)
{
    Expr const* value = as<LiteralPattern>(pattern).value;
    TypeRef type = matched_type(pattern.type);
    switch (constructor.kind) {
    case Kind::truth:
        return ordinal(type, value) == constructor.low;
    case Kind::none:
        return is_null(value);
    case Kind::text:
        return text_key(value) == constructor.key;
    case Kind::interval: {
        auto interval = interval_of(type, pattern);
        return interval && !interval->empty && interval->low <= constructor.low &&
               constructor.high <= interval->high;
    }
    default:
        return false;
    }
}

bool list_covers(ListPattern const& list, Constructor const& constructor)
{
    if (constructor.kind != Kind::length)
        return false;
    std::size_t named = list.front.size() + list.back.size();
    return list.has_rest ? constructor.arity >= named
                         : constructor.arity == named && !constructor.open;
}

} // namespace

Pattern const* essence(Pattern const* pattern)
{
    while (pattern && pattern->kind == PatternKind::binding)
        pattern = as<BindingPattern>(*pattern).inner;
    if (!pattern || pattern->kind == PatternKind::wildcard || is_opaque_leaf(*pattern))
        return nullptr;
    return pattern;
}

bool is_opaque(Pattern const& pattern)
{
    if (is_opaque_leaf(pattern))
        return true;
    auto opaque = [](Pattern const* element) { return element && is_opaque(*element); };
    if (pattern.kind == PatternKind::binding)
        return opaque(as<BindingPattern>(pattern).inner);
    if (pattern.kind == PatternKind::list) {
        auto const& list = as<ListPattern>(pattern);
        return std::any_of(list.front.begin(), list.front.end(), opaque) ||
               std::any_of(list.back.begin(), list.back.end(), opaque);
    }
    auto elements = elements_of(pattern);
    return std::any_of(elements.begin(), elements.end(), opaque);
}

std::vector<Constructor> split(TypeRef type, std::vector<Pattern const*> const& column)
{
    type = matched_type(type);
    std::vector<Constructor> constructors;
    switch (type->kind) {
    case TypeKind::boolean:
        return {{.kind = Kind::truth, .low = 1}, {.kind = Kind::truth, .low = 0}};
    case TypeKind::option:
        return {{.kind = Kind::some, .arity = 1}, {.kind = Kind::none}};
    case TypeKind::result:
        return {{.kind = Kind::ok, .arity = 1}, {.kind = Kind::error, .arity = 1}};
    case TypeKind::tuple:
        return {{.kind = Kind::whole, .arity = type->arguments.size()}};
    case TypeKind::open_error:
        return split_open_errors(column);
    case TypeKind::variants:
        add_cases(type, constructors);
        return constructors;
    case TypeKind::one_of:
        for (TypeRef protocol : type->arguments)
            add_cases(protocol, constructors);
        return constructors;
    default:
        return is_ordinal(type) ? split_ordinals(type, column) : split_by_patterns(type, column);
    }
}

bool covers(Pattern const& pattern, Constructor const& constructor)
{
    switch (pattern.kind) {
    case PatternKind::literal:
    case PatternKind::range:
        return literal_covers(pattern, constructor);
    case PatternKind::not_literal:
        return !literal_covers(pattern, constructor);
    case PatternKind::tuple:
    case PatternKind::structure:
        return constructor.kind == Kind::whole;
    case PatternKind::case_:
        return constructor.kind == Kind::case_ &&
               as<CasePattern>(pattern).case_ == constructor.case_;
    case PatternKind::some:
        return constructor.kind == Kind::some;
    case PatternKind::none:
        return constructor.kind == Kind::none;
    case PatternKind::ok:
        return constructor.kind == Kind::ok;
    case PatternKind::error:
        return constructor.kind == Kind::error;
    case PatternKind::list:
        return list_covers(as<ListPattern>(pattern), constructor);
    default:
        return true;
    }
}

std::vector<Pattern const*> parts(Pattern const& pattern, Constructor const& constructor)
{
    std::vector<Pattern const*> found(constructor.arity, nullptr);
    if (pattern.kind == PatternKind::list) {
        auto const& list = as<ListPattern>(pattern);
        std::copy(list.front.begin(), list.front.end(), found.begin());
        std::copy_backward(list.back.begin(), list.back.end(), found.end());
        return found;
    }
    auto elements = elements_of(pattern);
    std::copy_n(elements.begin(), std::min(elements.size(), found.size()), found.begin());
    return found;
}

} // namespace janus::semantics
