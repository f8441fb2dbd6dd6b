#include "semantics/program_dump.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;

namespace {

struct Dumping : ProgramBuilder {
    Module& module()
    {
        Module& made = program.module_storage.emplace_back();
        made.path = "demo";
        made.to_emit = true;
        program.modules.push_back(&made);
        return made;
    }
    Declaration declare(Function* function)
    {
        Declaration made;
        made.kind = Declaration::Kind::function;
        made.function = function;
        return made;
    }
    Expr* sum(Expr* left, Expr* right)
    {
        auto* made = node<Binary>(ExprKind::binary);
        made->type = i64();
        made->op = BinaryOp::add;
        made->left = left;
        made->right = right;
        return made;
    }
    Expr* option(Expr* value)
    {
        return convert(Conversion::some, value,
                       program.types.composite(TypeKind::option, {value->type}));
    }
};

} // namespace

TEST_CASE_METHOD(Dumping, "functions print with all types, conversions and captures")
{
    Local* count = local("count");
    count->mutable_ = true;
    count->shared_cell = true;
    Local* item = local("item");
    Closure* adder = closure(sum(use(count), use(item)), {item});
    adder->captures = list<Local*>({count});
    auto* big = node<Integer>(ExprKind::integer);
    big->type = program.types.scalar(TypeKind::i8);
    big->low = ~std::uint64_t{6};
    big->high = ~std::uint64_t{0};
    Stmt* change = assign(use(count), number(1));
    as<Assign>(*change).compound = true;
    as<Assign>(*change).op = BinaryOp::multiply;
    Function* wait_a_bit = function("wait_a_bit");
    wait_a_bit->suspends = true;
    Function* main =
        function("main", block({let(count, number(2)), statement(adder), change,
                                loop(truth(true), block({statement(call(wait_a_bit, {big}))}))},
                               option(number(3))));
    main->suspends = true;
    module().declarations = {declare(main)};
    CHECK(dump(program) == R"(module demo
  async func main() -> void do
    let shared var count: i64 = 2
    fn[count](item: i64) -> void (count + item)
    count *= 1
    while true do
      wait_a_bit(-7i8)~
    end
    some[?i64](3)
  end
)");
}

TEST_CASE_METHOD(Dumping, "matches and patterns print as the user would write them")
{
    Local* rest = local("t");
    auto* sequence = node<ListPattern>(PatternKind::list);
    sequence->front = list<Pattern*>({binding(local("h"))});
    sequence->has_rest = true;
    sequence->rest = rest;
    auto* limits = node<LiteralPattern>(PatternKind::range);
    limits->value = number(1);
    limits->high = number(5);
    auto* either = node<ManyPattern>(PatternKind::either);
    either->elements = list<Pattern*>({sequence, limits});
    auto* match = node<Match>(ExprKind::match);
    match->value = number(4);
    match->arms = list<MatchArm>({{{}, either, truth(true), number(1)},
                                  {{}, node<Pattern>(PatternKind::wildcard), nullptr, number(2)}});
    module().declarations = {declare(function("choose", match))};
    CHECK(dump(program) == R"(module demo
  func choose() -> void match partly 4 {
    [h: i64, ..t: i64] | 1..=5 when true => 1
    _ => 2
  }
)");
}

TEST_CASE_METHOD(Dumping, "actors and messages print with what the checker found out")
{
    Variants& message = program.variants.emplace_back();
    message.name = "Msg";
    message.kind = VariantsKind::message;
    message.cases.resize(2);
    message.cases[0].name = "Get";
    message.cases[0].fields.resize(1);
    message.cases[0].fields[0].name = "reply";
    message.cases[0].fields[0].type = i64();
    message.cases[0].reply_field = 0;
    message.cases[1].name = "Stop";
    Actor& actor = program.actors.emplace_back();
    actor.name = "Counter";
    actor.grain = true;
    actor.message = program.types.variants(&message);
    actor.parameters = {local("start")};
    actor.options.stored_name = "demo.Counter";
    actor.options.idle_timeout_ms = 30;
    actor.state.resize(1);
    actor.state[0].name = "hits";
    actor.state[0].type = i64();
    actor.state[0].transient = true;
    actor.state[0].initial = number(0);
    actor.hooks.push_back({janus::ast::HookKind::on_start, {}, {}, {}, number(1), true, {}});
    auto* stop = node<CasePattern>(PatternKind::case_);
    stop->case_ = &message.cases[1];
    Arm arm;
    arm.pattern = stop;
    arm.body = intrinsic(Intrinsic::stop_self);
    actor.arms.push_back(arm);
    Declaration declares_message;
    declares_message.kind = Declaration::Kind::variants;
    declares_message.variants = &message;
    Declaration declares_actor;
    declares_actor.kind = Declaration::Kind::actor;
    declares_actor.actor = &actor;
    module().declarations = {declares_message, declares_actor};
    CHECK(dump(program) == R"(module demo
  message Msg
    Get { reply: i64 } asks 0
    Stop
  grain Counter(start: i64) receives Msg
    stored as demo.Counter revision 1
    idle timeout 30
    var transient hits: i64 = 0
    async on_start() 1
    | .Stop => @stop_self()
)");
}

TEST_CASE_METHOD(Dumping, "modules that are only read are left out")
{
    module().to_emit = false;
    CHECK(dump(program).empty());
}
