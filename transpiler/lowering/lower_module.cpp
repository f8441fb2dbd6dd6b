#include "lowering/lower_module.hpp"

#include "lowering/actors.hpp"
#include "lowering/c_global_names.hpp"
#include "lowering/data_types.hpp"
#include "lowering/foreign_types.hpp"
#include "lowering/functions.hpp"
#include "lowering/supervisors.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace janus::lowering {

using namespace semantics;

namespace {

class ModuleLowering {
public:
    ModuleLowering(Program const& program, Module const& module, EntityNames const& names,
                   source::SourceSet const& sources, LowerOptions const& options,
                   diagnostics::Diagnostics& diagnostics)
        : module_(program, module, names, sources, diagnostics, options.wrap), sources_(sources),
          options_(options)
    {
        module_.tests = options.tests;
    }

    cpp::Unit run()
    {
        Module const& module = module_.module;
        unit_.module_path = module.path;
        unit_.name_space = module_.names.name_space(&module);
        unit_.doc = module_.comments.module_doc();
        ForeignNeeds needs = foreign_needs(module_.program, module, module_.names);
        unit_.includes = std::move(needs.header_includes);
        unit_.source_includes = std::move(needs.source_includes);
        unit_.foreign_declarations = std::move(needs.declarations);
        for (std::string_view const include : module.cpp_includes)
            unit_.foreign_headers.emplace_back(include);
        lower_data_types(module_, needs.together, sources_, unit_);
        for (std::size_t at = 0; at < unit_.types.size(); ++at)
            if (unit_.types[at].kind != cpp::DataKind::forward &&
                unit_.types[at].name_space == unit_.name_space)
                types_by_name_[unit_.types[at].janus_name].push_back(at);
        for (Declaration const& declared : module.declarations)
            declaration(declared);
        if (module.main && !main_seen_)
            function(*module.main, {});
        tests();
        unit_.closing_comments = module_.comments.take(from_, ~std::uint32_t{0});
        unit_.runs_tests = options_.tests && options_.main && module.entry;
        if (module.main && options_.main)
            unit_.main = unit_.name_space + "::" + module_.names.simple(module.main);
        if (!unit_.main.empty() || unit_.runs_tests) {
            std::size_t const slash = module.path.find_last_of('/');
            unit_.program_name =
                slash == std::string::npos ? module.path : module.path.substr(slash + 1);
        }
        return std::move(unit_);
    }

private:
    void tests()
    {
        unit_.number = module_.module.file;
        for (Test const& test : module_.module.tests) {
            function(*test.function, {"// test \"" + std::string(test.title) + "\""});
            std::uint32_t const line =
                module_.file ? module_.file->position(test.span.begin).line : 0;
            unit_.tests.push_back(
                {std::string(test.title), module_.names.simple(test.function), line});
        }
    }

    void declaration(Declaration const& declared)
    {
        if (declared.structure)
            type(*declared.structure, "struct ");
        if (declared.variants)
            type(*declared.variants, variants_word(*declared.variants));
        if (declared.structure)
            methods(declared.structure->methods);
        if (declared.variants)
            methods(declared.variants->methods);
        if (declared.impl) {
            methods(declared.impl->methods);
            if (declared.impl->trait)
                static_functions(*declared.impl);
        }
        if (declared.trait) {
            std::vector<Function*> defaults = declared.trait->methods;
            std::erase_if(defaults, [](Function const* method) { return method->is_static; });
            methods(defaults);
            from_ = std::max(from_, declared.trait->declaration.end);
        }
        if (declared.function)
            function(*declared.function, leading(*declared.function));
        if (declared.global)
            global(*declared.global);
        if (declared.actor)
            actor(*declared.actor);
        if (declared.supervisor)
            supervisor(*declared.supervisor);
    }

    static std::string variants_word(Variants const& variants)
    {
        switch (variants.kind) {
        case VariantsKind::enumeration:
            return "enum ";
        case VariantsKind::flags:
            return "flags ";
        case VariantsKind::union_:
            return "union ";
        case VariantsKind::message:
            return "message ";
        case VariantsKind::error:
            return "error ";
        }
        return {};
    }

    /// The ordinary comments before a declaration.
    cpp::Lines leading(Entity const& entity)
    {
        cpp::Lines comments = module_.comments.take(std::min(from_, entity.declaration.begin),
                                                    entity.declaration.begin);
        from_ = std::max(from_, entity.declaration.end);
        return comments;
    }

    cpp::Lines doc(Entity const& entity) const
    {
        return module_.comments.doc(module_.comments.gap_before(entity.declaration.begin),
                                    entity.declaration.begin);
    }

    void add(cpp::Definition::Kind kind, cpp::Lines comments, std::string section,
             std::size_t index)
    {
        unit_.definitions.push_back({kind, std::move(comments), std::move(section), index});
    }

