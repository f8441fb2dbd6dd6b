#include "semantics/captures.hpp"

#include "semantics/walk.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace janus::semantics {

namespace {

class CaptureFinder : public Visitor {
public:
    CaptureFinder(Program& program, diagnostics::Diagnostics& diagnostics)
        : program_(program), diagnostics_(diagnostics)
    {}

    void visit(Expr*& slot) override;
    void visit(Stmt*& slot) override;
    void bind(Local& local) override
    {
        if (!frames_.empty())
            owners_[&local] = frames_.size();
    }
    using Visitor::visit;

    void mark_shared_cells();

private:
    /// One closure that the walk is inside of.
    struct Frame {
        std::vector<Local*> captures;
        Local const* itself = nullptr; // the local of a nested function
    };
    void use(Local& local);
    void visit_closure(Closure& closure);
    void change(Expr const& place);

    Program& program_;
    diagnostics::Diagnostics& diagnostics_;
    std::unordered_set<Local const*> reported_;
    std::vector<Frame> frames_;
    std::unordered_map<Local const*, std::size_t> owners_; // how many closures deep, if any, it was bound
    std::unordered_set<Local*> captured_;
    std::unordered_set<Local const*> changed_;
    Local const* nested_ = nullptr; // the local that the closure visited next goes into
};

void CaptureFinder::use(Local& local)
{
    if (frames_.empty() || local.kind == LocalKind::state ||
        local.kind == LocalKind::actor_parameter)
        return;
    auto owner = owners_.find(&local); // not found: bound around all closures
    std::size_t depth = owner == owners_.end() ? 0 : owner->second;
    for (std::size_t i = frames_.size(); i > depth; --i) {
        Frame& frame = frames_[i - 1];
        if (frame.itself == &local)
            return;
        captured_.insert(&local);
        if (local.reference && reported_.insert(&local).second)
            diagnostics_.add(diagnostics::Diagnostic{diagnostics::Code::S6001, local.span,
                                                     "a closure uses `" + std::string(local.name) +
                                                         "`, which is a `&mut` reference"}
                                 .note("the closure may live longer than what was lent")
                                 .suggest("copy the value into a `var`, let the closure use that, "
                                          "and write it back"));
        auto& captures = frame.captures;
        if (std::find(captures.begin(), captures.end(), &local) == captures.end())
            captures.push_back(&local);
    }
}

void CaptureFinder::change(Expr const& place)
{
    if (Local* local = changed_local(place))
        changed_.insert(local);
}

void CaptureFinder::visit_closure(Closure& closure)
{
    frames_.push_back({{}, nested_});
    nested_ = nullptr;
    visit_function(*closure.function);
    closure.captures = program_.arena->list(frames_.back().captures);
    frames_.pop_back();
}

void CaptureFinder::visit(Expr*& slot)
{
    switch (slot->kind) {
    case ExprKind::local:
        use(*as<LocalRef>(*slot).local);
        return;
    case ExprKind::closure:
        visit_closure(as<Closure>(*slot));
        return;
    case ExprKind::call: {
        auto const& call = as<Call>(*slot);
        if (call.function->mutates_self && !call.arguments.empty())
            change(*call.arguments[0]);
        for (std::size_t at = 0; at < call.arguments.size(); ++at)
            if (at < call.function->parameters.size() && call.function->parameters[at]->reference)
                change(*call.arguments[at]);
        break;
    }
    case ExprKind::convert:
        // An object that is the variable itself keeps it alive as a closure would.
        if (as<Convert>(*slot).shares) {
            Local* local = as<LocalRef>(*as<Convert>(*slot).operand).local;
            captured_.insert(local);
            changed_.insert(local);
        }
        break;
    default:
        break;
    }
    for_each_child(*slot, *this);
}

void CaptureFinder::visit(Stmt*& slot)
{
    if (slot->kind == StmtKind::assign)
        change(*as<Assign>(*slot).target);
    if (slot->kind == StmtKind::let) {
        auto const& let = as<Let>(*slot);
        bool nested =
            let.local && let.local->function && let.value && let.value->kind == ExprKind::closure;
        nested_ = nested ? let.local : nullptr;
    }
    for_each_child(*slot, *this);
}

void CaptureFinder::mark_shared_cells()
{
    for (Local* local : captured_)
        local->shared_cell = !local->self && changed_.contains(local);
}

} // namespace

Local* changed_local(Expr const& place)
{
    Expr const* node = &place;
    while (true) {
        switch (node->kind) {
        case ExprKind::local:
            return as<LocalRef>(*node).local;
        case ExprKind::field:
            node = as<FieldAccess>(*node).base;
            break;
        case ExprKind::tuple_element:
            node = as<TupleElement>(*node).base;
            break;
        case ExprKind::index:
            node = as<Index>(*node).base;
            break;
        case ExprKind::slice:
            node = as<Slice>(*node).base;
            break;
        case ExprKind::convert:
            node = as<Convert>(*node).operand;
            break;
        default:
            return nullptr;
        }
    }
}

void find_captures(Program& program, diagnostics::Diagnostics& diagnostics)
{
    CaptureFinder finder{program, diagnostics};
    for_each_root(program, finder);
    finder.mark_shared_cells();
}

} // namespace janus::semantics
