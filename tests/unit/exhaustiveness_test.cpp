#include "semantics/exhaustiveness.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace janus::program_names;
using janus::semantics::ArmPattern;
using janus::semantics::check_coverage;
using janus::semantics::Coverage;

namespace {

using Texts = std::vector<std::string>;
using Indices = std::vector<std::size_t>;

struct Patterns : ProgramBuilder {
    Variants* color = variants("Color", {{"Red", 0}, {"Green", 0}, {"Blue", 0}});
    Variants* shape = variants("Shape", {{"Rect", 2}, {"Circle", 1}, {"Empty", 0}});
    Struct string_structure;
    std::vector<ArmPattern> arms;

    Field field(std::string_view field_name, TypeRef field_type)
    {
        Field made;
        made.name = field_name;
        made.type = field_type;
        return made;
    }

    Variants* variants(std::string_view name, std::vector<std::pair<char const*, int>> cases)
    {
        Variants& made = program.variants.emplace_back();
        made.name = name;
        for (auto [case_name, fields] : cases) {
            Case& case_ = made.cases.emplace_back();
            case_.name = case_name;
            case_.tuple = fields == 1;
            for (int i = 0; i < fields; ++i)
                case_.fields.push_back(field(i == 0 ? "w" : "h", i64()));
        }
        return &made;
    }
    TypeRef type(Variants* of) { return program.types.variants(of); }
    TypeRef option(TypeRef inner) { return program.types.composite(TypeKind::option, {inner}); }
    TypeRef tuple(std::vector<TypeRef> parts)
    {
        return program.types.composite(TypeKind::tuple, std::move(parts));
    }

    template <class T = Pattern> T* pattern(PatternKind kind, TypeRef type)
    {
        T* made = node<T>(kind);
        made->type = type;
        return made;
    }
    Pattern* any() { return pattern(PatternKind::wildcard, i64()); }
    Pattern* name() { return binding(local("x")); }
    Pattern* many(PatternKind kind, TypeRef type, std::vector<Pattern*> elements)
    {
        auto* made = pattern<ManyPattern>(kind, type);
        made->elements = list(std::move(elements));
        return made;
    }
    Pattern* either(std::vector<Pattern*> alternatives)
    {
        TypeRef type = alternatives[0]->type;
        return many(PatternKind::either, type, std::move(alternatives));
    }
    Pattern* pair(Pattern* left, Pattern* right)
    {
        return many(PatternKind::tuple, tuple({left->type, right->type}), {left, right});
    }
    Pattern* some(TypeRef inner, Pattern* pattern)
    {
        return many(PatternKind::some, option(inner), {pattern});
    }
    Pattern* none(TypeRef inner) { return pattern(PatternKind::none, option(inner)); }
    Pattern* case_(Variants* of, std::size_t index, std::vector<Pattern*> elements = {})
    {
        auto* made = pattern<CasePattern>(PatternKind::case_, type(of));
        made->case_ = &of->cases[index];
        made->elements = list(std::move(elements));
        return made;
    }
    Pattern* literal(Expr* value, PatternKind kind = PatternKind::literal)
    {
        auto* made = pattern<LiteralPattern>(kind, value->type);
        made->value = value;
        return made;
    }
    Pattern* integer(std::int64_t value, PatternKind kind = PatternKind::literal)
    {
        auto* made = node<Integer>(ExprKind::integer);
        made->type = i64();
        made->low = static_cast<std::uint64_t>(value);
        made->high = value < 0 ? ~std::uint64_t{0} : 0;
        return literal(made, kind);
    }
    Pattern* range(TypeRef type, std::uint64_t low, std::uint64_t high, bool exclusive = false)
    {
        auto* made = pattern<LiteralPattern>(PatternKind::range, type);
        made->value = number(low);
        made->high = number(high);
        made->exclusive = exclusive;
        return made;
    }
    Pattern* truth_pattern(bool value) { return literal(truth(value)); }
    TypeRef string()
    {
        string_structure.name = "String";
        string_structure.builtin = true;
        return program.types.structure(&string_structure);
    }
    Pattern* text(std::string_view value, PatternKind kind = PatternKind::literal)
    {
        auto* made = node<Text>(ExprKind::string);
        made->type = string();
        made->value = value;
        return literal(made, kind);
    }
    Pattern* sequence(TypeRef type, std::vector<Pattern*> front, bool rest,
                      std::vector<Pattern*> back = {})
    {
        auto* made = pattern<ListPattern>(PatternKind::list, type);
        made->front = list(std::move(front));
        made->back = list(std::move(back));
        made->has_rest = rest;
        return made;
    }

