//! Checks one body (of a function, arm, hook, initialiser): syntax in, typed and desugared nodes
//! out. Types flow both ways: `expected` is what the place wants (null: nothing known); `check` may
//! use it as a hint, `check_as` guarantees it. The work is spread over body_*.cpp by subject. One
//! object per body; closures are part of it.
#pragma once

#include "semantics/body_nodes.hpp"
#include "semantics/body_parts.hpp"
#include "semantics/check_function.hpp"
#include "semantics/contexts.hpp"
#include "semantics/environment.hpp"
#include "semantics/inference.hpp"
#include "semantics/null_tests.hpp"
#include "semantics/substitute.hpp"
#include "semantics/type_reader.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace janus::semantics {

class BodyChecker : BodyNodes {
public:
    BodyChecker(Environment& environment, TypeContext context, Actor* actor = nullptr)
        : BodyNodes(environment), inference_(environment.types), context_(std::move(context)),
          actor_(actor), own_functions_(actor ? &actor->functions : nullptr), contexts_(*this)
    {
        context_.locals = &scopes_;
    }

    /// The body of a function with the result (null: inferred) and parameters it has; sets the
    /// inferred result.
    void function_body(Function& function, ast::Block const& body);
    /// A block run for its effects: arms, hooks, tests, file-level statements.
    Expr* effect_block(ast::Block const& block);
    Expr* message_block(ast::Block const& block);
    Expr* statements_as_block(std::vector<ast::Stmt const*> const& statements, Span span);
    Expr* check_as(ast::Expr const* expression, TypeRef expected);
    Expr* check(ast::Expr const* expression, TypeRef expected = nullptr);
    /// Resolves every type of what was checked since the last call. Must end each use.
    void finish();

    Pattern* pattern(ast::Pattern const* syntax, TypeRef type, bool mutable_bindings = false);
    bool is_of(ast::Path path, TypeRef type, std::string_view what);
    Pattern* part_of_pattern(ast::Pattern const* syntax, TypeRef type, bool mutable_bindings);
    std::vector<Expr*> constructor_arguments(std::vector<Local*> const& parameters,
                                             ast::List<ast::Argument> arguments,
                                             std::string_view what, Span span,
                                             Substitution const& substitution = {});
    LocalScopes& scopes() { return scopes_; }
    /// Makes the parameters and functions of a supervisor visible.
    void enter(Supervisor const& supervisor);
    void push_frame(Frame& frame) { frames_.push_back(&frame); }
    void pop_frame() { frames_.pop_back(); }
    /// The name `reply` means this unless something else is called so; set per arm.
    Local* acknowledgement = nullptr;
    Local* message_local = nullptr; // what `__msg` means
    bool in_migration = false;      // `old` means the stored state
    TypeReader types() { return TypeReader{environment_, context_}; }
    TypeRef finish_type(TypeRef type);
    void check_exhaustive(Match& match, Want want);

private:
    Local* declare(std::string_view name, Span span, TypeRef type, bool mutable_);
    Expr* error_node(Span span);
    Expr* unit(Span span);
    Expr* convert(Conversion conversion, Expr* operand, TypeRef type);
    Expr* local_ref(Local* local, Span span);
    TypeRef scalar(TypeKind kind) const { return environment_.scalar(kind); }
    TypeRef resolve(TypeRef type) const { return inference_.resolve(type); }
    Expr* call_builtin(Function& function, std::vector<Expr*> arguments, TypeRef result, Span span);
    Function& builtin_method(Struct& owner, std::string_view name);
    TypeRef any(Span span) { return inference_.fresh(VariableKind::any, span); }
    std::string show(TypeRef type) { return "`" + to_string(inference_.shown(type)) + "`"; }
    bool is_error(Expr const* expression) const;
    void report(Diagnostic problem) { environment_.report(std::move(problem)); }
    Expr* fail(Diagnostic problem);

    // body_coercions.cpp
    Expr* coerce(Expr* expression, TypeRef expected);
    void give_up(TypeRef type);
    Expr* try_coerce(Expr* expression, TypeRef expected);
    Expr* coerce_handle(Expr* expression, TypeRef from, TypeRef to);
    bool could_become(TypeRef from, TypeRef to);
    bool slices(TypeRef from, TypeRef to) const;
    Expr* literal_as(Expr* literal, TypeRef numeric);
    Expr* mismatch(Expr* expression, TypeRef expected);
    TypeRef common_type(std::vector<Expr*> const& branches);
    bool widens(TypeRef from, TypeRef to) const;
    bool error_fits(TypeRef from, TypeRef to);

