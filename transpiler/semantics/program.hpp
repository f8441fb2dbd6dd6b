//! The checked program: every name resolved to an entity, every expression typed, every coercion
//! explicit, sugar gone (method calls on free functions, pipelines, named and default arguments,
//! implicit `reply`, option chaining, postfix guards). Lowering reads it and decides nothing about
//! Janus any more.
#pragma once

#include "semantics/program_expression.hpp"
#include "semantics/type.hpp"
#include "source/source_file.hpp"
#include "source/span.hpp"
#include "syntax/ast.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace janus::semantics {

struct Module;

/// What all declared things share. `cpp_name` is set only for things the runtime provides or
/// `extern` names
/// ("janus::List", "janus::sleep"); every other C++ name is lowering's decision.
struct Entity {
    std::string_view name;
    Span span;                // of the name
    Span declaration;         // of the whole declaration, for comments
    Module* module = nullptr; // null: the prelude
    std::string cpp_name;
    bool visible = false; // pub, export
};

/// Who may have a state field's bytes; `none` in a grain is durable.
enum class MemoryTag : std::uint8_t {
    none,
    local_exclusive,
    session_replicated,
    volatile_ephemeral
};

struct Field {
    std::string_view name; // tuple payload: "0", "1", …
    Span span;
    TypeRef type = nullptr;
    Expr* initial = nullptr; // default; null: none (struct) or zero value (state)
    bool mutable_ = true;
    bool boxed = false;     // a payload that leads back to its own type: held in a janus::Box
    bool transient = false; // not stored, not sent: @transient, Volatile.Ephemeral, Local.Exclusive
    MemoryTag tag = MemoryTag::none; // of state
    std::string_view stored_as = {}; // @was, or "#7" of @tag(7); empty: its name
};

struct TypeParameter {
    std::string_view name;
    TypeRef type = nullptr; // kind parameter
};

struct Struct : Entity {
    std::vector<TypeParameter> generics;
    std::deque<Field> fields;
    std::vector<Function*> methods;
    bool builtin = false; // of the prelude: a runtime class with `cpp_name`
};

struct Case {
    std::string_view name;
    Span span;
    std::vector<Field> fields;
    bool tuple = false;                 // Num(i64): fields are "0", "1", …
    std::optional<std::int64_t> number; // payload-free enums: its value
    int reply_field = -1;            // messages: index of the only Reply field, which ask fills in
    std::string_view stored_as = {}; // as of a Field
};

enum class VariantsKind : std::uint8_t { enumeration, flags, union_, message, error };
struct Variants : Entity {
    VariantsKind kind{};
    std::vector<TypeParameter> generics;
    std::vector<Case> cases;
    std::vector<Function*> methods;
    bool payload_free = false; // an `enum class`; errors and messages always have the variant shape
    bool builtin = false;      // AskError …: the runtime declares it (cpp_name)
    bool recursive = false;    // some payload mentions the type itself: those fields are boxed
};

struct Trait : Entity {
    std::vector<Function*> methods; // with body: default
    std::vector<Trait*> supertraits;
    TypeRef self = nullptr; // kind parameter
};
struct Impl {
    Trait* trait = nullptr; // null: inherent
    TypeRef type = nullptr;
    std::vector<TypeParameter> generics;
    std::vector<Function*>
        methods; // for a trait: in the trait's order, defaults included as they are
};
struct ExternType : Entity {};