    void arm(Pattern* pattern, bool guard = false) { arms.push_back({pattern, guard}); }
    Texts missing(TypeRef scrutinee) { return check_coverage(scrutinee, arms).missing; }
    Indices unreachable(TypeRef scrutinee) { return check_coverage(scrutinee, arms).unreachable; }
};

} // namespace

TEST_CASE_METHOD(Patterns, "a bool needs both values")
{
    arm(truth_pattern(true));
    CHECK(missing(boolean()) == Texts{"false"});
    arm(truth_pattern(false));
    CHECK(missing(boolean()).empty());
    CHECK(unreachable(boolean()).empty());
    arm(any());
    CHECK(unreachable(boolean()) == Indices{2});
}

TEST_CASE_METHOD(Patterns, "missing variants are listed in their order")
{
    arm(case_(color, 1));
    CHECK(missing(type(color)) == Texts{"Color.Red", "Color.Blue"});
    arm(either({case_(color, 0), case_(color, 2)}));
    CHECK(missing(type(color)).empty());
}

TEST_CASE_METHOD(Patterns, "without arms everything is missing")
{
    CHECK(missing(type(color)) == Texts{"Color.Red", "Color.Green", "Color.Blue"});
    CHECK(missing(i64()) == Texts{"_"});
    CHECK(missing(string()) == Texts{"_"});
    CHECK(missing(tuple({i64(), i64()})) == Texts{"(_, _)"});
}

TEST_CASE_METHOD(Patterns, "a guard covers nothing and yet can be unreachable")
{
    arm(any(), true);
    CHECK(missing(boolean()) == Texts{"true", "false"});
    arm(truth_pattern(true));
    arm(truth_pattern(true), true);
    arm(name());
    CHECK(missing(boolean()).empty());
    CHECK(unreachable(boolean()) == Indices{2});
}

TEST_CASE_METHOD(Patterns, "payloads are looked into")
{
    arm(case_(shape, 0, {integer(0), nullptr}));
    arm(case_(shape, 1, {any()}));
    CHECK(missing(type(shape)) == Texts{"Shape.Rect", "Shape.Empty"});
    arm(case_(shape, 0, {name(), name()}));
    arm(case_(shape, 2));
    CHECK(missing(type(shape)).empty());
    CHECK(unreachable(type(shape)).empty());
}

TEST_CASE_METHOD(Patterns, "witnesses show the part that matters")
{
    Variants* box = variants("Box", {{"One", 1}, {"Two", 2}});
    for (Case& made : box->cases) {
        for (Field& field : made.fields)
            field.type = type(color);
    }
    arm(case_(box, 0, {either({case_(color, 0), case_(color, 1)})}));
    arm(case_(box, 1, {any(), case_(color, 0)}));
    CHECK(missing(type(box)) == Texts{"Box.One(Color.Blue)", "Box.Two { h: Color.Green, .. }",
                                      "Box.Two { h: Color.Blue, .. }"});
}

TEST_CASE_METHOD(Patterns, "options and results have two sides")
{
    arm(some(boolean(), truth_pattern(true)));
    CHECK(missing(option(boolean())) == Texts{"Some(false)", "None"});
    arm(none(boolean()));
    arm(some(boolean(), any()));
    CHECK(missing(option(boolean())).empty());

    arms.clear();
    TypeRef result = program.types.composite(TypeKind::result, {i64(), type(color)});
    arm(many(PatternKind::ok, result, {name()}));
    CHECK(missing(result) == Texts{"Err(_)"});
    arm(many(PatternKind::error, result, {case_(color, 0)}));
    CHECK(missing(result) == Texts{"Err(Color.Green)", "Err(Color.Blue)"});
}

TEST_CASE_METHOD(Patterns, "tuples need all combinations")
{
    TypeRef type = tuple({boolean(), boolean()});
    arm(pair(truth_pattern(true), any()));
    arm(many(PatternKind::tuple, type, {any(), truth_pattern(false)}));
    CHECK(missing(type) == Texts{"(false, true)"});
    arm(many(PatternKind::tuple, type, {truth_pattern(false), truth_pattern(true)}));
    CHECK(missing(type).empty());
    arm(many(PatternKind::tuple, type, {truth_pattern(true), truth_pattern(true)}));
    CHECK(unreachable(type) == Indices{3});
}

TEST_CASE_METHOD(Patterns, "integers need a wildcard or all their values")
{
    arm(integer(0));
    arm(integer(2));
    CHECK(missing(i64()) == Texts{"_", "1"});
    arm(integer(10, PatternKind::not_literal));
    CHECK(missing(i64()) == Texts{"10"});
    arm(integer(10));
    CHECK(missing(i64()).empty());
    CHECK(unreachable(i64()).empty());
}

