//! The one table that spells C++ names. A Janus name keeps its spelling unless C++ or the runtime
//! owns it; then it gets `_` appended, and names C++ reserves get `u_` in front. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace janus::lowering {

using NameSet = std::unordered_set<std::string>;

/// A declaration, field, parameter or local.
std::string spell_name(std::string_view name);

/// The namespace of a module path such as "chat/room": "chat::room".
std::string spell_namespace(std::string_view module_path);

/// A name to call a thing of this type by, as a prefix: "Task[Order]" gives "task".
std::string snake_case(std::string_view name);

/// The names in use inside one function, in nested scopes. A name taken by an enclosing scope comes
/// out as `name_2`, `name_3`; those of a closed scope are free again.
class LocalNames {
public:
    LocalNames() { scopes_.push_back(0); }

    /// The names of the class or module around the function are taken. They outlive this.
    void around(NameSet const& names) { around_.push_back(&names); }
    void open() { scopes_.push_back(taken_.size()); }
    void close();
    /// A free spelling of a user's name, now taken.
    std::string take(std::string_view name);
    /// A free spelling of a name the compiler makes up.
    std::string make(std::string_view hint) { return take(hint); }
    /// The same for what is declared in front of scopes that were closed already.
    std::string make_in_front(std::string_view hint);
    bool is_taken(std::string const& name) const;

private:
    /// Of one spelling.
    struct Use {
        bool open = false;      // taken by a scope that is not closed
        std::size_t latest = 0; // when it was taken for the last time
    };

    /// A spelling that is free now and that nothing took from then on.
    std::string take_unless_taken_since(std::size_t first, std::string_view name);

    std::vector<NameSet const*> around_;
    std::unordered_map<std::string, Use> uses_;
    std::vector<Use*> taken_;         // one after another
    std::vector<std::size_t> scopes_; // the open ones: how many were taken before
};

} // namespace janus::lowering
