#include "lowering/type_order.hpp"

#include <map>
#include <set>

namespace janus::lowering {
namespace {

using namespace semantics;

class Order {
public:
    explicit Order(Module const& module) : module_(module)
    {
        for (Declaration const& entry : module.declarations) {
            if (entry.structure)
                by_entity_[entry.structure] = &entry;
            if (entry.variants)
                by_entity_[entry.variants] = &entry;
            if (entry.unique)
                by_unique_[entry.unique->number] = &entry;
        }
    }

    std::vector<OrderedType> run()
    {
        for (Declaration const& entry : module_.declarations) {
            if (entry.structure || entry.variants || entry.unique)
                place(&entry);
        }
        return std::move(order_);
    }

private:
    void place(Declaration const* entry)
    {
        if (!started_.insert(entry).second)
            return;
        if (entry->structure) {
            for (Field const& field : entry->structure->fields)
                visit(field.type, !field.boxed);
        }
        if (entry->variants) {
            for (Case const& one : entry->variants->cases) {
                for (Field const& field : one.fields)
                    visit(field.type, !field.boxed);
            }
        }
        if (entry->unique)
            visit(entry->unique->arguments[0], true);
        placed_.insert(entry);
        order_.push_back({entry, false});
    }

    void visit(TypeRef type, bool by_value)
    {
        Declaration const* entry = find(type);
        if (entry && !placed_.contains(entry)) {
            if (!started_.contains(entry))
                place(entry);
            else if (forwarded_.insert(entry).second)
                // Around a cycle: the other one is held by a container or a box.
                order_.push_back({entry, true});
        }
        bool const inside = by_value && type->kind != TypeKind::function;
        for (TypeRef argument : type->arguments)
            visit(argument, inside);
    }

    Declaration const* find(TypeRef type) const
    {
        if (type->kind == TypeKind::unique) {
            auto const found = by_unique_.find(type->number);
            return found == by_unique_.end() ? nullptr : found->second;
        }
        Entity const* entity = nullptr;
        if (type->kind == TypeKind::structure)
            entity = type->structure;
        if (type->kind == TypeKind::variants)
            entity = type->variants;
        auto const found = by_entity_.find(entity);
        return found == by_entity_.end() ? nullptr : found->second;
    }

    Module const& module_;
    std::map<Entity const*, Declaration const*> by_entity_;
    std::map<std::uint64_t, Declaration const*> by_unique_;
    std::set<Declaration const*> started_;
    std::set<Declaration const*> placed_;
    std::set<Declaration const*> forwarded_;
    std::vector<OrderedType> order_;
};

} // namespace

std::vector<OrderedType> ordered_types(Module const& module)
{
    return Order(module).run();
}

} // namespace janus::lowering