    // body_references.cpp
    Expr* reference_argument(ast::Expr const* written, TypeRef type, std::string_view parameter);
    Expr* referenced_place(ast::Expr const* written, TypeRef type);
    Expr* value_argument(ast::Expr const* written, TypeRef type);
    Stmt* let_reference(ast::Let const& syntax);
    TypeRef read_reference(ast::Type const* syntax, bool& reference);

    // body_dynamic.cpp
    Expr* dynamic(Expr* value, TypeRef type, bool shares);
    Expr* not_dynamic(Function const& method, TypeRef type, ast::Name name);
    Expr* dynamic_argument(ast::Expr const* written, TypeRef type);

    // body_contracts.cpp
    void begin_contracts(Function const& function, std::vector<Stmt*>& before);
    Expr* contract(ast::Expr const& condition, std::string_view word);
    void end_contracts(Block& body);
    void append(Block& block, Stmt* statement);
    void prepend(Block& block, std::vector<Stmt*> before);
    Stmt* contract_statement(ast::Call const& call, std::string_view word, Span span);
    std::vector<Stmt*> kept_promises(Local* result);
    Expr* promised(Expr* value);
    Expr* promised_jump(Expr* jump);

    // body_functions.cpp
    void infer_result_of(Function& function, Frame& frame, Expr& body, ast::Block const& syntax);

    // body_receive.cpp
    Stmt* receive(ast::Receive const& syntax);
    Expr* received_in_time(ast::Receive const& syntax, Local* option, TypeRef message);
    Expr* received_message(ast::Receive const& syntax, Local* message, TypeRef type);
    MatchArm received_arm(ast::ReceiveArm const& syntax, TypeRef type);

    // body_with.cpp
    struct WithState;
    Stmt* with_chain(ast::WithChain const& syntax);
    Expr* with_step(ast::WithChain const& syntax, std::size_t at, WithState& state);
    Expr* with_failure(WithState& state, Local* error, Span span);
    void give_failures_a_type(WithState& state, Span span);

    // body_literals.cpp
    Expr* integer(ast::IntLiteral const& literal, TypeRef expected);
    Expr* floating(ast::FloatLiteral const& literal, TypeRef expected);
    Expr* string(ast::StringLiteral const& literal);
    Expr* interpolation(ast::Interpolation const& literal);
    Expr* array(ast::Many const& literal, TypeRef expected);
    Expr* array_repeat(ast::ArrayRepeat const& literal, TypeRef expected);
    Expr* tuple(ast::Many const& literal, TypeRef expected);
    Expr* table(ast::Table const& literal, TypeRef expected);
    Expr* table_part(ast::Expr const* written, TypeRef& key, TypeRef& value);
    Expr* spread_table(MapLiteral* table, std::vector<Spread> const& spreads);
    Expr* struct_literal(ast::Literal const& literal, TypeRef expected);
    std::string declaration_for(ast::Literal const& literal);
    Expr* construct(TypeRef type, ast::List<ast::FieldInit> fields, Span span);
    void unknown_struct_field(Struct const& structure, ast::Name name, Span value);
    std::string fill_from_defaults(TypeRef type, std::vector<Expr*>& values, Expr* base, Span span);
    Expr* constructed(TypeRef type, std::vector<Expr*>& values, Expr* base, bool unknown,
                      Span span);
    std::vector<Stmt*> evaluate_once(std::vector<Expr*>& values, Expr*& base);
    Expr* enum_literal(ast::Literal const& literal, TypeRef expected);
    Expr* anonymous_literal(ast::Literal const& literal, TypeRef expected);
    TypeRef list_element(TypeRef expected);
    TypeRef known_type(Expr const* made) const;

    // body_arrays.cpp
    Expr* array_length(Expr* array, Span span);
    Expr* elements_of(Expr* array, Function const& method, Span span);
    void as_view(Expr* value);

