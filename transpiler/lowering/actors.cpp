#include "lowering/actors.hpp"

#include "lowering/actor_handler.hpp"
#include "lowering/actor_members.hpp"
#include "lowering/data_types.hpp"
#include "lowering/effects.hpp"
#include "lowering/functions.hpp"
#include "lowering/names.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

std::string stored_name(ModuleContext const& module, std::string_view name)
{
    std::string path = module.module.path;
    std::replace(path.begin(), path.end(), '/', '.');
    return path + "." + std::string(name);
}

void lower_parameters(ModuleContext const& module, std::vector<Local*> const& declared,
                      NameSet taken, std::vector<cpp::Parameter>& parameters,
                      std::vector<cpp::Field>& members)
{
    NameSet own;
    for (Local const* parameter : declared) {
        std::string const name = module.names.member(parameter);
        std::string argument = name.ends_with('_') ? name + "2" : name + "_";
        while (taken.contains(argument) || own.contains(argument))
            argument += "2";
        own.insert(argument);
        std::string const type = module.spell_argument(parameter->type);
        parameters.push_back({type, argument, false});
        cpp::Field member;
        member.type = type + " const";
        member.name = name;
        member.stored_name = std::string(parameter->name);
        member.initial =
            is_small(parameter->type) ? cpp::name(argument) : cpp::move(cpp::name(argument));
        members.push_back(std::move(member));
    }
}

namespace {

class ActorLowering {
public:
    ActorLowering(ModuleContext& module, Actor& actor) : module_(module), actor_(actor) {}

    cpp::Actor run()
    {
        module_.place = actor_.span;
        made_.name = module_.names.simple(&actor_);
        made_.qualified = module_.qualified(actor_);
        made_.section = (actor_.grain ? "grain " : "actor ") + std::string(actor_.name);
        made_.message = actor_.message ? module_.spell_argument(actor_.message) : "janus::Unit";
        made_.traits_message =
            actor_.message ? module_.spell_global(actor_.message) : "janus::Unit";
        made_.stored_name = actor_.grain && !actor_.options.stored_name.empty()
                                ? actor_.options.stored_name
                                : stored_name(module_, actor_.name);
        module_.hidden = module_.names.members(&actor_);
        lower_parameters(module_, actor_.parameters, module_.names.members(&actor_),
                         made_.parameters, made_.constants);
        std::uint32_t from = actor_.span.end;
        for (std::size_t i = 0; i < actor_.state.size(); ++i)
            state(actor_.state[i], *actor_.state_locals[i], from);
        if (actor_.cache_key)
            cache();
        for (Hook& hook : actor_.hooks)
            made_.hooks.push_back(lower_hook(hook));
        if (!actor_.migrations.empty())
            migrate();
        lower_handler(module_, actor_, made_);
        for (Function* function : actor_.functions)
            made_.functions.push_back(method(*function));
        for (cpp::Function& initial : initials_)
            made_.functions.push_back(std::move(initial));
        traits();
        module_.hidden.clear();
        sort_by_place();
        make_generic();
        return std::move(made_);
    }

private:
    void state(Field const& field, Local const& local, std::uint32_t& from)
    {
        cpp::Field member;
        member.doc = module_.comments.doc(from, field.span.begin);
        from = field.span.end;
        member.name = module_.names.member(&local);
        member.stored_name = std::string(field.name);
        member.type = module_.spell_argument(field.type);
        member.stored = field.mutable_ && !field.transient;
        member.stored_as = std::string(field.stored_as);
        member.initial = initial(field, member);
        if (!field.mutable_ && is_small(field.type))
            member.type += " const";
        made_.durable = made_.durable || (actor_.grain && member.stored);
        made_.state.push_back(std::move(member));
    }

    void cache()
    {
        cpp::Field member;
        member.name = module_.names.cache(&actor_);
        member.type = "janus::Cache<" + module_.spell_argument(actor_.cache_key) + ", " +
                      module_.spell_argument(actor_.cache_value) + ">";
        member.stored = false;
        made_.state.push_back(std::move(member));
    }

