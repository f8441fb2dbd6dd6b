// The part of the standard library that random programs use.
#include "interpreter.hpp"

#include <algorithm>

namespace janus::oracle {

using namespace semantics;

namespace {

Value number(Number value)
{
    Value made;
    made.number = value;
    return made;
}

Value some(Value inner)
{
    Value made;
    made.present = true;
    made.parts.push_back(std::move(inner));
    return made;
}

} // namespace

Value Interpreter::evaluate_call(Call const& node, Frame& frame)
{
    Function const& function = *node.function;
    if (function.kind == FunctionKind::builtin || !function.body)
        return builtin(function, node, frame);
    std::vector<std::shared_ptr<Value>> arguments;
    for (std::size_t at = 0; at < node.arguments.size(); ++at) {
        bool const itself = function.parameters[at]->self && function.mutates_self;
        // A changing method works on the place it is called on.
        arguments.push_back(itself ? std::shared_ptr<Value>(std::shared_ptr<void>{},
                                                            &place(*node.arguments[at], frame))
                                   : std::make_shared<Value>(evaluate(*node.arguments[at], frame)));
    }
    return call(function, std::move(arguments), {});
}

Value Interpreter::builtin(Function const& function, Call const& node, Frame& frame)
{
    std::string_view const name = function.name;
    if (!function.owner || node.arguments.empty())
        throw Unknown{"function " + std::string(name)};
    std::vector<Value> rest;
    Value copy;
    if (!function.mutates_self)
        copy = evaluate(*node.arguments[0], frame);
    for (std::size_t at = 1; at < node.arguments.size(); ++at)
        rest.push_back(evaluate(*node.arguments[at], frame));
    Value& self = function.mutates_self ? place(*node.arguments[0], frame) : copy;
    std::string_view const owner =
        function.owner->structure ? function.owner->structure->name : std::string_view{};
    if (owner == "List")
        return list_method(name, self, rest, node);
    if (owner == "HashMap")
        return map_method(name, self, rest);
    if (owner == "String")
        return string_method(name, self, rest);
    if (name == "unwrap_or")
        return self.present ? self.parts[0] : rest[0];
    if (name == "is_some" || name == "is_ok")
        return number(self.present ? 1 : 0);
    if (name == "is_none")
        return number(self.present ? 0 : 1);
    if (name == "map")
        return self.present ? some(call_value(rest[0], {self.parts[0]})) : Value{};
    if (name == "unwrap") {
        if (!self.present)
            throw Panic{"P005"};
        return self.parts[0];
    }
    throw Unknown{"method " + std::string(name)};
}

Value Interpreter::list_method(std::string_view name, Value& self, std::vector<Value>& rest,
                               Call const& node)
{
    auto& parts = self.parts;
    if (name == "len")
        return number(static_cast<Number>(parts.size()));
    if (name == "is_empty")
        return number(parts.empty() ? 1 : 0);
    if (name == "push" || name == "append" || name == "add") {
        parts.push_back(rest[0]);
        return {};
    }
    if (name == "pop" || name == "last" || name == "first") {
        if (parts.empty())
            return {};
        Value const found = name == "first" ? parts.front() : parts.back();
        if (name == "pop")
            parts.pop_back();
        return some(found);
    }
    if (name == "get") {
        bool const inside =
            rest[0].number >= 0 && rest[0].number < static_cast<Number>(parts.size());
        return inside ? some(element(self, rest[0].number)) : Value{};
    }
    if (name == "extend") {
        parts.insert(parts.end(), rest[0].parts.begin(), rest[0].parts.end());
        return {};
    }
    if (name == "contains" || name == "index_of") {
        auto const found = std::find_if(parts.begin(), parts.end(),
                                        [&](Value const& part) { return equal(part, rest[0]); });
        if (name == "contains")
            return number(found != parts.end() ? 1 : 0);
        return found == parts.end() ? Value{} : some(number(found - parts.begin()));
    }
    if (name == "reverse" || name == "reversed") {
        std::reverse(parts.begin(), parts.end());
        return self;
    }
    if (name == "sort" || name == "sorted") {
        std::stable_sort(parts.begin(), parts.end(), [](Value const& left, Value const& right) {
            return left.number != right.number ? left.number < right.number
                                               : left.text < right.text;
        });
        return self;
    }
    return list_of_list(name, self, rest, node);
}

Value Interpreter::list_of_list(std::string_view name, Value& self, std::vector<Value>& rest,
                                Call const& node)
{
    auto& parts = self.parts;
    if (name == "take" || name == "skip") {
        Number const all = static_cast<Number>(parts.size());
        Number const count = std::clamp<Number>(rest[0].number, 0, all);
        auto const middle = parts.begin() + static_cast<std::ptrdiff_t>(count);
        name == "take" ? parts.erase(middle, parts.end()) : parts.erase(parts.begin(), middle);
        return self;
    }
    if (name == "sum") {
        Number sum = 0;
        for (Value const& part : parts)
            sum = compute(BinaryOp::add, sum, part.number, node.type);
        return number(sum);
    }
    if (name == "enumerate") {
        for (std::size_t at = 0; at < parts.size(); ++at) {
            Value pair;
            pair.parts = {number(static_cast<Number>(at)), parts[at]};
            parts[at] = std::move(pair);
        }
        return self;
    }
    return list_closure(name, self, rest);
}

Value Interpreter::list_closure(std::string_view name, Value& self, std::vector<Value>& rest)
{
    Value made;
    if (name == "fold" || name == "reduce") {
        made = rest[0];
        for (Value const& part : self.parts)
            made = call_value(rest[1], {made, part});
        return made;
    }
    bool const any = name == "any";
    for (Value const& part : self.parts) {
        Value given = call_value(rest[0], {part});
        if ((any || name == "all") && (given.number != 0) == any)
            return number(any ? 1 : 0);
        if (name == "map")
            made.parts.push_back(std::move(given));
        else if (name == "filter" && given.number != 0)
            made.parts.push_back(part);
    }
    if (name == "all")
        return number(1);
    if (name == "map" || name == "filter" || any || name == "each")
        return made;
    throw Unknown{"list method " + std::string(name)};
}

Value Interpreter::map_method(std::string_view name, Value& self, std::vector<Value>& rest)
{
    auto& parts = self.parts;
    if (name == "len")
        return number(static_cast<Number>(parts.size() / 2));
    if (name == "is_empty")
        return number(parts.empty() ? 1 : 0);
    if (name == "keys" || name == "values") {
        Value made;
        for (std::size_t at = name == "keys" ? 0 : 1; at < parts.size(); at += 2)
            made.parts.push_back(parts[at]);
        return made;
    }
    Value* const known = rest.empty() ? nullptr : find_key(self, rest[0]);
    if (name == "get" || name == "get_or") {
        if (name == "get_or")
            return known ? *known : rest[1];
        return known ? some(*known) : Value{};
    }
    if (name == "contains" || name == "has")
        return number(known ? 1 : 0);
    if (name == "set" || name == "put" || name == "insert") {
        if (known)
            *known = rest[1];
        else
            parts.insert(parts.end(), {rest[0], rest[1]});
        return {};
    }
    if (name == "remove") {
        if (!known)
            return {};
        Value found = some(*known);
        auto const at = parts.begin() + (known - parts.data());
        parts.erase(at - 1, at + 1);
        return found;
    }
    throw Unknown{"map method " + std::string(name)};
}

Value Interpreter::string_method(std::string_view name, Value& self, std::vector<Value>& rest)
{
    Value made;
    if (name == "len" || name == "length")
        return number(static_cast<Number>(self.text.size()));
    if (name == "is_empty")
        return number(self.text.empty() ? 1 : 0);
    if (name == "contains")
        return number(self.text.find(rest[0].text) != std::string::npos ? 1 : 0);
    if (name == "starts_with")
        return number(self.text.starts_with(rest[0].text) ? 1 : 0);
    if (name == "to_upper" || name == "to_lower") {
        bool const up = name == "to_upper";
        for (char& letter : self.text)
            letter = static_cast<char>(up ? std::toupper(letter) : std::tolower(letter));
        return self;
    }
    if (name == "repeat") {
        for (Number left = rest[0].number; left > 0; --left)
            made.text += self.text;
        return made;
    }
    if (name == "index_of") {
        auto const found = self.text.find(rest[0].text);
        return found == std::string::npos ? Value{} : some(number(static_cast<Number>(found)));
    }
    throw Unknown{"string method " + std::string(name)};
}

Value Interpreter::intrinsic(IntrinsicCall const& node, Frame& frame)
{
    Value const given = parts(node.arguments, frame);
    std::string text;
    switch (node.intrinsic) {
    case Intrinsic::print:
    case Intrinsic::println:
        for (std::size_t at = 0; at < given.parts.size(); ++at)
            text += text_of(given.parts[at], node.arguments[at]->type);
        output_ += text;
        if (node.intrinsic == Intrinsic::println ||
            (given.parts.size() == 1 && is_numeric(node.arguments[0]->type)))
            output_ += '\n';
        return {};
    case Intrinsic::to_text: {
        Value made;
        made.text = text_of(given.parts[0], node.arguments[0]->type);
        return made;
    }
    case Intrinsic::assert_:
        if (given.parts[0].number == 0)
            throw Panic{"P004"};
        return {};
    case Intrinsic::abs:
        return number(fitting(
            given.parts[0].number < 0 ? -given.parts[0].number : given.parts[0].number, node.type));
    case Intrinsic::min:
        return number(std::min(given.parts[0].number, given.parts[1].number));
    case Intrinsic::max:
        return number(std::max(given.parts[0].number, given.parts[1].number));
    default:
        throw Unknown{"intrinsic " + std::to_string(static_cast<int>(node.intrinsic))};
    }
}

Value Interpreter::interpolation(Interpolation const& node, Frame& frame)
{
    Value made;
    for (InterpolationPart const& part : node.parts) {
        made.text += part.text;
        if (part.value)
            made.text += text_of(evaluate(*part.value, frame), part.value->type);
    }
    return made;
}

Value Interpreter::convert(Convert const& node, Frame& frame)
{
    Value operand = evaluate(*node.operand, frame);
    switch (node.conversion) {
    case Conversion::some:
        return some(std::move(operand));
    case Conversion::ok:
        return some(std::move(operand));
    case Conversion::fail: {
        Value made = some(std::move(operand));
        made.present = false;
        return made;
    }
    case Conversion::widen:
        return operand;
    case Conversion::cast:
        return number(fitting(operand.number, node.type));
    case Conversion::forget:
        return {};
    default:
        throw Unknown{"conversion " + std::to_string(static_cast<int>(node.conversion))};
    }
}

} // namespace janus::oracle