    // body_cases.cpp
    Case const* find_case(TypeRef type, std::string_view name) const;
    Expr* unknown_case(TypeRef type, ast::Name name);
    Expr* bare_case(TypeRef type, Case const& case_, Span span, bool reply_may_miss);
    Expr* default_of_field(Field const& field, TypeRef owner, Span span);
    Expr* case_with_fields(TypeRef type, Case const& case_, ast::List<ast::FieldInit> fields,
                           Span span, bool reply_may_miss);
    Expr* case_with_arguments(TypeRef type, Case const& case_, CallArguments const& arguments,
                              bool reply_may_miss);
    TypeRef field_type(TypeRef owner, Field const& field);
    TypeRef variants_of_expected(TypeRef expected) const;

    // body_names.cpp
    Expr* name(ast::NameExpr const& expression, TypeRef expected);
    Expr* named_local(Local* local, Span span);
    Expr* symbol_value(Symbol const& symbol, ast::Name name, TypeRef expected);
    Expr* undefined(ast::Name name, bool call);
    Expr* function_value(std::vector<Function*> const& overloads, Span span, TypeRef expected);
    Expr* function_reference(Function& function, std::vector<TypeRef> const& type_arguments,
                             Span span);
    Expr* instantiated(ast::Index const& expression);
    TypeRef parameter_type(Local const& parameter, TypeRef type);
    Expr* member(ast::Member const& expression, TypeRef expected);
    Expr* member_of_value(Expr* base, ast::Name name, Span span);
    Expr* no_member(Expr* base, ast::Name name);
    Expr* index(ast::Index const& expression, TypeRef expected);
    Expr* index_of(Expr* base, ast::Index const& expression, TypeRef expected);
    Expr* slice(Slice slice, TypeRef expected);
    Expr* tuple_index(ast::TupleIndex const& expression);
    Expr* element_of(Expr* base, ast::TupleIndex const& expression);
    /// The symbol a path of names stands for, without looking at locals shadowed by it.
    Symbol path_symbol(ast::Expr const* expression);
    TypeRef path_type(ast::Expr const* expression);
    Local* find_local(std::string_view name);

    // body_narrowing.cpp
    void learn_null(ast::Expr const* condition, bool holds);
    void forget_null_test(Expr const& place);
    Expr* as_declared(Expr* value) const;
    void explain_null(Diagnostic& problem, Expr const* value) const;
    bool of_outer_function(Local const* local) const;

    // body_operators.cpp
    Expr* unary(ast::Unary const& expression, TypeRef expected);
    Expr* binary(ast::Binary const& expression, TypeRef expected);
    Expr* arithmetic(BinaryOp op, Expr* left, Expr* right, Span span, Span op_span);
    Expr* comparison(BinaryOp op, Expr* left, Expr* right, Span span, Span op_span);
    Expr* concatenation(BinaryOp op, Expr* left, Expr* right, Span span);
    Expr* time_arithmetic(BinaryOp op, Expr* left, Expr* right, Span span);
    Expr* shift(BinaryOp op, Expr* left, Expr* right, Span span);
    Expr* binary_node(BinaryOp op, Expr* left, Expr* right, Span span);
    Expr* widen_to_open(Expr* narrow, Expr const* open);
    bool accumulates(Expr const& expression) const;
    bool make_equal(Expr*& left, Expr*& right);
    Expr* bad_operands(BinaryOp op, Expr* left, Expr* right, Span span);
    Expr* logical(ast::Binary const& expression);
    Expr* coalesce(ast::Binary const& expression, TypeRef expected);
    Expr* range(ast::Range const& expression, TypeRef expected);
    Expr* cast(ast::Cast const& expression);
    Expr* propagate(ast::Wrapped const& expression);
    Expr* propagated(Expr* operand, Span span);
    Expr* unwrap(ast::Wrapped const& expression);
    Expr* catch_(ast::Catch const& expression, TypeRef expected);
    Expr* option_member(ast::Member const& expression);
    Expr* inside_option(ast::Expr const& base, Span span, std::function<Expr*(Expr*)> const& rest);
    Expr* pipe(ast::Pipe const& expression, TypeRef expected);

