#include "semantics/profile.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace janus::semantics {

namespace {

constexpr std::array<std::pair<std::string_view, Profile>, 22> spellings{{
    {"core", Profile::core},           {"min", Profile::core},        {"teaching", Profile::core},
    {"service", Profile::service},     {"go", Profile::service},      {"backend", Profile::service},
    {"cluster", Profile::cluster},     {"elixir", Profile::cluster},  {"erlang", Profile::cluster},
    {"otp", Profile::cluster},         {"actor", Profile::cluster},   {"orleans", Profile::cluster},
    {"sovereign", Profile::sovereign}, {"full", Profile::sovereign},  {"zig", Profile::sovereign},
    {"rust", Profile::sovereign},      {"compute", Profile::compute}, {"npu", Profile::compute},
    {"cuda", Profile::compute},        {"tensor", Profile::compute},  {"script", Profile::script},
    {"dynamic", Profile::script},
}};

bool includes(Profile active, Profile wanted)
{
    if (active == Profile::sovereign)
        return wanted <= Profile::sovereign;
    if (active == Profile::compute || active == Profile::script)
        return wanted == Profile::core || wanted == active;
    return wanted <= active;
}

class ProfileCheck {
public:
    ProfileCheck(Environment& environment, ModuleScope& scope)
        : environment_(environment), scope_(scope)
    {}

    void run(ast::Module const& module)
    {
        std::string_view written = environment_.options.profile;
        Span place{module.file, 0, 0};
        for (ast::Item const& item : module.items)
            if (item.profile && written.empty()) {
                written = item.profile->profile;
                place = item.profile->span;
            }
        if (!written.empty())
            set(written, place);
        for (ast::Item const& item : module.items)
            if (item.import)
                import(*item.import);
        for (ast::Item const& item : module.items)
            if (item.kind == ast::ItemKind::statement)
                if (auto const* nested = ast::get_if<ast::DeclStmt>(item.statement))
                    declaration(*nested->declaration);
    }

private:
    void set(std::string_view written, Span place)
    {
        while (written.starts_with(':'))
            written.remove_prefix(1);
        scope_.fluid = written.ends_with('!');
        if (scope_.fluid)
            written.remove_suffix(1);
        std::vector<std::string_view> names;
        for (auto const& [name, profile] : spellings) {
            names.push_back(name);
            if (name == written) {
                scope_.profile = profile;
                return;
            }
        }
        Diagnostic problem{Code::P0010, place, "unknown profile `" + std::string(written) + "`"};
        std::string const near{nearest_name(written, names)};
        environment_.report(problem.suggest(near.empty()
                                                ? "the profiles are `core`, `service` and `cluster`"
                                                : "did you mean `" + near + "`?"));
    }

    void need(Profile wanted, Span span, std::string_view feature)
    {
        need_profile(environment_, scope_, wanted, span, feature);
    }

    /// Code in other languages than C++; but what these three offer is part of the library.
    void import(ast::Import const& import)
    {
        constexpr std::array<std::string_view, 3> known{"std/core/string_ops.zig",
                                                        "std/core/fs_ops.zig", "std/core/time.zig"};
        bool const foreign =
            import.kind == ast::Import::Kind::graft ||
            (import.kind == ast::Import::Kind::use_foreign && import.language != "cpp" &&
             std::find(known.begin(), known.end(), import.text) == known.end());
        if (!foreign)
            return;
        if (includes(scope_.profile, Profile::sovereign))
            environment_.unsupported(import.span, "code in another language",
                                     "call C++: `use cpp \"header.hpp\"` and `extern func`");
        else
            need(Profile::sovereign, import.span, "grafts");
    }

    void methods(ast::List<ast::Function*> functions)
    {
        for (ast::Function const* function : functions)
            declaration(*function);
    }

    /// `what` is a kind of declaration that the profile may lack.
    void need_whole(ast::Decl const& declaration, std::string_view what)
    {
        need(Profile::cluster, declaration.name ? declaration.name.span : declaration.span, what);
        if (!includes(scope_.profile, Profile::cluster))
            scope_.beyond_profile.push_back(declaration.span);
    }

    void declaration(ast::Decl const& declaration)
    {
        Span const span = declaration.name ? declaration.name.span : declaration.span;
        switch (declaration.kind) {
        case ast::DeclKind::function:
            if (ast::as<ast::Function>(declaration).async)
                need(Profile::service, span, "async functions");
            break;
        case ast::DeclKind::actor:
            need_whole(declaration, ast::as<ast::Actor>(declaration).grain ? "grain declarations"
                                                                           : "actor declarations");
            break;
        case ast::DeclKind::supervisor:
            need_whole(declaration, "supervisor declarations");
            break;
        case ast::DeclKind::variants:
            if (ast::as<ast::Variants>(declaration).variants_kind == ast::VariantsKind::message)
                need_whole(declaration, "message protocols");
            break;
        case ast::DeclKind::structure:
            return methods(ast::as<ast::Struct>(declaration).methods);
        case ast::DeclKind::trait:
            return methods(ast::as<ast::Trait>(declaration).methods);
        case ast::DeclKind::impl:
            return methods(ast::as<ast::Impl>(declaration).methods);
        default:
            break;
        }
    }

    Environment& environment_;
    ModuleScope& scope_;
};

} // namespace

std::string_view name_of(Profile profile)
{
    constexpr std::string_view names[] = {"core",      "service", "cluster",
                                          "sovereign", "compute", "script"};
    return names[static_cast<std::size_t>(profile)];
}

void check_profile(Environment& environment, ModuleScope& scope, ast::Module const& module)
{
    ProfileCheck{environment, scope}.run(module);
}

void need_profile(Environment& environment, ModuleScope const& scope, Profile wanted, Span span,
                  std::string_view feature)
{
    bool const inside = std::any_of(scope.beyond_profile.begin(), scope.beyond_profile.end(),
                                    [&](Span whole) { return whole.contains(span); });
    if (inside || includes(scope.profile, wanted))
        return;
    std::string const level{name_of(wanted)};
    Diagnostic problem{
        Code::S0100, span,
        std::string(feature) + " requires `:" + level +
            "` profile or higher (current: `:" + std::string(name_of(scope.profile)) + "`)"};
    if (scope.fluid)
        problem.severity = diagnostics::Severity::warning;
    environment.report(
        problem.suggest("upgrade to `:" + level + "` to use " + std::string(feature)));
}

} // namespace janus::semantics
