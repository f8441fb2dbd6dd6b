#include "semantics/expression_dump.hpp"

#include "semantics/operation_names.hpp"

namespace janus::semantics {

namespace {

std::string let_text(Let const& let, int depth)
{
    std::string text = "let ";
    text += let.local ? dump_local(*let.local) : dump_pattern(let.pattern);
    return let.value ? text + " = " + dump_expression(let.value, depth) : text;
}

std::string assign_text(Assign const& assign, int depth)
{
    std::string sign = assign.compound ? std::string{name_of(assign.op)} : "";
    sign = " " + sign + "= ";
    return dump_expression(assign.target, depth) + sign + dump_expression(assign.value, depth);
}

std::string while_text(While const& loop, int depth)
{
    std::string text = "while ";
    if (loop.pattern)
        text += "let " + dump_pattern(loop.pattern) + " = ";
    text += loop.condition ? dump_expression(loop.condition, depth) : "true";
    return text + " " + dump_expression(loop.body, depth);
}

std::string defer_text(Defer const& defer, int depth)
{
    std::string text = defer.on_error ? "errdefer " : "defer ";
    for (Let const* let : defer.evaluated)
        text += "[" + let_text(*let, depth) + "] ";
    return text + dump_expression(defer.body, depth);
}

template <class List> std::string joined(List const& patterns, std::string_view separator = ", ")
{
    std::string text;
    for (Pattern const* pattern : patterns) {
        if (!text.empty())
            text += separator;
        text += dump_pattern(pattern);
    }
    return text;
}

std::string list_text(ListPattern const& list)
{
    std::string text = joined(list.front);
    if (list.has_rest) {
        text += text.empty() ? ".." : ", ..";
        text += list.rest ? dump_local(*list.rest) : "";
    }
    if (!list.back.empty())
        text += ", " + joined(list.back);
    return "[" + text + "]";
}

std::string literal_text(LiteralPattern const& literal)
{
    std::string text = dump_expression(literal.value, 0);
    if (literal.kind == PatternKind::not_literal)
        return "!" + text;
    if (literal.kind == PatternKind::range)
        text += (literal.exclusive ? "..<" : "..=") + dump_expression(literal.high, 0);
    return text;
}

} // namespace

std::string dump_statement(Stmt const& statement, int depth)
{
    switch (statement.kind) {
    case StmtKind::let:
        return let_text(as<Let>(statement), depth);
    case StmtKind::assign:
        return assign_text(as<Assign>(statement), depth);
    case StmtKind::expression:
        return dump_expression(as<ExprStmt>(statement).value, depth);
    case StmtKind::while_:
        return while_text(as<While>(statement), depth);
    case StmtKind::for_: {
        auto const& loop = as<For>(statement);
        return "for " + dump_pattern(loop.pattern) + " in " +
               dump_expression(loop.iterable, depth) + " " + dump_expression(loop.body, depth);
    }
    case StmtKind::defer:
        return defer_text(as<Defer>(statement), depth);
    }
    return "unknown";
}

std::string dump_pattern(Pattern const* pattern)
{
    if (!pattern)
        return "_";
    switch (pattern->kind) {
    case PatternKind::wildcard:
        return "_";
    case PatternKind::binding: {
        auto const& binding = as<BindingPattern>(*pattern);
        std::string text = dump_local(*binding.local);
        return binding.inner ? text + " @ " + dump_pattern(binding.inner) : text;
    }
    case PatternKind::literal:
    case PatternKind::not_literal:
    case PatternKind::range:
        return literal_text(as<LiteralPattern>(*pattern));
    case PatternKind::tuple:
        return "(" + joined(as<ManyPattern>(*pattern).elements) + ")";
    case PatternKind::either:
        return joined(as<ManyPattern>(*pattern).elements, " | ");
    case PatternKind::some:
        return "Some(" + joined(as<ManyPattern>(*pattern).elements) + ")";
    case PatternKind::none:
        return "None";
    case PatternKind::ok:
        return "Ok(" + joined(as<ManyPattern>(*pattern).elements) + ")";
    case PatternKind::error:
        return "Err(" + joined(as<ManyPattern>(*pattern).elements) + ")";
    case PatternKind::case_: {
        auto const& case_ = as<CasePattern>(*pattern);
        std::string text = "." + std::string{case_.case_->name};
        return case_.elements.empty() ? text : text + "(" + joined(case_.elements) + ")";
    }
    case PatternKind::structure:
        return to_string(pattern->type) + " { " + joined(as<StructPattern>(*pattern).elements) +
               " }";
    case PatternKind::list:
        return list_text(as<ListPattern>(*pattern));
    }
    return "unknown";
}

} // namespace janus::semantics