    // body_calls.cpp
    Expr* call(ast::Call const& expression, TypeRef expected);
    std::vector<TypeRef> written_types(ast::List<ast::IndexArgument> arguments);
    TypeRef not_a_type(ast::IndexArgument const& argument);
    Expr* call_name(ast::Call const& expression, ast::Name name, TypeRef expected);
    Expr* call_type(ast::Call const& expression, ast::Name name, TypeRef type, TypeRef expected);
    Expr* call_nested(Local* local, ast::Function const& function, CallArguments const& arguments,
                      Span name);
    TypeRef with_open_arguments(Symbol const& symbol, Span span);
    Expr* function_of_type(TypeRef type, ast::Member const& expression, TypeRef expected);
    void check_each(ast::List<ast::Argument> arguments);
    Expr* method_as_function(ast::Call const& expression, ast::Name name, TypeRef expected);
    std::vector<Function*> const* generic_functions(ast::Expr const* callee);
    Expr* call_overloads(std::vector<Function*> const& overloads, CallArguments const& arguments,
                         TypeRef expected, std::vector<TypeRef> const& type_arguments,
                         std::string_view name);
    Function* choose(std::vector<Function*> const& overloads, CallArguments const& arguments,
                     std::string_view name);
    bool meets(TypeRef type, Type const& wanted);
    int fits_receiver(Function const& function, TypeRef given);
    int fits_argument(Function const& function, TypeRef wanted, ast::Expr const* value);
    int fits(Function const& function, CallArguments const& arguments);
    Expr* call_function(Function& function, CallArguments const& arguments, TypeRef expected,
                        std::vector<TypeRef> const& type_arguments, TypeRef static_owner = nullptr);
    Expr* argument(Function const& function, Local const& parameter, ast::Expr const* written,
                   TypeRef type);
    Expr* function_argument(ast::Expr const* written, TypeRef type);
    Expr* misplaced(Function const& function, CallArguments const& arguments);
    Expr* call_value(Expr* callee, CallArguments const& arguments);
    bool place_arguments(Function const& function, CallArguments const& arguments,
                         std::vector<ast::Argument const*>& placed);
    Substitution instantiate(Function const& function, TypeRef owner,
                             std::vector<TypeRef> const& type_arguments,
                             std::vector<TypeRef>& variables, Span span);
    void check_bounds(Function const& function, Substitution const& substitution, Span span);
    TypeRef result_of(Function& function, Span span);
    Expr* wrong_argument_count(std::string_view name, std::size_t expected, std::size_t given,
                               Span span);

    // body_methods.cpp
    Expr* call_member(ast::Call const& expression, ast::Member const& callee, TypeRef expected);
    Expr* call_optional_member(ast::Call const& expression, ast::Member const& callee);
    Expr* start_declared(ActorClass const& named, ast::Call const& expression, ast::Name name);
    Expr* call_static(TypeRef type, ast::Call const& expression, ast::Name name, TypeRef expected);
    Expr* call_method(Expr* receiver, ast::Name name, CallArguments const& arguments,
                      TypeRef expected);
    Expr* call_one_of(std::vector<Function*> const& methods, Expr* receiver, ast::Name name,
                      CallArguments const& arguments, TypeRef expected);
    std::vector<Function*> functions_taking(TypeRef type, std::string_view name);
    void check_unplaced(CallArguments const& arguments);
    Expr* value_method(Expr* receiver, ast::Name name, CallArguments const& arguments);
    Expr* no_function_of_type(TypeRef type, ast::Name name);
    Expr* no_value_of_module(ModuleScope const& module, ast::Name name);
    Expr* no_function_of_module(ModuleScope const& module, ast::Name name);
    void require_place(Expr* receiver, ast::Name method, Span span);
    void note_receiver(Function const& method, Expr* receiver);
    Function* changed_self(Local const& local) const;
    Local* root_local(Expr* place, bool& through_list) const;

