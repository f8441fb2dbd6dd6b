#include "semantics/recursive_types.hpp"

#include "diagnostics/quoted.hpp"
#include "semantics/components.hpp"

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
    std::size_t component = 0; // nodes that contain each other by value have the same
    bool contains_itself = false;
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
    std::vector<std::set<std::size_t>> users() const;
    void find_components();
    void find_cycles(std::vector<std::size_t> const& among);
    bool leads_back(Field const& field, std::size_t owner) const;
    bool box(std::size_t index);
    void report(std::size_t index);
    void report_modules(std::vector<std::size_t> const& members);

    diagnostics::Diagnostics& diagnostics_;
    std::vector<Node> nodes_;
    std::map<Entity const*, std::size_t> indices_;
    std::vector<std::vector<std::size_t>> members_; // of each component
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
        Node node{&structure, nullptr, &structure.generics, {}};
        for (Field& field : structure.fields)
            node.fields.push_back(&field);
        add(std::move(node));
    }
    for (Variants& variants : program.variants) {
        Node node{&variants, &variants, &variants.generics, {}};
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

/// The nodes whose fields name a node.
std::vector<std::set<std::size_t>> Containment::users() const
{
    std::vector<std::set<std::size_t>> users(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        std::vector<TypeRef> open;
        for (Field const* field : nodes_[i].fields)
            if (field->type)
                open.push_back(field->type);
        while (!open.empty()) {
            TypeRef const type = open.back();
            open.pop_back();
            for (std::size_t named : contents(type))
                users[named].insert(i);
            auto const& inner = type->arguments;
            open.insert(open.end(), inner.begin(), inner.end());
        }
    }
    return users;
}

/// `struct Pair[A, B] { a: A, rest: [B] }` contains an A by value, but no B. What a type holds may
/// tell more about those that name it, so that these are looked at once more.
void Containment::find_held_parameters()
{
    std::vector<std::set<std::size_t>> const users = this->users();
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        open.push_back(i);
    while (!open.empty()) {
        std::size_t const node = open.back();
        open.pop_back();
        std::size_t const before = held_.size();
        auto hold = [&](TypeRef parameter) {
            auto const& generics = *nodes_[node].generics;
            for (std::size_t position = 0; position < generics.size(); ++position) {
                if (generics[position].type == parameter)
                    held_.insert({node, position});
            }
        };
        for (Field const* field : nodes_[node].fields) {
            if (field->type)
                contents(
                    field->type, [](std::size_t) {}, hold);
        }
        if (held_.size() != before)
            open.insert(open.end(), users[node].begin(), users[node].end());
    }
}

/// What contains itself or each other by value, boxes not opened.
void Containment::find_components()
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        all.push_back(i);
    for (Node& node : nodes_)
        node.component = 0;
    members_.assign(1, all);
    find_cycles(all);
}

/// Takes one component apart, after some of its fields were boxed.
void Containment::find_cycles(std::vector<std::size_t> const& among)
{
    std::size_t const whole = among.empty() ? 0 : nodes_[among.front()].component;
    std::map<std::size_t, std::size_t> place;
    for (std::size_t at = 0; at < among.size(); ++at)
        place[among[at]] = at;
    Edges edges(among.size());
    for (std::size_t at = 0; at < among.size(); ++at) {
        Node& node = nodes_[among[at]];
        node.contains_itself = false;
        for (Field const* field : node.fields) {
            if (!field->type || field->boxed)
                continue;
            for (std::size_t inner : contents(field->type)) {
                node.contains_itself = node.contains_itself || inner == among[at];
                if (nodes_[inner].component == whole)
                    edges[at].push_back(place.at(inner));
            }
        }
    }
    std::vector<std::size_t> const found = components(edges);
    members_[whole].clear();
    std::size_t const first = members_.size();
    for (std::size_t at = 0; at < among.size(); ++at) {
        std::size_t const component = first + found[at];
        if (component >= members_.size())
            members_.resize(component + 1);
        nodes_[among[at]].component = component;
        members_[component].push_back(among[at]);
    }
    for (std::size_t component = first; component < members_.size(); ++component) {
        if (members_[component].size() > 1) {
            for (std::size_t member : members_[component])
                nodes_[member].contains_itself = true;
        }
    }
}

bool Containment::leads_back(Field const& field, std::size_t owner) const
{
    if (!field.type || field.boxed)
        return false;
    auto direct = contents(field.type);
    return std::any_of(direct.begin(), direct.end(), [&](std::size_t node) {
        return nodes_[node].component == nodes_[owner].component;
    });
}

/// Whether something was boxed.
bool Containment::box(std::size_t index)
{
    Node& node = nodes_[index];
    bool changed = false;
    for (Field* field : node.fields) {
        if (!leads_back(*field, index))
            continue;
        if (node.variants)
            node.variants->recursive = true;
        else if (field->type->kind != TypeKind::option)
            continue; // nothing would end it
        field->boxed = changed = true;
    }
    return changed;
}

void Containment::report(std::size_t index)
{
    Node const& node = nodes_[index];
    auto field = std::find_if(node.fields.begin(), node.fields.end(),
                              [&](Field const* each) { return leads_back(*each, index); });
    Span span = field == node.fields.end() ? node.entity->span : (*field)->span;
    bool const tuple = field != node.fields.end() && (*field)->type->kind == TypeKind::tuple;
    diagnostics_.add(
        Diagnostic{Code::S4003, span, quoted(node.entity->name) + " contains itself by value"}
            .note("a value of it would have no end")
            .suggest(
                tuple ? "an option inside a tuple does not end it: make the whole field one, `?" +
                            to_string((*field)->type) + "`, or name the parts in a struct"
                      : "make the field an option, or hold it in a list"));
}

void Containment::report_modules(std::vector<std::size_t> const& members)
{
    for (std::size_t at = 0; at < members.size(); ++at) {
        Node const& node = nodes_[members[at]];
        auto const other = std::find_if(
            members.begin() + static_cast<std::ptrdiff_t>(at) + 1, members.end(),
            [&](std::size_t far) { return nodes_[far].entity->module != node.entity->module; });
        if (other == members.end())
            continue;
        Node const& far = nodes_[*other];
        diagnostics_.add(Diagnostic{Code::S4003, node.entity->span,
                                    quoted(node.entity->name) + " and " + quoted(far.entity->name) +
                                        " of another file contain each other by value"}
                             .at(far.entity->span, "the other one")
                             .suggest("declare both in one file"));
    }
}

void Containment::run()
{
    find_held_parameters();
    find_components();
    for (std::vector<std::size_t> const& members : members_) {
        bool const of_one_module =
            std::all_of(members.begin(), members.end(), [&](std::size_t member) {
                return nodes_[member].entity->module == nodes_[members.front()].entity->module;
            });
        if (!of_one_module)
            report_modules(members);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].variants)
            box(i);
    }
    find_components(); // what is left now has no enum in it
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (!nodes_[i].variants && nodes_[i].contains_itself && box(i))
            find_cycles(std::vector<std::size_t>{members_[nodes_[i].component]});
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].contains_itself)
            report(i);
    }
}

} // namespace

void find_recursive_types(Program& program, diagnostics::Diagnostics& diagnostics)
{
    Containment{program, diagnostics}.run();
}

} // namespace janus::semantics
