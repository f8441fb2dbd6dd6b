#include "semantics/actors.hpp"
#include "semantics/body_checker.hpp"
#include "semantics/declarations.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace janus::semantics {

namespace {

/// The bare or dotted word an option's value is: `one_for_one`, `.transient`.
std::string_view word_of(ast::Expr const* value)
{
    if (auto const* name = ast::get_if<ast::NameExpr>(value))
        return name->name.text;
    if (value && value->kind == ast::ExprKind::enum_literal)
        return ast::as<ast::Literal>(*value).path[0].text;
    return {};
}

std::string one_of(std::vector<std::string_view> const& words)
{
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at)
        text += (at == 0                  ? "`"
                 : at + 1 == words.size() ? " or `"
                                          : ", `") +
                std::string(words[at]) + "`";
    return text;
}

/// The options written so far in one place.
using GivenOptions = std::unordered_map<std::string_view, Span>;

class SupervisorReader {
public:
    SupervisorReader(Environment& environment, Supervisor& supervisor,
                     ast::Supervisor const& syntax, ModuleScope& scope)
        : environment_(environment), supervisor_(supervisor), syntax_(syntax), scope_(scope)
    {}

    void functions();
    void children();
    void bodies();

private:
    void child(ast::Child const& syntax);
    void type_arguments(ChildSpec& child, ast::Child const& syntax);
    void child_option(ChildSpec& child, ast::Option const& option);
    void option(ast::Option const& option);
    void backoff(ast::Option const& option);
    void child_body(ChildSpec& child, ast::Child const& syntax);
    void process_arguments(ChildSpec& child, ast::Child const& syntax);
    Expr* number(ast::Expr const* value);
    /// The index of the option's word among `words`, reported if it is none of them.
    std::size_t choose(ast::Option const& option, std::vector<std::string_view> const& words);
    std::optional<bool> flag(ast::Option const& option);
    void unknown_option(ast::Option const& option, std::vector<std::string_view> known);
    bool first_time(GivenOptions& given, ast::Option const& option);
    BodyChecker checker()
    {
        BodyChecker made{environment_, {&scope_, {}, nullptr}};
        made.enter(supervisor_);
        return made;
    }

    Environment& environment_;
    Supervisor& supervisor_;
    ast::Supervisor const& syntax_;
    ModuleScope& scope_;
};

std::size_t SupervisorReader::choose(ast::Option const& option,
                                     std::vector<std::string_view> const& words)
{
    std::string_view const word = word_of(option.value);
    auto const found = std::find(words.begin(), words.end(), word);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    Diagnostic problem{Code::S2001, option.value ? option.value->span : option.span,
                       "`" + std::string(option.name.text) + "` is " + one_of(words)};
    suggest_nearest(problem, word, words);
    environment_.report(std::move(problem));
    return 0;
}

std::optional<bool> SupervisorReader::flag(ast::Option const& option)
{
    if (auto const* value = ast::get_if<ast::BoolLiteral>(option.value))
        return value->value;
    environment_.report(Code::S2001, option.value->span,
                        "`" + std::string(option.name.text) + "` is `true` or `false`");
    return std::nullopt;
}

bool SupervisorReader::first_time(GivenOptions& given, ast::Option const& option)
{
    auto const [earlier, added] = given.emplace(option.name.text, option.span);
    if (!added)
        environment_.report(Diagnostic{Code::S0008, option.name.span,
                                       "`" + std::string(option.name.text) + "` is given twice"}
                                .at(earlier->second, "the first time"));
    return added;
}

void SupervisorReader::unknown_option(ast::Option const& option,
                                      std::vector<std::string_view> known)
{
    Diagnostic problem{Code::P0010, option.name.span,
                       "there is no option `" + std::string(option.name.text) + "`"};
    if (!suggest_nearest(problem, option.name.text, known))
        problem.note("the options are " + one_of(known));
    environment_.report(std::move(problem));
}

void SupervisorReader::child_option(ChildSpec& child, ast::Option const& option)
{
    std::string_view const name = option.name.text;
    if (name == "restart") {
        child.restart =
            static_cast<RestartPolicy>(choose(option, {"permanent", "transient", "temporary"}));
    } else if (name == "id") {
        if (auto const* text = ast::get_if<ast::StringLiteral>(option.value))
            child.id = std::string(text->value);
        else
            environment_.report(Code::S2001, option.value->span,
                                "a child's id is a string literal");
    } else if (name == "significant") {
        child.significant = flag(option).value_or(false);
    } else if (name == "restart_on_pledge") {
        child.restart_on_pledge = flag(option).value_or(false);
    } else if (name == "kind") {
        child.pool = choose(option, {"worker", "pool"}) == 1;
    } else if (name == "shutdown") {
        std::string_view const word = word_of(option.value);
        if (word == "brutal_kill")
            child.shutdown = ChildSpec::Shutdown::brutal_kill;
        else if (word == "infinity")
            child.shutdown = ChildSpec::Shutdown::infinity;
    } else if (name != "start_timeout") {
        unknown_option(option, {"restart", "id", "significant", "shutdown", "start_timeout", "kind",
                                "restart_on_pledge"});
    }
}