    // body_messages.cpp: actors from outside
    Expr* default_of_parameter(Local const& parameter, TypeRef type);
    ActorClass named_actor(ast::Expr const* expression);
    Expr* spawn(ast::Spawn const& expression);
    Expr* spawn_actor(ActorClass const& which, ast::List<ast::Argument> arguments, Span span);
    Expr* start_supervisor(Supervisor& supervisor, ast::List<ast::Argument> arguments, Span span);
    bool instantiate_actor(ActorClass const& which, Span span, Substitution& substitution,
                           std::vector<TypeRef>& chosen);
    Expr* actor_intrinsic(Intrinsic kind, ActorClass const& which,
                          ast::List<ast::Argument> arguments, Span span);
    Expr* grain_reference(ActorClass const& which, ast::List<ast::Argument> arguments, Span span,
                          bool activate);
    /// Which of several protocols the written message belongs to; null if it names no case. Null
    /// and `ambiguous` set, with a report, if it could be of two.
    TypeRef protocol_of(TypeRef several, ast::Expr const* message, bool& reported);
    Expr* message_of_several(TypeRef protocol, ast::Expr const* message, bool reply_may_miss);
    Expr* send_after(Expr* delay, Expr* target, ast::Expr const* message, Span span);

    // body_self.cpp: what an actor calls on itself
    Expr* self_reference(Span span);
    Expr* self_method(ast::Name name, CallArguments const& arguments, TypeRef expected);
    Expr* own_function(ast::Name name, CallArguments const& arguments, TypeRef expected);
    std::vector<Function*> own_functions(std::string_view name) const;
    Expr* stop_self(CallArguments const& arguments);
    Expr* reminder(ast::Name name, CallArguments const& arguments);
    Expr* reminder_time(ast::Argument const& argument);
    bool is_old_state(ast::Expr const* expression);
    Expr* old_field(ast::Name name, TypeRef expected);
    Expr* old_state_method(ast::Name name, CallArguments const& arguments);
    /// `self` of an actor, not of a method.
    bool is_self(ast::Expr const* expression)
    {
        auto const* name = ast::get_if<ast::NameExpr>(expression);
        return actor_ && name && name->name.text == "self" && !find_local("self");
    }
    Expr* whereis(ast::Call const& expression, TypeRef protocol, TypeRef expected);
    Expr* message_argument(TypeRef protocol, ast::Expr const* message, bool reply_may_miss);
    Expr* send(Expr* target, ast::Expr const* message, Span span, Intrinsic how);
    Expr* ask(Expr* target, CallArguments const& arguments);
    Expr* actor_method(Expr* receiver, ast::Name name, CallArguments const& arguments);
    Expr* reply_method(Expr* receiver, ast::Name name, CallArguments const& arguments);
    Expr* supervisor_method(Expr* receiver, ast::Name name, CallArguments const& arguments,
                            TypeRef expected);
    Expr* supervisor_child(Expr* receiver, CallArguments const& arguments, TypeRef expected);
    Expr* start_child(Expr* receiver, CallArguments const& arguments);
    bool reply_fits(Expr*& value, TypeRef inner);

    // body_tasks.cpp
    Expr* await(ast::Wrapped const& expression, Want want);
    void require_await(Function const& function, Span call);
    bool find_nursery(ast::Spawn const& expression, Expr*& nursery);
    Expr* spawn_task(ast::Spawn const& expression);
    Expr* spawn_value(ast::Spawn const& expression, Expr* nursery);
    Expr* spawn_block(ast::Block const& body, Expr* nursery, Span span);
    Expr* spawn_call(ast::Call const& call, Expr* nursery, Span span);
    Expr* task_of(Expr* closure, Expr* nursery, std::vector<Let*> evaluated, Span span);
    void note_task_error(Local const& nursery, TypeRef result);
    Expr* nursery_spawn(Expr* nursery, CallArguments const& arguments);
    Expr* nursery_limit(ast::Nursery const& expression);
    Expr* nursery(ast::Nursery const& expression, Want want);
    void check_task_errors(Local const& nursery, TypeRef side, Span span);
    void need_service(Span span, std::string_view feature);
    void need_cluster(Span span, std::string_view feature);
    /// In an arm, a hook or a task an error may escape.
    bool errors_escape() const;

    // body_channels.cpp
    Expr* check_fallible(ast::Expr const* expression, TypeRef expected = nullptr);
    Expr* check_matched(ast::Expr const* expression, ast::Pattern const* pattern);
    Call* channel_call(Expr* expression) const;
    Expr* channel_failure(Span span);
    Expr* unwrap_channel_call(Expr* made, ast::Expr const* syntax, TypeRef expected);
    Expr* channel_of(ast::Call const& expression, TypeRef expected);
    Expr* select(ast::Select const& syntax);
    SelectCase select_case(ast::SelectCase const& syntax);

