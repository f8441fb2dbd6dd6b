// The grammar itself: every rule makes progress, and PEGTL can prove it.
#include "syntax/grammar/control.hpp"
#include "syntax/lexer.hpp"

#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include <string>

namespace grammar = janus::grammar;
using janus::syntax::NodeKind;
using janus::syntax::TokenKind;

// Our own combinators, told to PEGTL's analysis in terms of its own.
namespace tao::pegtl {

template <class Name, TokenKind... Kinds>
struct analyze_traits<Name, grammar::tok<Kinds...>> : analyze_any_traits<> {};
template <class Name, bool (*Test)(TokenKind)>
struct analyze_traits<Name, grammar::tok_if<Test>> : analyze_any_traits<> {};
template <class Name, bool (*Test)(grammar::TokenInput const&)>
struct analyze_traits<Name, grammar::check<Test>> : analyze_opt_traits<> {};
template <class Name, class Message, class... Rules>
struct analyze_traits<Name, grammar::need<Message, Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, class Open, class Body, class Close>
struct analyze_traits<Name, grammar::enclosed<Open, Body, Close>>
    : analyze_seq_traits<Open, Body, Close> {};
template <class Name, class... Rules>
struct analyze_traits<Name, grammar::nested<Rules...>> : analyze_seq_traits<Rules...> {};
template <class Name, grammar::Commas Meaning, class... Rules>
struct analyze_traits<Name, grammar::with_commas<Meaning, Rules...>>
    : analyze_seq_traits<Rules...> {};
template <class Name, NodeKind Kind, class Recovery, class... Rules>
struct analyze_traits<Name, grammar::recovering<Kind, Recovery, Rules...>>
    : analyze_seq_traits<Rules...> {};
template <class Name, class Message, bool (*Test)(grammar::TokenInput const&)>
struct analyze_traits<Name, grammar::missing_opening<Message, Test>> : analyze_opt_traits<> {};
template <class Name>
struct analyze_traits<Name, grammar::binary_operator_tokens> : analyze_any_traits<> {};
template <class Name, bool Head>
struct analyze_traits<Name, grammar::right_operand<Head>>
    : analyze_seq_traits<grammar::operand<Head>> {};
template <class Name>
struct analyze_traits<Name, grammar::value_or_type>
    : analyze_sor_traits<grammar::expression, grammar::type> {};
template <class Name>
struct analyze_traits<Name, grammar::option_without_colon> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, grammar::foreign_statement> : analyze_any_traits<> {};
template <class Name>
struct analyze_traits<Name, grammar::receive_body> : analyze_seq_traits<grammar::statements> {};
// The members of an actor stop at the first round that reads nothing.
template <class Name>
struct analyze_traits<Name, grammar::actor_members>
    : analyze_opt_traits<grammar::actor_member, grammar::actor_members::member_or_error> {};

} // namespace tao::pegtl

namespace {

// True if the rule reads the whole text.
template <class Rule> bool reads(std::string const& text)
{
    janus::source::SourceFile const file(0, "test.jan", "test", text);
    janus::diagnostics::Diagnostics diagnostics;
    auto const lexed = janus::syntax::lex(file, diagnostics);
    grammar::TokenInput input(lexed.list, file.text());
    try {
        return grammar::run<Rule>(input) && input.kind() == TokenKind::end_of_file;
    } catch (janus::syntax::SyntaxError const&) {
        return false;
    }
}

} // namespace

TEST_CASE("every rule of the grammar consumes or is bounded", "[grammar]")
{
    CHECK(tao::pegtl::analyze<grammar::unit>() == 0);
    CHECK(tao::pegtl::analyze<grammar::next_item>() == 0);
}

TEST_CASE("single rules read what they are named after", "[grammar]")
{
    CHECK(reads<grammar::type>("Map[String, [?i64]] ! AskError"));
    CHECK_FALSE(reads<grammar::type>("Map[String,"));
    CHECK(reads<grammar::pattern>("Join { user_id, reply: r } | .Leave(id, ..)"));
    CHECK_FALSE(reads<grammar::pattern>("1 + 2"));
    CHECK(reads<grammar::expression>("a + f(b)[0].c ?? d"));
    CHECK_FALSE(reads<grammar::expression>("a +"));
    CHECK(reads<grammar::block>("do x = 1; y = 2 end"));
    CHECK_FALSE(reads<grammar::block>("do x = 1"));
    CHECK(reads<grammar::declaration>("struct P { x: i64, y: i64 }"));
    CHECK_FALSE(reads<grammar::head_expression>("P { x: 1 }"));
    CHECK(reads<grammar::head_expression>("P{ x: 1 }"));
}

TEST_CASE("records nest as the rules do", "[grammar]")
{
    std::string const text = "f(1, g(2))";
    janus::source::SourceFile const file(0, "test.jan", "test", text);
    janus::diagnostics::Diagnostics diagnostics;
    auto const lexed = janus::syntax::lex(file, diagnostics);
    grammar::TokenInput input(lexed.list, file.text());
    REQUIRE(grammar::run<grammar::expression>(input));
    auto const& nodes = input.nodes();
    CHECK(nodes[0].kind == NodeKind::expression);
    std::uint32_t const count = nodes[0].size + 1;
    for (std::uint32_t at = 0; at < count; ++at) {
        CHECK(at + nodes[at].size < count);
        for (std::uint32_t below = at + 1; below <= at + nodes[at].size; ++below) {
            CHECK(nodes[at].first <= nodes[below].first);
            CHECK(nodes[below].last <= nodes[at].last);
        }
    }
}