/// `child Box[i64](3)`: a supervisor must know the class it starts.
void SupervisorReader::type_arguments(ChildSpec& child, ast::Child const& syntax)
{
    std::size_t const wanted = child.actor ? child.actor->generics.size() : 0;
    if (syntax.generics.size() != wanted) {
        std::string const name =
            syntax.path.empty() ? std::string() : std::string(syntax.path.back().text);
        environment_.report(Code::S2001, syntax.span,
                            "`" + name + "` takes " + std::to_string(wanted) + " type argument" +
                                (wanted == 1 ? "" : "s") + ", " +
                                std::to_string(syntax.generics.size()) + " given");
    }
    TypeContext const context{&scope_, {}, nullptr};
    TypeReader reader{environment_, context};
    for (ast::Type const* type : syntax.generics)
        child.type_arguments.push_back(reader.read(type));
    child.type_arguments.resize(wanted, environment_.error_type());
}

void SupervisorReader::child(ast::Child const& syntax)
{
    ChildSpec made;
    made.span = syntax.span;
    ModuleScope* scope = &scope_;
    for (std::size_t at = 0; at + 1 < syntax.path.size(); ++at) {
        Symbol const part = scope->find(syntax.path[at].text);
        if (part.kind == SymbolKind::module)
            scope = part.module;
    }
    ast::Name const name = syntax.path.back();
    Symbol const symbol = scope->find(name.text);
    if (symbol.kind == SymbolKind::actor) {
        made.actor = symbol.actor;
    } else if (symbol.kind == SymbolKind::supervisor) {
        made.supervisor = symbol.supervisor;
    } else if (bool const process = !symbol && name.text == "os_process"; !process) {
        std::vector<std::string_view> names;
        scope_.collect_names(names);
        std::erase_if(names, [&](std::string_view candidate) {
            SymbolKind const kind = scope_.find(candidate).kind;
            return kind != SymbolKind::actor && kind != SymbolKind::supervisor;
        });
        Diagnostic problem{symbol ? Code::S2001 : Code::S0001, name.span,
                           symbol
                               ? "`" + std::string(name.text) + "` is no actor, grain or supervisor"
                               : "undefined actor `" + std::string(name.text) + "`"};
        suggest_nearest(problem, name.text, names);
        environment_.report(std::move(problem));
        return;
    }
    type_arguments(made, syntax);
    GivenOptions given;
    for (ast::Option const& option : syntax.options)
        if (first_time(given, option))
            child_option(made, option);
    if (made.id.empty()) {
        made.id = std::string(name.text);
        std::size_t count = 1;
        for (ChildSpec const& earlier : supervisor_.children)
            if (earlier.id == made.id || earlier.id.starts_with(std::string(name.text) + "#"))
                ++count;
        if (count > 1)
            made.id += "#" + std::to_string(count);
    }
    for (ChildSpec const& earlier : supervisor_.children)
        if (earlier.id == made.id)
            environment_.report(
                Diagnostic{Code::S0008, syntax.span, "two children with the id `" + made.id + "`"}
                    .at(earlier.span, "the other one"));
    supervisor_.children.push_back(std::move(made));
}

void SupervisorReader::children()
{
    for (ast::SupervisorMember const& member : syntax_.members)
        if (member.child)
            child(*member.child);
}

Expr* SupervisorReader::number(ast::Expr const* value)
{
    BodyChecker body = checker();
    Expr* made = body.check_as(value, environment_.scalar(TypeKind::i64));
    body.finish();
    return made;
}

void SupervisorReader::backoff(ast::Option const& option)
{
    if (word_of(option.value) == "none") {
        supervisor_.no_backoff = true;
        return;
    }
    auto const* call = ast::get_if<ast::Call>(option.value);
    auto const* name = call ? ast::get_if<ast::NameExpr>(call->callee) : nullptr;
    bool const dotted = call && word_of(call->callee) == "exponential";
    if (!call || !(dotted || (name && name->name.text == "exponential"))) {
        environment_.report(Diagnostic{Code::S2001, option.value->span,
                                       "`backoff` is `none` or `exponential(base_ms, cap_ms)`"});
        return;
    }
    for (ast::Argument const& argument : call->arguments) {
        if (argument.name.text == "jitter") {
            BodyChecker body = checker();
            supervisor_.backoff_jitter =
                body.check_as(argument.value, environment_.scalar(TypeKind::f64));
            body.finish();
        } else if (argument.name.text == "reset_after") {
            supervisor_.backoff_reset_ms = number(argument.value);
        } else {
            supervisor_.backoff.push_back(number(argument.value));
        }
    }
    if (supervisor_.backoff.size() != 2)
        environment_.report(Code::S2001, option.value->span,
                            "`exponential` takes two numbers: base and cap in milliseconds");
}

