#include "semantics/actor_annotations.hpp"

#include "semantics/declarations.hpp"
#include "semantics/type_reader.hpp"

#include <algorithm>
#include <array>

namespace janus::semantics {

namespace {

constexpr std::array<std::string_view, 29> software_capabilities{
    "fs_read",      "fs_write",         "fs_exec",        "fs_metadata",     "net_connect",
    "net_listen",   "net_raw",          "alloc",          "alloc_scratch",   "alloc_persist",
    "log_write",    "trace_span",       "time_monotonic", "time_wall",       "sleep",
    "thread_spawn", "actor_spawn",      "crypto_rng",     "crypto_sign",     "crypto_verify",
    "sys_env",      "sys_args",         "sys_hostname",   "raw_pointer",     "raw_ffi",
    "reflect_ast",  "reflect_comptime", "test_mock",      "test_time_freeze"};

/// The bare or dotted word a value is: `reject`, `.reject`; of a call, the word in front.
std::string_view word_of(ast::Expr const* value)
{
    if (auto const* call = ast::get_if<ast::Call>(value))
        value = call->callee;
    if (auto const* name = ast::get_if<ast::NameExpr>(value))
        return name->name.text;
    if (value && value->kind == ast::ExprKind::enum_literal)
        return ast::as<ast::Literal>(*value).path[0].text;
    return {};
}

std::string choices(std::vector<std::string_view> const& words)
{
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at)
        text += (at == 0                  ? "`."
                 : at + 1 == words.size() ? " or `."
                                          : ", `.") +
                std::string(words[at]) + "`";
    return text;
}

class AnnotationReader {
public:
    AnnotationReader(Environment& environment, Actor& actor)
        : environment_(environment), actor_(actor)
    {}

    void read(ast::Annotation const& annotation);

private:
    void of_grain(ast::Annotation const& annotation);
    void lifecycle(ast::Annotation const& annotation);
    void mailbox(ast::Annotation const& annotation);
    void persist(ast::Annotation const& annotation);
    void pledge(ast::Annotation const& annotation);
    void wrong(ast::Annotation const& annotation, std::string help);
    std::optional<std::int64_t> positive(ast::Expr const* value, Span span);
    /// The index of the word among `words`; nothing, reported, if it is none of them.
    std::optional<std::size_t> choose(ast::Expr const* value, Span span,
                                      std::vector<std::string_view> const& words);

