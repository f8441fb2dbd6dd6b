#include "semantics/analyze.hpp"

#include "semantics/actors.hpp"
#include "semantics/annotation_places.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/captures.hpp"
#include "semantics/declarations.hpp"
#include "semantics/library.hpp"
#include "semantics/profile.hpp"
#include "semantics/receivers.hpp"
#include "semantics/recursive_types.hpp"
#include "semantics/sendable.hpp"
#include "semantics/sent_values.hpp"
#include "semantics/suspension.hpp"
#include "semantics/task_sharing.hpp"
#include "semantics/unchanged_state.hpp"
#include "semantics/waiting_variants.hpp"

#include <algorithm>
#include <map>

namespace janus::semantics {

namespace {

class Analysis {
public:
    Analysis(std::vector<ModuleInput> const& inputs, AnalyzeOptions const& options,
             diagnostics::Diagnostics& diagnostics)
        : inputs_(inputs), program_(std::make_unique<Program>()),
          environment_(*program_, options, diagnostics)
    {
        program_->arena = std::make_unique<syntax::Arena>();
    }

    std::unique_ptr<Program> run();

private:
    void make_modules();
    void link(ModuleScope& scope, ModuleInput const& input);
    void select_names(ModuleScope& scope, ModuleInput const& input);
    void warn_of_unused_imports();
    void select(ModuleScope& scope, ast::Import const& import, ModuleScope& target);
    void report_fellow_clashes();
    void warn_of_equal_overloads();
    void check_bodies();
    void globals();
    void order_modules();
    void check_main(Function const& main);

