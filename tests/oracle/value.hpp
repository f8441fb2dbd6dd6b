//! Values of the reference interpreter: plain trees, copied when Janus copies.
#pragma once

#include "semantics/program.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace janus::oracle {

__extension__ typedef __int128 Number;
__extension__ typedef unsigned __int128 Bits;

struct Value;
/// The variables of one call. A closure keeps those it shares alive.
using Frame = std::unordered_map<semantics::Local const*, std::shared_ptr<Value>>;

/// Integers, booleans and characters are `number`. `parts` are fields, elements, the key and value
/// pairs of a map (key, value, key, value …), the value of an option, or of a result.
struct Value {
    Number number = 0;
    std::string text;
    std::vector<Value> parts;
    semantics::Case const* case_ = nullptr;
    bool present = false; // option: has a value; result: is a success
    semantics::Function const* function = nullptr;
    std::shared_ptr<Frame> captured;
};

/// As the user's `==`: structure by structure. Functions cannot be compared.
bool equal(Value const& left, Value const& right);
/// As `println` shows a value of this type.
std::string text_of(Value const& value, semantics::TypeRef type, bool nested = false);

/// The program ended as Janus says it does: `P002`.
struct Panic {
    std::string code;
};
/// It ran for too long: not a program to compare.
struct OutOfFuel {};
/// The interpreter does not know this; the generator must not make it.
struct Unknown {
    std::string what;
};

} // namespace janus::oracle
