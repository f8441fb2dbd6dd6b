#include "lowering/type_order.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace janus::lowering {
namespace {

using namespace semantics;

class Order {
public:
    explicit Order(std::vector<Module const*> const& modules)
    {
        for (Module const* module : modules) {
            for (Declaration const& entry : module->declarations)
                add(entry, *module);
        }
    }

    std::vector<OrderedType> run()
    {
        for (Declaration const* entry : all_)
            place(entry);
        for (OrderedType& one : order_)
            one.module = modules_.at(one.declaration);
        return std::move(order_);
    }

private:
    void add(Declaration const& entry, Module const& module)
    {
        if (entry.structure)
            by_entity_[entry.structure] = &entry;
        if (entry.variants)
            by_entity_[entry.variants] = &entry;
        if (entry.unique)
            by_unique_[entry.unique->number] = &entry;
        if (entry.structure || entry.variants || entry.unique) {
            all_.push_back(&entry);
            modules_[&entry] = &module;
        }
    }

    void place(Declaration const* entry)
    {
        if (!started_.insert(entry).second)
            return;
        bool late = false;
        for (Part const& part : parts(*entry)) {
            visit(part.type, part.by_value, *entry);
            // Looking for a comparison of a box makes C++ ask, too early, whether the type around
            // it has a default value.
            late = late || !part.by_value || needs_more(part.type, *entry);
        }
        placed_.insert(entry);
        order_.push_back({entry, nullptr, false, late});
    }

    struct Part {
        TypeRef type;
        bool by_value;
    };

    static std::vector<Part> parts(Declaration const& entry)
    {
        std::vector<Part> all;
        auto add = [&all](Field const& field) { all.push_back({field.type, !field.boxed}); };
        if (entry.structure)
            std::for_each(entry.structure->fields.begin(), entry.structure->fields.end(), add);
        if (entry.variants)
            for (Case const& one : entry.variants->cases)
                std::for_each(one.fields.begin(), one.fields.end(), add);
        if (entry.unique)
            all.push_back({entry.unique->arguments[0], true});
        return all;
    }

    void visit(TypeRef type, bool by_value, Declaration const& owner)
    {
        Declaration const* entry = find(type);
        if (entry && !placed_.contains(entry)) {
            std::set<Declaration const*> seen;
            // Around a cycle, a container or a box makes do with the name.
            bool const name_suffices =
                started_.contains(entry) || (!by_value && leads_to(*entry, owner, seen));
            if (!name_suffices)
                place(entry);
            else if (forwarded_.insert(entry).second)
                order_.push_back({entry, nullptr, true});
        }
        bool const inside = by_value && type->kind != TypeKind::function && !is_container(type);
        std::size_t const held_count = held_types(type).size();
        for (std::size_t at = 0; at < type->arguments.size(); ++at) {
            bool const only_name = at >= held_count && find(type->arguments[at]) == &owner;
            if (!only_name)
                visit(type->arguments[at], inside && at < held_count, owner);
        }
    }

    static bool is_container(TypeRef type)
    {
        return type->kind == TypeKind::structure && type->structure->builtin;
    }

    bool leads_to(Declaration const& from, Declaration const& to,
                  std::set<Declaration const*>& seen) const
    {
        if (!seen.insert(&from).second)
            return false;
        auto const all = parts(from);
        return std::any_of(all.begin(), all.end(),
                           [&](Part const& part) { return leads_to(part.type, to, seen); });
    }

    bool leads_to(TypeRef type, Declaration const& to, std::set<Declaration const*>& seen) const
    {
        Declaration const* entry = find(type);
        return entry == &to || (entry && leads_to(*entry, to, seen)) ||
               std::any_of(type->arguments.begin(), type->arguments.end(),
                           [&](TypeRef argument) { return leads_to(argument, to, seen); });
    }

    /// To compare a container, C++ looks into the types of its elements: `tuple<A, B>` needs A
    /// and B then, A alone does not. A case is compared before its own type is complete.
    bool needs_more(TypeRef type, Declaration const& owner) const
    {
        bool const looked_into = !is_container(type) && !type->arguments.empty();
        return std::any_of(type->arguments.begin(), type->arguments.end(), [&](TypeRef argument) {
            Declaration const* entry = find(argument);
            bool const open =
                entry && !placed_.contains(entry) && (entry != &owner || owner.variants);
            return (looked_into && open) || needs_more(argument, owner);
        });
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

    std::vector<Declaration const*> all_;
    std::map<Declaration const*, Module const*> modules_;
    std::map<Entity const*, Declaration const*> by_entity_;
    std::map<std::uint64_t, Declaration const*> by_unique_;
    std::set<Declaration const*> started_;
    std::set<Declaration const*> placed_;
    std::set<Declaration const*> forwarded_;
    std::vector<OrderedType> order_;
};

} // namespace

std::vector<OrderedType> ordered_types(std::vector<Module const*> const& modules)
{
    return Order(modules).run();
}

} // namespace janus::lowering
