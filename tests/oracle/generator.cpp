#include "generator.hpp"

#include "program_writer.hpp"

namespace janus::oracle {

ProgramWriter::ProgramWriter(std::uint64_t seed, TypeFamily const& types, std::string prefix)
    : dice_(seed), types_(types), prefix_(std::move(prefix)), small_(dice_.chance(90))
{}

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
         (callable.fails ? " ! " + types_.error() : "") + " do");
    // Tells of calls in the wrong order, and of those that should not be made at all.
    if (dice_.chance(60))
        line("println(\"in " + callable.name + "\")");
    if (callable.recursive)
        line("return " + value(callable.result, 1) + " when depth <= 0");
    if (callable.fails)
        line("fail " + types_.error() + (dice_.chance(50) ? ".Bad" : ".Worse { code: 3 }") +
             " when " + truth(2));
    statements((small_ ? 0 : 1) + dice_.roll(small_ ? 3 : 4), small_ ? 1 : 2);
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
    for (std::size_t at = 0, count = small_ ? dice_.roll(2) : 1 + dice_.roll(3); at < count; ++at)
        function(at);
    scope_.clear();
    open("func " + prefix_ + "main() do");
    for (int at = 0; at < (small_ ? 1 : 3); ++at)
        declare_variable();
    statements(small_ ? 1 + dice_.roll(3) : 4 + dice_.roll(6), small_ ? 2 : 3);
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

std::string random_program(std::uint64_t seed, TypeFamily const& types, std::string const& prefix)
{
    return ProgramWriter(seed, types, prefix).write();
}

} // namespace janus::oracle