    Environment& environment_;
    Actor& actor_;
};

constexpr std::uint64_t largest_count = 0xffff'ffff;

std::optional<std::int64_t> positive_number(Environment& environment, ast::Expr const* value,
                                            Span span, std::uint64_t most = 0x7fff'ffff'ffff'ffff)
{
    auto const* number = ast::get_if<ast::IntLiteral>(value);
    if (number && !number->high && number->low > 0 && number->low <= most)
        return static_cast<std::int64_t>(number->low);
    environment.report(Code::S2001, value ? value->span : span,
                       number && (number->high || number->low > most)
                           ? "this must be at most " + std::to_string(most)
                           : "this must be an integer literal greater than zero");
    return std::nullopt;
}

void AnnotationReader::wrong(ast::Annotation const& annotation, std::string help)
{
    environment_.report(Diagnostic{Code::S2001, annotation.span,
                                   "`@" + std::string(annotation.name.text) + "` is not understood"}
                            .suggest(std::move(help)));
}

std::optional<std::int64_t> AnnotationReader::positive(ast::Expr const* value, Span span)
{
    return positive_number(environment_, value, span);
}

std::optional<std::size_t> AnnotationReader::choose(ast::Expr const* value, Span span,
                                                    std::vector<std::string_view> const& words)
{
    std::string_view const word = word_of(value);
    auto const found = std::find(words.begin(), words.end(), word);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    Diagnostic problem{Code::S2001, value ? value->span : span, "this must be " + choices(words)};
    if (std::string const near{nearest_name(word, words)}; !near.empty())
        problem.suggest("did you mean `." + near + "`?");
    environment_.report(std::move(problem));
    return std::nullopt;
}

void AnnotationReader::lifecycle(ast::Annotation const& annotation)
{
    for (ast::Argument const& argument : annotation.arguments) {
        if (argument.name.text == "activation") {
            choose(argument.value, annotation.span, {"on_first_message"});
            continue;
        }
        auto const* call = ast::get_if<ast::Call>(argument.value);
        bool const known = argument.name.text == "deactivation" && call &&
                           call->arguments.size() == 1 && word_of(call) == "idle_timeout";
        if (!known)
            return wrong(annotation, "write `@lifecycle(deactivation: .idle_timeout(30000))`");
        actor_.options.idle_timeout_ms = positive(call->arguments[0].value, annotation.span);
    }
}

void AnnotationReader::mailbox(ast::Annotation const& annotation)
{
    MailboxOptions& made = actor_.options.mailbox;
    if (annotation.arguments.empty())
        return wrong(annotation, "write `@mailbox(capacity: 100, bytes: 65536, policy: .reject)`");
    for (ast::Argument const& argument : annotation.arguments) {
        if (argument.name.text == "capacity")
            made.capacity =
                positive_number(environment_, argument.value, annotation.span, largest_count);
        else if (argument.name.text == "bytes")
            made.bytes = positive(argument.value, annotation.span);
        else if (argument.name.text == "policy") {
            if (auto const at =
                    choose(argument.value, annotation.span,
                           {"suspend", "reject", "drop_new", "drop_oldest", "unbounded"}))
                made.policy = static_cast<MailboxPolicy>(*at);
        } else {
            return wrong(annotation,
                         "write `@mailbox(capacity: 100, bytes: 65536, policy: .reject)`");
        }
    }
}

void AnnotationReader::pledge(ast::Annotation const& annotation)
{
    static std::vector<std::string_view> const words{
        "no_fs_read",     "no_fs_write", "no_fs_exec",  "no_net_connect", "no_net_listen",
        "no_actor_spawn", "no_sys_env",  "no_sys_args", "no_fs",          "no_net"};
    constexpr std::size_t single = 8; // the rest stands for several
    constexpr std::string_view negation = "no_";
    if (annotation.arguments.empty())
        return wrong(annotation, "write `@pledge(.no_net, .no_fs_write)`");
    for (ast::Argument const& argument : annotation.arguments) {
        auto const at = choose(argument.value, annotation.span, words);
        if (!at)
            return;
        std::string_view const ability = words[*at].substr(negation.size());
        for (std::size_t other = 0; other < single; ++other) {
            std::string_view const one = words[other].substr(negation.size());
            bool const part = *at >= single && one.starts_with(std::string(ability) + "_");
            if (other == *at || part)
                actor_.options.pledges.push_back(one);
        }
    }
}

void AnnotationReader::persist(ast::Annotation const& annotation)
{
    if (annotation.arguments.size() != 1)
        return wrong(annotation, "write `@persist(.turn)`");
    ast::Expr const* value = annotation.arguments[0].value;
    auto const at =
        choose(value, annotation.span, {"turn", "interval", "deactivate", "manual", "none"});
    if (!at)
        return;
    actor_.options.persist = static_cast<Persist>(*at);
    auto const* call = ast::get_if<ast::Call>(value);
    bool const timed = actor_.options.persist == Persist::interval;
    if (timed != (call && call->arguments.size() == 1))
        return wrong(annotation, timed ? "write the milliseconds: `@persist(.interval(1000))`"
                                       : "only `.interval` takes a number");
    if (timed)
        actor_.options.persist_interval_ms = positive(call->arguments[0].value, annotation.span);
}

void AnnotationReader::of_grain(ast::Annotation const& annotation)
{
    std::string_view const name = annotation.name.text;
    if (!actor_.grain) {
        environment_.report(Diagnostic{Code::P0010, annotation.span,
                                       "`@" + std::string(name) + "` belongs to grains"}
                                .suggest("declare `grain " + std::string(actor_.name) + "`"));
        return;
    }
    ast::Expr const* first = annotation.arguments.empty() ? nullptr : annotation.arguments[0].value;
    if (name == "lifecycle") {
        lifecycle(annotation);
    } else if (name == "persist") {
        persist(annotation);
    } else if (name == "revision") {
        if (auto const number = positive(first, annotation.span))
            actor_.options.revision = static_cast<std::uint32_t>(*number);
    } else if (name == "evolve") {
        if (auto const at = choose(first, annotation.span, {"keep", "refuse"}))
            actor_.options.refuses_unknown = *at == 1;
    } else if (annotation_text(&annotation).empty()) {
        wrong(annotation, "write `@" + std::string(name) + "(\"module.Type\")`");
    } else if (name == "name") {
        actor_.options.stored_name = annotation_text(&annotation);
    } else {
        actor_.options.older_names.push_back(annotation_text(&annotation));
    }
}

void AnnotationReader::read(ast::Annotation const& annotation)
{
    std::string_view const name = annotation.name.text;
    static std::vector<std::string_view> const grains{"lifecycle", "persist", "revision",
                                                      "evolve",    "name",    "was"};
    if (std::find(grains.begin(), grains.end(), name) != grains.end())
        return of_grain(annotation);
    if (name == "requires") {
        actor_.options.capabilities = read_capabilities(environment_, annotation);
        return;
    }
    if (name == "mailbox")
        return mailbox(annotation);
    if (name == "reductions") {
        actor_.options.reductions = read_reductions(environment_, annotation);
        return;
    }
    if (name == "memory") {
        actor_.options.memory = read_memory_tag(environment_, annotation);
        return;
    }
    if (name == "pledge")
        return pledge(annotation);
    std::vector<std::string_view> known{"requires", "mailbox", "reductions", "memory", "pledge"};
    known.insert(known.end(), grains.begin(), grains.end());
    unknown_annotation(environment_, annotation, known);
}

} // namespace

void warn_of_misspelt_capability(Environment& environment, std::string_view name, Span span)
{
    for (std::string_view const known : software_capabilities)
        if (edit_distance(name, known) == 1)
            environment.report(
                Diagnostic{Code::W0011, span, "`." + std::string(name) + "` is no known capability"}
                    .suggest("did you mean `." + std::string(known) + "`?"));
}

std::vector<std::string_view> read_capabilities(Environment& environment,
                                                ast::Annotation const& annotation)
{
    std::vector<std::string_view> names;
    bool understood = !annotation.arguments.empty();
    for (ast::Argument const& argument : annotation.arguments) {
        bool const is_list = argument.value && argument.value->kind == ast::ExprKind::array &&
                             (!argument.name || argument.name.text == "cap");
        understood = understood && is_list;
        if (!is_list)
            continue;
        for (ast::Expr const* element : static_cast<ast::Many const*>(argument.value)->elements) {
            std::string_view const name = word_of(element);
            understood = understood && !name.empty();
            names.push_back(name);
            warn_of_misspelt_capability(environment, name, element->span);
        }
    }
    if (!understood)
        environment.report(
            Diagnostic{Code::S2001, annotation.span, "`@requires` is not understood"}.suggest(
                "write `@requires(cap: [.storage_nvme])`"));
    return names;
}

MemoryTag read_memory_tag(Environment& environment, ast::Annotation const& annotation)
{
    auto const* member = annotation.arguments.size() == 1
                             ? ast::get_if<ast::Member>(annotation.arguments[0].value)
                             : nullptr;
    auto const* base = member ? ast::get_if<ast::NameExpr>(member->base) : nullptr;
    MemoryTag const tag = base ? memory_tag(base->name.text, member->name.text) : MemoryTag::none;
    if (tag == MemoryTag::none)
        environment.report(Diagnostic{Code::S0003, annotation.span, "unknown memory tag"}.suggest(
            "write `Local.Exclusive`, `Session.Replicated` or `Volatile.Ephemeral`"));
    return tag;
}

void unknown_annotation(Environment& environment, ast::Annotation const& annotation,
                        std::vector<std::string_view> const& known)
{
    std::string const name{annotation.name.text};
    Diagnostic problem{Code::P0010, annotation.span, "`@" + name + "` means nothing here"};
    if (std::string const near{nearest_name(name, known)}; !near.empty())
        problem.suggest("did you mean `@" + near + "`?");
    environment.report(std::move(problem));
}

std::optional<std::int64_t> read_reductions(Environment& environment,
                                            ast::Annotation const& annotation)
{
    bool const one =
        annotation.arguments.size() == 1 &&
        (!annotation.arguments[0].name || annotation.arguments[0].name.text == "limit");
    if (one)
        return positive_number(environment, annotation.arguments[0].value, annotation.span,
                               largest_count);
    environment.report(
        Diagnostic{Code::S2001, annotation.span, "`@reductions` is not understood"}.suggest(
            "write `@reductions(limit: 500)`"));
    return std::nullopt;
}

TypeRef read_resumed_error(Environment& environment, ModuleScope& scope,
                           ast::Annotation const& annotation)
{
    bool const one = annotation.arguments.size() == 1 && !annotation.arguments[0].name;
    ast::Argument const argument = one ? annotation.arguments[0] : ast::Argument{};
    TypeContext const context{&scope, {}, nullptr};
    TypeReader reader{environment, context};
    TypeRef const type = argument.type    ? reader.read(argument.type)
                         : argument.value ? reader.from_expression(argument.value)
                                          : nullptr;
    if (type && (type->kind == TypeKind::error || is_error_type(type)))
        return type->kind == TypeKind::error ? nullptr : type;
    environment.report(
        Diagnostic{Code::S2001, annotation.span, "`@resume` needs an error type"}.suggest(
            "write `@resume(ParseError)`"));
    return nullptr;
}

FieldAnnotations read_field_annotations(Environment& environment,
                                        ast::List<ast::Annotation> annotations)
{
    FieldAnnotations made;
    for (ast::Annotation const& annotation : annotations) {
        std::string_view const name = annotation.name.text;
        if (name == "transient") {
            made.tag = MemoryTag::volatile_ephemeral;
        } else if (name == "persist") {
            made.persists = true;
        } else if (name == "memory") {
            made.tag = read_memory_tag(environment, annotation);
        } else if (name != "was" && name != "tag") {
            unknown_annotation(environment, annotation,
                               {"transient", "persist", "memory", "was", "tag"});
        }
    }
    return made;
}

void read_actor_annotations(Environment& environment, Actor& actor,
                            ast::List<ast::Annotation> annotations)
{
    AnnotationReader reader{environment, actor};
    for (ast::Annotation const& annotation : annotations)
        reader.read(annotation);
}

} // namespace janus::semantics
