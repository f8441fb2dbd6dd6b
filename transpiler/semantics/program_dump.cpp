#include "semantics/program_dump.hpp"

#include "semantics/expression_dump.hpp"

namespace janus::semantics {

namespace {

using Kind = Declaration::Kind;

class ProgramDump {
public:
    std::string take() { return std::move(out_); }
    void module(Module const& module);

private:
    void line(std::string const& text) { out_ += dump_indentation(depth_) + text + "\n"; }
    void code(std::string const& head, Expr const* body)
    {
        line(head + " " + dump_expression(body, depth_));
    }
    void option(std::string const& name, Expr const* value)
    {
        if (value)
            line(name + ": " + dump_expression(value, depth_));
    }
    void declaration(Declaration const& declaration);
    void structure(Struct const& structure);
    void variants(Variants const& variants);
    void trait(Trait const& trait);
    void impl(Impl const& impl);
    void function(Function const& function);
    void actor(Actor const& actor);
    void grain_options(ActorOptions const& options);
    void receive(Actor const& actor);
    void supervisor(Supervisor const& supervisor);
    void child(ChildSpec const& child);
    void field(Field const& field);

    std::string out_;
    int depth_ = 0;
};

std::string type_text(TypeRef type)
{
    return type ? to_string(type) : "?";
}

std::string generics_text(std::vector<TypeParameter> const& generics)
{
    std::string text;
    for (TypeParameter const& each : generics) {
        text += text.empty() ? "[" : ", ";
        text += each.name;
        bool first = true;
        if (!each.type)
            continue;
        for (Trait const* bound : each.type->bounds) {
            text += first ? ": " : " + ";
            text += bound->name;
            first = false;
        }
    }
    return text.empty() ? text : text + "]";
}

std::string field_text(Field const& field, int depth)
{
    std::string text = field.transient ? "transient " : "";
    text += field.boxed ? "boxed " : "";
    text += std::string{field.name} + ": " + type_text(field.type);
    return field.initial ? text + " = " + dump_expression(field.initial, depth) : text;
}

std::string case_text(Case const& case_, int depth)
{
    std::string text{case_.name};
    if (case_.number)
        text += " = " + std::to_string(*case_.number);
    std::string fields;
    for (Field const& field : case_.fields)
        fields += (fields.empty() ? "" : ", ") + field_text(field, depth);
    if (!fields.empty())
        text += case_.tuple ? "(" + fields + ")" : " { " + fields + " }";
    if (case_.reply_field >= 0)
        text += " asks " + std::to_string(case_.reply_field);
    return text;
}

std::string_view kind_name(VariantsKind kind)
{
    switch (kind) {
    case VariantsKind::enumeration:
        return "enum";
    case VariantsKind::flags:
        return "flags";
    case VariantsKind::union_:
        return "union";
    case VariantsKind::message:
        return "message";
    case VariantsKind::error:
        return "error";
    }
    return "variants";
}

std::string locals_text(std::vector<Local*> const& locals)
{
    std::string text;
    for (Local const* local : locals)
        text += (text.empty() ? "" : ", ") + dump_local(*local);
    return "(" + text + ")";
}

/// A mark in front of what may wait.
std::string waiting(bool suspends)
{
    return suspends ? "async " : "";
}

void ProgramDump::module(Module const& module)
{
    line("module " + module.path);
    ++depth_;
    for (Module const* import : module.imports)
        line("import " + import->path);
    for (std::string_view include : module.cpp_includes)
        line("use cpp " + std::string{include});
    for (Declaration const& each : module.declarations)
        declaration(each);
    for (Test const& test : module.tests)
        code("test \"" + std::string{test.title} + "\"", test.function->body);
    if (module.main)
        line("entry " + dump_function_name(*module.main));
    --depth_;
}

void ProgramDump::declaration(Declaration const& declaration)
{
    switch (declaration.kind) {
    case Kind::structure:
        structure(*declaration.structure);
        break;
    case Kind::variants:
        variants(*declaration.variants);
        break;
    case Kind::trait:
        trait(*declaration.trait);
        break;
    case Kind::impl:
        impl(*declaration.impl);
        break;
    case Kind::unique:
        line("type " + type_text(declaration.unique) + " = unique " +
             type_text(declaration.unique->arguments[0]));
        break;
    case Kind::function:
        function(*declaration.function);
        break;
    case Kind::global: {
        Global const& global = *declaration.global;
        std::string name{global.name};
        code((global.mutable_ ? "var " : "let ") + name + ": " + type_text(global.type) + " =",
             global.initial);
        break;
    }
    case Kind::actor:
        actor(*declaration.actor);
        break;
    case Kind::supervisor:
        supervisor(*declaration.supervisor);
        break;
    }
}

void ProgramDump::field(Field const& field)
{
    line(field_text(field, depth_));
}

void ProgramDump::structure(Struct const& structure)
{
    line("struct " + std::string{structure.name} + generics_text(structure.generics));
    ++depth_;
    for (Field const& each : structure.fields)
        field(each);
    for (Function const* method : structure.methods)
        function(*method);
    --depth_;
}

void ProgramDump::variants(Variants const& variants)
{
    line(std::string{variants.recursive ? "recursive " : ""} +
         std::string{kind_name(variants.kind)} + " " + std::string{variants.name} +
         generics_text(variants.generics));
    ++depth_;
    for (Case const& case_ : variants.cases)
        line(case_text(case_, depth_));
    for (Function const* method : variants.methods)
        function(*method);
    --depth_;
}

void ProgramDump::trait(Trait const& trait)
{
    std::string text = "trait " + std::string{trait.name};
    for (std::size_t i = 0; i < trait.supertraits.size(); ++i)
        text += (i == 0 ? ": " : ", ") + std::string{trait.supertraits[i]->name};
    line(text);
    ++depth_;
    for (Function const* method : trait.methods)
        function(*method);
    --depth_;
}

void ProgramDump::impl(Impl const& impl)
{
    std::string trait = impl.trait ? std::string{impl.trait->name} + " for " : "";
    line("impl" + generics_text(impl.generics) + " " + trait + type_text(impl.type));
    ++depth_;
    for (Function const* method : impl.methods)
        function(*method);
    --depth_;
}

void ProgramDump::function(Function const& function)
{
    std::string head = waiting(function.suspends) + (function.is_static ? "static " : "") +
                       "func " + dump_function_name(function) + generics_text(function.generics) +
                       dump_parameters(function, depth_) + " -> " + type_text(function.result);
    if (!function.cpp_name.empty())
        head += " = " + function.cpp_name;
    if (function.body)
        code(head, function.body);
    else
        line(head);
}

void ProgramDump::grain_options(ActorOptions const& options)
{
    line("stored as " + options.stored_name + " revision " + std::to_string(options.revision));
    if (options.idle_timeout_ms)
        line("idle timeout " + std::to_string(*options.idle_timeout_ms));
    for (std::string_view capability : options.capabilities)
        line("requires ." + std::string{capability});
}

void ProgramDump::actor(Actor const& actor)
{
    std::string message = actor.message ? " receives " + type_text(actor.message) : "";
    line((actor.grain ? "grain " : "actor ") + std::string{actor.name} +
         locals_text(actor.parameters) + message);
    ++depth_;
    if (actor.grain)
        grain_options(actor.options);
    for (Field const& each : actor.state)
        line((each.mutable_ ? "var " : "let ") + field_text(each, depth_));
    for (Function const* each : actor.functions)
        function(*each);
    for (Hook const& hook : actor.hooks)
        code(waiting(hook.suspends) + std::string{ast::to_string(hook.kind)} +
                 locals_text(hook.parameters),
             hook.body);
    receive(actor);
    --depth_;
}

void ProgramDump::receive(Actor const& actor)
{
    for (Arm const& arm : actor.arms) {
        std::string head = waiting(arm.suspends) + "| " + dump_pattern(arm.pattern);
        if (arm.guard)
            head += " when " + dump_expression(arm.guard, depth_);
        if (arm.acknowledgement)
            head += " acknowledged by " + dump_local(*arm.acknowledgement);
        code(head + " =>", arm.body);
    }
    if (actor.message_body) {
        std::string name = actor.message_local ? dump_local(*actor.message_local) : "_";
        code(waiting(actor.message_suspends) + "receive " + name, actor.message_body);
    }
    if (actor.after_body)
        code(waiting(actor.after_suspends) + "after " +
                 dump_expression(actor.after_timeout, depth_) + " =>",
             actor.after_body);
}

void ProgramDump::supervisor(Supervisor const& supervisor)
{
    line("supervisor " + std::string{supervisor.name} + locals_text(supervisor.parameters));
    ++depth_;
    constexpr char const* strategies[] = {"one_for_one", "one_for_all", "rest_for_one"};
    constexpr char const* shutdowns[] = {"never", "any_significant", "all_significant"};
    line(std::string{"strategy: "} + strategies[static_cast<int>(supervisor.strategy)]);
    line(std::string{"auto_shutdown: "} + shutdowns[static_cast<int>(supervisor.auto_shutdown)]);
    option("max_restarts", supervisor.max_restarts);
    option("max_seconds", supervisor.max_seconds);
    if (supervisor.no_backoff)
        line("backoff: none");
    for (Expr const* part : supervisor.backoff)
        option("backoff", part);
    option("jitter", supervisor.backoff_jitter);
    option("reset_after", supervisor.backoff_reset_ms);
    for (ChildSpec const& each : supervisor.children)
        child(each);
    --depth_;
}

void ProgramDump::child(ChildSpec const& child)
{
    constexpr char const* restarts[] = {"permanent", "transient", "temporary"};
    Entity const* entity = child.actor ? static_cast<Entity const*>(child.actor) : child.supervisor;
    std::string text = "child " + (entity ? std::string{entity->name} : "os_process") + "(";
    for (std::size_t i = 0; i < child.arguments.size(); ++i)
        text += (i == 0 ? "" : ", ") + dump_expression(child.arguments[i], depth_);
    text += ") id \"" + child.id + "\" " + restarts[static_cast<int>(child.restart)];
    text += child.significant ? " significant" : "";
    text += child.pool ? " pool" : "";
    text += child.restart_on_pledge ? " restart_on_pledge" : "";
    if (child.shutdown == ChildSpec::Shutdown::brutal_kill)
        text += " brutal_kill";
    if (child.shutdown == ChildSpec::Shutdown::infinity)
        text += " infinity";
    line(text);
    ++depth_;
    option("shutdown", child.shutdown_ms);
    option("start_timeout", child.start_timeout_ms);
    --depth_;
}

} // namespace

std::string dump(Program const& program)
{
    ProgramDump dump;
    for (Module const* module : program.modules) {
        if (module->to_emit)
            dump.module(*module);
    }
    return dump.take();
}

} // namespace janus::semantics
