#include "lowering/data_types.hpp"

#include "lowering/actors.hpp"
#include "lowering/body.hpp"
#include "lowering/functions.hpp"
#include "lowering/trait_objects.hpp"
#include "lowering/type_order.hpp"

#include <algorithm>
#include <map>

namespace janus::lowering {

using namespace semantics;

std::optional<cpp::Expr> zero_value(TypeRef type)
{
    if (is_integer(type))
        return cpp::literal("0", cpp::Literal::number);
    switch (type->kind) {
    case TypeKind::f64:
        return cpp::name("0.0");
    case TypeKind::f32:
        return cpp::name("0.0F");
    case TypeKind::boolean:
        return cpp::name("false");
    case TypeKind::character:
        return cpp::name("U'\\0'");
    case TypeKind::variants:
        if (type->variants->payload_free)
            return cpp::construct("", {});
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

namespace {

class Types {
public:
    Types(ModuleContext& module, cpp::Unit& unit) : module_(module), unit_(unit) {}

    void structure(Struct const& declared)
    {
        cpp::DataType made = start(declared, declared.generics);
        made.kind = cpp::DataKind::structure;
        for (Field const& one : declared.fields)
            module_.hidden.insert(module_.field(one));
        for (Field const& one : declared.fields)
            made.fields.push_back(field(one, true));
        module_.hidden.clear();
        unit_.types.push_back(std::move(made));
    }

    void variants(Variants const& declared)
    {
        cpp::DataType made = start(declared, declared.generics);
        made.error = declared.kind == VariantsKind::error;
        made.kind = declared.payload_free ? cpp::DataKind::enumeration : cpp::DataKind::sum;
        made.flags = declared.kind == VariantsKind::flags;
        made.foreign = !declared.cpp_name.empty();
        if (made.foreign)
            made.qualified = declared.cpp_name;
        for (Case const& one : declared.cases)
            module_.hidden.insert(case_name(one, declared));
        module_.hidden.insert({"Case", "value"});
        std::int64_t next = 0;
        for (Case const& one : declared.cases) {
            if (one.number)
                next = *one.number;
            made.cases.push_back(variant(one, declared));
            made.cases.back().number = std::to_string(next++);
        }
        module_.hidden.clear();
        unit_.types.push_back(std::move(made));
    }

    void unique(TypeRef declared)
    {
        cpp::DataType made;
        made.kind = cpp::DataKind::unique;
        made.name = module_.names.simple_unique(declared);
        made.name_space = module_.names.name_space(&module_.module);
        made.janus_name = std::string(declared->name);
        made.stored_name = stored_name(module_, declared->name);
        std::vector<TypeParameter> generics;
        for (TypeRef parameter : declared->arguments.subspan(1))
            generics.push_back({parameter->name, parameter});
        make_generic(made, generics);
        made.fields.push_back(
            {{}, module_.spell(declared->arguments[0]), "value", "value", {}, true});
        unit_.types.push_back(std::move(made));
    }

    void forward(Declaration const& declared)
    {
        bool const plain =
            declared.structure || (declared.variants && !declared.variants->payload_free);
        if (!plain)
            return;
        Entity const& entity = declared.structure ? static_cast<Entity const&>(*declared.structure)
                                                  : *declared.variants;
        forward(entity,
                declared.structure ? declared.structure->generics : declared.variants->generics);
    }

    void forward(Entity const& entity, std::vector<TypeParameter> const& generics)
    {
        cpp::DataType made = start(entity, generics);
        made.kind = cpp::DataKind::forward;
        unit_.types.push_back(std::move(made));
    }

private:
    cpp::DataType start(Entity const& entity, std::vector<TypeParameter> const& generics)
    {
        cpp::DataType made;
        made.name = module_.names.simple(&entity);
        made.name_space = module_.names.name_space(&module_.module);
        made.janus_name = std::string(entity.name);
        made.stored_name = stored_name(module_, entity.name);
        made.qualified = module_.qualified(entity);
        make_generic(made, generics);
        return made;
    }

    static void make_generic(cpp::DataType& made, std::vector<TypeParameter> const& generics)
    {
        std::vector<std::string> names;
        for (TypeParameter const& parameter : generics)
            names.push_back(spell_name(parameter.name));
        made.template_head = template_head(names);
        for (std::string const& name : names)
            made.template_arguments += (made.template_arguments.empty() ? "<" : ", ") + name;
        if (!names.empty())
            made.template_arguments += ">";
    }

    cpp::Field field(Field const& declared, bool initialised)
    {
        module_.place = declared.span;
        cpp::Field made;
        made.name = module_.field(declared);
        made.stored_name = std::string(declared.name);
        made.type = module_.spell_argument(declared.type);
        if (declared.boxed)
            made.type = "janus::Box<" + made.type + ">";
        made.stored = !declared.transient && declared.type->kind != TypeKind::function &&
                      declared.type->kind != TypeKind::extern_type;
        made.stored_as = std::string(declared.stored_as);
        if (initialised && declared.boxed)
            made.initial = cpp::call(made.type + "::of_default", {});
        else if (initialised)
            made.initial = initial(declared);
        return made;
    }

    std::optional<cpp::Expr> initial(Field const& declared)
    {
        ExprKind const kind = declared.initial ? declared.initial->kind : ExprKind::unit;
        bool const literal = kind == ExprKind::integer || kind == ExprKind::floating ||
                             kind == ExprKind::boolean || kind == ExprKind::string;
        if (!literal)
            return zero_value(declared.type);
        LocalNames names;
        std::vector<cpp::Stmt> before;
        return Body(module_, names, {}).lower_value(*declared.initial, before);
    }

    cpp::Case variant(Case const& declared, Variants const& owner)
    {
        cpp::Case made;
        made.name = case_name(declared, owner);
        made.stored_name = std::string(declared.name);
        made.stored_as = std::string(declared.stored_as);
        NameSet const outer = module_.hidden;
        for (Field const& one : declared.fields)
            module_.hidden.insert(module_.field(one));
        for (Field const& one : declared.fields)
            made.fields.push_back(field(one, false));
        module_.hidden = outer;
        if (declared.reply_field >= 0)
            made.reply_field = made.fields[static_cast<std::size_t>(declared.reply_field)].name;
        return made;
    }

    ModuleContext& module_;
    cpp::Unit& unit_;
};

} // namespace

void lower_data_types(ModuleContext& module, std::vector<Module const*> const& together,
                      source::SourceSet const& sources, cpp::Unit& unit)
{
    bool const leads = together.front() == &module.module;
    unit.types_elsewhere = !leads;
    std::map<Module const*, ModuleContext> fellows;
    auto const context = [&](Module const* declaring) -> ModuleContext& {
        if (declaring == &module.module)
            return module;
        auto const made = fellows.try_emplace(declaring, module.program, *declaring, module.names,
                                              sources, module.diagnostics, module.wrap);
        return made.first->second;
    };
    std::vector<Module const*> const shown = leads ? together : std::vector{&module.module};
    for (Module const* one : shown) {
        for (Declaration const& declared : one->declarations)
            if (declared.trait)
                Types(context(one), unit).forward(*declared.trait, {});
    }
    for (OrderedType const& entry : ordered_types(shown)) {
        Declaration const& declared = *entry.declaration;
        Types types(context(entry.module), unit);
        if (entry.forward)
            types.forward(declared);
        else if (declared.structure)
            types.structure(*declared.structure);
        else if (declared.variants)
            types.variants(*declared.variants);
        else
            types.unique(declared.unique);
        if (!entry.forward)
            unit.types.back().compares_late = entry.compares_late;
    }
    for (Module const* one : shown) {
        for (Declaration const& declared : one->declarations)
            if (declared.trait)
                unit.types.push_back(lower_trait(context(one), *declared.trait));
    }
}

} // namespace janus::lowering
