#include "semantics/walk.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;
using janus::semantics::for_each_root;
using janus::semantics::Visitor;

namespace {

/// Collects the integers it meets, and adds a thousand to each by putting another node in.
struct Renumber : Visitor {
    using Visitor::visit;

    explicit Renumber(ProgramBuilder& builder_) : builder(builder_) {}

    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::integer) {
            seen.push_back(as<Integer>(*slot).low);
            slot = builder.number(as<Integer>(*slot).low + 1000);
            return;
        }
        Visitor::visit(slot);
    }
    void bind(Local& local) override { bound.emplace_back(local.name); }

    ProgramBuilder& builder;
    std::vector<std::uint64_t> seen;
    std::vector<std::string> bound;
};

using Numbers = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("a walk meets children in the order they are evaluated")
{
    ProgramBuilder b;
    auto* literal = b.node<LiteralPattern>(PatternKind::range);
    literal->value = b.number(4);
    literal->high = b.number(5);
    auto* match = b.node<Match>(ExprKind::match);
    match->value = b.number(3);
    match->arms = b.list<MatchArm>({{{}, literal, b.number(6), b.number(7)}});
    auto* chain = b.node<OptionChain>(ExprKind::option_chain);
    chain->operand = b.number(8);
    chain->local = b.local("inside");
    chain->body = b.number(9);
    auto* defer = b.node<Defer>(StmtKind::defer);
    Stmt* evaluated = b.let(b.local("argument"), b.number(1));
    defer->evaluated = b.list<Let*>({static_cast<Let*>(evaluated)});
    defer->body = b.number(2);
    Function* function = b.function("f", b.block({defer, b.statement(match)}, chain));
    function->parameters = {b.local("parameter")};
    function->defaults = {b.number(0)};

    Renumber walk{b};
    for_each_root(b.program, walk);
    CHECK(walk.seen == Numbers{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(walk.bound == std::vector<std::string>{"parameter", "argument", "inside"});

    Renumber again{b};
    for_each_root(b.program, again);
    CHECK(again.seen == Numbers{1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009});
}

TEST_CASE("every root of a program is walked, closures once")
{
    ProgramBuilder b;
    b.program.structs.emplace_back().fields.emplace_back().initial = b.number(1);
    b.program.globals.emplace_back().initial = b.number(2);
    b.function("f", b.closure(b.number(3)));
    Actor& actor = b.program.actors.emplace_back();
    actor.state.emplace_back().initial = b.number(4);
    actor.hooks.emplace_back().body = b.number(5);
    Arm arm;
    arm.pattern = b.binding(b.local("message"));
    arm.guard = b.number(6);
    arm.body = b.number(7);
    actor.arms.push_back(arm);
    actor.after_timeout = b.number(8);
    actor.after_body = b.number(9);
    Supervisor& supervisor = b.program.supervisors.emplace_back();
    supervisor.max_restarts = b.number(10);
    supervisor.backoff = {b.number(11)};
    supervisor.children.emplace_back().arguments = {b.number(12)};
    Renumber walk{b};
    for_each_root(b.program, walk);
    CHECK(walk.seen == Numbers{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
}
