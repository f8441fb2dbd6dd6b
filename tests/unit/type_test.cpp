#include "semantics/type.hpp"

#include "program_builder.hpp"

#include <catch2/catch.hpp>

using namespace janus::program_names;

namespace {

struct Types {
    TypeTable table;
    Struct list, map, string, mine, reply;
    Variants calc_error;
    Trait show;
    Supervisor backend;
    ExternType index;

    Types()
    {
        list.name = "List";
        list.builtin = true;
        map.name = "HashMap";
        string.name = "String";
        mine.name = "List";
        reply.name = "Reply";
        calc_error.name = "CalcError";
        show.name = "Show";
        backend.name = "Backend";
        index.name = "Index";
    }
    TypeRef i64() const { return table.scalar(TypeKind::i64); }
    TypeRef text() { return table.structure(&string); }
    TypeRef option(TypeRef inner) { return table.composite(TypeKind::option, {inner}); }
    TypeRef result(TypeRef value, TypeRef error)
    {
        return table.composite(TypeKind::result, {value, error});
    }
};

} // namespace

TEST_CASE("equal types are one object and different types are not")
{
    Types t;
    TypeRef list_of_numbers = t.table.structure(&t.list, {t.i64()});
    CHECK(t.table.structure(&t.list, {t.i64()}) == list_of_numbers);
    CHECK(t.table.structure(&t.list, {t.text()}) != list_of_numbers);
    CHECK(t.table.structure(&t.mine, {t.i64()}) != list_of_numbers);
    CHECK(t.option(list_of_numbers) == t.option(list_of_numbers));
    CHECK(t.option(t.option(t.i64())) != t.option(t.i64()));
    CHECK(t.table.array(t.i64(), 3) != t.table.array(t.i64(), 4));
    CHECK(t.table.composite(TypeKind::tuple, {t.i64(), t.text()}) !=
          t.table.composite(TypeKind::tuple, {t.text(), t.i64()}));
    CHECK(t.table.composite(TypeKind::reference, {t.i64()}, true) !=
          t.table.composite(TypeKind::reference, {t.i64()}));
    CHECK(t.table.composite(TypeKind::function, {t.i64()}, true) !=
          t.table.composite(TypeKind::function, {t.i64()}));
}

TEST_CASE("parameters, variables and unique types are told apart by number")
{
    Types t;
    CHECK(t.table.parameter("T", 1, {}) == t.table.parameter("T", 1, {&t.show}));
    CHECK(t.table.parameter("T", 1, {}) != t.table.parameter("T", 2, {}));
    CHECK(t.table.variable(1) == t.table.variable(1));
    CHECK(t.table.variable(1) != t.table.variable(2));
    CHECK(t.table.unique("UserId", 1, {t.text()}) != t.table.unique("UserId", 2, {t.text()}));
    CHECK(t.table.parameter("T", 3, {&t.show})->bounds[0] == &t.show);
}

TEST_CASE("interned types do not borrow the caller's lists")
{
    Types t;
    std::vector<TypeRef> parts{t.i64(), t.text()};
    TypeRef pair = t.table.composite(TypeKind::tuple, parts);
    parts[0] = t.text();
    CHECK(pair->arguments[0] == t.i64());
}

TEST_CASE("integers know their width and sign")
{
    Types t;
    auto scalar = [&](TypeKind kind) { return t.table.scalar(kind); };
    CHECK(integer_bits(scalar(TypeKind::i8)) == 8);
    CHECK(integer_bits(scalar(TypeKind::u16)) == 16);
    CHECK(integer_bits(scalar(TypeKind::u32)) == 32);
    CHECK(integer_bits(scalar(TypeKind::usize)) == 64);
    CHECK(integer_bits(scalar(TypeKind::i128)) == 128);
    CHECK(is_signed_integer(scalar(TypeKind::isize)));
    CHECK_FALSE(is_signed_integer(scalar(TypeKind::usize)));
    CHECK_FALSE(is_signed_integer(scalar(TypeKind::u8)));
    CHECK_FALSE(is_integer(scalar(TypeKind::f32)));
    CHECK_FALSE(is_integer(scalar(TypeKind::boolean)));
    CHECK(is_numeric(scalar(TypeKind::f64)));
    CHECK_FALSE(is_float(scalar(TypeKind::character)));
}

TEST_CASE("types print as the user writes them")
{
    Types t;
    TypeRef error = t.table.variants(&t.calc_error);
    TypeRef nothing = t.table.scalar(TypeKind::void_);
    TypeRef function = t.table.composite(TypeKind::function, {t.i64(), t.text()});
    CHECK(to_string(t.option(t.i64())) == "?i64");
    CHECK(to_string(t.table.structure(&t.list, {t.text()})) == "[String]");
    CHECK(to_string(t.table.structure(&t.mine, {t.text()})) == "List[String]");
    CHECK(to_string(t.table.structure(&t.map, {t.text(), t.i64()})) == "HashMap[String, i64]");
    CHECK(to_string(t.table.structure(&t.reply, {t.option(t.i64())})) == "Reply[?i64]");
    CHECK(to_string(t.result(t.i64(), error)) == "i64 ! CalcError");
    CHECK(to_string(t.result(nothing, t.table.scalar(TypeKind::open_error))) == "void ! Error");
    CHECK(to_string(t.option(t.result(t.i64(), error))) == "?(i64 ! CalcError)");
    CHECK(to_string(function) == "fn(i64) -> String");
    CHECK(to_string(t.result(function, error)) == "(fn(i64) -> String) ! CalcError");
    CHECK(to_string(t.table.composite(TypeKind::function, {nothing}, true)) ==
          "async fn() -> void");
    CHECK(to_string(t.table.composite(TypeKind::tuple, {t.i64(), t.text()})) == "(i64, String)");
    CHECK(to_string(t.table.composite(TypeKind::one_of, {error, t.text()})) ==
          "CalcError | String");
    CHECK(to_string(t.table.composite(TypeKind::slice, {t.i64()})) == "[]i64");
    CHECK(to_string(t.table.array(t.i64(), 4)) == "[4]i64");
    CHECK(to_string(t.table.composite(TypeKind::reference, {t.i64()}, true)) == "&mut i64");
    CHECK(to_string(t.table.composite(TypeKind::reference, {t.table.dyn(&t.show)})) == "&dyn Show");
    CHECK(to_string(t.table.supervisor_ref(&t.backend)) == "Backend");
    CHECK(to_string(t.table.extern_type(&t.index)) == "Index");
    CHECK(to_string(t.table.parameter("T", 1, {})) == "T");
    CHECK(to_string(t.table.variable(7)) == "_");
    CHECK(to_string(t.table.unique("UserId", 1, {t.text()})) == "UserId");
    CHECK(to_string(t.table.unique("Id", 1, {t.text(), t.table.variable(7)})) == "Id[_]");
}
