#include "semantics/task_sharing.hpp"

#include "semantics/walk.hpp"

#include <set>
#include <string>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

/// Where a body first speaks of a local.
class Mention : public Visitor {
public:
    explicit Mention(Local const* local) : local_(local) {}

    void visit(Expr*& slot) override
    {
        if (span.empty() && slot->kind == ExprKind::local && as<LocalRef>(*slot).local == local_)
            span = slot->span;
        for_each_child(*slot, *this);
    }
    using Visitor::visit;

    Span span;

private:
    Local const* local_;
};

class SharingCheck : public Visitor {
public:
    explicit SharingCheck(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::spawn_task &&
            as<SpawnTask>(*slot).closure->kind == ExprKind::closure)
            check(as<Closure>(*as<SpawnTask>(*slot).closure));
        for_each_child(*slot, *this);
    }
    using Visitor::visit;

private:
    void check(Closure& closure)
    {
        for (Local const* local : closure.captures) {
            if (!local->shared_cell || local->name.empty() || !warned_.insert(local).second)
                continue;
            Mention mention{local};
            Expr* body = closure.function->body;
            mention.visit(body);
            std::string const name = "`" + std::string{local->name} + "`";
            diagnostics_.add(Diagnostic{Code::W0009,
                                        mention.span.empty() ? closure.span : mention.span,
                                        "`var` " + name + " is shared with a task"}
                                 .at(local->span, name + " declared here")
                                 .suggest("send the values through a channel, or return them "
                                          "from the task and `await` it"));
        }
    }

    diagnostics::Diagnostics& diagnostics_;
    std::set<Local const*> warned_;
};

} // namespace

void warn_of_shared_variables(Program& program, diagnostics::Diagnostics& diagnostics)
{
    SharingCheck check{diagnostics};
    for_each_root(program, check);
}

} // namespace janus::semantics