TEST_CASE_METHOD(Patterns, "ranges make the literals inside them unreachable")
{
    arm(range(i64(), 3, 9));
    arm(integer(5));
    arm(range(i64(), 4, 10, true));
    arm(range(i64(), 8, 10));
    arm(range(i64(), 20, 20, true));
    CHECK(unreachable(i64()) == Indices{1, 2, 4});
}

TEST_CASE_METHOD(Patterns, "small integer types can be covered by ranges")
{
    TypeRef u8 = program.types.scalar(TypeKind::u8);
    arm(range(u8, 0, 99));
    arm(range(u8, 120, 255));
    CHECK(missing(u8) == Texts{"100..119"});
    arm(range(u8, 100, 120, true));
    CHECK(missing(u8).empty());
}

TEST_CASE_METHOD(Patterns, "negative numbers keep their order")
{
    arm(integer(-2));
    arm(integer(1));
    CHECK(missing(i64()) == Texts{"_", "-1..0"});
}

TEST_CASE_METHOD(Patterns, "strings need a wildcard or a literal with its opposite")
{
    arm(text("a"));
    arm(text("b"));
    CHECK(missing(string()) == Texts{"_"});
    arm(text("a"));
    CHECK(unreachable(string()) == Indices{2});
    arm(text("a", PatternKind::not_literal));
    CHECK(missing(string()).empty());
}

TEST_CASE_METHOD(Patterns, "lists are told apart by length")
{
    TypeRef type = program.types.composite(TypeKind::slice, {boolean()});
    arm(sequence(type, {}, false));
    CHECK(missing(type) == Texts{"[_, ..]"});
    arm(sequence(type, {any()}, true));
    CHECK(missing(type).empty());

    arms.clear();
    arm(sequence(type, {truth_pattern(true)}, true));
    arm(sequence(type, {any()}, true, {truth_pattern(true)}));
    CHECK(missing(type) == Texts{"[]", "[false]", "[false, false, ..]"});
    arm(sequence(type, {truth_pattern(true), any(), any()}, false));
    CHECK(unreachable(type) == Indices{2});
}

TEST_CASE_METHOD(Patterns, "structs are looked into")
{
    Struct& point = program.structs.emplace_back();
    point.name = "Point";
    point.fields.push_back(field("x", boolean()));
    point.fields.push_back(field("y", i64()));
    auto* pattern_ =
        pattern<StructPattern>(PatternKind::structure, program.types.structure(&point));
    pattern_->elements = list<Pattern*>({truth_pattern(true), nullptr});
    arm(pattern_);
    CHECK(missing(pattern_->type) == Texts{"Point { x: false, .. }"});
}

TEST_CASE_METHOD(Patterns, "bindings with an inner pattern are that pattern")
{
    arm(binding(local("c", type(color)), case_(color, 0)));
    CHECK(missing(type(color)) == Texts{"Color.Green", "Color.Blue"});
}

TEST_CASE_METHOD(Patterns, "several protocols count as one")
{
    TypeRef both = program.types.composite(TypeKind::one_of, {type(color), type(shape)});
    arm(either({case_(color, 0), case_(color, 1), case_(color, 2)}));
    arm(case_(shape, 0));
    CHECK(missing(both) == Texts{"Shape.Circle", "Shape.Empty"});
}

TEST_CASE_METHOD(Patterns, "the open set of errors is never complete")
{
    TypeRef open = program.types.scalar(TypeKind::open_error);
    Pattern* known = case_(color, 0);
    known->type = open;
    arm(known);
    CHECK(missing(open) == Texts{"_"});
    arm(any());
    CHECK(missing(open).empty());
    CHECK(unreachable(open).empty());
}

TEST_CASE_METHOD(Patterns, "what is not known when compiling neither covers nor hides")
{
    Global& limit = program.globals.emplace_back();
    auto* value = node<GlobalRef>(ExprKind::global);
    value->global = &limit;
    value->type = i64();
    arm(literal(value));
    arm(literal(value));
    arm(any());
    CHECK(missing(i64()).empty());
    CHECK(unreachable(i64()).empty());
}

TEST_CASE_METHOD(Patterns, "long lists of missing patterns are cut")
{
    Variants* letters =
        variants("L", {{"A", 0}, {"B", 0}, {"C", 0}, {"D", 0}, {"E", 0}, {"F", 0}, {"G", 0}});
    arm(case_(letters, 0));
    CHECK(missing(type(letters)) == Texts{"L.B", "L.C", "L.D", "L.E", "L.F", "…"});
    arm(case_(letters, 1));
    CHECK(missing(type(letters)) == Texts{"L.C", "L.D", "L.E", "L.F", "L.G"});
}