    // body_intrinsics.cpp
    /// Null if `name` is no built-in function of the language.
    Expr* intrinsic_call(ast::Call const& expression, std::string_view name, TypeRef expected);
    /// `log.info(…)`, `cluster.idle()`, `Error.name(…)`, `math.sqrt(…)`; null if it is none.
    Expr* cluster_later(ast::Call const& expression, ast::Name name);
    Expr* namespace_call(ast::Call const& expression, ast::Expr const* space, ast::Name name,
                         TypeRef expected);
    /// The library module a path of names such as `math` or `std.math` stands for, or empty.
    std::string library_named(ast::Expr const* path);
    Expr* library_call(ast::Call const& expression, std::string_view library, ast::Name name,
                       TypeRef expected);
    Expr* library_value(std::string_view library, ast::Name name, Span span, TypeRef expected);
    Expr* not_in_library(std::string_view library, ast::Name name, Code code);
    Expr* intrinsic_value(ast::Name name, TypeRef expected);
    Expr* intrinsic_method(Expr* receiver, ast::Name name, CallArguments const& arguments);
    Expr* duration(Expr* count, ast::Name unit, Span span);
    Expr* absolute(Expr* value, Span span);
    Expr* minimum_of(Intrinsic which, Expr* left, Expr* right, Span span);
    IntrinsicCall* intrinsic(Intrinsic which, std::vector<Expr*> arguments, TypeRef type,
                             Span span);
    Expr* print_call(Intrinsic which, ast::Call const& expression);
    Expr* log_call(std::string_view level, ast::Call const& expression);
    Expr* log_message(ast::Expr const* expression);
    Expr* assert_call(ast::Call const& expression);
    Expr* wrapper_call(ast::Call const& expression, std::string_view name, TypeRef expected);
    TypeRef expected_inside(TypeRef expected, TypeKind kind) const;
    Expr* error_wrapper(ast::Call const& expression, TypeRef result);
    Expr* minimum(Intrinsic which, ast::Call const& expression);
    Expr* command_call(ast::Call const& expression, std::string_view name);
    Expr* grain_call(ast::Call const& expression);
    TypeRef type_of_null(ast::Expr const* value);
    std::vector<Expr*> values(ast::List<ast::Argument> arguments);
    Expr* displayed(Expr* value);
    Expr* storage_call(ast::Call const& expression, std::string_view name);
    Expr* open_error(ast::Name name, ast::List<ast::Argument> arguments, Span span);

    // body_control.cpp
    Expr* block(ast::Block const& syntax, Want want, TypeRef expected);
    Expr* block_of(std::vector<ast::Stmt const*> const& statements, Span span, Want want,
                   TypeRef expected);
    Expr* if_(ast::If const& expression, Want want, TypeRef expected);
    Expr* match(ast::Match const& expression, Want want, TypeRef expected);
    TypeRef common_result(Frame const& frame);
    TypeRef closure_result(Frame const& frame, Expr*& body, bool known);
    std::vector<Stmt*> closure_parameters(Function& function, ast::Closure const& expression,
                                          TypeRef wanted);
    Expr* closure(ast::Closure const& expression, TypeRef expected);
    Expr* comptime(ast::Wrapped const& expression, Want want, TypeRef expected);
    Expr* operator_value(ast::OperatorReference const& expression, TypeRef expected);
    Expr* jump(ast::Jump const& expression);
    Expr* return_(ast::Jump const& expression);
    Expr* nothing_returned(Span span, TypeRef declared);
    Expr* fail_(ast::Jump const& expression);
    Expr* condition(ast::Condition const& syntax, Pattern*& pattern);
    Expr* boolean(ast::Expr const* expression);
    Expr* value_or_effect(ast::Expr const* expression, Want want, TypeRef expected);
    void unify_branches(std::vector<Expr**> const& branches, Want want, TypeRef& type,
                        TypeRef expected);
    Expr* guarded(Expr* body, ast::Guard const& guard, Span span);
    TypeRef frame_error_side() const;

