#include <catch2/catch.hpp>

#include <limits>

#include <janus/values.hpp>

#include "values/sample_types.hpp"

using janus::format_text;
using janus::List;
using janus::Option;
using janus::String;
using janus::to_text;

TEST_CASE("numbers print as Janus shows them", "[text]")
{
    CHECK(to_text(42) == "42");
    CHECK(to_text(janus::min_of<janus::i128>) == "-170141183460469231731687303715884105728");
    CHECK(to_text(janus::max_of<janus::u128>) == "340282366920938463463374607431768211455");
    CHECK(to_text(std::uint8_t{200}) == "200");
    CHECK(to_text(2.0) == "2.0");
    CHECK(to_text(0.1) == "0.1");
    CHECK(to_text(0.1f) == "0.1");
    CHECK(to_text(-0.0) == "-0.0");
    CHECK(to_text(1e300) == "1e+300");
    CHECK(to_text(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(to_text(std::numeric_limits<double>::quiet_NaN()) == "nan");
    CHECK(to_text(true) == "true");
    CHECK(to_text(U'ä') == "ä");
    CHECK(to_text(janus::milliseconds(1500)) == "1500");
    CHECK(to_text(janus::Timestamp::from_milliseconds(7)) == "7");
}

TEST_CASE("containers quote their strings, the top level does not", "[text]")
{
    CHECK(to_text(String("a\"b")) == "a\"b");
    CHECK(to_text(List<String>{"a\"b", "\n"}) == "[\"a\\\"b\", \"\\n\"]");
    CHECK(to_text(std::tuple<int, String>(1, "a")) == "(1, \"a\")");
    CHECK(to_text(Option<int>(1)) == "Some(1)");
    CHECK(to_text(Option<int>()) == "null");
    CHECK(to_text(Option<String>("x")) == "Some(\"x\")");
    CHECK(to_text(std::array<int, 2>{1, 2}) == "[1, 2]");
    CHECK(to_text(janus::Unit{}) == "()");
    CHECK(to_text(janus::none) == "null");
}

TEST_CASE("declared types print their names and fields", "[text]")
{
    CHECK(to_text(sample::Point{1.0, 2.5}) == "Point { x: 1.0, y: 2.5 }");
    CHECK(to_text(sample::Shape{sample::Shape::Rect{1, "r"}}) == "Rect { w: 1, label: \"r\" }");
    CHECK(to_text(sample::Shape{sample::Shape::Circle{4}}) == "Circle(4)");
    CHECK(to_text(sample::Shape{sample::Shape::Empty{}}) == "Empty");
    CHECK(to_text(sample::Level::Mid) == "Mid");
    CHECK(to_text(static_cast<sample::Level>(9)) == "9");
    CHECK(to_text(sample::CalcError{sample::CalcError::Other{3}}) == "Other");
    CHECK(to_text(janus::Result<int, sample::CalcError>(1)) == "Ok(1)");
    CHECK(to_text(janus::Result<int, sample::CalcError>(sample::CalcError::DivByZero{})) ==
          "Err(DivByZero)");
    CHECK(to_text(janus::ExitReason{janus::ExitReason::panic{"P002"}}) == "panic(P002)");
    CHECK(to_text(janus::ExitReason{janus::ExitReason::normal{}}) == "normal");
}

TEST_CASE("interpolation formats", "[text][format]")
{
    CHECK(format_text(3.14159, ".2f") == "3.14");
    CHECK(format_text(3.14159, "8.2f") == "    3.14");
    CHECK(format_text(-3.14159, "08.2f") == "-0003.14");
    CHECK(format_text(2.0, "") == "2.0");
    CHECK(format_text(2, ".1f") == "2.0");
    CHECK(format_text(42, "8") == "      42");
    CHECK(format_text(42, "08") == "00000042");
    CHECK(format_text(-42, "06") == "-00042");
    CHECK(format_text(255, "x") == "ff");
    CHECK(format_text(255, "X") == "FF");
    CHECK(format_text(5, "08b") == "00000101");
    CHECK(format_text(-5, "b") == "-101");
    CHECK(format_text(janus::min_of<std::int64_t>, "") == "-9223372036854775808");
    CHECK(format_text(String("ä"), "3") == "ä  ");
    CHECK(format_text(String("ab"), ">5") == "   ab");
    CHECK(format_text(String("ab"), "*^5") == "*ab**");
    CHECK(format_text(7, "<3") == "7  ");
    CHECK(format_text(String("abcdef"), ".3") == "abc");
    CHECK(format_text(true, "6") == "true  ");
    CHECK_THROWS_AS(format_text(1, "q"), janus::Panic);
}

namespace {

class Recorder final : public janus::Output {
public:
    Recorder() { janus::set_output(this); }
    ~Recorder() override { janus::set_output(nullptr); }
    void standard(std::string_view text) override { written += text; }
    void error(std::string_view text) override { errors += text; }
    void flush() override {}

    std::string written;
    std::string errors;
};

} // namespace

TEST_CASE("print ends with a newline only after one single number", "[text][print]")
{
    Recorder recorder;
    janus::print(42);
    janus::print(String("a"));
    janus::print("b", 1, 2.0);
    janus::print(true);
    janus::println();
    janus::println("x = ", 1, ", y = ", String("z"));
    janus::print_int(true);
    janus::print_int(janus::none);
    janus::print_float(1.5);
    janus::print_bool(false);
    janus::eprintln("oops");
    CHECK(recorder.written == "42\nab12.0true\nx = 1, y = z\n1\n0\n1.500000\nfalse");
    CHECK(recorder.errors == "oops\n");
}

TEST_CASE("a unique type is its content with a type of its own", "[text][unique]")
{
    using UserId = janus::Unique<String, struct UserIdTag>;
    UserId const ann("ann");
    CHECK(to_text(ann) == "ann");
    CHECK(to_text(List<UserId>{ann}) == "[\"ann\"]");
    CHECK(janus::Set<UserId>{ann, UserId("ann")}.len() == 1);
    CHECK(ann < UserId("bob"));
    CHECK_FALSE(std::is_convertible_v<String, UserId>);
}
