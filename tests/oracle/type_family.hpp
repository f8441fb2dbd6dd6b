//! The types that fifty random programs in a row share. Compilers spend most of their time on
//! making functions from templates, so every program with its own types would take three times as
//! long.
#pragma once

#include "random_types.hpp"

namespace janus::oracle {

class TypeFamily {
public:
    static constexpr std::uint64_t programs = 50;

    explicit TypeFamily(std::uint64_t number);

    /// Janus text: the declarations of the types.
    std::string const& text() const { return text_; }
    std::string const& error() const { return error_; }
    TypePointer whole() const { return integers_[0]; } // i64
    TypePointer boolean() const { return boolean_; }
    TypePointer string() const { return string_; }

    TypePointer integer_type(Dice& dice) const;
    TypePointer scalar_type(Dice& dice) const;
    TypePointer any_type(Dice& dice) const;

private:
    TypePointer key_type();
    TypePointer new_type(int depth);
    void declare_record(std::size_t number);
    void declare_sum(std::size_t number);

    Dice dice_;
    std::string prefix_;
    std::string error_;
    std::string text_;
    std::vector<TypePointer> integers_;
    TypePointer boolean_;
    TypePointer string_;
    std::vector<TypePointer> records_;
    std::vector<TypePointer> sums_;
    std::vector<TypePointer> composites_;
};

} // namespace janus::oracle
