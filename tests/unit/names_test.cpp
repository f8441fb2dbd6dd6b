#include "lowering/c_global_names.hpp"
#include "lowering/names.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

using namespace janus::lowering;

TEST_CASE("a Janus name keeps its spelling unless C++ owns it")
{
    CHECK(spell_name("history") == "history");
    CHECK(spell_name("Join") == "Join");
    CHECK(spell_name("delete") == "delete_");
    CHECK(spell_name("delete_") == "delete_");
    CHECK(spell_name("main") == "main_");
    CHECK(spell_name("std") == "std_");
    CHECK(spell_name("janus") == "janus_");
    CHECK(spell_name("EOF") == "EOF_");
    CHECK(spell_name("INT8_MAX") == "INT8_MAX_");
    CHECK(spell_name("value") == "value");
}

TEST_CASE("names C++ reserves get another beginning")
{
    CHECK(spell_name("_Upper") == "u_Upper");
    CHECK(spell_name("a__b") == "u_a_b");
    CHECK(spell_name("__msg") == "u_msg");
    CHECK(spell_name("_") == "_");
    CHECK(spell_name("_lower") == "_lower");
}

TEST_CASE("module paths become namespaces")
{
    CHECK(spell_namespace("chat/room") == "chat::room");
    CHECK(spell_namespace("chat.room") == "chat::room");
    CHECK(spell_namespace("01-dispatch") == "m01_dispatch");
    CHECK(spell_namespace("time") == "time_");
    CHECK(spell_namespace("log/index") == "log_::index_");
    CHECK(spell_namespace("std") == "std_");
    CHECK(spell_namespace("main") == "main_");
    CHECK(spell_namespace("waiting/detail") == "waiting_::detail");
    CHECK(spell_namespace("café") == "u_caf_");
}

TEST_CASE("the lists of C names can be searched")
{
    auto const sorted = [](auto names) {
        return !names.empty() && std::is_sorted(names.begin(), names.end()) &&
               std::adjacent_find(names.begin(), names.end()) == names.end();
    };
    CHECK(sorted(c_global_names()));
    CHECK(sorted(c_macro_names()));
    for (std::string_view const name : {"time", "log", "index", "read", "link", "select", "clock"})
        CHECK(std::binary_search(c_global_names().begin(), c_global_names().end(), name));
}

TEST_CASE("a binding never hides another one")
{
    LocalNames names;
    NameSet const around{"count"};
    names.around(around);
    names.open();
    CHECK(names.take("count") == "count_2");
    CHECK(names.take("x") == "x");
    names.open();
    CHECK(names.take("x") == "x_2");
    CHECK(names.take("new") == "new_");
    CHECK(names.take("new") == "new_2");
    names.close();
    CHECK(names.take("x") == "x_2");
    CHECK(names.is_taken("count"));
    CHECK_FALSE(names.is_taken("new_"));
}

TEST_CASE("a name made in front of closed scopes is none of theirs")
{
    LocalNames names;
    names.open();
    CHECK(names.make("value") == "value");
    names.open();
    CHECK(names.make("value") == "value_2");
    names.close();
    names.close();
    CHECK(names.make_in_front("value") == "value_3");
    CHECK(names.make("value") == "value");
}

TEST_CASE("names for temporaries come from types")
{
    CHECK(snake_case("ChatMsg") == "chat_msg");
    CHECK(snake_case("HTTPReply") == "httpreply");
    CHECK(snake_case("Tree[i64]") == "tree");
    CHECK(snake_case("?i64") == "value");
}
