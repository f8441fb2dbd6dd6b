#include "semantics/sendable.hpp"

#include "diagnostics/quoted.hpp"

#include <algorithm>
#include <vector>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::quoted;

namespace {

using Reason = std::optional<std::string>;

class Check {
public:
    explicit Check(bool storable) : storable_(storable) {}

    Reason of(TypeRef type);

private:
    Reason of_arguments(TypeRef type);
    Reason of_structure(TypeRef type);
    Reason of_variants(TypeRef type);
    template <class Fields> Reason of_fields(Fields const& fields, std::string const& owner);

    /// A type that contains itself is asked about once.
    bool enter(void const* entity);

    bool storable_;
    std::vector<void const*> entered_;
};

bool Check::enter(void const* entity)
{
    if (std::find(entered_.begin(), entered_.end(), entity) != entered_.end())
        return false;
    entered_.push_back(entity);
    return true;
}

Reason Check::of(TypeRef type)
{
    std::string name = quoted(to_string(type));
    switch (type->kind) {
    case TypeKind::structure:
        return of_structure(type);
    case TypeKind::variants:
        return of_variants(type);
    case TypeKind::function:
        return name + " is a function, which may share variables with others";
    case TypeKind::reference:
        return name + " is a reference to somebody else's value";
    case TypeKind::slice:
        return name + " is a view of somebody else's elements";
    case TypeKind::dyn:
        return name + " is a reference to a value of unknown type";
    case TypeKind::extern_type:
        return name + " is a C++ type that Janus knows nothing about";
    case TypeKind::supervisor_ref:
        return name + " is a supervisor; send its children instead";
    default:
        return of_arguments(type);
    }
}

Reason Check::of_arguments(TypeRef type)
{
    for (TypeRef argument : type->arguments) {
        if (Reason reason = of(argument))
            return reason;
    }
    return std::nullopt;
}

template <class Fields> Reason Check::of_fields(Fields const& fields, std::string const& owner)
{
    for (Field const& field : fields) {
        if (field.transient || !field.type)
            continue;
        if (Reason reason = of(field.type)) {
            bool positional = field.name.empty() || (field.name[0] >= '0' && field.name[0] <= '9');
            if (positional)
                return "in " + quoted(owner) + ": " + *reason;
            return "field " + quoted(field.name) + " of " + quoted(owner) + ": " + *reason;
        }
    }
    return std::nullopt;
}

Reason Check::of_structure(TypeRef type)
{
    Struct const& structure = *type->structure;
    if (structure.builtin) {
        if (structure.name == "Task")
            return quoted(to_string(type)) + " is a running task";
        if (structure.name == "Iter")
            return quoted(to_string(type)) + " goes through elements that somebody else holds";
        if (structure.name == "ActorRef") // its protocol is checked where it is declared
            return std::nullopt;
        bool answers = structure.name == "Reply" || structure.name == "Channel";
        if (storable_ && answers)
            return quoted(to_string(type)) + " ends with the process";
    }
    if (Reason reason = of_arguments(type))
        return reason;
    return enter(&structure) ? of_fields(structure.fields, std::string{structure.name})
                             : std::nullopt;
}

Reason Check::of_variants(TypeRef type)
{
    if (Reason reason = of_arguments(type))
        return reason;
    Variants const& variants = *type->variants;
    if (!enter(&variants))
        return std::nullopt;
    for (Case const& case_ : variants.cases) {
        std::string owner = std::string{variants.name} + "." + std::string{case_.name};
        if (Reason reason = of_fields(case_.fields, owner))
            return reason;
    }
    return std::nullopt;
}

void check_message(Variants const& message, diagnostics::Diagnostics& diagnostics)
{
    for (Case const& case_ : message.cases) {
        for (Field const& field : case_.fields) {
            if (!field.type || field.transient)
                continue;
            if (Reason reason = why_not_sendable(field.type))
                diagnostics.add(Diagnostic{Code::S3002, field.span,
                                           quoted(to_string(field.type)) + " is not sendable"}
                                    .note(*reason));
        }
    }
}

void check_state(Actor const& grain, diagnostics::Diagnostics& diagnostics)
{
    for (Field const& field : grain.state) {
        if (!field.type || field.transient || !field.mutable_)
            continue;
        if (Reason reason = why_not_storable(field.type))
            diagnostics.add(Diagnostic{Code::S3002, field.span,
                                       quoted(to_string(field.type)) + " cannot be stored"}
                                .note(*reason)
                                .suggest("write `@transient` before the field to leave it out"));
    }
}

} // namespace

std::optional<std::string> why_not_sendable(TypeRef type)
{
    return Check{false}.of(type);
}

std::optional<std::string> why_not_storable(TypeRef type)
{
    return Check{true}.of(type);
}

void check_sendable(Program& program, diagnostics::Diagnostics& diagnostics)
{
    for (Variants const& variants : program.variants) {
        if (variants.kind == VariantsKind::message)
            check_message(variants, diagnostics);
    }
    for (Actor const& actor : program.actors) {
        if (actor.grain)
            check_state(actor, diagnostics);
    }
}

} // namespace janus::semantics
