// The statements of a random program.
#include "program_writer.hpp"

#include <algorithm>

namespace janus::oracle {

Variable const* ProgramWriter::find(bool mutable_, Shape shape)
{
    std::vector<Variable const*> fitting;
    for (Variable const& known : scope_) {
        bool const frozen =
            mutable_ && std::find(frozen_.begin(), frozen_.end(), known.name) != frozen_.end();
        if (known.type->shape == shape && (known.mutable_ || !mutable_) && !frozen)
            fitting.push_back(&known);
    }
    return fitting.empty() ? nullptr : dice_.pick(fitting);
}

void ProgramWriter::statements(std::size_t count, int depth)
{
    for (std::size_t at = 0; at < count; ++at)
        statement(depth);
}

void ProgramWriter::statement(int depth)
{
    std::size_t const side = dice_.roll(depth > 0 ? 20 : 12);
    if (side < 4)
        return declare_variable();
    if (side < 7 && assign())
        return;
    if (side < 9 && change_collection())
        return;
    if (side < 12)
        return print();
    if (side < 14)
        return branch(depth - 1);
    if (side < 16)
        return loop(depth - 1);
    if (side < 18)
        return match_statement(depth - 1);
    if (side == 18)
        return closure();
    if (may_fail_ && dice_.chance(50))
        return line("fail " + types_.error() + ".Worse { code: " + std::to_string(dice_.roll(9)) +
                    " } when " + truth(2));
    line("defer println(" + value(scalar_type(), 1) + ", \" deferred\")");
}

void ProgramWriter::declare_variable()
{
    TypePointer const type = any_type();
    bool const mutable_ = dice_.chance(60);
    std::string const initial = value(type, 3);
    std::string const name = fresh("v");
    line((mutable_ ? "var " : "let ") + name + ": " + type->name + " = " + initial);
    scope_.push_back({name, type, mutable_});
}

bool ProgramWriter::assign()
{
    std::vector<Variable const*> fitting;
    for (Variable const& known : scope_)
        if (known.mutable_ &&
            std::find(frozen_.begin(), frozen_.end(), known.name) == frozen_.end())
            fitting.push_back(&known);
    if (fitting.empty())
        return false;
    Variable const target = *dice_.pick(fitting);
    switch (target.type->shape) {
    case Shape::integer: {
        char const* const operators[] = {" = ", " += ", " -= ", " *= ", " ^= ", " = "};
        std::string const op = operators[dice_.roll(6)];
        bool const plain = op == " = ";
        line(target.name + op +
             (plain ? value(target.type, 3) : "(" + value(target.type, 2) + " % 5)"));
        return true;
    }
    case Shape::text:
        line(target.name + (dice_.chance(50) ? " = " : " += ") + text(2));
        return true;
    case Shape::record: {
        std::size_t const at = dice_.roll(target.type->parts.size());
        if (dice_.chance(30))
            line(target.name + ".change(" + measured(1) + ")");
        else
            line(target.name + "." + field_name(at) + " = " + value(target.type->parts[at], 2));
        return true;
    }
    default:
        line(target.name + " = " + value(target.type, 3));
        return true;
    }
}

bool ProgramWriter::change_collection()
{
    if (Variable const* const found = find(true, Shape::list); found && dice_.chance(60)) {
        Variable const list = *found;
        std::string const item = value(list.type->parts[0], 2);
        if (dice_.chance(70)) {
            line(list.name + ".push(" + item + ")");
            return true;
        }
        line("if " + list.name + ".len > 1 do " + list.name + "[" + std::to_string(dice_.roll(2)) +
             "] = " + item + " end");
        return true;
    }
    if (Variable const* const found = find(true, Shape::map)) {
        Variable const map = *found;
        std::string const key = value(map.type->parts[0], 1);
        std::string const item = value(map.type->parts[1], 2);
        line(dice_.chance(50) ? map.name + "[" + key + "] = " + item
                              : map.name + ".set(" + key + ", " + item + ")");
        return true;
    }
    return false;
}

void ProgramWriter::loop(int depth)
{
    if (loops_ > 1)
        return print();
    ++loops_;
    std::size_t const frozen = frozen_.size();
    std::string const name = fresh("i");
    Variable const* const list = find(false, Shape::list);
    Variable const* const map = find(false, Shape::map);
    std::size_t const mark = scope_.size();
    std::size_t const form = dice_.roll(4);
    if (form == 0 && list) {
        frozen_.push_back(list->name);
        TypePointer const item = list->type->parts[0];
        open("for " + name + " in " + list->name + ".take(6) do");
        scope_.push_back({name, item});
    } else if (form == 1 && map) {
        frozen_.push_back(map->name);
        TypePointer const type = map->type;
        open("for " + name + "k, " + name + " in " + map->name + " do");
        scope_.push_back({name + "k", type->parts[0]});
        scope_.push_back({name, type->parts[1]});
    } else if (form == 2) {
        line("var " + name + " = 0");
        open("while " + name + " < " + std::to_string(1 + dice_.roll(5)) + " do");
        line(name + " += 1");
    } else {
        std::string const low = std::to_string(dice_.roll(3));
        open("for " + name + " in " + low + (dice_.chance(50) ? ".." : "..<") +
             std::to_string(dice_.roll(7)) + " do");
        scope_.push_back({name, types_.whole()});
    }
    if (dice_.chance(30))
        line((dice_.chance(50) ? "continue when " : "break when ") + truth(2));
    statements(1 + dice_.roll(3), depth);
    close();
    scope_.resize(mark);
    frozen_.resize(frozen);
    --loops_;
}

void ProgramWriter::branch(int depth)
{
    Variable const* const option = find(false, Shape::option);
    std::string const name = fresh("s");
    bool const unwraps = option && dice_.chance(60);
    open(unwraps ? "if let Some(" + name + ") = " + option->name + " do"
                 : "if " + truth(3) + " do");
    TypePointer const inner = unwraps ? option->type->parts[0] : nullptr;
    in_scope([&] {
        if (inner)
            scope_.push_back({name, inner});
        statements(1 + dice_.roll(2), depth);
    });
    if (dice_.chance(50)) {
        --indent_;
        open("else");
        in_scope([&] { statements(1 + dice_.roll(2), depth); });
    }
    close();
}

void ProgramWriter::match_statement(int depth)
{
    Variable const* const found = find(false, Shape::sum);
    if (!found)
        return print();
    Variable const subject = *found;
    open("match " + subject.name + " do");
    std::size_t left = subject.type->cases.size();
    for (SumCase const& each : subject.type->cases) {
        bool const rest = left-- == 1 && dice_.chance(50);
        std::string names;
        in_scope([&] {
            for (std::size_t at = 0; at < each.payload.size(); ++at) {
                std::string const name = fresh("m");
                scope_.push_back({name, each.payload[at]});
                names += (at == 0 ? "" : ", ") + (each.tuple ? "" : field_name(at) + ": ") + name;
            }
            if (rest) {
                scope_.resize(scope_.size() - each.payload.size());
                open("_ => do");
            } else {
                open("." + each.name +
                     (names.empty() ? ""
                      : each.tuple  ? "(" + names + ")"
                                    : " { " + names + " }") +
                     " => do");
            }
            statements(1 + dice_.roll(2), depth);
            close();
        });
    }
    close();
}

void ProgramWriter::closure()
{
    TypePointer const type = integer_type();
    std::string const cell = fresh("c");
    std::string const name = fresh("g");
    line("var " + cell + ": " + type->name + " = " + literal(type));
    line("let " + name + " = |by: " + type->name + "| do " + cell + " = (" + cell +
         " % 7) + (by % 3) end");
    for (std::size_t at = 0, count = 1 + dice_.roll(3); at < count; ++at)
        line(name + "(" + value(type, 1) + ")");
    scope_.push_back({cell, type});
}

void ProgramWriter::print()
{
    if (dice_.chance(30)) {
        TypePointer const type = any_type();
        return line("println(\"" + fresh("t") + " \", " + value(scalar_type(), 2) + ", \" \", " +
                    value(type, 2) + ")");
    }
    if (scope_.empty())
        return line("println(" + text(2) + ")");
    Variable const shown = dice_.pick(scope_);
    line(dice_.chance(50) ? "println($\"" + shown.name + "={" + shown.name + "}\")"
                          : "println(" + shown.name + ")");
}

} // namespace janus::oracle
