//! The C++ names of everything a program declares: chosen once, so that each module's code spells
//! the others' names as they spell them themselves. Depends on the declarations alone, never on who
//! uses them. Immutable after construction; any thread.
#pragma once

#include "lowering/names.hpp"
#include "semantics/program.hpp"

#include <string>
#include <unordered_map>

namespace janus::lowering {

class EntityNames {
public:
    explicit EntityNames(semantics::Program const& program);

    /// Without namespace.
    std::string const& simple(semantics::Entity const* entity) const;
    /// A member of an actor class: one of its functions, or a state field or parameter.
    std::string const& member(semantics::Function const* function) const;
    std::string const& member(semantics::Local const* local) const;
    /// The member that holds a grain's cache.
    std::string const& cache(semantics::Actor const* actor) const;
    /// All names the members of the class of an actor or supervisor have, hooks included.
    NameSet const& members(semantics::Entity const* owner) const;
    /// A field that must not be called as its type is; empty: its name is the usual one.
    std::string renamed(semantics::Field const& field) const;
    /// Another function of its module has the same C++ name.
    bool is_overloaded(semantics::Function const* function) const;
    std::string const& simple_unique(semantics::TypeRef unique) const;
    semantics::Module const* module_of_unique(semantics::TypeRef unique) const;
    /// "chat::room"
    std::string const& name_space(semantics::Module const* module) const;
    /// Every name a module's namespace declares.
    NameSet const& declared(semantics::Module const* module) const;

private:
    void add_module(semantics::Module const& module);
    void add_type(semantics::Module const& module, semantics::Entity const& entity);
    void add_function(semantics::Module const& module, semantics::Function const& function);

    template <class Fields> void add_fields(Fields const& fields, std::string const& owner);
    void add_actor(semantics::Actor const& actor);
    void add_supervisor(semantics::Supervisor const& supervisor);
    /// A name for a member that no other member of its class has.
    std::string choose_member(semantics::Entity const& owner, std::string_view wanted);

    struct Unique {
        std::string name;
        semantics::Module const* module = nullptr;
    };

    /// The namespace of a module.
    struct Space {
        std::string name;
        NameSet declared;
        NameSet types;
        NameSet functions; // with the types of their parameters
        std::unordered_map<std::string, int> overloads;
    };

    std::unordered_map<semantics::Entity const*, std::string> names_;
    std::unordered_map<semantics::Local const*, std::string> locals_;
    std::unordered_map<semantics::Field const*, std::string> fields_;
    std::unordered_map<semantics::Actor const*, std::string> caches_;
    std::unordered_map<semantics::Entity const*, NameSet> members_;
    std::unordered_map<std::uint64_t, Unique> uniques_;
    std::unordered_map<semantics::Module const*, Space> spaces_;
};

} // namespace janus::lowering