enum class FunctionKind : std::uint8_t { free, method, actor_method, extern_, builtin, closure };
struct Function : Entity {
    FunctionKind kind = FunctionKind::free;
    TypeRef owner = nullptr; // method: the type of self
    Actor* actor = nullptr;  // actor_method: of this one, or
    Supervisor* supervisor = nullptr;
    std::vector<TypeParameter> generics;
    std::vector<Local*> parameters;             // a method's first one is self
    Local* context = nullptr;                   // the last parameter, which callers do not write
    std::vector<std::string_view> capabilities; // what that must have
    TypeRef result = nullptr;
    bool async = false;
    bool inherited = false;    // actor_method: the default method of a trait
    bool suspends = false;     // final after the suspension analysis
    bool c_abi = false;        // extern without = "…"
    bool blocking = false;     // @blocking
    bool simulable = true;     // not an extern without @simulable
    bool is_static = false;    // method without self: Type.method(…)
    bool mutates_self = false; // a method that needs a `var` place
    bool error_matters = true; // W0008 says that nobody looks at it
    bool property = false;     // builtin: may be read without parentheses
    bool task_body = false;    // a `spawn do`: an error that escapes is the task's failure
    Function const* variant_of = nullptr; // the same one for functions that wait
    bool counts_calls = false; // suspends and calls what does, so each call may end the turn
    std::optional<std::int64_t> reductions; // @reductions
    Expr* body = nullptr;                   // null: extern, builtin
    std::vector<Expr*> defaults;            // one per parameter, null where there is none
};

/// A module-level let, var or const.
struct Global : Entity {
    TypeRef type = nullptr;
    Expr* initial = nullptr;
    bool mutable_ = false;
};

struct Hook {
    ast::HookKind kind{};
    Span span;
    Span declaration;
    std::vector<Local*> parameters; // as declared; may be fewer than the hook offers
    Expr* body = nullptr;
    bool suspends = false;
    std::optional<std::int64_t> reductions; // @reductions
};

/// One `|` of a receive. `pattern` is a case pattern of the protocol, a binding or a wildcard.
struct Arm {
    Span span; // the whole arm
    Span head; // pattern and guard, as written
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Expr* body = nullptr;
    Local* acknowledgement = nullptr; // the implicit `reply`, if the body names it
    bool names_message = false;       // the body or guard uses the actor's `message_local`
    bool suspends = false;
    bool reentrant = false;                 // @reentrant
    bool keeps_state = false;               // of a grain: nothing that is stored changes
    std::optional<std::int64_t> reductions; // @reductions
    std::vector<TypeRef> resumes;           // @resume: errors that do not end the actor
    std::vector<Case const*> cases;         // those it can match, in protocol order
};

/// `migrate from 3 to 4`: what an older row's state becomes.
struct Migration {
    std::int64_t from = 0;
    std::int64_t to = 0;
    Span span;
    Expr* body = nullptr;
};

enum class MailboxPolicy : std::uint8_t { suspend, reject, drop_new, drop_oldest, unbounded };
struct MailboxOptions {
    std::optional<std::int64_t> capacity;
    std::optional<std::int64_t> bytes;
    std::optional<MailboxPolicy> policy;
};

enum class Persist : std::uint8_t { turn, interval, deactivate, manual, never };

/// What the annotations of an actor or grain say.
struct ActorOptions {
    std::optional<std::int64_t> idle_timeout_ms;
    std::vector<std::string_view> capabilities;
    std::string stored_name;                   // "module.Type" or @name("…")
    std::vector<std::string_view> older_names; // @was("…")
    std::uint32_t revision = 1;
    Persist persist = Persist::turn;
    std::optional<std::int64_t> persist_interval_ms;
    bool refuses_unknown = false;       // @evolve(.refuse)
    MemoryTag memory = MemoryTag::none; // @memory: of the fields without one
    MailboxOptions mailbox;
    std::optional<std::int64_t> reductions; // @reductions: back-edges of one turn
    std::vector<std::string_view> pledges;  // @pledge: "net_connect"
};

struct Actor : Entity {
    bool grain = false;
    std::vector<TypeParameter> generics;
    std::vector<TypeRef> protocols; // empty: __msg dialect (i64), or no receive at all
    TypeRef message = nullptr;      // variants, one_of, or i64; null: no receive and no protocol
    std::vector<Local*> parameters; // constructor parameters: immutable state
    std::deque<Field> state;
    std::vector<Local*>
        state_locals; // the Local a name of the state resolves to, same order as `state`
    std::vector<Function*> functions;
    std::vector<Hook> hooks;
    std::vector<Migration> migrations;
    std::vector<Arm> arms;
    Local* message_local = nullptr; // header binding / `receive name` / __msg
    Expr* message_body = nullptr;   // second form of receive
    TypeRef stop_code = nullptr;    // what that returns: anything but 0 stops the actor
    Expr* after_timeout = nullptr;  // milliseconds
    Expr* after_body = nullptr;
    bool message_suspends = false;
    bool after_suspends = false;
    ActorOptions options;
    bool storage = false;        // with Storage
    TypeRef cache_key = nullptr; // with Caching[K, V]; null: not used
    TypeRef cache_value = nullptr;
};