    std::optional<cpp::Expr> initial(Field const& field, cpp::Field const& member)
    {
        if (!field.initial)
            return zero_value(field.type);
        LocalNames names = names_around(module_, &actor_);
        names.open();
        Body body(module_, names, {field.type, false, true, &actor_});
        bind_members(module_, actor_, body);
        std::vector<cpp::Stmt> before;
        cpp::Expr value = body.lower_value(*field.initial, before);
        // What runs user code belongs into the source file.
        if (before.empty() && effect_of(*field.initial) != Effect::any) {
            bool const zero = value.kind == cpp::ExprKind::construct && value.parts.empty() &&
                              value.text == member.type;
            return zero ? std::nullopt : std::optional(std::move(value));
        }
        cpp::Function made;
        made.owner = made_.name;
        made.name = names.make("initial_" + member.name);
        made.result = member.type;
        made.comments = module_.comments.take(actor_.span.end, field.span.begin);
        made.body = std::move(before);
        made.body.push_back(cpp::jump("return", Body::returned(std::move(value))));
        cpp::Expr call = cpp::call(made.name, {});
        initials_.push_back(std::move(made));
        return call;
    }

    cpp::Function method(Function& function)
    {
        cpp::Function made = lower_function(module_, function);
        made.name = module_.names.member(&function);
        // The default method of a trait stands elsewhere, with its comments.
        if (function.inherited)
            made.place = actor_.declaration.end;
        else
            place(made, function.declaration);
        return made;
    }

    cpp::Function lower_hook(Hook& hook)
    {
        LocalNames names = names_around(module_, &actor_);
        names.open();
        cpp::Function made;
        made.owner = made_.name;
        made.name =
            ast::to_string(hook.kind == ast::HookKind::init ? ast::HookKind::on_start : hook.kind);
        made.result = hook.suspends ? "janus::Task<>" : "void";
        Body body(module_, names, {nullptr, hook.suspends, true, &actor_, hook.reductions});
        bind_members(module_, actor_, body);
        Mentions const mentions = mentions_in(*hook.body);
        for (Local const* parameter : hook.parameters) {
            std::string const name = names.take(parameter->name);
            body.bind(parameter, cpp::name(name), true);
            made.parameters.push_back(
                {module_.spell_argument(parameter->type), name, !mentions.uses(parameter)});
        }
        made.body = body.lower(*hook.body);
        place(made, hook.declaration);
        return made;
    }

    /// `migrate` runs the step that begins at a revision and says where that led; 0: there is none.
    void migrate()
    {
        cpp::Function chooser;
        chooser.owner = made_.name;
        chooser.name = "migrate";
        chooser.result = "std::uint32_t";
        chooser.parameters.push_back({"std::uint32_t", "revision", false});
        chooser.parameters.push_back({"janus::OldState const&", "old", false});
        cpp::Stmt choice = cpp::statement(cpp::StmtKind::switch_);
        choice.value = cpp::name("revision");
        for (Migration& migration : actor_.migrations) {
            cpp::Function step = migration_step(migration);
            cpp::SwitchCase entry;
            entry.labels.push_back(std::to_string(migration.from));
            entry.body.push_back(cpp::expression(cpp::call(step.name, {cpp::name("old")})));
            entry.body.push_back(cpp::jump("return", cpp::name(std::to_string(migration.to))));
            choice.cases.push_back(std::move(entry));
            made_.functions.push_back(std::move(step));
        }
        chooser.body.push_back(std::move(choice));
        chooser.body.push_back(cpp::jump("return", cpp::name("0")));
        made_.hooks.push_back(std::move(chooser));
    }

    cpp::Function migration_step(Migration& migration)
    {
        LocalNames names = names_around(module_, &actor_);
        names.open();
        cpp::Function made;
        made.owner = made_.name;
        made.name = names.make("migrate_from_" + std::to_string(migration.from));
        made.result = "void";
        made.parameters.push_back({"janus::OldState const&", "old", true});
        Body body(module_, names, {nullptr, false, true, &actor_});
        bind_members(module_, actor_, body);
        made.body = body.lower(*migration.body);
        place(made, migration.span);
        return made;
    }