    // body_statements.cpp
    Stmt* statement(ast::Stmt const& syntax);
    Stmt* let(ast::Let const& syntax);
    Stmt* var(ast::Var const& syntax);
    Stmt* assign(ast::Assign const& syntax);
    Stmt* expression_statement(ast::ExprStmt const& syntax);
    Stmt* while_(ast::While const& syntax);
    Stmt* for_(ast::For const& syntax);
    Stmt* defer(ast::Defer const& syntax);
    std::vector<Let*> evaluate_arguments(Expr& call);
    Stmt* using_(ast::Using const& syntax);
    Stmt* nested_declaration(ast::DeclStmt const& syntax);
    Stmt* nested_function(ast::Function const& function, Span span);
    ModuleScope* enter_declarations(std::vector<ast::Stmt const*> const& statements);
    Stmt* wrap(Expr* expression);
    TypeRef iterated(Expr*& iterable, std::size_t patterns);
    bool check_assignable(Expr* target, Span span);
    void warn_ignored(Expr* expression);

    // body_patterns.cpp
    Pattern* path_pattern(ast::PathPattern const& syntax, TypeRef type, bool mutable_bindings);
    Pattern* case_pattern(ast::PathPattern const& syntax, TypeRef type, Case const& case_,
                          bool mutable_bindings);
    Pattern* case_or_failure(ast::PathPattern const& syntax, TypeRef type, Case const& case_,
                             bool mutable_bindings);
    Pattern* protocol_pattern(ast::PathPattern const& syntax, TypeRef type, bool mutable_bindings);
    Pattern* wrapper_pattern(ast::PathPattern const& syntax, TypeRef type, std::string_view name,
                             bool mutable_bindings);
    void bind_names(ast::List<ast::FieldPattern> fields, bool mutable_bindings);
    struct FieldOwner;
    NodeList<Pattern*> field_patterns(ast::List<ast::FieldPattern> written, FieldOwner const& owner,
                                      std::vector<Pattern*> elements, bool mutable_bindings);
    Pattern* struct_pattern(ast::List<ast::FieldPattern> fields, TypeRef type, Span span,
                            bool mutable_bindings);
    Pattern* literal_pattern(ast::LiteralPattern const& syntax, TypeRef type);
    Pattern* many_pattern(ast::ManyPattern const& syntax, TypeRef type, bool mutable_bindings);
    Pattern* list_pattern(ast::ManyPattern const& syntax, TypeRef type, bool mutable_bindings);
    Pattern* either_pattern(ast::ManyPattern const& syntax, TypeRef type, bool mutable_bindings);
    Pattern* bind(ast::Name name, TypeRef type, Span span, bool mutable_);
    Local* bind_name(std::string_view name, Span span, TypeRef type, bool mutable_,
                     Alternatives* among);
    Pattern* wildcard(Span span, TypeRef type);
    Pattern* misfit(Span span, std::string text);
    bool irrefutable(Pattern const& pattern) const;

    void check_widening(Convert& made);
    void check_literal(Integer& literal);

    friend class ContextChecker;

    Inference inference_;
    TypeContext context_;
    Actor* actor_ = nullptr;
    std::vector<Function*> const* own_functions_ = nullptr; // of the actor or supervisor around
    LocalScopes scopes_;
    std::vector<Frame*> frames_;
    std::vector<Local*> locals_;
    std::vector<Function*> closures_;
    std::vector<NodeList<TypeRef>> type_lists_;
    std::vector<PendingBounds> pending_bounds_;
    std::vector<Expr*> compared_; // operands of == and !=; their types are known at the end
    NullTests null_tests_;
    std::map<Local const*, ast::Function const*> nested_functions_;
    ContextChecker contexts_;
    std::vector<Span> awaited_;           // of calls that are awaited or spawned
    ast::Expr const* fallible_ = nullptr; // whose error somebody handles
    bool next_closure_is_task_ = false;
    std::vector<Local*> nurseries_; // open here, the innermost last
    std::map<Local const*, std::vector<TypeRef>> task_errors_;
    Alternatives* alternatives_ = nullptr;
    bool reading_pattern_ = false;
    bool cancelled_apart_ = false; // an arm of the match is for `cancelled`
    std::vector<Local*> bound_;    // by the pattern being read
};

} // namespace janus::semantics
