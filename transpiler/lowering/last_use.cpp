#include "lowering/last_use.hpp"

#include "semantics/walk.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace janus::lowering {
namespace {

using namespace semantics;

/// One read or write of a local.
struct Use {
    Expr const* expression = nullptr;
    std::vector<std::pair<int, int>> branches; // (branching, alternative) around it
    std::vector<int> statements;               // around it, innermost last
    std::vector<int> loops;
};

bool exclusive(Use const& a, Use const& b)
{
    for (auto const& [branching, alternative] : a.branches) {
        for (auto const& other : b.branches) {
            if (other.first == branching && other.second != alternative)
                return true;
        }
    }
    return false;
}

bool same_statement(Use const& a, Use const& b)
{
    auto const inside = [](Use const& outer, Use const& inner) {
        int const statement = outer.statements.back();
        return std::find(inner.statements.begin(), inner.statements.end(), statement) !=
               inner.statements.end();
    };
    return inside(a, b) || inside(b, a);
}

class Collector final : public Visitor {
public:
    Collector() { statements_.push_back(next_++); }

    using Visitor::visit;

    void visit(Expr*& slot) override
    {
        Expr& expression = *slot;
        switch (expression.kind) {
        case ExprKind::local:
            return use(as<LocalRef>(expression));
        case ExprKind::if_:
            return visit_if(as<If>(expression));
        case ExprKind::match:
            return visit_match(as<Match>(expression));
        case ExprKind::closure:
            ++captured_;
            for_each_child(expression, *this);
            --captured_;
            return;
        case ExprKind::block:
            return visit_block(as<Block>(expression));
        default:
            for_each_child(expression, *this);
        }
    }

    void visit(Stmt*& slot) override
    {
        statements_.push_back(next_++);
        bool const loop = slot->kind == StmtKind::while_ || slot->kind == StmtKind::for_;
        if (loop)
            loops_.push_back(next_++);
        if (slot->kind == StmtKind::defer)
            ++captured_;
        for_each_child(*slot, *this);
        if (slot->kind == StmtKind::defer)
            --captured_;
        if (loop)
            loops_.pop_back();
        statements_.pop_back();
    }

    void bind(Local& local) override { loops_at_[&local] = loops_; }

    std::set<Expr const*> last() const
    {
        std::set<Expr const*> found;
        for (auto const& [local, uses] : uses_) {
            if (pinned_.contains(local))
                continue;
            for (std::size_t i = 0; i < uses.size(); ++i) {
                if (is_last(*local, uses, i))
                    found.insert(uses[i].expression);
            }
        }
        return found;
    }

private:
    void use(LocalRef const& reference)
    {
        if (captured_ > 0)
            pinned_.insert(reference.local);
        uses_[reference.local].push_back({&reference, branches_, statements_, loops_});
    }

    void branch(int branching, int alternative, Expr*& body)
    {
        branches_.emplace_back(branching, alternative);
        statements_.push_back(next_++);
        visit(body);
        statements_.pop_back();
        branches_.pop_back();
    }

    void visit_if(If& expression)
    {
        int const branching = next_++;
        visit(expression.condition);
        if (expression.pattern)
            visit(expression.pattern);
        branch(branching, 0, expression.then);
        if (expression.otherwise)
            branch(branching, 1, expression.otherwise);
    }

    void visit_match(Match& expression)
    {
        int const branching = next_++;
        visit(expression.value);
        int alternative = 0;
        for (MatchArm& arm : expression.arms) {
            visit(arm.pattern);
            if (arm.guard)
                visit(arm.guard);
            branch(branching, alternative++, arm.body);
        }
    }

    void visit_block(Block& expression)
    {
        for (Stmt*& statement : expression.statements)
            visit(statement);
        if (!expression.value)
            return;
        statements_.push_back(next_++);
        visit(expression.value);
        statements_.pop_back();
    }

    bool is_last(Local const& local, std::vector<Use> const& uses, std::size_t at) const
    {
        Use const& use = uses[at];
        auto const declared = loops_at_.find(&local);
        std::size_t const depth = declared == loops_at_.end() ? 0 : declared->second.size();
        if (use.loops.size() != depth)
            return false;
        for (std::size_t i = 0; i < uses.size(); ++i) {
            if (i == at || exclusive(use, uses[i]))
                continue;
            if (i > at || same_statement(use, uses[i]))
                return false;
        }
        return true;
    }

    int next_ = 0;
    int captured_ = 0;
    std::vector<std::pair<int, int>> branches_;
    std::vector<int> statements_;
    std::vector<int> loops_;
    std::map<Local const*, std::vector<int>> loops_at_;
    std::map<Local const*, std::vector<Use>> uses_;
    std::set<Local const*> pinned_;
};

} // namespace

std::set<Expr const*> last_uses(Expr& body)
{
    Collector collector;
    Expr* root = &body;
    collector.visit(root);
    return collector.last();
}

} // namespace janus::lowering