enum class Strategy : std::uint8_t { one_for_one, one_for_all, rest_for_one };
enum class RestartPolicy : std::uint8_t { permanent, transient, temporary };
enum class AutoShutdown : std::uint8_t { never, any_significant, all_significant };
struct ChildSpec {
    Span span;
    Actor* actor = nullptr;              // or
    std::vector<TypeRef> type_arguments; // of a generic actor
    Supervisor* supervisor = nullptr;    // or neither: an os_process
    std::string id;
    // Read the supervisor's parameters; in parameter order. An os_process: program and arguments.
    std::vector<Expr*> arguments;
    RestartPolicy restart = RestartPolicy::permanent;
    bool significant = false;
    bool pool = false;
    bool restart_on_pledge = false;
    enum class Shutdown : std::uint8_t { milliseconds, brutal_kill, infinity } shutdown{};
    Expr* shutdown_ms = nullptr; // null: the default
    Expr* start_timeout_ms = nullptr;
};
struct Supervisor : Entity {
    std::vector<Local*> parameters;
    Strategy strategy = Strategy::one_for_one;
    Expr* max_restarts = nullptr; // null: the default
    Expr* max_seconds = nullptr;
    bool no_backoff = false;
    std::vector<Expr*> backoff; // {base_ms, cap_ms} and, if written, jitter and reset_after
    Expr* backoff_jitter = nullptr;
    Expr* backoff_reset_ms = nullptr;
    AutoShutdown auto_shutdown = AutoShutdown::never;
    std::vector<ChildSpec> children;
    std::vector<Function*> functions; // what its options and arguments may call
};

struct Test {
    std::string_view title;
    Span span;
    Function* function = nullptr;
};

/// What a module declares, in source order: lowering keeps that order where C++ allows it.
struct Declaration {
    enum class Kind : std::uint8_t {
        structure,
        variants,
        trait,
        impl,
        unique,
        function,
        global,
        actor,
        supervisor
    };
    Kind kind{};
    Struct* structure = nullptr;
    Variants* variants = nullptr;
    Trait* trait = nullptr;
    Impl* impl = nullptr;
    TypeRef unique = nullptr;
    Function* function = nullptr;
    Global* global = nullptr;
    Actor* actor = nullptr;
    Supervisor* supervisor = nullptr;
};

struct Module {
    std::string path; // "chat/room": what import names, without extension
    std::uint32_t file = 0;
    ast::Module const* syntax = nullptr; // comments
    std::vector<Module*>
        imports; // imported modules and the fellows it uses: what the header includes
    std::vector<std::string_view> cpp_includes; // use cpp "…"
    std::vector<Declaration> declarations;
    std::vector<Test> tests;
    Function* main = nullptr; // entry module only; file-level statements become one
    bool to_emit = false;     // named on the command line (imports are only read)
    bool entry = false;       // the program begins here
};

struct Program {
    std::unique_ptr<syntax::Arena> arena; // owns expressions, statements, patterns
    TypeTable types;
    std::vector<Module*> modules; // imports before their importers
    // owners of the entities; pointers above point in here
    std::deque<Module> module_storage;
    std::deque<Struct> structs;
    std::deque<Variants> variants;
    std::deque<Trait> traits;
    std::deque<Impl> impls;
    std::deque<Function> functions;
    std::deque<Global> globals;
    std::deque<Actor> actors;
    std::deque<Supervisor> supervisors;
    std::deque<ExternType> extern_types;
    std::deque<Local> locals;
    std::deque<source::SourceFile> prelude_sources; // the prelude's names point into these
    std::deque<ast::Module> prelude_syntax;
};

} // namespace janus::semantics
