#include "semantics/state_parts.hpp"

namespace janus::semantics {

Local* add_state(Environment& environment, Actor& actor, Field const& field)
{
    Local* local = environment.make_local(field.name, field.span, field.type);
    local->kind = LocalKind::state;
    local->mutable_ = field.mutable_;
    actor.state.push_back(field);
    actor.state_locals.push_back(local);
    return local;
}

void add_state_parts(Environment& environment, Actor& actor, Pattern& pattern, Expr* value)
{
    auto const part = [&]<class T>(ExprKind kind, TypeRef type, T*) {
        T* made = environment.make<T>();
        made->kind = kind;
        made->span = pattern.span;
        made->type = type;
        made->base = value;
        return made;
    };
    if (pattern.kind == PatternKind::binding && !as<BindingPattern>(pattern).inner) {
        Local const& name = *as<BindingPattern>(pattern).local;
        Field field{name.name, name.span, name.type, value, false};
        field.transient = true;
        add_state(environment, actor, field);
    } else if (pattern.kind == PatternKind::tuple) {
        auto const elements = as<ManyPattern>(pattern).elements;
        for (std::size_t at = 0; at < elements.size(); ++at) {
            auto* element = part(ExprKind::tuple_element, pattern.type->arguments[at],
                                 static_cast<TupleElement*>(nullptr));
            element->index = static_cast<std::uint32_t>(at);
            add_state_parts(environment, actor, *elements[at], element);
        }
    } else if (pattern.kind == PatternKind::structure) {
        auto const elements = as<StructPattern>(pattern).elements;
        for (std::size_t at = 0; at < elements.size(); ++at) {
            if (!elements[at])
                continue;
            auto* element =
                part(ExprKind::field, elements[at]->type, static_cast<FieldAccess*>(nullptr));
            element->field = &pattern.type->structure->fields[at];
            add_state_parts(environment, actor, *elements[at], element);
        }
    } else if (pattern.kind != PatternKind::wildcard) {
        environment.report(
            Diagnostic{Code::S5001, pattern.span, "this pattern may not match"}.suggest(
                "match it in `on_start`, and keep what it binds in `var`s"));
    }
}

} // namespace janus::semantics
