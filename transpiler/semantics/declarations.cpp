#include "semantics/declarations.hpp"

#include "semantics/actor_annotations.hpp"

#include <string>

namespace janus::semantics {

ast::Annotation const* find_annotation(ast::List<ast::Annotation> annotations,
                                       std::string_view name)
{
    for (ast::Annotation const& annotation : annotations)
        if (annotation.name.text == name)
            return &annotation;
    return nullptr;
}

std::string_view annotation_text(ast::Annotation const* annotation)
{
    if (!annotation || annotation->arguments.empty())
        return {};
    auto const* text = ast::get_if<ast::StringLiteral>(annotation->arguments[0].value);
    return text ? text->value : std::string_view{};
}

Function* make_function(Environment& environment, ast::Function const& syntax, ModuleScope& scope,
                        FunctionKind kind)
{
    Function& function = environment.program.functions.emplace_back();
    function.name = syntax.name.text;
    function.span = syntax.name.span;
    function.declaration = syntax.span;
    function.module = scope.module;
    function.visible = syntax.visible;
    function.kind = kind;
    function.async = syntax.async;
    if (ast::Annotation const* limit = find_annotation(syntax.annotations, "reductions"))
        function.reductions = read_reductions(environment, *limit);
    FunctionSyntax& origin = environment.function_syntax[&function];
    origin.syntax = &syntax;
    origin.scope = &scope;
    return &function;
}

namespace {

/// Enters the declarations of one module into its scope.
class Declarer {
public:
    Declarer(Environment& environment, Declarations& declarations, ModuleScope& scope, bool tests)
        : environment_(environment), declarations_(declarations), scope_(scope), tests_(tests)
    {}

    void statement(ast::Stmt const& statement, bool entry, bool script);
    void declaration(ast::Decl const& declaration);

private:
    template <class E> E& fill(E& entity, ast::Decl const& syntax)
    {
        entity.name = syntax.name.text;
        entity.span = syntax.name.span;
        entity.declaration = syntax.span;
        entity.module = scope_.module;
        entity.visible = syntax.visible;
        entity.cpp_name = annotation_text(find_annotation(syntax.annotations, "cpp"));
        scope_.uses_visibility = scope_.uses_visibility || syntax.visible;
        return entity;
    }
    void enter(Entity const& entity, Symbol symbol);
    void function(ast::Function const& syntax);
    void structure(ast::Struct const& syntax);
    void variants(ast::Variants const& syntax);
    void trait(ast::Trait const& syntax);
    void impl(ast::Impl const& syntax);
    void alias(ast::Alias const& syntax);
    void actor(ast::Actor const& syntax);
    void supervisor(ast::Supervisor const& syntax);
    void extern_(ast::Extern const& syntax);
    void extern_type(ast::Extern const& syntax);
    void extern_enumeration(ast::Extern const& syntax);
    void test(ast::Test const& syntax);
    void global(ast::Stmt const& syntax, ast::Name name, bool mutable_, bool visible);
    void name_space(ast::Namespace const& syntax);

    Declaration* add(Declaration::Kind kind)
    {
        if (!scope_.module)
            return &ignored_;
        scope_.module->declarations.push_back({});
        scope_.module->declarations.back().kind = kind;
        return &scope_.module->declarations.back();
    }

