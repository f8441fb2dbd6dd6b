//! The dice of the generator, and the types it makes values of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace janus::oracle {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
    /// 0 … sides - 1
    std::size_t roll(std::size_t sides)
    {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31)) % sides);
    }
    bool chance(std::size_t percent) { return roll(100) < percent; }
    template <class List> auto const& pick(List const& list) { return list[roll(list.size())]; }

private:
    std::uint64_t state_;
};

enum class Shape { integer, boolean, text, record, sum, option, list, map, tuple };

struct Type;
using TypePointer = std::shared_ptr<Type const>;

struct SumCase {
    std::string name;
    std::vector<TypePointer> payload;
    bool tuple = false;
};

struct Type {
    Shape shape{};
    std::string name;               // as Janus writes it
    std::vector<TypePointer> parts; // fields, element, key and value
    std::vector<SumCase> cases;
    int bits = 0;
    bool is_signed = false;
    std::string method;  // record: a method that only looks; gives i64
    std::string changer; // record: one that changes a field; takes i64
};

inline std::string field_name(std::size_t at)
{
    return "f" + std::to_string(at);
}

} // namespace janus::oracle