    void place(cpp::Function& function, Span declaration)
    {
        function.place = declaration.begin;
        std::vector<std::string> comments = module_.comments.take(
            module_.comments.gap_before(declaration.begin), declaration.begin);
        function.comments.insert(function.comments.begin(), comments.begin(), comments.end());
    }

    /// `@mailbox(…)`: in the order of the members of janus::MailboxOptions.
    void mailbox()
    {
        MailboxOptions const& options = actor_.options.mailbox;
        static constexpr std::string_view policies[] = {"suspend", "reject", "drop_new",
                                                        "drop_oldest", "unbounded"};
        if (options.capacity)
            made_.mailbox.push_back(".capacity = " + std::to_string(*options.capacity));
        if (options.bytes)
            made_.mailbox.push_back(".bytes = " + std::to_string(*options.bytes));
        if (options.policy)
            made_.mailbox.push_back(
                ".policy = janus::MailboxPolicy::" +
                std::string(policies[static_cast<std::size_t>(*options.policy)]));
    }

    /// The messages that only `@reentrant` arms take.
    void reentrant()
    {
        for (TypeRef protocol : actor_.protocols) {
            for (Case const& one : protocol->variants->cases) {
                bool some = false;
                bool all = true;
                for (Arm const& arm : actor_.arms) {
                    bool const takes =
                        std::find(arm.cases.begin(), arm.cases.end(), &one) != arm.cases.end();
                    some = some || takes;
                    all = all && (!takes || arm.reentrant);
                }
                if (some && all)
                    made_.reentrant.push_back(std::string(protocol->variants->name) + "." +
                                              std::string(one.name));
            }
        }
    }

    void traits()
    {
        mailbox();
        reentrant();
        for (std::string_view const pledge : actor_.options.pledges)
            made_.pledges.push_back("janus::Pledge::" + std::string(pledge));
        if (actor_.options.reductions)
            made_.reductions = std::to_string(*actor_.options.reductions);
        made_.grain = actor_.grain;
        if (!actor_.grain)
            return;
        module_.hidden.clear();
        for (Local const* parameter : actor_.parameters) {
            made_.key += (made_.key.empty() ? "" : ", ") + module_.spell_global(parameter->type);
        }
        for (std::string_view const capability : actor_.options.capabilities)
            made_.capabilities.emplace_back(capability);
        if (actor_.options.idle_timeout_ms)
            made_.idle_timeout_ms = std::to_string(*actor_.options.idle_timeout_ms);
        made_.revision = std::to_string(actor_.options.revision);
        if (actor_.options.persist_interval_ms)
            made_.persist_interval_ms = std::to_string(*actor_.options.persist_interval_ms);
        made_.refuses_unknown = actor_.options.refuses_unknown;
        for (std::string_view const older : actor_.options.older_names)
            made_.older_names.emplace_back(older);
        static constexpr std::string_view modes[] = {"", "interval", "deactivate", "manual",
                                                     "never"};
        made_.persist = modes[static_cast<std::size_t>(actor_.options.persist)];
    }

    /// A generic actor is a template; its functions then stand in the header.
    void make_generic()
    {
        std::vector<std::string> names;
        for (TypeParameter const& parameter : actor_.generics)
            names.push_back(spell_name(parameter.name));
        made_.template_head = template_head(names);
        for (std::string const& name : names)
            made_.template_arguments += (made_.template_arguments.empty() ? "<" : ", ") + name;
        if (names.empty())
            return;
        made_.template_arguments += ">";
        for (auto* group : {&made_.hooks, &made_.functions})
            for (cpp::Function& function : *group) {
                function.class_head = made_.template_head;
                function.owner += made_.template_arguments;
                function.in_header = true;
            }
    }

    /// Definitions follow the source; `handle` stays in front of the arms.
    void sort_by_place()
    {
        std::stable_sort(
            made_.functions.begin(), made_.functions.end(),
            [](cpp::Function const& a, cpp::Function const& b) { return a.place < b.place; });
    }

    ModuleContext& module_;
    Actor& actor_;
    cpp::Actor made_;
    std::vector<cpp::Function> initials_;
};

} // namespace

cpp::Actor lower_actor(ModuleContext& module, Actor& actor)
{
    return ActorLowering(module, actor).run();
}

} // namespace janus::lowering