    Environment& environment_;
    Declarations& declarations_;
    ModuleScope& scope_;
    bool tests_;
    Declaration ignored_;
};

/// Without `= "…"` the name is the same in C++, in the global namespace.
static std::string cpp_name_of(ast::Extern const& syntax)
{
    return syntax.has_cpp_name ? std::string(syntax.cpp_name)
                               : "::" + std::string(syntax.name.text);
}

void Declarer::enter(Entity const& entity, Symbol symbol)
{
    symbol.span = entity.span;
    symbol.visible = entity.visible;
    if (entity.name.empty())
        return;
    Symbol const earlier = scope_.find_own(entity.name);
    if (earlier) {
        environment_.report(Diagnostic{Code::S0008, entity.span,
                                       "`" + std::string(entity.name) + "` is declared twice"}
                                .at(earlier.span, "first declared here"));
        return;
    }
    scope_.names.emplace(entity.name, symbol);
}

void Declarer::function(ast::Function const& syntax)
{
    if (!syntax.owner.empty()) {
        // func Type.method(…) is a method like one in an impl of the type.
        Impl& made = environment_.program.impls.emplace_back();
        declarations_.outside_methods.push_back({&made, &syntax, &scope_});
        add(Declaration::Kind::impl)->impl = &made;
        return;
    }
    Function* made = make_function(environment_, syntax, scope_, FunctionKind::free);
    scope_.uses_visibility = scope_.uses_visibility || syntax.visible;
    if (auto found = scope_.names.find(made->name); found != scope_.names.end()) {
        environment_.report(Diagnostic{Code::S0008, made->span,
                                       "`" + std::string(made->name) + "` is declared twice"}
                                .at(found->second.span, "first declared here"));
        return;
    }
    scope_.functions[made->name].push_back(made);
    declarations_.functions.push_back({made, &syntax, &scope_});
    add(Declaration::Kind::function)->function = made;
}

void Declarer::structure(ast::Struct const& syntax)
{
    Struct& made = fill(environment_.program.structs.emplace_back(), syntax);
    made.builtin = scope_.module == nullptr;
    Symbol symbol;
    symbol.kind = SymbolKind::structure;
    symbol.structure = &made;
    enter(made, symbol);
    declarations_.structs.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::structure)->structure = &made;
}

void Declarer::variants(ast::Variants const& syntax)
{
    Variants& made = fill(environment_.program.variants.emplace_back(), syntax);
    made.kind = static_cast<VariantsKind>(syntax.variants_kind);
    made.builtin = scope_.module == nullptr;
    if (made.builtin)
        made.cpp_name = "janus::" + std::string(made.name);
    Symbol symbol;
    symbol.kind = SymbolKind::variants;
    symbol.variants = &made;
    enter(made, symbol);
    declarations_.variants.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::variants)->variants = &made;
}

void Declarer::trait(ast::Trait const& syntax)
{
    Trait& made = fill(environment_.program.traits.emplace_back(), syntax);
    Symbol symbol;
    symbol.kind = SymbolKind::trait;
    symbol.trait = &made;
    enter(made, symbol);
    declarations_.traits.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::trait)->trait = &made;
}

void Declarer::impl(ast::Impl const& syntax)
{
    Impl& made = environment_.program.impls.emplace_back();
    declarations_.impls.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::impl)->impl = &made;
}

void Declarer::alias(ast::Alias const& syntax)
{
    AliasEntity& made = fill(environment_.aliases.emplace_back(), syntax);
    made.syntax = &syntax;
    made.scope = &scope_;
    Symbol symbol;
    symbol.kind = SymbolKind::alias;
    symbol.alias = &made;
    enter(made, symbol);
    declarations_.aliases.push_back({&made, &syntax, &scope_});
}

void Declarer::actor(ast::Actor const& syntax)
{
    Actor& made = fill(environment_.program.actors.emplace_back(), syntax);
    made.grain = syntax.grain;
    Symbol symbol;
    symbol.kind = SymbolKind::actor;
    symbol.actor = &made;
    enter(made, symbol);
    declarations_.actors.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::actor)->actor = &made;
}

void Declarer::supervisor(ast::Supervisor const& syntax)
{
    Supervisor& made = fill(environment_.program.supervisors.emplace_back(), syntax);
    Symbol symbol;
    symbol.kind = SymbolKind::supervisor;
    symbol.supervisor = &made;
    enter(made, symbol);
    declarations_.supervisors.push_back({&made, &syntax, &scope_});
    add(Declaration::Kind::supervisor)->supervisor = &made;
}

/// A C++ class that Janus holds without looking into it.
void Declarer::extern_type(ast::Extern const& syntax)
{
    ExternType& made = fill(environment_.program.extern_types.emplace_back(), syntax);
    made.cpp_name = cpp_name_of(syntax);
    Symbol symbol;
    symbol.kind = SymbolKind::extern_type;
    symbol.extern_type = &made;
    enter(made, symbol);
}

/// A C++ enum; its numbers are C++'s affair.
void Declarer::extern_enumeration(ast::Extern const& syntax)
{
    Variants& made = fill(environment_.program.variants.emplace_back(), syntax);
    made.kind = VariantsKind::enumeration;
    made.cpp_name = cpp_name_of(syntax);
    made.payload_free = true;
    for (ast::Name const name : syntax.cases) {
        for (Case const& earlier : made.cases)
            if (earlier.name == name.text)
                environment_.report(
                    Diagnostic{Code::S0008, name.span,
                               "case `" + std::string(name.text) + "` is declared twice"}
                        .at(earlier.span, "first declared here"));
        Case& one = made.cases.emplace_back();
        one.name = name.text;
        one.span = name.span;
    }
    Symbol symbol;
    symbol.kind = SymbolKind::variants;
    symbol.variants = &made;
    enter(made, symbol);
    add(Declaration::Kind::variants)->variants = &made;
}

