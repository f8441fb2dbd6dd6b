#include "type_family.hpp"

namespace janus::oracle {

namespace {

TypePointer made(Shape shape, std::string name, std::vector<TypePointer> parts = {})
{
    auto type = std::make_shared<Type>();
    type->shape = shape;
    type->name = std::move(name);
    type->parts = std::move(parts);
    return type;
}

} // namespace

TypeFamily::TypeFamily(std::uint64_t number)
    : dice_(number + 1'000'000), prefix_("t" + std::to_string(number) + "_"), error_(prefix_ + "X"),
      boolean_(made(Shape::boolean, "bool")), string_(made(Shape::text, "String"))
{
    for (bool const is_signed : {true, false})
        for (int const bits : {64, 32, 16, 8}) {
            auto type = std::make_shared<Type>();
            type->shape = Shape::integer;
            type->name = (is_signed ? "i" : "u") + std::to_string(bits);
            type->bits = bits;
            type->is_signed = is_signed;
            integers_.push_back(type);
        }
    text_ = "error " + error_ + " { Bad, Worse { code: i32 } }\n";
    for (std::size_t at = 0; at < 3; ++at) {
        declare_record(at);
        declare_sum(at);
    }
    while (composites_.size() < 8)
        if (TypePointer const type = new_type(2); !type->parts.empty() || !type->cases.empty())
            composites_.push_back(type);
}

TypePointer TypeFamily::integer_type(Dice& dice) const
{
    return dice.chance(50) ? integers_[0] : dice.pick(integers_);
}

TypePointer TypeFamily::scalar_type(Dice& dice) const
{
    std::size_t const side = dice.roll(10);
    return side < 6 ? integer_type(dice) : side < 8 ? boolean_ : string_;
}

TypePointer TypeFamily::any_type(Dice& dice) const
{
    std::size_t const side = dice.roll(16);
    if (side < 7)
        return scalar_type(dice);
    return dice.pick(side < 9 ? records_ : side < 11 ? sums_ : composites_);
}

TypePointer TypeFamily::key_type()
{
    return dice_.chance(50) ? string_ : integer_type(dice_);
}

TypePointer TypeFamily::new_type(int depth)
{
    std::size_t const side = depth > 0 ? dice_.roll(16) : 0;
    if (side < 7)
        return scalar_type(dice_);
    if (side < 9 && !records_.empty())
        return dice_.pick(records_);
    if (side < 11 && !sums_.empty())
        return dice_.pick(sums_);
    TypePointer const part = new_type(depth - 1);
    if (side == 11 && part->shape != Shape::option)
        return made(Shape::option, "?" + part->name, {part});
    if (side == 12) {
        TypePointer const key = key_type();
        return made(Shape::map, "HashMap[" + key->name + ", " + part->name + "]", {key, part});
    }
    if (side == 13) {
        TypePointer const other = scalar_type(dice_);
        return made(Shape::tuple, "(" + part->name + ", " + other->name + ")", {part, other});
    }
    return made(Shape::list, "[" + part->name + "]", {part});
}

void TypeFamily::declare_record(std::size_t number)
{
    auto type = std::make_shared<Type>();
    type->shape = Shape::record;
    type->name = prefix_ + "R" + std::to_string(number);
    std::string fields;
    for (std::size_t at = 0, count = 1 + dice_.roll(3); at < count; ++at) {
        type->parts.push_back(at == 0 ? integer_type(dice_) : new_type(1));
        fields += (at == 0 ? " " : ", ") + field_name(at) + ": " + type->parts.back()->name;
    }
    type->method = "sized";
    type->changer = "change";
    text_ += "struct " + type->name + " {" + fields + " }\nimpl " + type->name +
             " do\n"
             "    func sized(self) -> i64 do\n        return (self.f0 % 100) as i64 + " +
             std::to_string(dice_.roll(9)) +
             "\n    end\n"
             "    func change(self, by: i64) do\n        self.f0 = ((by % 50 + 50) % 50) as " +
             type->parts[0]->name + "\n    end\nend\n";
    records_.push_back(type);
}

void TypeFamily::declare_sum(std::size_t number)
{
    auto type = std::make_shared<Type>();
    type->shape = Shape::sum;
    type->name = prefix_ + "E" + std::to_string(number);
    std::string cases;
    for (std::size_t at = 0, count = 2 + dice_.roll(3); at < count; ++at) {
        SumCase made_case;
        made_case.name = "C" + std::to_string(at);
        made_case.tuple = dice_.chance(50);
        std::string payload;
        for (std::size_t field = 0, fields = dice_.roll(3); field < fields; ++field) {
            made_case.payload.push_back(new_type(1));
            payload += (field == 0 ? "" : ", ") +
                       (made_case.tuple ? "" : field_name(field) + ": ") +
                       made_case.payload.back()->name;
        }
        cases += (at == 0 ? " " : ", ") + made_case.name;
        if (!payload.empty())
            cases += made_case.tuple ? "(" + payload + ")" : " { " + payload + " }";
        type->cases.push_back(std::move(made_case));
    }
    text_ += "enum " + type->name + " {" + cases + " }\n";
    sums_.push_back(type);
}

} // namespace janus::oracle
