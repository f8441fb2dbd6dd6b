//! Fills a WaitSites: one walk over all code of a program. Internal to the suspension analysis; the
//! two halves are in suspension_sites.cpp (which code there is) and wait_site_collector.cpp (what
//! is inside it).
#pragma once

#include "semantics/suspension_sites.hpp"
#include "semantics/walk.hpp"

#include <map>
#include <string_view>
#include <utility>

namespace janus::semantics {

class WaitSiteCollector : public Visitor {
public:
    explicit WaitSiteCollector(WaitSites& sites) : sites_(sites) {}

    void collect(Program& program);

    void visit(Expr*& slot) override;
    void visit(Stmt*& slot) override;
    void visit_function(Function& function) override;
    using Visitor::visit;

private:
    struct Region {
        WaitUnit* unit;
        int loops;
        std::int64_t rounds;
        int deferred;
    };
    /// What a function value is written into.
    struct Surroundings {
        Function const* taker = nullptr;
        Expr** conversion = nullptr;
        Local* owner = nullptr;
        bool called = false;
    };
    Region enter(WaitUnit unit);
    void leave(Region outer);
    void collect_code(Expr*& body, WaitUnit unit);
    void collect_forbidden(Expr*& value, std::string_view place, std::string_view help);
    void collect_function(Function& function);
    void collect_actor(Actor& actor);
    void collect_hook(Hook& hook);
    void collect_supervisor(Supervisor& supervisor);
    void find_trait_methods(Program& program);

    void add_site(Span span, std::string what, Function* callee = nullptr);
    void visit_call(Call& call);
    void visit_call_value(CallValue& call);
    void visit_match(Match& match);
    void visit_spawn(SpawnTask& spawn);
    void visit_for(For& loop);
    void visit_while(While& loop);
    void count_rounds(Stmt const& loop, bool& gives_way);
    void visit_let(Let& let);
    void collect_closure(Expr*& slot, Surroundings around);
    void add_value(Expr*& slot, Function* function, Surroundings around);

    WaitSites& sites_;
    WaitUnit* unit_ = nullptr;
    Module* module_ = nullptr; // whose code is visited
    int loops_ = 0;
    std::int64_t rounds_ = 1; // of the uncounted loops around, together
    int deferred_ = 0;        // inside so many `defer`s
    Surroundings around_;     // of the expression visited next
    std::map<Function const*, Function const*> trait_methods_; // to the trait's declaration
};

} // namespace janus::semantics
