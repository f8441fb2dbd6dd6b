#include "generator.hpp"

#include "program_writer.hpp"

namespace janus::oracle {

namespace {

TypePointer made(Shape shape, std::string name, std::vector<TypePointer> parts = {})
{
    auto type = std::make_shared<Type>();
    type->shape = shape;
    type->name = std::move(name);
    type->parts = std::move(parts);
    return type;
}

} // namespace

ProgramWriter::ProgramWriter(std::uint64_t seed, std::string prefix)
    : dice_(seed), prefix_(std::move(prefix)), boolean_(made(Shape::boolean, "bool")),
      text_(made(Shape::text, "String"))
{
    for (bool const is_signed : {true, false})
        for (int const bits : {64, 32, 16, 8}) {
            auto type = std::make_shared<Type>();
            type->shape = Shape::integer;
            type->name = (is_signed ? "i" : "u") + std::to_string(bits);
            type->bits = bits;
            type->is_signed = is_signed;
            integers_.push_back(type);
        }
}

TypePointer ProgramWriter::integer_type()
{
    return dice_.chance(50) ? integers_[0] : dice_.pick(integers_);
}

TypePointer ProgramWriter::scalar_type()
{
    std::size_t const side = dice_.roll(10);
    return side < 6 ? integer_type() : side < 8 ? boolean_ : text_;
}

TypePointer ProgramWriter::key_type()
{
    return dice_.chance(50) ? text_ : integer_type();
}

TypePointer ProgramWriter::any_type(int depth)
{
    std::size_t const side = depth > 0 ? dice_.roll(16) : 0;
    if (side < 7)
        return scalar_type();
    if (side < 9 && !records_.empty())
        return dice_.pick(records_);
    if (side < 11 && !sums_.empty())
        return dice_.pick(sums_);
    TypePointer const part = any_type(depth - 1);
    if (side == 11 && part->shape != Shape::option)
        return made(Shape::option, "?" + part->name, {part});
    if (side == 12) {
        TypePointer const key = key_type();
        return made(Shape::map, "HashMap[" + key->name + ", " + part->name + "]", {key, part});
    }
    if (side == 13) {
        TypePointer const other = scalar_type();
        return made(Shape::tuple, "(" + part->name + ", " + other->name + ")", {part, other});
    }
    return made(Shape::list, "[" + part->name + "]", {part});
}

void ProgramWriter::declare_record(std::size_t number)
{
    auto type = std::make_shared<Type>();
    type->shape = Shape::record;
    type->name = prefix_ + "R" + std::to_string(number);
    std::string fields;
    for (std::size_t at = 0, count = 1 + dice_.roll(3); at < count; ++at) {
        type->parts.push_back(at == 0 ? integer_type() : any_type(1));
        fields += (at == 0 ? " " : ", ") + field_name(at) + ": " + type->parts.back()->name;
    }
    line("struct " + type->name + " {" + fields + " }");
    type->method = "sized";
    type->changer = "change";
    TypePointer const first = type->parts[0];
    open("impl " + type->name + " do");
    open("func sized(self) -> i64 do");
    line("return (self.f0 % 100) as i64 + " + std::to_string(dice_.roll(9)));
    close();
    open("func change(self, by: i64) do");
    line("self.f0 = ((by % 50 + 50) % 50) as " + first->name);
    close();
    close();
    records_.push_back(type);
}

void ProgramWriter::declare_sum(std::size_t number)
{
    auto type = std::make_shared<Type>();
    type->shape = Shape::sum;
    type->name = prefix_ + "E" + std::to_string(number);
    std::string cases;
    for (std::size_t at = 0, count = 2 + dice_.roll(3); at < count; ++at) {
        SumCase made_case;
        made_case.name = "C" + std::to_string(at);
        made_case.tuple = dice_.chance(50);
        std::string payload;
        for (std::size_t field = 0, fields = dice_.roll(3); field < fields; ++field) {
            made_case.payload.push_back(any_type(1));
            payload += (field == 0 ? "" : ", ") +
                       (made_case.tuple ? "" : field_name(field) + ": ") +
                       made_case.payload.back()->name;
        }
        cases += (at == 0 ? " " : ", ") + made_case.name;
        if (!payload.empty())
            cases += made_case.tuple ? "(" + payload + ")" : " { " + payload + " }";
        type->cases.push_back(std::move(made_case));
    }
    line("enum " + type->name + " {" + cases + " }");
    sums_.push_back(type);
}

void ProgramWriter::function(std::size_t number)
{
    Callable callable;
    callable.name = prefix_ + "f" + std::to_string(number);
    callable.fails = dice_.chance(35);
    callable.recursive = dice_.chance(30);
    callable.result = any_type();
    std::string parameters;
    scope_.clear();
    if (callable.recursive)
        parameters = "depth: i64";
    for (std::size_t at = 0, count = dice_.roll(4); at < count; ++at) {
        callable.parameters.push_back(any_type());
        std::string const name = fresh("p");
        scope_.push_back({name, callable.parameters.back()});
        parameters +=
            (parameters.empty() ? "" : ", ") + name + ": " + callable.parameters.back()->name;
    }
    may_fail_ = callable.fails;
    open("func " + callable.name + "(" + parameters + ") -> " + callable.result->name +
         (callable.fails ? " ! " + error_ : "") + " do");
    if (callable.recursive)
        line("return " + value(callable.result, 1) + " when depth <= 0");
    if (callable.fails)
        line("fail " + error_ + (dice_.chance(50) ? ".Bad" : ".Worse { code: 3 }") + " when " +
             truth(2));
    statements(1 + dice_.roll(4), 2);
    if (callable.recursive) {
        std::string const name = fresh("v");
        line("let " + name + " = " + callable.name + "(depth - 1" +
             (callable.parameters.empty() ? "" : ", ") + arguments(callable, 1) + ")" +
             (callable.fails ? "?" : ""));
        scope_.push_back({name, callable.result});
    }
    line("return " + value(callable.result, 3));
    close();
    functions_.push_back(callable);
    may_fail_ = false;
}

std::string ProgramWriter::write()
{
    error_ = prefix_ + "X";
    line("error " + error_ + " { Bad, Worse { code: i32 } }");
    for (std::size_t at = 0, count = 1 + dice_.roll(2); at < count; ++at) {
        declare_record(at);
        declare_sum(at);
    }
    for (std::size_t at = 0, count = 1 + dice_.roll(3); at < count; ++at)
        function(at);
    scope_.clear();
    open("func " + prefix_ + "main() do");
    for (int at = 0; at < 3; ++at)
        declare_variable();
    statements(4 + dice_.roll(6), 3);
    for (Variable const& shown : scope_)
        line("println(\"" + shown.name + "=\", " + shown.name + ")");
    close();
    return out_;
}

void ProgramWriter::line(std::string const& text)
{
    out_ += std::string(indent_ * 4, ' ') + text + "\n";
}

void ProgramWriter::open(std::string const& text)
{
    line(text);
    ++indent_;
}

void ProgramWriter::close(std::string const& text)
{
    --indent_;
    line(text);
}

std::string ProgramWriter::fresh(std::string const& hint)
{
    return hint + std::to_string(names_++);
}

std::string random_program(std::uint64_t seed, std::string const& prefix)
{
    return ProgramWriter(seed, prefix).write();
}

} // namespace janus::oracle