TEST_CASE_METHOD(Patterns, "hundreds of literals are no trouble")
{
    for (std::int64_t i = 0; i < 400; ++i)
        arm(integer(i % 399));
    CHECK(missing(i64()) == Texts{"_"});
    CHECK(unreachable(i64()) == Indices{399});
}

TEST_CASE_METHOD(Patterns, "a match too hard to decide counts as incomplete")
{
    // Deciding this family takes time exponential in the number of columns.
    constexpr std::size_t columns = 24;
    TypeRef wide = tuple(std::vector<TypeRef>(columns, boolean()));
    for (std::size_t i = 0; i < columns; i += 2) {
        std::vector<Pattern*> row(columns, nullptr);
        row[i] = row[i + 1] = truth_pattern(true);
        arm(many(PatternKind::tuple, wide, row));
        row[i] = row[i + 1] = truth_pattern(false);
        arm(many(PatternKind::tuple, wide, row));
    }
    CHECK_FALSE(missing(wide).empty());
}

namespace {

/// A pattern of `type`, and for each of the type's few values whether it matches.
struct Sample {
    Pattern* pattern = nullptr;
    std::vector<bool> matches;
};

/// Makes patterns of `(bool, Flag, ?bool)` at random, with what they match worked out by hand.
struct RandomPatterns : Patterns {
    std::mt19937 random{20240607};
    Variants* flag = variants("Flag", {{"Off", 0}, {"On", 1}});
    TypeRef whole = tuple({boolean(), type(flag), option(boolean())});

    RandomPatterns() { flag->cases[1].fields[0].type = boolean(); }

    std::size_t roll(std::size_t sides)
    {
        return std::uniform_int_distribution<std::size_t>{0, sides - 1}(random);
    }
    Sample truth_sample()
    {
        if (roll(2) == 0)
            return {any(), {true, true}};
        bool value = roll(2) == 0;
        return {truth_pattern(value), {!value, value}};
    }
    /// Values: nothing inside, false inside, true inside.
    Sample around(Pattern* nothing, Pattern* (*wrap)(RandomPatterns&, Pattern*))
    {
        switch (roll(3)) {
        case 0:
            return {any(), {true, true, true}};
        case 1:
            return {nothing, {true, false, false}};
        default: {
            Sample inner = truth_sample();
            return {wrap(*this, inner.pattern), {false, inner.matches[0], inner.matches[1]}};
        }
        }
    }
    Sample row()
    {
        Sample first = truth_sample();
        Sample second = around(case_(flag, 0), [](RandomPatterns& self, Pattern* inner) {
            return self.case_(self.flag, 1, {inner});
        });
        Sample third = around(none(boolean()), [](RandomPatterns& self, Pattern* inner) {
            return self.some(self.boolean(), inner);
        });
        Sample made{many(PatternKind::tuple, whole, {first.pattern, second.pattern, third.pattern}),
                    {}};
        for (bool a : first.matches) {
            for (bool b : second.matches) {
                for (bool c : third.matches)
                    made.matches.push_back(a && b && c);
            }
        }
        return made;
    }
    Sample either_of_rows()
    {
        Sample left = row();
        Sample right = row();
        for (std::size_t i = 0; i < left.matches.size(); ++i)
            left.matches[i] = left.matches[i] || right.matches[i];
        return {either({left.pattern, right.pattern}), left.matches};
    }
};

} // namespace

TEST_CASE_METHOD(RandomPatterns, "random matches agree with trying every value")
{
    constexpr int rounds = 500;
    int complete = 0;
    int hidden = 0;
    for (int round = 0; round < rounds; ++round) {
        arms.clear();
        std::vector<bool> covered(18, false);
        Indices expected;
        std::size_t count = 1 + roll(12);
        for (std::size_t i = 0; i < count; ++i) {
            Sample sample = roll(4) == 0 ? either_of_rows() : row();
            bool guard = roll(5) == 0;
            arm(sample.pattern, guard);
            bool useful = false;
            for (std::size_t value = 0; value < covered.size(); ++value)
                useful = useful || (sample.matches[value] && !covered[value]);
            if (!useful)
                expected.push_back(i);
            for (std::size_t value = 0; value < covered.size(); ++value)
                covered[value] = covered[value] || (sample.matches[value] && !guard);
        }
        bool all = std::find(covered.begin(), covered.end(), false) == covered.end();
        Coverage coverage = check_coverage(whole, arms);
        REQUIRE(coverage.exhaustive() == all);
        REQUIRE(coverage.unreachable == expected);
        complete += all ? 1 : 0;
        hidden += expected.empty() ? 0 : 1;
    }
    // Both answers must have come up often, or the test says little.
    CHECK(complete > rounds / 10);
    CHECK(complete < rounds - rounds / 10);
    CHECK(hidden > rounds / 10);
}