void Declarer::extern_(ast::Extern const& syntax)
{
    if (syntax.extern_kind == ast::ExternKind::type)
        return extern_type(syntax);
    if (syntax.extern_kind == ast::ExternKind::enumeration)
        return extern_enumeration(syntax);
    ast::Function const& signature = *syntax.function;
    bool const prelude = scope_.module == nullptr;
    Function* made = make_function(environment_, signature, scope_,
                                   prelude ? FunctionKind::builtin : FunctionKind::extern_);
    made->declaration = syntax.span;
    made->cpp_name = syntax.has_cpp_name ? syntax.cpp_name : signature.name.text;
    made->c_abi = !syntax.has_cpp_name;
    made->suspends = find_annotation(syntax.annotations, "waits") != nullptr;
    made->error_matters = find_annotation(syntax.annotations, "optional") == nullptr;
    made->property = prelude && find_annotation(syntax.annotations, "property") != nullptr;
    made->blocking = find_annotation(syntax.annotations, "blocking") != nullptr;
    made->simulable = prelude || find_annotation(syntax.annotations, "simulable") != nullptr;
    std::string_view name = made->name;
    if (!signature.owner.empty())
        name = environment_.keep(std::string(signature.owner[0].text) + "." +
                                 std::string(signature.name.text));
    scope_.functions[name].push_back(made);
    declarations_.functions.push_back({made, &signature, &scope_});
    add(Declaration::Kind::function)->function = made;
}

void Declarer::global(ast::Stmt const& syntax, ast::Name name, bool mutable_, bool visible)
{
    Global& made = environment_.program.globals.emplace_back();
    made.name = name.text;
    made.span = name.span;
    made.declaration = syntax.span;
    made.module = scope_.module;
    made.mutable_ = mutable_;
    made.visible = visible;
    scope_.uses_visibility = scope_.uses_visibility || visible;
    Symbol symbol;
    symbol.kind = SymbolKind::global;
    symbol.global = &made;
    enter(made, symbol);
    declarations_.globals.push_back({&made, &syntax, &scope_});
    environment_.global_syntax.emplace(&made, &syntax);
    add(Declaration::Kind::global)->global = &made;
}

/// The name of a test's function: its title in letters that a name may have.
std::string test_name(std::string_view title)
{
    constexpr std::size_t longest = 48;
    std::string name = "test";
    bool gap = true;
    for (char const letter : title.substr(0, longest)) {
        bool const fits = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9');
        if (fits && gap)
            name += '_';
        if (fits)
            name += letter;
        gap = !fits;
    }
    return name;
}

/// A function without parameters; an error that leaves it makes the test fail.
void Declarer::test(ast::Test const& syntax)
{
    if (!tests_)
        return;
    Function& made = environment_.program.functions.emplace_back();
    made.name = environment_.keep(test_name(syntax.title));
    made.span = made.declaration = syntax.span;
    made.module = scope_.module;
    made.result =
        environment_.result(environment_.scalar(TypeKind::void_), environment_.open_error());
    declarations_.tests.push_back({&made, &syntax, &scope_});
    scope_.module->tests.push_back({syntax.title, syntax.span, &made});
}

/// A scope of its own in the same module; two parts with one name are one namespace.
void Declarer::name_space(ast::Namespace const& syntax)
{
    Symbol const earlier = scope_.find_own(syntax.name.text);
    bool const continues = earlier.kind == SymbolKind::module && earlier.module->parent == &scope_;
    ModuleScope* inner = continues ? earlier.module : &environment_.scopes.emplace_back();
    if (!continues) {
        inner->module = scope_.module;
        inner->prelude = scope_.prelude;
        inner->parent = &scope_;
        inner->profile = scope_.profile;
        inner->fluid = scope_.fluid;
        Entity entity;
        entity.name = syntax.name.text;
        entity.span = syntax.name.span;
        entity.visible = true;
        Symbol symbol;
        symbol.kind = SymbolKind::module;
        symbol.module = inner;
        enter(entity, symbol);
    }
    Declarer declarer{environment_, declarations_, *inner, tests_};
    for (ast::Item const& item : syntax.items)
        if (item.kind == ast::ItemKind::statement)
            declarer.statement(*item.statement, false, false);
}

