#include "lowering/last_use.hpp"

#include "semantics/walk.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace janus::lowering {
namespace {

using namespace semantics;

constexpr std::size_t nothing = SIZE_MAX;

/// Something around a use, and the index of what is around that.
struct Around {
    std::size_t outer = nothing;
    int branching = 0;
    int alternative = 0;
};

/// One read or write of a local.
struct Use {
    Local const* local = nullptr;
    Expr const* expression = nullptr;
    std::size_t branch = nothing;    // the alternative it is in
    std::size_t statement = nothing; // the innermost one around it
    int loops = 0;                   // how many are around it
};

class Collector final : public Visitor {
public:
    Collector() { open_statement(); }

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
        std::size_t const outer = open_statement();
        bool const loop = slot->kind == StmtKind::while_ || slot->kind == StmtKind::for_;
        loops_ += loop ? 1 : 0;
        if (slot->kind == StmtKind::defer)
            ++captured_;
        for_each_child(*slot, *this);
        if (slot->kind == StmtKind::defer)
            --captured_;
        loops_ -= loop ? 1 : 0;
        statement_ = outer;
    }

    void bind(Local& local) override
    {
        if (loops_ > 0)
            loops_at_[&local] = loops_;
        else
            loops_at_.erase(&local);
    }

    std::vector<Expr const*> last()
    {
        std::stable_sort(uses_.begin(), uses_.end(), [](Use const& a, Use const& b) {
            return std::less<>{}(a.local, b.local);
        });
        std::vector<Expr const*> found;
        for (std::size_t begin = 0, end = 0; begin < uses_.size(); begin = end) {
            Local const* const local = uses_[begin].local;
            while (end < uses_.size() && uses_[end].local == local)
                ++end;
            if (!pinned_.contains(local))
                add_last({uses_.data() + begin, end - begin}, found);
        }
        std::sort(found.begin(), found.end(), std::less<>{});
        return found;
    }

private:
    /// Returns what was the innermost statement.
    std::size_t open_statement()
    {
        statements_.push_back({statement_});
        return std::exchange(statement_, statements_.size() - 1);
    }

    void use(LocalRef const& reference)
    {
        if (captured_ > 0)
            pinned_.insert(reference.local);
        uses_.push_back({reference.local, &reference, branch_, statement_, loops_});
    }

    void branch(int branching, int alternative, Expr*& body)
    {
        branches_.push_back({branch_, branching, alternative});
        std::size_t const outer_branch = std::exchange(branch_, branches_.size() - 1);
        std::size_t const outer_statement = open_statement();
        visit(body);
        statement_ = outer_statement;
        branch_ = outer_branch;
    }

    void visit_if(If& expression)
    {
        int const branching = branchings_++;
        visit(expression.condition);
        if (expression.pattern)
            visit(expression.pattern);
        branch(branching, 0, expression.then);
        if (expression.otherwise)
            branch(branching, 1, expression.otherwise);
    }

    void visit_match(Match& expression)
    {
        int const branching = branchings_++;
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
        std::size_t const outer = open_statement();
        visit(expression.value);
        statement_ = outer;
    }

    /// In different alternatives of one branching.
    bool exclusive(Use const& a, Use const& b) const
    {
        for (std::size_t i = a.branch; i != nothing; i = branches_[i].outer)
            for (std::size_t j = b.branch; j != nothing; j = branches_[j].outer)
                if (branches_[i].branching == branches_[j].branching &&
                    branches_[i].alternative != branches_[j].alternative)
                    return true;
        return false;
    }

    bool is_around(std::size_t outer, std::size_t inner) const
    {
        // What is around something is counted before it.
        while (inner != nothing && inner > outer)
            inner = statements_[inner].outer;
        return inner == outer;
    }

    bool same_statement(Use const& a, Use const& b) const
    {
        return is_around(a.statement, b.statement) || is_around(b.statement, a.statement);
    }

    /// The last of the uses of one local.
    void add_last(std::span<Use const> uses, std::vector<Expr const*>& found) const
    {
        auto const declared = loops_at_.find(uses[0].local);
        int const loops = declared == loops_at_.end() ? 0 : declared->second;
        for (std::size_t i = 0; i < uses.size(); ++i)
            if (uses[i].loops == loops && is_last(uses, i))
                found.push_back(uses[i].expression);
    }

    bool is_last(std::span<Use const> uses, std::size_t at) const
    {
        Use const& use = uses[at];
        for (std::size_t i = 0; i < uses.size(); ++i) {
            if (i == at || exclusive(use, uses[i]))
                continue;
            if (i > at || same_statement(use, uses[i]))
                return false;
        }
        return true;
    }

    int branchings_ = 0;
    int captured_ = 0;
    int loops_ = 0;
    std::size_t branch_ = nothing;
    std::size_t statement_ = nothing;
    std::vector<Around> branches_;
    std::vector<Around> statements_;
    std::vector<Use> uses_;
    std::unordered_map<Local const*, int> loops_at_; // of those bound in a loop
    std::unordered_set<Local const*> pinned_;
};

} // namespace

std::vector<Expr const*> last_uses(Expr& body)
{
    Collector collector;
    Expr* root = &body;
    collector.visit(root);
    return collector.last();
}

} // namespace janus::lowering
