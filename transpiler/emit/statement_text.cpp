#include "emit/statement_text.hpp"

#include "emit/expression_layout.hpp"

#include <string_view>

namespace janus::emit {
namespace {

using lowering::cpp::Expr;
using lowering::cpp::Stmt;
using lowering::cpp::StmtKind;
using lowering::cpp::SwitchCase;

class Text {
public:
    Text(Lines& lines, std::size_t indent) : lines_(lines), indent_(indent) {}

    void add(Stmt const& statement)
    {
        for (std::string const& comment : statement.comments)
            comment_line(comment);
        std::size_t const first = lines_.count();
        add_kind(statement);
        if (lines_.count() == first)
            return;
        lines_.set_origin(first, statement.span);
        if (!statement.trailing.empty())
            lines_.set_trailing(mark_ ? *mark_ : lines_.count() - 1, statement.trailing);
    }

private:
    [[nodiscard]] std::size_t spaces() const { return 4 * depth_; }

    template <class... Parts> void line(Parts const&... parts)
    {
        lines_.begin(spaces());
        (lines_.add(parts), ...);
    }
    void comment_line(std::string_view text)
    {
        lines_.begin(text.empty() ? 0 : spaces());
        lines_.add(text);
    }

    template <class... Parts> void add_texts(Parts const&... parts) { (layout_.text(parts), ...); }

    /// The lines of the layout, which is empty again then.
    void print_layout()
    {
        layout_.print(lines_, spaces(), indent_);
        layout_.clear();
    }

    /// value tail, behind the head that is in the layout; broken into lines where it is too long.
    void wrapped(Expr const& value, std::string_view tail)
    {
        add_expression(layout_, value);
        layout_.text(tail);
        print_layout();
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
        mark_value_ = lines_.count() - 1;
        mark_ = &mark_value_;
    }

    /// The head is in the layout.
    void block_with_head(Expr const& value, std::string_view tail,
                         std::vector<Stmt> const& statements)
    {
        wrapped(value, tail);
        std::size_t const first = lines_.count() - 1;
        body(statements);
        mark_value_ = first;
        mark_ = &mark_value_;
    }

    void add_kind(Stmt const& statement)
    {
        mark_ = nullptr;
        switch (statement.kind) {
        case StmtKind::expression:
            return wrapped(statement.value, ";");
        case StmtKind::declare:
            return declare(statement);
        case StmtKind::return_:
            if (!statement.has_value)
                return line(statement.keyword, ";");
            add_texts(statement.keyword, " ");
            return wrapped(statement.value, ";");
        case StmtKind::if_:
            return add_if(statement, "if (");
        case StmtKind::while_:
            layout_.text("while (");
            block_with_head(statement.value, ") {", statement.body);
            return line("}");
        case StmtKind::loop:
            line("for (;;) {");
            body(statement.body);
            return line("}");
        case StmtKind::count:
            return add_count(statement);
        case StmtKind::range_for:
            add_texts("for (", statement.type, " ", statement.name, " : ");
            block_with_head(statement.value, ") {", statement.body);
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
            return line("goto ", statement.name, ";");
        case StmtKind::label:
            return line(statement.name, ":;");
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
        if (!statement.has_value)
            return line(statement.type, " ", statement.name, statement.braced ? ";" : "{};");
        add_texts(statement.type, " ", statement.name);
        if (statement.braced)
            return wrapped(statement.value, ";");
        layout_.text(" =");
        layout_.open_group();
        layout_.soft_break(" ");
        add_expression(layout_, statement.value);
        layout_.close();
        layout_.text(";");
        print_layout();
    }

    void add_if(Stmt const& statement, std::string_view head)
    {
        layout_.text(head);
        block_with_head(statement.value, ") {", statement.body);
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
        add_texts("for (", first.type, " ", first.name, " = ", expression_text(first.value), "; ");
        std::string tail = ";";
        for (std::size_t i = 0; i < statement.step.size(); ++i)
            tail += (i == 0 ? " " : ", ") + expression_text(statement.step[i]);
        block_with_head(statement.value, tail + ") {", statement.body);
        line("}");
    }

    void add_switch(Stmt const& statement)
    {
        layout_.text("switch (");
        wrapped(statement.value, ") {");
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
        std::string_view const end = scope ? ": {" : ":";
        if (entry.labels.empty())
            line("default", end);
        for (std::size_t i = 0; i < entry.labels.size(); ++i)
            line("case ", entry.labels[i], i + 1 == entry.labels.size() ? end : ":");
        std::size_t const first = mark_value_;
        body(entry.body);
        mark_value_ = first;
        mark_ = &mark_value_;
        if (scope)
            line("}");
    }

    Lines& lines_;
    Layout layout_; // of the line that is being made
    std::size_t indent_;
    std::size_t depth_ = 0;
    std::size_t mark_value_ = 0;
    std::size_t* mark_ = nullptr;
};

} // namespace

void add_statements(std::vector<Stmt> const& statements, std::size_t indent, Lines& lines)
{
    Text text(lines, indent);
    for (Stmt const& statement : statements)
        text.add(statement);
}

Lines body_lines(std::vector<Stmt> const& statements)
{
    Lines lines;
    add_statements(statements, 8, lines);
    return lines;
}

std::string body_text(std::vector<Stmt> const& statements)
{
    Lines const lines = body_lines(statements);
    std::string text;
    for (std::size_t line = 0; line < lines.count(); ++line) {
        lines.copy(line, text);
        text += '\n';
    }
    return text;
}

} // namespace janus::emit