void Declarer::declaration(ast::Decl const& declaration)
{
    switch (declaration.kind) {
    case ast::DeclKind::function:
        return function(ast::as<ast::Function>(declaration));
    case ast::DeclKind::extern_:
        return extern_(ast::as<ast::Extern>(declaration));
    case ast::DeclKind::structure:
        return structure(ast::as<ast::Struct>(declaration));
    case ast::DeclKind::variants:
        return variants(ast::as<ast::Variants>(declaration));
    case ast::DeclKind::trait:
        return trait(ast::as<ast::Trait>(declaration));
    case ast::DeclKind::impl:
        return impl(ast::as<ast::Impl>(declaration));
    case ast::DeclKind::alias:
        return alias(ast::as<ast::Alias>(declaration));
    case ast::DeclKind::actor:
        return actor(ast::as<ast::Actor>(declaration));
    case ast::DeclKind::supervisor:
        return supervisor(ast::as<ast::Supervisor>(declaration));
    case ast::DeclKind::test:
        return test(ast::as<ast::Test>(declaration));
    case ast::DeclKind::namespace_:
        return name_space(ast::as<ast::Namespace>(declaration));
    case ast::DeclKind::error:
        return;
    }
}

/// `strct Point { … }` reads as a call of `strct`; the word that was meant, or nothing.
std::string_view misspelt_word(ast::Stmt const& statement)
{
    auto const* expression = ast::get_if<ast::ExprStmt>(&statement);
    auto const* call = expression ? ast::get_if<ast::Call>(expression->value) : nullptr;
    auto const* name = call && call->command ? ast::get_if<ast::NameExpr>(call->callee) : nullptr;
    static std::vector<std::string_view> const words{
        "func",  "struct", "enum",  "union",   "trait",      "impl",   "type",  "error",
        "actor", "grain",  "const", "message", "supervisor", "import", "module"};
    return name ? nearest_name(name->name.text, words) : std::string_view{};
}

void Declarer::statement(ast::Stmt const& statement, bool entry, bool script)
{
    if (auto const* nested = ast::get_if<ast::DeclStmt>(&statement))
        return declaration(*nested->declaration);
    if (statement.kind == ast::StmtKind::error && !script)
        return;
    if (entry && script) {
        declarations_.script.push_back(&statement);
        return;
    }
    if (auto const* let = ast::get_if<ast::Let>(&statement)) {
        auto const* name = ast::get_if<ast::PathPattern>(let->pattern);
        if (name && name->path.size() == 1 && !name->positional && !name->named)
            return global(statement, name->path[0], false, let->visible);
    }
    if (auto const* var = ast::get_if<ast::Var>(&statement))
        return global(statement, var->name, true, var->visible);
    Diagnostic problem{Code::P0010, statement.span, "a statement outside any function"};
    if (std::string_view const word = misspelt_word(statement); !word.empty())
        problem.suggest("did you mean `" + std::string(word) + "`?", std::string(word));
    else
        problem.suggest(entry ? "move it into `func main`"
                              : "only the first file of a program may have file-level statements");
    environment_.report(std::move(problem));
}

bool is_script(ast::Module const& syntax)
{
    bool statements = false;
    for (ast::Item const& item : syntax.items) {
        if (item.kind != ast::ItemKind::statement)
            continue;
        if (auto const* nested = ast::get_if<ast::DeclStmt>(item.statement)) {
            auto const* function = ast::get_if<ast::Function>(nested->declaration);
            if (function && function->name.text == "main")
                return false;
        } else if (item.statement->kind != ast::StmtKind::let &&
                   item.statement->kind != ast::StmtKind::var &&
                   item.statement->kind != ast::StmtKind::error) {
            statements = true;
        }
    }
    return statements;
}

} // namespace

void declare_nested(Environment& environment, Declarations& declarations, ModuleScope& scope,
                    std::vector<ast::Stmt const*> const& statements)
{
    Declarer declarer{environment, declarations, scope, false};
    for (ast::Stmt const* statement : statements)
        declarer.statement(*statement, false, false);
}

void declare_module(Environment& environment, Declarations& declarations, ModuleScope& scope,
                    ast::Module const& syntax, bool entry, bool tests)
{
    Declarer declarer{environment, declarations, scope, tests};
    bool const script = entry && is_script(syntax);
    for (ast::Item const& item : syntax.items)
        if (item.kind == ast::ItemKind::statement)
            declarer.statement(*item.statement, entry, script);
    if (script) {
        Function& main = environment.program.functions.emplace_back();
        main.name = "main";
        main.module = scope.module;
        main.result = environment.scalar(TypeKind::void_);
        main.span = main.declaration = declarations.script.front()->span;
        declarations.script_main = &main;
        declarations.script_scope = &scope;
        scope.module->main = &main;
    } else if (entry) {
        if (auto found = scope.functions.find("main"); found != scope.functions.end())
            scope.module->main = found->second.front();
    }
}

} // namespace janus::semantics
