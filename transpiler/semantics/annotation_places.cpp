#include "semantics/annotation_places.hpp"

#include "semantics/actor_annotations.hpp"

#include <algorithm>

namespace janus::semantics {

namespace {

using Names = std::vector<std::string_view>;

class Places {
public:
    explicit Places(Environment& environment) : environment_(environment) {}

    void items(ast::List<ast::Item> items)
    {
        for (ast::Item const& item : items)
            if (item.kind == ast::ItemKind::statement)
                if (auto const* nested = ast::get_if<ast::DeclStmt>(item.statement))
                    declaration(*nested->declaration);
    }

private:
    /// `known` mean something here; `later` will, and are refused until then.
    void check(ast::List<ast::Annotation> annotations, Names const& known, Names const& later = {})
    {
        auto const in = [](Names const& names, std::string_view name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        for (ast::Annotation const& annotation : annotations) {
            std::string_view const name = annotation.name.text;
            // `{.name.}` is advice to other compilers.
            bool const advice = annotation.name.span.begin > annotation.span.begin + 1;
            if (in(later, name)) {
                environment_.unsupported(annotation.span,
                                         "`@" + std::string(name) + "` at this place",
                                         "write it in front of the `extern func` that is called");
            } else if (!advice && !in(known, name)) {
                Names all = known;
                all.insert(all.end(), later.begin(), later.end());
                unknown_annotation(environment_, annotation, all);
            }
        }
    }

    void function(ast::Function const& syntax)
    {
        check(syntax.annotations, {"requires", "reductions"}, {"simulable"});
    }

    void functions(ast::List<ast::Function*> all)
    {
        for (ast::Function const* one : all)
            function(*one);
    }

    void fields(ast::List<ast::Field> all)
    {
        for (ast::Field const& field : all)
            check(field.annotations, {"tag", "was"});
    }

    void actor(ast::Actor const& syntax)
    {
        for (ast::ActorMember const& member : syntax.members) {
            if (member.function)
                function(*member.function);
            if (member.hook)
                check(member.hook->annotations, {"reductions"});
        }
    }

    void declaration(ast::Decl const& syntax)
    {
        switch (syntax.kind) {
        case ast::DeclKind::actor:
            return actor(ast::as<ast::Actor>(syntax));
        case ast::DeclKind::function:
            return function(ast::as<ast::Function>(syntax));
        case ast::DeclKind::extern_:
            return check(syntax.annotations, {"blocking", "requires", "simulable"});
        case ast::DeclKind::namespace_:
            check(syntax.annotations, {});
            return items(ast::as<ast::Namespace>(syntax).items);
        case ast::DeclKind::structure:
            fields(ast::as<ast::Struct>(syntax).fields);
            functions(ast::as<ast::Struct>(syntax).methods);
            break;
        case ast::DeclKind::variants:
            for (ast::Variant const& variant : ast::as<ast::Variants>(syntax).variants) {
                check(variant.annotations, {"tag", "was"});
                fields(variant.fields);
            }
            break;
        case ast::DeclKind::trait:
            functions(ast::as<ast::Trait>(syntax).methods);
            break;
        case ast::DeclKind::impl:
            functions(ast::as<ast::Impl>(syntax).methods);
            break;
        case ast::DeclKind::supervisor:
            for (ast::SupervisorMember const& member : ast::as<ast::Supervisor>(syntax).members)
                if (member.function)
                    function(*member.function);
            break;
        default:
            break;
        }
        check(syntax.annotations, {});
    }

    Environment& environment_;
};

} // namespace

void check_annotation_places(Environment& environment, ast::Module const& module)
{
    Places{environment}.items(module.items);
}

} // namespace janus::semantics