void SupervisorReader::option(ast::Option const& option)
{
    std::string_view const name = option.name.text;
    if (name == "strategy")
        supervisor_.strategy =
            static_cast<Strategy>(choose(option, {"one_for_one", "one_for_all", "rest_for_one"}));
    else if (name == "max_restarts" || name == "intensity")
        supervisor_.max_restarts = number(option.value);
    else if (name == "max_seconds" || name == "period")
        supervisor_.max_seconds = number(option.value);
    else if (name == "backoff")
        backoff(option);
    else if (name == "auto_shutdown")
        supervisor_.auto_shutdown = static_cast<AutoShutdown>(
            choose(option, {"never", "any_significant", "all_significant"}));
    else
        unknown_option(option, {"strategy", "max_restarts", "max_seconds", "intensity", "period",
                                "backoff", "auto_shutdown"});
}

void SupervisorReader::child_body(ChildSpec& child, ast::Child const& syntax)
{
    if (child.significant && child.restart == RestartPolicy::permanent)
        environment_.report(Diagnostic{Code::P0010, syntax.span,
                                       "a significant child must be transient or temporary"});
    for (ast::Option const& option : syntax.options) {
        if (option.name.text == "shutdown" && child.shutdown == ChildSpec::Shutdown::milliseconds)
            child.shutdown_ms = number(option.value);
        if (option.name.text == "start_timeout")
            child.start_timeout_ms = number(option.value);
    }
    if (!child.actor && !child.supervisor)
        return process_arguments(child, syntax);
    if (child.pool)
        return;
    std::vector<Local*> const& parameters =
        child.actor ? child.actor->parameters : child.supervisor->parameters;
    BodyChecker body = checker();
    std::string const what = (child.actor ? "actor `" : "supervisor `") +
                             std::string(child.actor ? child.actor->name : child.supervisor->name) +
                             "`";
    child.arguments = body.constructor_arguments(parameters, syntax.arguments, what, syntax.span,
                                                 substitution_of(child));
    body.finish();
}

/// `os_process("program", ["argument"])`.
void SupervisorReader::process_arguments(ChildSpec& child, ast::Child const& syntax)
{
    if (child.pool)
        environment_.report(
            Diagnostic{Code::P0010, syntax.span, "a process cannot be the kind of a pool"}.suggest(
                "declare one child for each process"));
    BodyChecker body = checker();
    TypeRef const text = environment_.string();
    TypeRef const wanted[] = {text, environment_.list(text)};
    bool plain = !syntax.arguments.empty() && syntax.arguments.size() <= 2;
    for (ast::Argument const& argument : syntax.arguments)
        plain = plain && argument.value && !argument.name;
    if (!plain) {
        environment_.report(
            Diagnostic{Code::S2001, syntax.span,
                       "`os_process` takes a program and a list of its arguments"}
                .suggest("write `child os_process(\"grep\", [\"-n\", \"word\"]), id: \"grep\"`"));
        return;
    }
    for (std::size_t at = 0; at < syntax.arguments.size(); ++at)
        child.arguments.push_back(body.check_as(syntax.arguments[at].value, wanted[at]));
    body.finish();
}

void SupervisorReader::functions()
{
    for (ast::SupervisorMember const& member : syntax_.members) {
        if (!member.function)
            continue;
        ast::Function const& syntax = *member.function;
        if (!syntax.body) {
            environment_.report(Code::P0015, syntax.span, "a supervisor's function needs a body");
            continue;
        }
        Function* made = make_function(environment_, syntax, scope_, FunctionKind::actor_method);
        made->supervisor = &supervisor_;
        resolve_function(environment_, *made, syntax, {&scope_, {}, nullptr});
        supervisor_.functions.push_back(made);
    }
}

void SupervisorReader::bodies()
{
    for (Function* function : supervisor_.functions)
        check_function(environment_, *function);
    GivenOptions given;
    for (ast::Option const& one : syntax_.header_options)
        if (first_time(given, one))
            option(one);
    std::size_t next = 0;
    for (ast::SupervisorMember const& member : syntax_.members) {
        if (member.option && first_time(given, *member.option))
            option(*member.option);
        if (member.child)
            for (std::size_t at = next; at < supervisor_.children.size(); ++at)
                if (supervisor_.children[at].span == member.child->span) {
                    child_body(supervisor_.children[at], *member.child);
                    next = at + 1;
                    break;
                }
    }
    if (supervisor_.strategy == Strategy::one_for_one)
        return;
    for (ChildSpec const& child : supervisor_.children)
        if (child.pool)
            environment_.report(
                Diagnostic{Code::P0010, child.span, "a pool needs the strategy `one_for_one`"});
}

} // namespace

Substitution substitution_of(ChildSpec const& child)
{
    Substitution made;
    for (std::size_t at = 0; at < child.type_arguments.size(); ++at)
        made[child.actor->generics[at].type->number] = child.type_arguments[at];
    return made;
}

void resolve_supervisor(Environment& environment, Supervisor& supervisor,
                        ast::Supervisor const& syntax, ModuleScope& scope)
{
    SupervisorReader reader{environment, supervisor, syntax, scope};
    reader.functions();
    reader.children();
}

void check_supervisor(Environment& environment, Supervisor& supervisor,
                      ast::Supervisor const& syntax, ModuleScope& scope)
{
    SupervisorReader{environment, supervisor, syntax, scope}.bodies();
}

} // namespace janus::semantics
