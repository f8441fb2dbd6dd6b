// Expressions of a random program: text, records, collections, and what works for every type.
#include "program_writer.hpp"

namespace janus::oracle {

std::string ProgramWriter::text(int depth)
{
    if (depth <= 0) {
        std::string const known = variable(types_.string());
        return known.empty() || dice_.chance(40) ? literal(types_.string()) : known;
    }
    switch (dice_.roll(7)) {
    case 0:
        return "(" + text(depth - 1) + (dice_.chance(50) ? " ++ " : " + ") + text(depth - 1) + ")";
    case 1: {
        TypePointer const type = integer_type();
        return value(type, 0) + ".to_string()";
    }
    case 2:
        return text(depth - 1) + (dice_.chance(50) ? ".to_upper()" : ".to_lower()");
    case 3:
        return text(depth - 1) + ".repeat(" + std::to_string(dice_.roll(3)) + ")";
    case 4:
        if (!scope_.empty()) {
            std::string const shown = dice_.pick(scope_).name;
            return "$\"<{" + shown + "}>\"";
        }
        break;
    default:
        break;
    }
    std::string const known = variable(types_.string());
    return known.empty() ? literal(types_.string()) : known;
}

std::string ProgramWriter::composite(TypePointer const& type, int depth)
{
    std::string made;
    auto const add = [&](std::string const& name, std::string const& each) {
        made += (made.empty() ? "" : ", ") + name + (name.empty() ? "" : ": ") + each;
    };
    switch (type->shape) {
    case Shape::record:
        for (std::size_t at = 0; at < type->parts.size(); ++at)
            add(field_name(at), value(type->parts[at], depth));
        return type->name + " { " + made + " }";
    case Shape::sum: {
        SumCase const& each = dice_.pick(type->cases);
        for (std::size_t at = 0; at < each.payload.size(); ++at)
            add(each.tuple ? "" : field_name(at), value(each.payload[at], depth));
        std::string const name = type->name + "." + each.name;
        if (made.empty())
            return name;
        return each.tuple ? name + "(" + made + ")" : name + " { " + made + " }";
    }
    case Shape::option:
        // `null` alone has no type; a variable's type says it.
        return dice_.chance(35) ? "(if " + truth(0) + " do Some(" + value(type->parts[0], depth) +
                                      ") else null end)"
                                : "Some(" + value(type->parts[0], depth) + ")";
    case Shape::tuple:
        return "(" + value(type->parts[0], depth) + ", " + value(type->parts[1], depth) + ")";
    case Shape::list:
        return list(type, depth);
    case Shape::map: {
        for (std::size_t at = 0, count = 1 + dice_.roll(2); at < count; ++at) {
            bool const word = type->parts[0]->shape == Shape::text;
            add(word ? "\"k" + std::to_string(dice_.roll(4)) + "\"" : std::to_string(dice_.roll(9)),
                value(type->parts[1], depth));
        }
        return "{" + made + "}";
    }
    default:
        return literal(type);
    }
}

std::string ProgramWriter::list(TypePointer const& type, int depth)
{
    std::string const known = variable(type);
    TypePointer const item = type->parts[0];
    bool const may_fail = may_fail_;
    if (depth > 0 && !known.empty() && dice_.chance(50)) {
        char const* const plain[] = {".reversed()", ".take(2)", ".skip(1)", " + "};
        std::size_t const form = dice_.roll(6);
        if (form < 3)
            return known + plain[form];
        if (form == 3)
            return "(" + known + " + " + composite(type, 0) + ")";
        std::string const name = fresh("e");
        std::string body;
        may_fail_ = false;
        in_scope([&] {
            scope_.push_back({name, item});
            body = form == 4 ? truth(2) : value(item, depth - 1);
        });
        may_fail_ = may_fail;
        return known + (form == 4 ? ".filter(|" : ".map(|") + name + "| " + body + ")";
    }
    std::string made;
    for (std::size_t at = 0, count = 1 + dice_.roll(3); at < count; ++at)
        made += (at == 0 ? "" : ", ") + value(item, depth - 1);
    return "[" + made + "]";
}

std::string ProgramWriter::arguments(Callable const& callable, int depth)
{
    std::string made;
    for (TypePointer const& parameter : callable.parameters)
        made += (made.empty() ? "" : ", ") + value(parameter, depth);
    return made;
}

std::string ProgramWriter::called(TypePointer const& type, int depth)
{
    std::vector<Callable> fitting;
    for (Callable const& callable : functions_)
        if (callable.result->name == type->name)
            fitting.push_back(callable);
    if (fitting.empty())
        return "";
    Callable const callable = dice_.pick(fitting);
    std::string given = arguments(callable, depth - 1);
    if (callable.recursive)
        given = std::to_string(dice_.roll(3)) + (given.empty() ? "" : ", ") + given;
    std::string const call = callable.name + "(" + given + ")";
    if (!callable.fails)
        return call;
    if (may_fail_ && dice_.chance(50))
        return dice_.chance(50) ? "(" + call + "?)" : "(try " + call + ")";
    std::string const otherwise = value(type, 0);
    if (dice_.chance(40))
        return "(" + call + " ?? " + otherwise + ")";
    std::string const name = fresh("x");
    return "(" + call + " catch |" + name + "| do println(\"caught \", " + name + ") " + "; " +
           otherwise + " end)";
}

std::string ProgramWriter::chosen(TypePointer const& type, int depth)
{
    std::string const condition = truth(depth);
    std::string const first = value(type, depth);
    return "(if " + condition + " do " + first + " else " + value(type, depth) + " end)";
}

std::string ProgramWriter::matched(TypePointer const& type, int depth)
{
    if (Variable const* const found = find(false, Shape::sum); found && dice_.chance(60)) {
        Variable const subject = *found;
        std::string arms;
        for (SumCase const& each : subject.type->cases)
            in_scope([&] {
                std::string names;
                for (std::size_t at = 0; at < each.payload.size(); ++at) {
                    std::string const name = fresh("m");
                    scope_.push_back({name, each.payload[at]});
                    names +=
                        (at == 0 ? "" : ", ") + (each.tuple ? "" : field_name(at) + ": ") + name;
                }
                arms += " ." + each.name +
                        (names.empty() ? ""
                         : each.tuple  ? "(" + names + ")"
                                       : " { " + names + " }") +
                        " => " + value(type, depth - 1) + ",";
            });
        return "(match " + subject.name + " {" + arms + " })";
    }
    std::string const subject = value(types_.whole(), depth);
    std::string const low = std::to_string(dice_.roll(5));
    return "(match " + subject + " { " + low + " => " + value(type, depth - 1) + ", 5..9 => " +
           value(type, depth - 1) + ", _ => " + value(type, depth - 1) + " })";
}

std::string ProgramWriter::from_option(TypePointer const& type, int depth)
{
    for (int tries = 0; tries < 4; ++tries) {
        Shape const shapes[] = {Shape::option, Shape::list, Shape::map};
        Variable const* const found = find(false, shapes[dice_.roll(3)]);
        if (!found || found->type->parts.back()->name != type->name)
            continue;
        Variable const source = *found;
        std::string const otherwise = value(type, depth - 1);
        if (source.type->shape == Shape::option)
            return dice_.chance(50) ? "(" + source.name + " ?? " + otherwise + ")"
                                    : source.name + ".unwrap_or(" + otherwise + ")";
        if (source.type->shape == Shape::map)
            return "(" + source.name + ".get(" + value(source.type->parts[0], depth - 1) + ") ?? " +
                   otherwise + ")";
        if (dice_.chance(10))
            return source.name + "[" + std::to_string(dice_.roll(3)) + "]";
        return "(" + source.name + ".get(" + std::to_string(dice_.roll(4)) + ") ?? " + otherwise +
               ")";
    }
    return "";
}

} // namespace janus::oracle