    std::vector<ModuleInput> const& inputs_;
    std::unique_ptr<Program> program_;
    Environment environment_;
    Declarations prelude_declarations_;
    Declarations declarations_;
};

void Analysis::make_modules()
{
    for (ModuleInput const& input : inputs_) {
        Module& module = program_->module_storage.emplace_back();
        module.path = input.path;
        module.file = input.syntax->file;
        module.syntax = input.syntax;
        module.to_emit = input.to_emit;
        module.entry = input.entry;
        ModuleScope& scope = environment_.scopes.emplace_back();
        scope.module = &module;
        scope.prelude = &environment_.prelude;
        scope.lost = &input.syntax->lost_names;
    }
}

/// `use m.{a, b}`; names of `m` that are not exported cannot be chosen if it exports any.
void Analysis::select(ModuleScope& scope, ast::Import const& import, ModuleScope& target)
{
    for (ast::Name const& name : import.names) {
        Symbol const symbol = target.find_own(name.text);
        if (!symbol) {
            std::vector<std::string_view> names;
            target.collect_names(names);
            scope.unfound.insert(name.text);
            Diagnostic problem{Code::S0001, name.span,
                               "module `" + module_name(target) + "` has no `" +
                                   std::string(name.text) + "`"};
            suggest_nearest(problem, name.text, names);
            environment_.report(std::move(problem));
            continue;
        }
        scope.selected[name.text] = symbol;
        if (!symbol.visible && target.uses_visibility) {
            environment_.report(Diagnostic{Code::S4004, name.span,
                                           "`" + std::string(name.text) + "` is not exported by `" +
                                               target.module->path + "`"}
                                    .at(symbol.span, "declared here, without `pub`"));
        }
    }
}

void Analysis::warn_of_unused_imports()
{
    for (std::size_t at = 0; at < inputs_.size(); ++at) {
        ModuleScope const& scope = environment_.scopes[at];
        for (ResolvedImport const& import : inputs_[at].imports) {
            if (import.module < 0 && import.library.empty())
                continue;
            ModuleScope const& target =
                import.module < 0 ? library_scope(environment_, import.library)
                                  : environment_.scopes[static_cast<std::size_t>(import.module)];
            if (import.syntax->names.empty() && !scope.used_imports.contains(&target))
                environment_.report(Code::W0002, import.syntax->span,
                                    "nothing of `" + module_name(target) + "` is used");
            for (ast::Name const& name : import.syntax->names)
                if (auto const found = scope.selected.find(name.text);
                    found != scope.selected.end() && !scope.used_imports.contains(&found->second))
                    environment_.report(Code::W0002, name.span,
                                        "`" + std::string(name.text) + "` is not used");
        }
    }
}

void Analysis::select_names(ModuleScope& scope, ModuleInput const& input)
{
    for (ResolvedImport const& import : input.imports) {
        if (import.syntax->names.empty())
            continue;
        if (!import.library.empty())
            select(scope, *import.syntax, library_scope(environment_, import.library));
        else if (import.module >= 0)
            select(scope, *import.syntax,
                   environment_.scopes[static_cast<std::size_t>(import.module)]);
    }
}

namespace {

bool is_foreign(ast::Import const& import)
{
    return import.kind == ast::Import::Kind::use_foreign || import.kind == ast::Import::Kind::graft;
}

} // namespace

void Analysis::link(ModuleScope& scope, ModuleInput const& input)
{
    for (ResolvedImport const& import : input.imports) {
        if (import.syntax->kind == ast::Import::Kind::use_foreign &&
            import.syntax->language == "cpp") {
            scope.module->cpp_includes.push_back(import.syntax->text);
            continue;
        }
        if (import.module < 0 && import.library.empty()) {
            scope.lacks_import = scope.lacks_import || !is_foreign(*import.syntax);
            continue;
        }
        ModuleScope& target = import.module < 0
                                  ? library_scope(environment_, import.library)
                                  : environment_.scopes[static_cast<std::size_t>(import.module)];
        if (target.module)
            scope.module->imports.push_back(target.module);
        Symbol symbol;
        symbol.kind = SymbolKind::module;
        symbol.module = &target;
        symbol.span = import.syntax->span;
        if (!import.syntax->names.empty())
            continue; // chosen when the modules have declared their names
        std::string_view name =
            import.syntax->path.empty() ? std::string_view{} : import.syntax->path.back().text;
        if (import.syntax->alias)
            name = import.syntax->alias.text;
        scope.names.emplace(name, symbol);
        scope.open_imports.push_back(&target);
    }
    if (!input.fellow)
        return;
    for (std::size_t at = 0; at < inputs_.size(); ++at)
        if (inputs_[at].fellow && &environment_.scopes[at] != &scope) {
            scope.fellows.push_back(&environment_.scopes[at]);
            scope.module->imports.push_back(environment_.scopes[at].module);
        }
}

/// A name declared by two fellows could mean either.
void Analysis::report_fellow_clashes()
{
    for (std::size_t at = 0; at < inputs_.size(); ++at)
        for (std::size_t before = 0; before < at; ++before) {
            if (!inputs_[at].fellow || !inputs_[before].fellow)
                continue;
            ModuleScope const& scope = environment_.scopes[at];
            auto clash = [&](std::string_view name, Span span) {
                Symbol const other = environment_.scopes[before].find_own(name);
                if (other && other.kind != SymbolKind::module && name != "main")
                    environment_.report(Diagnostic{Code::S0008, span,
                                                   "`" + std::string(name) +
                                                       "` is declared in two files of one program"}
                                            .at(other.span, "the other one"));
            };
            for (auto const& [name, symbol] : scope.names)
                if (symbol.kind != SymbolKind::module)
                    clash(name, symbol.span);
            for (auto const& [name, overloads] : scope.functions)
                clash(name, overloads.front()->span);
        }
}

/// Those of imported modules first: an initialiser may name them.
void Analysis::globals()
{
    std::map<Module const*, std::size_t> place;
    for (Module const* module : program_->modules)
        place.emplace(module, place.size());
    auto const earlier = [&](auto const& left, auto const& right) {
        return place.at(left.scope->module) < place.at(right.scope->module);
    };
    std::stable_sort(declarations_.globals.begin(), declarations_.globals.end(), earlier);
    for (auto const& declared : declarations_.globals) {
        auto const* let = ast::get_if<ast::Let>(declared.syntax);
        auto const* var = ast::get_if<ast::Var>(declared.syntax);
        ast::Type const* written = let ? let->type : var->type;
        ast::Expr const* value = let ? let->value : var->value;
        TypeContext const context{declared.scope, {}, nullptr};
        Global& global = *declared.entity;
        if (written)
            global.type = TypeReader{environment_, context}.read(written);
        if (value) {
            BodyChecker checker{environment_, context};
            global.initial =
                global.type ? checker.check_as(value, global.type) : checker.check(value);
            checker.finish();
            global.type = global.type ? global.type : global.initial->type;
        } else if (!written) {
            environment_.report(Code::S2002, global.span,
                                "`" + std::string(global.name) + "` needs a type or a value");
            global.type = environment_.error_type();
        }
    }
}

void Analysis::check_bodies()
{
    for (auto const& declared : declarations_.supervisors)
        resolve_supervisor(environment_, *declared.entity, *declared.syntax, *declared.scope);
    check_supervisor_cycles(environment_);
    note_default_fields(environment_, declarations_);
    globals();
    check_default_fields(environment_, declarations_);
    for (auto const& declared : declarations_.functions)
        check_default_arguments(environment_, *declared.entity);
    for (auto const& declared : declarations_.functions)
        check_function(environment_, *declared.entity);
    for (auto const& declared : declarations_.actors)
        check_actor(environment_, *declared.entity, *declared.syntax, *declared.scope);
    for (auto const& declared : declarations_.supervisors)
        check_supervisor(environment_, *declared.entity, *declared.syntax, *declared.scope);
    for (auto const& declared : declarations_.tests) {
        BodyChecker checker{environment_, {declared.scope, {}, nullptr}};
        checker.function_body(*declared.entity, *declared.syntax->body);
        checker.finish();
    }
    for (Module const& module : program_->module_storage)
        if (module.main)
            check_main(*module.main);
    if (declarations_.script_main) {
        BodyChecker checker{environment_, {declarations_.script_scope, {}, nullptr}};
        declarations_.script_main->body =
            checker.statements_as_block(declarations_.script, declarations_.script.front()->span);
        checker.finish();
    }
    settle_receivers(environment_);
}

/// The program begins here, so nobody passes arguments, and only an exit code can come back.
void Analysis::check_main(Function const& main)
{
    if (!main.parameters.empty())
        environment_.report(
            Diagnostic{Code::S2001, main.span, "`main` takes no parameters"}.suggest(
                "read the command line with `args()`"));
    TypeRef result = main.result ? main.result : environment_.error_type();
    if (result->kind == TypeKind::result)
        result = result->arguments[0];
    bool const code = is_integer(result) || result->kind == TypeKind::void_ ||
                      result->kind == TypeKind::error || result->kind == TypeKind::never;
    if (!code)
        environment_.report(Diagnostic{Code::S0009, main.span,
                                       "`main` returns " + std::string("`") + to_string(result) +
                                           "`, which is no exit code"}
                                .suggest("return an integer, or nothing"));
}

/// Imports first; fellows that use each other keep the order they were given in.
void Analysis::order_modules()
{
    std::vector<Module*> open;
    auto visit = [&](Module* module, auto const& self) -> void {
        auto const in = [&](std::vector<Module*> const& list) {
            return std::find(list.begin(), list.end(), module) != list.end();
        };
        if (in(program_->modules) || in(open))
            return;
        open.push_back(module);
        for (Module* import : module->imports)
            self(import, self);
        open.pop_back();
        program_->modules.push_back(module);
    };
    for (Module& module : program_->module_storage)
        visit(&module, visit);
}

void Analysis::warn_of_equal_overloads()
{
    auto const takes_the_same = [](Function const* a, Function const* b) {
        auto const same = [](Local const* x, Local const* y) { return x->type == y->type; };
        return std::equal(a->parameters.begin(), a->parameters.end(), b->parameters.begin(),
                          b->parameters.end(), same);
    };
    for (ModuleScope const& scope : environment_.scopes)
        for (auto const& [name, overloads] : scope.functions)
            for (std::size_t at = 1; at < overloads.size(); ++at)
                for (std::size_t earlier = 0; earlier < at; ++earlier)
                    if (name == "main") {
                        environment_.report(
                            Diagnostic{Code::S0008, overloads[at]->span, "a second `main`"}.at(
                                overloads[earlier]->span, "the first one"));
                        break;
                    } else if (takes_the_same(overloads[at], overloads[earlier])) {
                        environment_.report(
                            Diagnostic{Code::W0010, overloads[at]->span,
                                       "another `" + std::string(name) + "` takes the same types"}
                                .note("a call of either is ambiguous")
                                .at(overloads[earlier]->span, "the other one"));
                        break;
                    }
}

std::unique_ptr<Program> Analysis::run()
{
    declare_prelude(environment_, prelude_declarations_);
    make_modules();
    for (std::size_t at = 0; at < inputs_.size(); ++at)
        link(environment_.scopes[at], inputs_[at]);
    for (std::size_t at = 0; at < inputs_.size(); ++at) {
        check_profile(environment_, environment_.scopes[at], *inputs_[at].syntax);
        check_annotation_places(environment_, *inputs_[at].syntax);
        bool const named = inputs_[at].entry || inputs_[at].fellow;
        declare_module(environment_, declarations_, environment_.scopes[at], *inputs_[at].syntax,
                       inputs_[at].entry, named && environment_.options.tests);
    }
    for (std::size_t at = 0; at < inputs_.size(); ++at)
        select_names(environment_.scopes[at], inputs_[at]);
    report_fellow_clashes();
    resolve_signatures(environment_, declarations_);
    warn_of_equal_overloads();
    order_modules();
    check_bodies();
    warn_of_unused_imports();
    check_sendable(*program_, environment_.diagnostics);
    if (environment_.diagnostics.has_errors())
        return std::move(program_);
    find_recursive_types(*program_, environment_.diagnostics);
    check_sent_values(*program_, environment_.diagnostics);
    if (environment_.diagnostics.has_errors())
        return std::move(program_);
    WaitingVariants variants{environment_};
    infer_suspension(*program_, environment_.diagnostics, &variants);
    find_captures(*program_, environment_.diagnostics);
    find_unchanged_state(*program_);
    warn_of_shared_variables(*program_, environment_.diagnostics);
    return std::move(program_);
}

} // namespace

std::unique_ptr<Program> analyze(std::vector<ModuleInput> const& modules,
                                 AnalyzeOptions const& options,
                                 diagnostics::Diagnostics& diagnostics)
{
    return Analysis{modules, options, diagnostics}.run();
}

} // namespace janus::semantics
