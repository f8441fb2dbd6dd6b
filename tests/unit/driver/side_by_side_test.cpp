#include "driver/side_by_side.hpp"

#include <catch2/catch.hpp>

using janus::driver::side_by_side;

TEST_CASE("each line of C++ stands beside the line it came from")
{
    std::string const source = "func main() do\n"
                               "    // why\n"
                               "    f()\n"
                               "    g()\n"
                               "end\n";
    std::string const generated = "void main_()\n"
                                  "{\n"
                                  "#line 3 \"a.jan\"\n"
                                  "    f();\n"
                                  "    g();\n"
                                  "#line 7 \"a.jan.cpp\"\n"
                                  "}\n";
    CHECK(side_by_side(source, "a.jan", generated) == "               | void main_()\n"
                                                      "               | {\n"
                                                      "func main() do |\n"
                                                      "    // why     |\n"
                                                      "    f()        |     f();\n"
                                                      "    g()        |     g();\n"
                                                      "               | }\n"
                                                      "end            |\n");
}

TEST_CASE("a line that became several is shown once")
{
    CHECK(side_by_side("ask\n", "a.jan", "#line 1 \"a.jan\"\none\n#line 1 \"a.jan\"\ntwo\n") ==
          "ask | one\n"
          "    | two\n");
    CHECK(side_by_side("", "a.jan", "x\n#line 9 \"a.jan\"\ny\n") == " | x\n | y\n");
}
