#include "semantics/recursive_types.hpp"

#include "diagnostics/quoted.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::quoted;

namespace {

/// A struct or an enum of the user.
struct Node {
    Entity* entity = nullptr;
    Variants* variants = nullptr; // null: a struct
    std::vector<TypeParameter> const* generics = nullptr;
    std::vector<Field*> fields;
    std::set<std::size_t> reached; // nodes that a value of this type contains, at any depth
};

class Containment {
public:
    Containment(Program& program, diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics)
    {
        add_nodes(program);
    }

    void run();

private:
    void add_nodes(Program& program);
    /// Calls `found` for every user's type, and `parameter` for every type parameter, that a value
    /// of `type` contains at this level.
    template <class Found, class Parameter>
    void contents(TypeRef type, Found const& found, Parameter const& parameter) const;
    std::set<std::size_t> contents(TypeRef type) const;
    void find_held_parameters();
    void spread();
    bool leads_back(Field const& field, std::size_t owner) const;
    void box(std::size_t index);
    void report(std::size_t index);

    diagnostics::Diagnostics& diagnostics_;
    std::vector<Node> nodes_;
    std::map<Entity const*, std::size_t> indices_;
    /// Type parameters that a value contains by value: (node, position).
    std::set<std::pair<std::size_t, std::size_t>> held_;
};

void Containment::add_nodes(Program& program)
{
    auto add = [this](Node node) {
        indices_[node.entity] = nodes_.size();
        nodes_.push_back(std::move(node));
    };
    for (Struct& structure : program.structs) {
        if (structure.builtin)
            continue;
        Node node{&structure, nullptr, &structure.generics, {}, {}};
        for (Field& field : structure.fields)
            node.fields.push_back(&field);
        add(std::move(node));
    }
    for (Variants& variants : program.variants) {
        Node node{&variants, &variants, &variants.generics, {}, {}};
        for (Case& case_ : variants.cases) {
            for (Field& field : case_.fields)
                node.fields.push_back(&field);
        }
        add(std::move(node));
    }
}

template <class Found, class Parameter>
void Containment::contents(TypeRef type, Found const& found, Parameter const& parameter) const
{
    switch (type->kind) {
    case TypeKind::parameter:
        parameter(type);
        return;
    case TypeKind::option:
    case TypeKind::result:
    case TypeKind::tuple:
    case TypeKind::array:
    case TypeKind::unique:
        for (TypeRef held : held_types(type))
            contents(held, found, parameter);
        return;
    case TypeKind::structure:
    case TypeKind::variants:
        break;
    default:
        return;
    }
    Entity const* entity = type->kind == TypeKind::structure
                               ? static_cast<Entity const*>(type->structure)
                               : type->variants;
    auto index = indices_.find(entity);
    if (index == indices_.end()) // the prelude's: their elements are elsewhere
        return;
    found(index->second);
    for (std::size_t i = 0; i < type->arguments.size(); ++i) {
        if (held_.contains({index->second, i}))
            contents(type->arguments[i], found, parameter);
    }
}

std::set<std::size_t> Containment::contents(TypeRef type) const
{
    std::set<std::size_t> nodes;
    contents(
        type, [&](std::size_t node) { nodes.insert(node); }, [](TypeRef) {});
    return nodes;
}

/// `struct Pair[A, B] { a: A, rest: [B] }` contains an A by value, but no B.
void Containment::find_held_parameters()
{
    std::size_t before = 0;
    do {
        before = held_.size();
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            auto hold = [&](TypeRef parameter) {
                auto const& generics = *nodes_[i].generics;
                for (std::size_t position = 0; position < generics.size(); ++position) {
                    if (generics[position].type == parameter)
                        held_.insert({i, position});
                }
            };
            for (Field const* field : nodes_[i].fields) {
                if (field->type)
                    contents(
                        field->type, [](std::size_t) {}, hold);
            }
        }
    } while (held_.size() != before);
}

/// Everything that a value contains by value, boxes not opened.
void Containment::spread()
{
    for (Node& node : nodes_) {
        node.reached.clear();
        for (Field const* field : node.fields) {
            if (field->type && !field->boxed)
                node.reached.merge(contents(field->type));
        }
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (Node& node : nodes_) {
            auto all = node.reached;
            for (std::size_t inner : node.reached)
                all.insert(nodes_[inner].reached.begin(), nodes_[inner].reached.end());
            changed = changed || all.size() != node.reached.size();
            node.reached = std::move(all);
        }
    }
}

bool Containment::leads_back(Field const& field, std::size_t owner) const
{
    if (!field.type)
        return false;
    auto direct = contents(field.type);
    return std::any_of(direct.begin(), direct.end(), [&](std::size_t node) {
        return node == owner || nodes_[node].reached.contains(owner);
    });
}

void Containment::box(std::size_t index)
{
    Node& node = nodes_[index];
    for (Field* field : node.fields) {
        if (!leads_back(*field, index))
            continue;
        if (node.variants)
            node.variants->recursive = true;
        else if (field->type->kind != TypeKind::option)
            continue; // nothing would end it
        field->boxed = true;
    }
}

void Containment::report(std::size_t index)
{
    Node const& node = nodes_[index];
    auto field = std::find_if(node.fields.begin(), node.fields.end(),
                              [&](Field const* each) { return leads_back(*each, index); });
    Span span = field == node.fields.end() ? node.entity->span : (*field)->span;
    diagnostics_.add(
        Diagnostic{Code::S4003, span, quoted(node.entity->name) + " contains itself by value"}
            .note("a value of it would have no end")
            .suggest("make the field an option, or hold it in a list"));
}

void Containment::run()
{
    find_held_parameters();
    spread();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        Node const& node = nodes_[i];
        for (std::size_t other : node.reached) {
            Node const& far = nodes_[other];
            if (other > i && far.reached.contains(i) && far.entity->module != node.entity->module)
                diagnostics_.add(Diagnostic{Code::S4003, node.entity->span,
                                            quoted(node.entity->name) + " and " +
                                                quoted(far.entity->name) +
                                                " of another file contain each other by value"}
                                     .at(far.entity->span, "the other one")
                                     .suggest("declare both in one file"));
        }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].variants)
            box(i);
    }
    spread(); // what is left now has no enum in it
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].variants && nodes_[i].reached.contains(i)) {
            box(i);
            spread();
        }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].reached.contains(i))
            report(i);
    }
}

} // namespace

void find_recursive_types(Program& program, diagnostics::Diagnostics& diagnostics)
{
    Containment{program, diagnostics}.run();
}

} // namespace janus::semantics
