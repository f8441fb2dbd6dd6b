#include "semantics/suspension.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;
using janus::diagnostics::Code;
using janus::diagnostics::Diagnostics;

namespace {

struct Suspension : ProgramBuilder {
    Diagnostics diagnostics;

    void infer() { infer_suspension(program, diagnostics); }
    Expr* ask() { return intrinsic(Intrinsic::ask); }
    Function* builtin(std::string_view name)
    {
        Function* made = function(name);
        made->kind = FunctionKind::builtin;
        return made;
    }
    Function* method(std::string_view name, Expr* body)
    {
        Function* made = function(name, body);
        made->kind = FunctionKind::method;
        return made;
    }
    std::string message(std::size_t index = 0)
    {
        auto found = diagnostics.sorted();
        REQUIRE(index < found.size());
        CHECK(found[index].code == Code::S0012);
        return found[index].message;
    }
};

} // namespace

TEST_CASE_METHOD(Suspension, "callers of what waits suspend and others do not")
{
    Function* waiting = function("waiting", ask());
    Function* caller = function("caller", call(waiting));
    Function* far = function("far", block({statement(call(caller))}));
    Function* plain = function("plain", number(1));
    Function* plain_caller = function("plain_caller", call(plain));
    infer();
    CHECK(waiting->suspends);
    CHECK(caller->suspends);
    CHECK(far->suspends);
    CHECK_FALSE(plain->suspends);
    CHECK_FALSE(plain_caller->suspends);
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE_METHOD(Suspension, "functions that call each other suspend together")
{
    Function* even = function("even");
    Function* odd = function("odd", call(even));
    Function* lonely = function("lonely");
    lonely->body = call(lonely);
    even->body = block({statement(call(odd)), statement(ask())});
    infer();
    CHECK(even->suspends);
    CHECK(odd->suspends);
    CHECK_FALSE(lonely->suspends);
}

TEST_CASE_METHOD(Suspension, "the prelude says which of its functions wait")
{
    Function* sleep = builtin("sleep");
    sleep->suspends = true;
    Function* slow = function("slow");
    slow->kind = FunctionKind::extern_;
    slow->blocking = true;
    Function* napper = function("napper", call(sleep));
    Function* reader = function("reader", call(slow));
    Function* counter = function("counter", call(builtin("now")));
    infer();
    CHECK(napper->suspends);
    CHECK(reader->suspends);
    CHECK_FALSE(counter->suspends);
}

TEST_CASE_METHOD(Suspension, "a send waits only inside a loop of the same function")
{
    IntrinsicCall* straight = intrinsic(Intrinsic::send);
    IntrinsicCall* looped = intrinsic(Intrinsic::send);
    IntrinsicCall* enclosed = intrinsic(Intrinsic::send);
    IntrinsicCall* bound = intrinsic(Intrinsic::send);
    Function* once = function("once", straight);
    Function* often = function("often", block({loop(truth(true), block({statement(looped)}))}));
    Function* closures =
        function("closures", block({loop(truth(true), block({statement(closure(enclosed))}))}));
    Function* bounds =
        function("bounds", block({for_range(local("i"), number(0), bound, number(0))}));
    infer();
    CHECK_FALSE(once->suspends);
    CHECK_FALSE(straight->in_loop);
    CHECK(often->suspends);
    CHECK(looped->in_loop);
    CHECK_FALSE(closures->suspends);
    CHECK_FALSE(enclosed->in_loop);
    CHECK_FALSE(bounds->suspends);
}

TEST_CASE_METHOD(Suspension, "hooks and every form of receive are decided one by one")
{
    Actor& actor = program.actors.emplace_back();
    actor.hooks.push_back({janus::ast::HookKind::on_start, {}, {}, {}, ask(), false, {}});
    actor.hooks.push_back({janus::ast::HookKind::on_stop, {}, {}, {}, number(1), false, {}});
    for (Expr* body : {ask(), number(2)}) {
        Arm arm;
        arm.body = body;
        actor.arms.push_back(arm);
    }
    actor.message_body = number(3);
    actor.after_body = ask();
    infer();
    CHECK(actor.hooks[0].suspends);
    CHECK_FALSE(actor.hooks[1].suspends);
    CHECK(actor.arms[0].suspends);
    CHECK_FALSE(actor.arms[1].suspends);
    CHECK_FALSE(actor.message_suspends);
    CHECK(actor.after_suspends);
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE_METHOD(Suspension, "what cannot wait says so and names the call that waits")
{
    Function* fetch = function("fetch", ask());
    Function* caller = function("caller", number(1));
    caller->defaults = {call(fetch)};
    infer();
    CHECK(message() == "a default value cannot wait, but `fetch` does");
    CHECK(diagnostics.sorted()[0].places.at(0).text == "`fetch` waits because of `ask`");
    CHECK_FALSE(caller->suspends);
}

TEST_CASE_METHOD(Suspension, "guards, initialisers and on_crash cannot wait")
{
    Actor& actor = program.actors.emplace_back();
    actor.state.push_back({});
    actor.state[0].initial = ask();
    actor.hooks.push_back({janus::ast::HookKind::on_crash, {}, {}, {}, ask(), false, {}});
    Arm arm;
    arm.guard = ask();
    arm.body = number(1);
    actor.arms.push_back(arm);
    program.globals.emplace_back().initial = ask();
    Supervisor& supervisor = program.supervisors.emplace_back();
    supervisor.children.emplace_back().arguments = {ask()};
    Match* match = node<Match>(ExprKind::match);
    match->value = number(1);
    MatchArm guarded;
    guarded.pattern = binding(local("n"));
    guarded.guard = ask();
    guarded.body = number(2);
    match->arms = list<MatchArm>({guarded});
    Function* matching = function("matching", match);
    infer();
    CHECK(diagnostics.error_count() == 6);
    CHECK(message(0) == "the initial value of a state field cannot wait, but `ask` does");
    CHECK_FALSE(actor.arms[0].suspends);
    CHECK_FALSE(actor.hooks[0].suspends);
    CHECK_FALSE(matching->suspends);
}

TEST_CASE_METHOD(Suspension, "a trait method waits only if the trait says async")
{
    Trait& trait = program.traits.emplace_back();
    Function* quick = method("quick", nullptr);
    Function* slow = method("slow", nullptr);
    slow->async = true;
    trait.methods = {quick, slow};
    Impl& impl = program.impls.emplace_back();
    impl.trait = &trait;
    impl.methods = {method("quick", ask()), method("slow", number(1))};
    Function* generic = function("generic", call(slow));
    infer();
    CHECK(message() == "a trait method that is not `async` cannot wait, but `ask` does");
    CHECK(diagnostics.error_count() == 1);
    CHECK_FALSE(impl.methods[0]->suspends);
    CHECK(impl.methods[1]->suspends);
    CHECK(slow->suspends);
    CHECK(generic->suspends);
}

TEST_CASE_METHOD(Suspension, "a closure that waits does not make its maker wait")
{
    Closure* waiting = closure(ask());
    Function* maker = function("maker", call(builtin("map"), {waiting}));
    infer();
    CHECK_FALSE(maker->suspends);
    CHECK(message() == "a closure passed to `map` cannot wait, but `ask` does");
    CHECK(diagnostics.sorted()[0].help == "write a `for` loop instead");
}

TEST_CASE_METHOD(Suspension, "a nested function may wait and its type follows")
{
    Local* nested = local("nested", function_type());
    Closure* value = closure(ask());
    nested->function = value->function;
    LocalRef* callee = use(nested);
    Function* outer = function("outer", block({let(nested, value), statement(call_value(callee))}));
    infer();
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(outer->suspends);
    CHECK(value->type == function_type(true));
    CHECK(nested->type == function_type(true));
    CHECK(callee->type == function_type(true));
}

TEST_CASE_METHOD(Suspension, "values of an async function type wait when called")
{
    Local* parameter = local("work", function_type(true));
    Function* runner = function("runner", call_value(use(parameter)));
    runner->parameters = {parameter};
    Function* fetch = function("fetch", ask());
    Function* plain = function("plain", number(1));
    Expr* collapsed =
        convert(Conversion::plain_function, reference(fetch, function_type()), function_type(true));
    Call* with_fetch = call(runner, {collapsed});
    Call* with_plain = call(runner, {reference(plain, function_type(true))});
    Closure* typed = closure(number(1), {}, function_type(true));
    function("all", block({statement(with_fetch), statement(with_plain),
                           statement(call(runner, {typed}))}));
    infer();
    CHECK_FALSE(diagnostics.has_errors());
    CHECK(runner->suspends);
    CHECK(typed->function->suspends);
    REQUIRE(with_fetch->arguments[0]->kind == ExprKind::function_reference);
    CHECK(with_fetch->arguments[0]->type == function_type(true));
    REQUIRE(with_plain->arguments[0]->kind == ExprKind::convert);
    CHECK(as<Convert>(*with_plain->arguments[0]).operand->type == function_type());
}

TEST_CASE_METHOD(Suspension, "a waiting function in a plain place is refused")
{
    Function* fetch = function("fetch", ask());
    Function* apply = function("apply", number(1));
    function("user", call(apply, {reference(fetch, function_type())}));
    infer();
    CHECK(message() == "`fetch` passed to `apply` cannot wait");
    CHECK(diagnostics.sorted()[0].help ==
          "give the parameter of `apply` the type `async fn() -> void`");
}

TEST_CASE_METHOD(Suspension, "long loops of handlers give way")
{
    auto make = [this](std::string_view name, FunctionKind kind, Stmt* loop) {
        Function* made = function(name, block({loop}));
        made->kind = kind;
        return made;
    };
    auto range = [this](Expr* high, Expr* body) {
        return for_range(local("i"), number(0), high, body);
    };
    Function* endless = make("endless", FunctionKind::actor_method, loop(nullptr, number(0)));
    Function* brief = make("brief", FunctionKind::actor_method, range(number(1000), number(0)));
    Function* lengthy = make("lengthy", FunctionKind::actor_method, range(number(1001), number(0)));
    Stmt* inner = range(number(100), number(0));
    Function* nested =
        make("nested", FunctionKind::actor_method, range(number(100), block({inner})));
    Function* free = make("free", FunctionKind::free, loop(nullptr, number(0)));
    infer();
    CHECK(endless->suspends);
    CHECK(lengthy->suspends);
    CHECK_FALSE(brief->suspends);
    CHECK(nested->suspends);
    CHECK(as<For>(*inner).gives_way);
    CHECK_FALSE(free->suspends);
    CHECK_FALSE(endless->counts_calls);
}

TEST_CASE_METHOD(Suspension, "a loop does not give way where nothing can be suspended")
{
    Stmt* round = loop(nullptr, number(0));
    Function* looping = function("looping", block({round}));
    looping->kind = FunctionKind::actor_method;
    Function* caller = function("caller", call(looping));
    Function* held = function("held", call(caller));
    SECTION("in a module-level initialiser")
    {
        program.globals.emplace_back().initial = call(caller);
        infer();
        CHECK_FALSE(looping->suspends);
        CHECK_FALSE(as<While>(*round).gives_way);
    }
    SECTION("held by a plain function type")
    {
        Function* taker =
            function("taker", call(builtin("map"), {reference(held, function_type())}));
        infer();
        CHECK_FALSE(taker->suspends);
        CHECK_FALSE(held->suspends);
        CHECK_FALSE(looping->suspends);
    }
    SECTION("elsewhere")
    {
        infer();
        CHECK(held->suspends);
        CHECK(as<While>(*round).gives_way);
    }
    CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE_METHOD(Suspension, "functions of actors that call what waits count their calls")
{
    Function* waiting = function("waiting", ask());
    waiting->kind = FunctionKind::actor_method;
    Function* caller = function("caller", call(waiting));
    caller->kind = FunctionKind::actor_method;
    infer();
    CHECK(caller->counts_calls);
    CHECK_FALSE(waiting->counts_calls);
}
