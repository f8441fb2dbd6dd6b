#include "emit/statement_text.hpp"

#include "emit/expression_layout.hpp"

#include <utility>

namespace janus::emit {
namespace {

using lowering::cpp::Expr;
using lowering::cpp::Stmt;
using lowering::cpp::StmtKind;
using lowering::cpp::SwitchCase;

class Text {
public:
    Text(std::vector<Line>& lines, std::size_t indent) : lines_(lines), indent_(indent) {}

    void add(Stmt const& statement)
    {
        for (std::string const& comment : statement.comments)
            comment_line(comment);
        std::size_t const first = lines_.size();
        add_kind(statement);
        if (lines_.size() == first)
            return;
        lines_[first].begins = statement.span;
        if (!statement.trailing.empty())
            lines_[mark_ ? *mark_ : lines_.size() - 1].text += "  " + statement.trailing;
    }

private:
    void line(std::string text) { lines_.push_back({prefix() + std::move(text), {}}); }
    void comment_line(std::string const& text)
    {
        lines_.push_back({text.empty() ? text : prefix() + text, {}});
    }
    std::string prefix() const { return std::string(4 * depth_, ' '); }

    /// head value tail, broken into lines where it is too long.
    void wrapped(std::string head, Expr const& value, std::string tail)
    {
        Layout const layout = layout_sequence(
            {layout_text(std::move(head)), expression_layout(value), layout_text(std::move(tail))});
        for (std::string& text : print(layout, indent_ + 4 * depth_))
            line(std::move(text));
    }

    void body(std::vector<Stmt> const& statements)
    {
        std::size_t const outer = mark_value_;
        bool const had = mark_ != nullptr;
        ++depth_;
        for (Stmt const& statement : statements) {
            mark_ = nullptr;
            add(statement);
        }
        --depth_;
        mark_value_ = outer;
        mark_ = had ? &mark_value_ : nullptr;
    }

    /// The trailing comment of a compound statement belongs on its first line.
    void mark()
    {
        mark_value_ = lines_.size() - 1;
        mark_ = &mark_value_;
    }

    void block_with_head(std::string head, Expr const& value, std::string tail,
                         std::vector<Stmt> const& statements)
    {
        wrapped(std::move(head), value, std::move(tail));
        std::size_t const first = lines_.size() - 1;
        body(statements);
        mark_value_ = first;
        mark_ = &mark_value_;
    }

    void add_kind(Stmt const& statement)
    {
        mark_ = nullptr;
        switch (statement.kind) {
        case StmtKind::expression:
            return wrapped("", statement.value, ";");
        case StmtKind::declare:
            return declare(statement);
        case StmtKind::return_:
            if (statement.has_value)
                return wrapped(statement.keyword + " ", statement.value, ";");
            return line(statement.keyword + ";");
        case StmtKind::if_:
            return add_if(statement, "if (");
        case StmtKind::while_:
            block_with_head("while (", statement.value, ") {", statement.body);
            return line("}");
        case StmtKind::loop:
            line("for (;;) {");
            body(statement.body);
            return line("}");
        case StmtKind::count:
            return add_count(statement);
        case StmtKind::range_for:
            block_with_head("for (" + statement.type + " " + statement.name + " : ",
                            statement.value, ") {", statement.body);
            return line("}");
        case StmtKind::block:
            line("{");
            body(statement.body);
            return line("}");
        case StmtKind::switch_:
            return add_switch(statement);
        case StmtKind::break_:
            return line("break;");
        case StmtKind::continue_:
            return line("continue;");
        case StmtKind::goto_:
            return line("goto " + statement.name + ";");
        case StmtKind::label:
            return line(statement.name + ":;");
        case StmtKind::try_:
            line("try {");
            body(statement.body);
            line("} catch (...) {");
            body(statement.otherwise);
            return line("}");
        case StmtKind::comment:
            return;
        }
    }

    void declare(Stmt const& statement)
    {
        std::string const head = statement.type + " " + statement.name;
        if (!statement.has_value)
            return line(head + (statement.braced ? ";" : "{};"));
        if (statement.braced)
            return wrapped(head, statement.value, ";");
        Layout const layout = layout_sequence(
            layouts(layout_text(head + " ="),
                    layout_group(layouts(layout_break(" "), expression_layout(statement.value))),
                    layout_text(";")));
        for (std::string& text : print(layout, indent_ + 4 * depth_))
            line(std::move(text));
    }

    void add_if(Stmt const& statement, std::string head)
    {
        block_with_head(std::move(head), statement.value, ") {", statement.body);
        std::size_t const first = mark_value_;
        std::vector<Stmt> const& otherwise = statement.otherwise;
        bool const chain = otherwise.size() == 1 && otherwise[0].kind == StmtKind::if_ &&
                           otherwise[0].comments.empty();
        if (chain) {
            add_if(otherwise[0], "} else if (");
        } else if (!otherwise.empty()) {
            line("} else {");
            body(otherwise);
            line("}");
        } else {
            line("}");
        }
        mark_value_ = first;
        mark_ = &mark_value_;
    }

    void add_count(Stmt const& statement)
    {
        Stmt const& first = statement.first.front();
        std::string head =
            "for (" + first.type + " " + first.name + " = " + expression_text(first.value) + "; ";
        std::string tail = ";";
        for (std::size_t i = 0; i < statement.step.size(); ++i)
            tail += (i == 0 ? " " : ", ") + expression_text(statement.step[i]);
        block_with_head(std::move(head), statement.value, tail + ") {", statement.body);
        line("}");
    }

    void add_switch(Stmt const& statement)
    {
        wrapped("switch (", statement.value, ") {");
        mark();
        for (SwitchCase const& entry : statement.cases)
            add_case(entry);
        line("}");
    }

    void add_case(SwitchCase const& entry)
    {
        for (std::string const& comment : entry.comments)
            comment_line(comment);
        bool scope = false;
        for (Stmt const& statement : entry.body)
            scope = scope || statement.kind == StmtKind::declare;
        std::string const end = scope ? ": {" : ":";
        if (entry.labels.empty())
            line("default" + end);
        for (std::size_t i = 0; i < entry.labels.size(); ++i)
            line("case " + entry.labels[i] + (i + 1 == entry.labels.size() ? end : ":"));
        std::size_t const first = mark_value_;
        body(entry.body);
        mark_value_ = first;
        mark_ = &mark_value_;
        if (scope)
            line("}");
    }

    std::vector<Line>& lines_;
    std::size_t indent_;
    std::size_t depth_ = 0;
    std::size_t mark_value_ = 0;
    std::size_t* mark_ = nullptr;
};

} // namespace

void statement_lines(Stmt const& statement, std::size_t indent, std::vector<Line>& lines)
{
    Text(lines, indent).add(statement);
}

std::vector<std::string> statement_lines(std::vector<Stmt> const& statements)
{
    std::vector<Line> lines;
    for (Stmt const& statement : statements)
        statement_lines(statement, 8, lines);
    std::vector<std::string> texts;
    for (Line& line : lines)
        texts.push_back(std::move(line.text));
    return texts;
}

} // namespace janus::emit
