#include "interpreter.hpp"

namespace janus::oracle {

using namespace semantics;

Value& element(Value& list, Number index)
{
    if (index < 0 || index >= static_cast<Number>(list.parts.size()))
        throw Panic{"P001"};
    return list.parts[static_cast<std::size_t>(index)];
}

Value* find_key(Value& map, Value const& key)
{
    for (std::size_t at = 0; at < map.parts.size(); at += 2)
        if (equal(map.parts[at], key))
            return &map.parts[at + 1];
    return nullptr;
}

Value& Interpreter::place(Expr const& node, Frame& frame)
{
    switch (node.kind) {
    case ExprKind::local:
        return *frame.at(as<LocalRef>(node).local);
    case ExprKind::field: {
        auto const& made = as<FieldAccess>(node);
        Value& base = place(*made.base, frame);
        auto const& fields = made.base->type->structure->fields;
        for (std::size_t at = 0; at < fields.size(); ++at)
            if (&fields[at] == made.field)
                return base.parts[at];
        throw Unknown{"field"};
    }
    case ExprKind::tuple_element:
        return place(*as<TupleElement>(node).base, frame).parts[as<TupleElement>(node).index];
    case ExprKind::index: {
        auto const& made = as<Index>(node);
        Value& base = place(*made.base, frame);
        Value const key = evaluate(*made.index, frame);
        if (made.base->type->structure->name == "List")
            return element(base, key.number);
        Value* const known = find_key(base, key);
        if (!known)
            throw Panic{"P001"};
        return *known;
    }
    default: {
        // A value without a place of its own: it lives as long as the call does.
        auto kept = std::make_shared<Value>(evaluate(node, frame));
        static std::vector<std::shared_ptr<Value>> alive;
        if (alive.size() > 64)
            alive.erase(alive.begin());
        alive.push_back(kept);
        return *kept;
    }
    }
}

bool Interpreter::matches(Pattern const& pattern, Value const& value, Frame& frame)
{
    auto const all = [&](NodeList<Pattern*> elements) {
        for (std::size_t at = 0; at < elements.size(); ++at)
            if (elements[at] && !matches(*elements[at], value.parts[at], frame))
                return false;
        return true;
    };
    switch (pattern.kind) {
    case PatternKind::wildcard:
        return true;
    case PatternKind::binding: {
        auto const& made = as<BindingPattern>(pattern);
        frame[made.local] = std::make_shared<Value>(value);
        return !made.inner || matches(*made.inner, value, frame);
    }
    case PatternKind::literal:
        return equal(evaluate(*as<LiteralPattern>(pattern).value, frame), value);
    case PatternKind::not_literal:
        return !equal(evaluate(*as<LiteralPattern>(pattern).value, frame), value);
    case PatternKind::range: {
        auto const& made = as<LiteralPattern>(pattern);
        Number const low = evaluate(*made.value, frame).number;
        Number const high = evaluate(*made.high, frame).number;
        return value.number >= low && (made.exclusive ? value.number < high : value.number <= high);
    }
    case PatternKind::tuple:
        return all(as<ManyPattern>(pattern).elements);
    case PatternKind::case_:
        return as<CasePattern>(pattern).case_ == value.case_ &&
               all(as<CasePattern>(pattern).elements);
    case PatternKind::structure:
        return all(as<StructPattern>(pattern).elements);
    case PatternKind::some:
    case PatternKind::ok:
        return value.present && all(as<ManyPattern>(pattern).elements);
    case PatternKind::none:
        return !value.present;
    case PatternKind::error:
        return !value.present && all(as<ManyPattern>(pattern).elements);
    case PatternKind::either:
        for (Pattern const* element : as<ManyPattern>(pattern).elements)
            if (matches(*element, value, frame))
                return true;
        return false;
    case PatternKind::list:
        throw Unknown{"list pattern"};
    }
    return false;
}

} // namespace janus::oracle
