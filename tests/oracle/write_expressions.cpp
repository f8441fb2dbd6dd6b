// Expressions of a random program, numbers and truths.
#include "program_writer.hpp"

namespace janus::oracle {

std::string ProgramWriter::variable(TypePointer const& type)
{
    std::vector<std::string> fitting;
    for (Variable const& known : scope_)
        if (known.type->name == type->name)
            fitting.push_back(known.name);
    return fitting.empty() ? "" : dice_.pick(fitting);
}

std::string ProgramWriter::field_of(TypePointer const& type)
{
    std::vector<std::string> fitting;
    for (Variable const& known : scope_) {
        if (known.type->shape != Shape::record && known.type->shape != Shape::tuple)
            continue;
        bool const record = known.type->shape == Shape::record;
        for (std::size_t at = 0; at < known.type->parts.size(); ++at)
            if (known.type->parts[at]->name == type->name)
                fitting.push_back(known.name + "." +
                                  (record ? field_name(at) : std::to_string(at)));
    }
    return fitting.empty() ? "" : dice_.pick(fitting);
}

std::string ProgramWriter::value(TypePointer const& type, int depth)
{
    if (depth <= 0 || dice_.chance(15)) {
        std::string const known = variable(type);
        return known.empty() || dice_.chance(20) ? literal(type) : known;
    }
    switch (dice_.roll(12)) {
    case 0:
        return chosen(type, depth - 1);
    case 1:
        if (std::string const made = matched(type, depth - 1); !made.empty())
            return made;
        break;
    case 2:
        if (std::string const made = called(type, depth - 1); !made.empty())
            return made;
        break;
    case 3:
        if (std::string const made = from_option(type, depth - 1); !made.empty())
            return made;
        break;
    case 4:
    case 5:
        if (std::string const made = field_of(type); !made.empty())
            return made;
        break;
    case 6:
        if (std::string const known = variable(type); !known.empty())
            return known;
        break;
    default:
        break;
    }
    switch (type->shape) {
    case Shape::integer:
        return integer(type, depth - 1);
    case Shape::boolean:
        return truth(depth - 1);
    case Shape::text:
        return text(depth - 1);
    default:
        return composite(type, depth - 1);
    }
}

std::string ProgramWriter::literal(TypePointer const& type)
{
    switch (type->shape) {
    case Shape::integer: {
        std::size_t const top = dice_.chance(90) ? 20 : 127;
        std::string const digits = std::to_string(dice_.roll(top));
        std::string const suffix = type->name == "i64" && dice_.chance(70) ? "" : type->name;
        return type->is_signed && dice_.chance(20) ? "(-" + digits + suffix + ")" : digits + suffix;
    }
    case Shape::boolean:
        return dice_.chance(50) ? "true" : "false";
    case Shape::text: {
        char const* const words[] = {"", "a", "bc", "Def", "x y", "oak", "elm", "ivy"};
        return "\"" + std::string(words[dice_.roll(8)]) + "\"";
    }
    default:
        return composite(type, 0);
    }
}

std::string ProgramWriter::measured(int depth)
{
    for (int tries = 0; tries < 3; ++tries) {
        Shape const shapes[] = {Shape::list, Shape::text, Shape::map, Shape::record};
        Variable const* const found = find(false, shapes[dice_.roll(4)]);
        if (found && found->type->shape == Shape::record)
            return found->name + "." + found->type->method + "()";
        if (found)
            return found->name + ".len";
    }
    return literal(types_.whole()) + (depth > 5 ? " + 1" : "");
}

std::string ProgramWriter::arithmetic(TypePointer const& type, int depth)
{
    std::string const left = value(type, depth);
    std::string const right = value(type, depth);
    // Most results fit: a program that panics at once shows little.
    bool const tame = dice_.chance(93);
    auto const small = [&](std::string const& operand, char const* bound) {
        return tame ? "(" + operand + " % " + bound + ")" : operand;
    };
    switch (dice_.roll(11)) {
    case 0:
    case 1:
    case 2:
        return "(" + small(left, "50") + " + " + small(right, "50") + ")";
    case 3:
    case 4:
        if (!type->is_signed)
            return "(" + small(left, "50") + " + 50 - " + small(right, "50") + ")";
        return "(" + small(left, "50") + " - " + small(right, "50") + ")";
    case 5:
        return "(" + small(left, "11") + " * " + small(right, "11") + ")";
    case 6:
        return "(" + small(left, "50") + " / " +
               (tame ? std::to_string(1 + dice_.roll(9)) : right) + ")";
    case 7:
        return "(" + left + " % " + (tame ? std::to_string(1 + dice_.roll(30)) : right) + ")";
    case 8: {
        char const* const operators[] = {" & ", " | ", " ^ "};
        return "(" + left + operators[dice_.roll(3)] + right + ")";
    }
    case 9:
        return "(" + left + (dice_.chance(50) ? " << " : " >> ") +
               std::to_string(dice_.roll(tame ? 7 : 70)) + ")";
    default:
        if (dice_.chance(50))
            return (dice_.chance(50) ? "min(" : "max(") + left + ", " + right + ")";
        return "(" + small(left, "4") + " ** " + std::to_string(dice_.roll(4)) + ")";
    }
}

std::string ProgramWriter::integer(TypePointer const& type, int depth)
{
    std::size_t const side = dice_.roll(10);
    bool const usual = type->name == "i64";
    if (side == 0 && usual)
        return measured(depth);
    if (side == 1) {
        TypePointer const other = integer_type();
        std::string const inner = value(other, depth);
        std::string const bound = type->is_signed ? "100" : "50";
        if (!type->is_signed && other->is_signed)
            return "((" + inner + " % 50 + 50) as " + type->name + ")";
        return "((" + inner + " % " + bound + ") as " + type->name + ")";
    }
    if (side == 2 && usual) {
        Variable const* const found = find(false, Shape::list);
        if (found && found->type->parts[0]->shape == Shape::integer) {
            std::string const name = found->name;
            std::string const item = fresh("e");
            return name + ".fold(0, |a, " + item + "| a + (" + item + " % 10) as i64)";
        }
    }
    if (side == 3 && type->is_signed)
        return "(-(" + value(type, depth) + " % 100))";
    if (side == 4)
        return dice_.chance(50) && type->is_signed ? "abs(" + value(type, depth) + " % 100)"
                                                   : "(~" + value(type, depth) + ")";
    return arithmetic(type, depth);
}

std::string ProgramWriter::truth(int depth)
{
    if (depth <= 0) {
        std::string const known = variable(types_.boolean());
        return known.empty() ? literal(types_.boolean()) : known;
    }
    char const* const comparisons[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};
    switch (dice_.roll(7)) {
    case 0:
        return "(" + truth(depth - 1) + (dice_.chance(50) ? " and " : " or ") + truth(depth - 1) +
               ")";
    case 1:
        return "(not " + truth(depth - 1) + ")";
    case 2: {
        TypePointer const type = any_type();
        return "(" + value(type, depth - 1) + comparisons[dice_.roll(2)] + value(type, depth - 1) +
               ")";
    }
    case 3:
        return "(" + text(depth - 1) + comparisons[dice_.roll(6)] + text(depth - 1) + ")";
    case 4: {
        Variable const* const found = find(false, Shape::list);
        if (!found)
            break;
        Variable const list = *found;
        if (dice_.chance(50))
            return list.name + ".contains(" + value(list.type->parts[0], depth - 1) + ")";
        std::string const item = fresh("e");
        bool const may_fail = may_fail_;
        may_fail_ = false;
        std::string body;
        in_scope([&] {
            scope_.push_back({item, list.type->parts[0]});
            body = truth(depth - 1);
        });
        may_fail_ = may_fail;
        return list.name + (dice_.chance(50) ? ".any(|" : ".all(|") + item + "| " + body + ")";
    }
    case 5:
        if (Variable const* const found = find(false, Shape::option))
            return found->name + (dice_.chance(50) ? ".is_some()" : ".is_none()");
        break;
    default:
        break;
    }
    TypePointer const type = integer_type();
    return "(" + value(type, depth - 1) + comparisons[dice_.roll(6)] + value(type, depth - 1) + ")";
}

} // namespace janus::oracle
