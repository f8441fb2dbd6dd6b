#include "semantics/captures.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;

namespace {

using Locals = std::vector<Local*>;

struct Captures : ProgramBuilder {
    janus::diagnostics::Diagnostics diagnostics;

    Locals captures(Closure const* closure)
    {
        return {closure->captures.begin(), closure->captures.end()};
    }
    Local* variable(std::string_view name)
    {
        Local* made = local(name);
        made->mutable_ = true;
        return made;
    }
    Expr* both(Expr* first, Expr* second) { return block({statement(first)}, second); }
};

} // namespace

TEST_CASE_METHOD(Captures, "a closure captures what it uses from outside, once, in order")
{
    Local* a = local("a");
    Local* b = local("b");
    Local* unused = local("unused");
    Local* parameter = local("p");
    Local* inside = local("inside");
    Closure* made = closure(block({let(inside, use(b)), statement(use(a)), statement(use(inside))},
                                  both(use(b), use(parameter))),
                            {parameter});
    Function* outer = function("outer", block({let(b, number(1)), let(unused, number(2))}, made));
    outer->parameters = {a};
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(captures(made) == Locals{b, a});
    CHECK_FALSE(a->shared_cell);
    CHECK_FALSE(b->shared_cell);
}

TEST_CASE_METHOD(Captures, "a captured variable that changes lives in a shared cell")
{
    Local* inner_change = variable("inner_change");
    Local* outer_change = variable("outer_change");
    Local* unchanged = variable("unchanged");
    Local* not_captured = variable("not_captured");
    Closure* made = closure(block({assign(use(inner_change), number(1)),
                                   statement(use(outer_change)), statement(use(unchanged))}));
    function("outer",
             block({let(inner_change, number(0)), let(outer_change, number(0)),
                    let(unchanged, number(0)), let(not_captured, number(0)), statement(made),
                    assign(use(outer_change), number(2)), assign(use(not_captured), number(3))}));
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(captures(made) == Locals{inner_change, outer_change, unchanged});
    CHECK(inner_change->shared_cell);
    CHECK(outer_change->shared_cell);
    CHECK_FALSE(unchanged->shared_cell);
    CHECK_FALSE(not_captured->shared_cell);
}

TEST_CASE_METHOD(Captures, "a method that changes its receiver changes the variable")
{
    Function* push = function("push");
    push->mutates_self = true;
    Function* size = function("size");
    Local* pushed = variable("pushed");
    Local* read = variable("read");
    auto* field = node<FieldAccess>(ExprKind::field);
    field->base = use(pushed);
    Closure* made = closure(both(call(push, {field, number(1)}), call(size, {use(read)})));
    function("outer", block({let(pushed, number(0)), let(read, number(0))}, made));
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(pushed->shared_cell);
    CHECK_FALSE(read->shared_cell);
}

TEST_CASE_METHOD(Captures, "closures between the user and the owner capture too")
{
    Local* far = local("far");
    Local* near = local("near");
    Local* parameter = local("p");
    Closure* inner = closure(both(use(far), both(use(near), use(parameter))));
    Closure* middle = closure(block({let(near, number(1))}, inner), {parameter});
    function("outer", block({let(far, number(2))}, middle));
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(captures(inner) == Locals{far, near, parameter});
    CHECK(captures(middle) == Locals{far});
}

TEST_CASE_METHOD(Captures, "the state of an actor is not captured")
{
    Local* state = local("count");
    state->kind = LocalKind::state;
    Local* parameter = local("size");
    parameter->kind = LocalKind::actor_parameter;
    Local* payload = local("payload");
    Closure* made = closure(both(use(state), both(use(parameter), use(payload))));
    Actor& actor = program.actors.emplace_back();
    Arm arm;
    arm.pattern = binding(payload);
    arm.body = made;
    actor.arms.push_back(arm);
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(captures(made) == Locals{payload});
}

TEST_CASE_METHOD(Captures, "a nested function does not capture itself")
{
    Local* nested = local("nested", function_type());
    Local* other = local("other");
    Closure* made = closure(both(call_value(use(nested)), use(other)));
    nested->function = made->function;
    Closure* caller = closure(call_value(use(nested)));
    function("outer", block({let(other, number(0)), let(nested, made)}, caller));
    find_captures(program, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(captures(made) == Locals{other});
    CHECK(captures(caller) == Locals{nested});
}