    /// Types live in the header; the source only keeps their comments.
    void type(Entity const& entity, std::string const& word)
    {
        cpp::Lines comments = leading(entity);
        cpp::Lines inside = module_.comments.take(entity.declaration.begin, entity.declaration.end);
        comments.insert(comments.end(), inside.begin(), inside.end());
        std::string const trailing = module_.comments.take_trailing(entity.declaration.end);
        if (!trailing.empty())
            comments.push_back(trailing);
        for (std::size_t const at : types_by_name_[std::string(entity.name)])
            unit_.types[at].doc = doc(entity);
        add(cpp::Definition::Kind::section, std::move(comments),
            "// " + word + std::string(entity.name), 0);
    }

    void methods(std::vector<Function*> const& all)
    {
        for (Function* method : all) {
            bool const own = method->module == &module_.module; // or an impl elsewhere adds it
            if (own && method->body && done_.insert(method).second)
                function(*method, is_written_here(*method) ? leading(*method) : cpp::Lines{});
        }
    }

    /// The version of a function for those that wait, or what a trait provides, may stand in
    /// another module's source.
    bool is_written_here(Function const& function) const
    {
        return function.span.file == module_.module.file;
    }

    /// What `T.make(…)` calls in a generic function.
    void static_functions(Impl const& impl)
    {
        for (Function const* wanted : impl.trait->methods) {
            for (Function* own : impl.methods) {
                if (wanted->is_static && own->is_static && own->name == wanted->name)
                    unit_.functions.push_back(lower_static(module_, *wanted, *own));
            }
        }
    }

    void function(Function& declared, cpp::Lines comments)
    {
        bool const foreign = declared.kind == FunctionKind::extern_;
        if (foreign && declared.c_abi)
            c_function(declared);
        if (foreign && !declared.simulable)
            unit_.not_simulable.emplace_back(declared.cpp_name);
        if (foreign || !declared.body)
            return;
        bool const is_main = &declared == module_.module.main;
        main_seen_ = main_seen_ || is_main;
        std::optional<Comments> own;
        source::SourceFile const* const file = module_.file;
        bool const written_here = is_written_here(declared);
        if (!written_here) {
            own = std::exchange(module_.comments, Comments(nullptr, nullptr));
            module_.file = nullptr;
        }
        cpp::Function made = lower_function(module_, declared);
        if (own)
            module_.comments = std::move(*own);
        module_.file = file;
        bool const documented = written_here && !declared.declaration.empty();
        made.doc = documented ? doc(declared) : cpp::Lines{};
        made.comments = std::move(comments);
        made.declared = !is_main;
        std::size_t const index = unit_.functions.size();
        bool const in_header = made.in_header;
        unit_.functions.push_back(std::move(made));
        if (!in_header)
            add(cpp::Definition::Kind::function, {}, {}, index);
    }

    /// Without a header nobody else declares it, unless the headers of the runtime do.
    void c_function(Function const& declared)
    {
        auto const known = c_global_names();
        bool const visible = std::binary_search(known.begin(), known.end(), declared.cpp_name);
        if (visible || !module_.module.cpp_includes.empty())
            return;
        std::string text =
            "extern \"C\" " + module_.spell(declared.result) + " " + declared.cpp_name + "(";
        for (Local const* parameter : declared.parameters)
            text += (text.ends_with('(') ? "" : ", ") + module_.spell_parameter(parameter->type);
        unit_.foreign_functions.push_back(text + ");");
    }

    void global(Global& declared)
    {
        cpp::Lines comments = leading(declared);
        if (!comments.empty())
            add(cpp::Definition::Kind::section, std::move(comments),
                (declared.mutable_ ? "// var " : "// let ") + std::string(declared.name), 0);
        lower_global(module_, declared, unit_);
        unit_.globals.back().doc = doc(declared);
    }

    void actor(Actor& declared)
    {
        cpp::Lines comments = leading(declared);
        cpp::Actor made = lower_actor(module_, declared);
        made.doc = doc(declared);
        made.comments = std::move(comments);
        cpp::Lines inside =
            module_.comments.take(declared.declaration.begin, declared.declaration.end);
        made.comments.insert(made.comments.end(), inside.begin(), inside.end());
        std::size_t const index = unit_.actors.size();
        unit_.actors.push_back(std::move(made));
        add(cpp::Definition::Kind::actor, {}, {}, index);
    }

    void supervisor(Supervisor& declared)
    {
        cpp::Lines comments = leading(declared);
        cpp::Supervisor made = lower_supervisor(module_, declared);
        made.doc = doc(declared);
        made.comments = std::move(comments);
        made.comments.insert(made.comments.end(), made.closing.begin(), made.closing.end());
        std::size_t const index = unit_.supervisors.size();
        unit_.supervisors.push_back(std::move(made));
        add(cpp::Definition::Kind::supervisor, {}, {}, index);
    }

    ModuleContext module_;
    source::SourceSet const& sources_;
    LowerOptions options_;
    cpp::Unit unit_;
    std::map<std::string, std::vector<std::size_t>> types_by_name_;
    std::set<Function const*> done_;
    std::uint32_t from_ = 0;
    bool main_seen_ = false;
};

} // namespace

cpp::Unit lower_module(Program const& program, Module const& module, EntityNames const& names,
                       source::SourceSet const& sources, LowerOptions const& options,
                       diagnostics::Diagnostics& diagnostics)
{
    return ModuleLowering(program, module, names, sources, options, diagnostics).run();
}

} // namespace janus::lowering
