//! Lowers one body (of a function, arm, hook, closure) to C++ statements in await-normal form.
//! Expressions become C++ expressions; what C++ has no expression for (value `if`, `match`,
//! `catch`, everything that waits) becomes statements before them, left to right. The work is
//! spread over body_*.cpp by subject. One object per body; used by one thread.
#pragma once

#include "lowering/cpp_unit.hpp"
#include "lowering/effects.hpp"
#include "lowering/mentions.hpp"
#include "lowering/module_context.hpp"
#include "lowering/names.hpp"
#include "lowering/number_facts.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace janus::lowering {

/// The function a body belongs to.
struct FunctionShape {
    semantics::TypeRef result = nullptr; // null: nothing to return
    bool coroutine = false;
    bool throws_errors = false;              // arms, hooks, tests: an error that escapes is thrown
    semantics::Actor const* actor = nullptr; // whose member function it is
    std::optional<std::int64_t> reductions = std::nullopt; // @reductions
    bool counts_calls = false;                             // each call may end the turn
    bool gives_task = false; // no coroutine, but its caller awaits: `return {}`
};

/// How a value will be used.
struct Use {
    bool typed = true;  // the expression's own C++ type must be right; else the place gives it
    bool taken = false; // the place keeps the value: move it there at its last use
};
inline constexpr Use use_read{true, false};  // looked at, type not known from the place
inline constexpr Use use_pass{false, false}; // looked at, type known
inline constexpr Use use_take{true, true};   // kept, type not known
inline constexpr Use use_give{false, true};  // kept, type known

/// Where the value of an expression goes.
struct Target {
    enum class Kind : unsigned char { discard, assign, declare, return_ };
    Kind kind = Kind::discard;
    cpp::Expr place;  // assign
    std::string type; // declare
    std::string name; // declare
};

class Body {
public:
    Body(ModuleContext& module, LocalNames& names, FunctionShape shape)
        : module_(module), names_(names), shape_(shape)
    {}

    /// What a local is called in C++; `owned` if its content may be moved out.
    void bind(semantics::Local const* local, cpp::Expr spelled, bool owned = false);
    /// The whole body, ending in a return where one is due. Comments in it are carried over.
    std::vector<cpp::Stmt> lower(semantics::Expr& body) { return lower(body, mentions_in(body)); }
    /// The same, by somebody who had to know already what it speaks of.
    std::vector<cpp::Stmt> lower(semantics::Expr& body, Mentions mentions);
    /// An initialiser: the statements it needs go to `before`.
    cpp::Expr lower_value(semantics::Expr& value, std::vector<cpp::Stmt>& before);
    /// The same for an argument of a template, whose own type must be right.
    cpp::Expr lower_argument(semantics::Expr& value, std::vector<cpp::Stmt>& before);
    /// A guard over bindings that are spelled as paths; it does not leave the function.
    cpp::Expr lower_guard(semantics::Expr& value);
    /// One that may leave the function, as statements around what it lets through.
    std::vector<cpp::Stmt> lower_leaving_guard(semantics::Expr& value,
                                               std::vector<cpp::Stmt> passed);

    /// What `return` is given: a local is moved out by `return` itself.
    static cpp::Expr returned(cpp::Expr value);

    struct Bindings {
        std::vector<cpp::Expr> conditions;
        std::vector<std::pair<semantics::Local*, cpp::Expr>> locals;
    };
    /// What must hold of `subject` for a pattern to match, and what it then names.
    void test(semantics::Pattern& pattern, cpp::Expr const& subject, Bindings& bindings);
    void test_literal(semantics::LiteralPattern& pattern, cpp::Expr const& subject,
                      Bindings& bindings);
    void test_case(semantics::CasePattern& pattern, cpp::Expr const& whole, Bindings& bindings);
    void test_fields(semantics::CasePattern const& pattern, cpp::Expr const& payload,
                     Bindings& bindings);
    void test_list(semantics::ListPattern& pattern, cpp::Expr const& subject, Bindings& bindings);
    void test_either(semantics::ManyPattern& pattern, cpp::Expr const& subject, Bindings& bindings);
    static cpp::Expr all_of(std::vector<cpp::Expr> conditions);

private:
    using Stmts = std::vector<cpp::Stmt>;
    struct Pending {
        source::Span span;
        std::vector<std::string> comments;
    };

    // body.cpp
    void add(cpp::Stmt statement);
    /// What `make` adds, in a list of its own; what waits for the next statement goes there.
    template <class Make> Stmts collected(Make const& make)
    {
        Stmts made;
        Stmts* const outer = std::exchange(out_, &made);
        make();
        out_ = outer;
        return made;
    }
    /// The same, but what waits for the next statement keeps waiting.
    template <class Make> Stmts apart(Make const& make, source::Span span = {})
    {
        Pending outer = std::exchange(pending_, {span, {}});
        Stmts made = collected(make);
        pending_ = std::move(outer);
        return made;
    }
    /// The inside of a C++ block.
    template <class Make> Stmts block_of(Make const& make)
    {
        return apart([&] {
            names_.open();
            make();
            names_.close();
        });
    }
    /// Adds them as they are.
    void add_all(Stmts statements);
    std::string temporary(std::string_view hint, semantics::TypeRef type, cpp::Expr value);
    std::string held_as(std::string name, semantics::TypeRef type, cpp::Expr value);
    std::string_view result_keyword() const { return shape_.coroutine ? "co_return" : "return"; }
    static cpp::Stmt declaration(std::string type, std::string name, cpp::Expr value);
    void finish(cpp::Expr value, semantics::Expr const& from, Target const& target);
    void finish_unit(Target const& target);
    void into(semantics::Expr& expression, Target const& target);
    Stmts into_block(semantics::Expr& expression, Target const& target);
    /// Declares the variable of a `declare` target; what is left is to assign it.
    void scoped_block(semantics::Expr& expression, Target const& target);
    Target declare_first(Target const& target, semantics::Expr const& expression);
    bool into_converted(semantics::Convert& made, Target const& target);
    cpp::Expr through_local(semantics::Expr& expression, std::string_view hint);
    bool is_simple(semantics::Expr& expression) const;

    void begin_turn(semantics::Expr& body);
    cpp::Stmt give_way() const;

    // body_value.cpp
    cpp::Expr value(semantics::Expr& expression, Use use = use_read);
    void effect(semantics::Expr& expression);
    cpp::Expr local(semantics::Expr const& expression, Use use);
    bool is_last_use(semantics::Expr const& read) const;
    cpp::Expr spelled(semantics::Local const& local, source::Span span);
    cpp::Expr field(semantics::Expr& expression, Use use);
    cpp::Expr slice(semantics::Expr& expression);
    bool is_constant(semantics::Expr const& expression) const;
    cpp::Expr element(semantics::Index const& made, cpp::Expr base, cpp::Expr at, bool reads);
    cpp::Expr interpolation(semantics::Expr& expression);
    cpp::Expr record(semantics::Expr& expression);

    // body_operators.cpp
    cpp::Expr unary(semantics::Expr& expression);
    cpp::Expr binary(semantics::Expr& expression);
    cpp::Expr compute(semantics::BinaryOp op, cpp::Expr left, cpp::Expr right,
                      semantics::TypeRef type);
    cpp::Expr logical(semantics::Expr& expression);
    cpp::Expr convert(semantics::Expr& expression, Use use);
    cpp::Expr convert_nominal(semantics::Convert& made, Use use);
    cpp::Expr convert_result(semantics::Convert& made);
    cpp::Expr widened_error(cpp::Expr error, semantics::TypeRef from, semantics::TypeRef to,
                            source::Span span);
    cpp::Expr enum_case(semantics::Expr& expression);
    cpp::Expr construct_case(semantics::Expr& expression, bool whole);
    cpp::Expr map(semantics::Expr& expression);
    cpp::Expr composed_value(semantics::Expr& expression, Use use);
    cpp::Expr branching_value(semantics::Expr& expression, Use use);
    std::optional<cpp::Expr> simple_branching(semantics::Expr& expression, Use use);

    // body_call.cpp
    struct Operand {
        semantics::Expr* expression = nullptr;
        Use use;
        bool place = false; // a receiver: the place itself is meant, not its value
        bool lends = false; // `&mut`: written through
    };
    /// How C++ orders the operands by itself.
    enum class Order : unsigned char { unspecified, left_to_right };
    std::vector<cpp::Expr> in_written_order(semantics::Call& call);
    cpp::Expr literal_of(std::string type, std::span<semantics::Expr* const> elements, Order order);
    struct Wanted {
        std::string name;
        std::string type;
        std::string task; // what the task is called; empty: chosen when it is declared
    };
    Wanted take_wanted();
    void name_task(semantics::Call const& call, Wanted& wanted);
    std::vector<cpp::Expr> operands(std::vector<Operand> const& wanted, Order order);
    cpp::Expr call(semantics::Expr& expression);
    void keep_receiver(semantics::Expr const& receiver, cpp::Expr& spelled);
    cpp::Expr static_of_trait(semantics::Call& made);
    cpp::Expr call_builtin(semantics::Expr& expression);
    cpp::Expr static_builtin(semantics::Call const& made, std::string const& name,
                             std::vector<cpp::Expr> arguments) const;
    cpp::Expr aside(std::string const& function, std::vector<cpp::Expr> arguments);
    cpp::Expr call_value(semantics::Expr& expression);
    cpp::Expr function_value(semantics::Expr& expression);
    static bool calls_back(std::span<semantics::Expr* const> arguments);
    cpp::Expr steady_receiver(semantics::Call const& call, cpp::Expr receiver) const;
    void copy_aliased(semantics::Function const& function,
                      std::span<semantics::Expr* const> arguments, std::vector<cpp::Expr>& spelled);
    semantics::TypeRef function_result(semantics::Call const& call) const;
    std::vector<Operand> arguments_of(semantics::Function const& function,
                                      std::span<semantics::Expr* const> arguments) const;
    std::string type_arguments(std::span<semantics::TypeRef const> arguments) const;
    /// Declares the awaitable, awaits it and names the result.
    cpp::Expr awaited(cpp::Expr operand, std::string const& type, std::string_view hint,
                      semantics::TypeRef result, Wanted const& wanted);

    // body_closure.cpp
    struct Captures {
        std::vector<semantics::Local const*> locals;
        bool actor = false; // state, parameters or functions of the actor
    };
    cpp::Expr closure(semantics::Expr& expression);
    Captures captures_of(semantics::Function& closure) const;
    static std::string path_text(cpp::Expr const& path);
    cpp::Expr waiting_closure(semantics::Function& function, Captures const& captures);
    cpp::Expr recursive(semantics::Local const& itself, cpp::Expr told);
    std::vector<cpp::Parameter> closure_parameters(semantics::Function& function, Body& inner,
                                                   bool by_value);

    // body_intrinsic.cpp
    cpp::Expr intrinsic(semantics::Expr& expression, Use use);
    cpp::Expr stored_key(std::string_view name) const;
    cpp::Expr receive_message(semantics::Expr& expression);
    cpp::Expr spawn(semantics::Expr& expression);
    cpp::Expr send(semantics::Expr& expression);
    cpp::Expr ask(semantics::Expr& expression);
    cpp::Expr log(semantics::Expr& expression);
    cpp::Expr child(semantics::Expr& expression);
    cpp::Expr milliseconds(semantics::Expr& expression);
    cpp::Expr library_call(semantics::IntrinsicCall& made);
    cpp::Expr cached(std::string_view function, std::vector<cpp::Expr> arguments) const;
    cpp::Expr assertion(semantics::IntrinsicCall& made);
    cpp::Expr compared_assertion(semantics::IntrinsicCall& made, semantics::Binary& comparison);
    std::string assertion_text(semantics::IntrinsicCall const& made) const;
    cpp::Expr send_reply(semantics::Call& made);

    // body_control.cpp
    void if_(semantics::Expr& expression, Target const& target);
    void block(semantics::Expr& expression, Target const& target);
    void jump(semantics::Expr& expression);
    void return_(semantics::Jump& jump);
    void throw_error(cpp::Expr error);
    cpp::Expr propagate(semantics::Expr& expression, Use use);
    void leave_with_error(semantics::Propagate const& propagate, std::string const& attempt);
    /// Names the outcome of a fallible operand; yields its success value.
    cpp::Expr attempt(semantics::Expr& operand, std::string& name);
    void catch_(semantics::Expr& expression, Target const& target);
    void coalesce(semantics::Expr& expression, Target const& target);
    void option_chain(semantics::Expr& expression, Target const& target);
    Target option_target(Target const& target, semantics::Expr const& expression);
    cpp::Expr none_result() const;

    // body_match.cpp
    void match(semantics::Expr& expression, Target const& target);
    bool can_switch(semantics::Match const& match) const;
    void match_switch(semantics::Match& match, cpp::Expr const& subject, Target const& target);
    void match_chain(semantics::Match& match, cpp::Expr const& subject, Target const& target);
    Stmts leaving_guard(semantics::MatchArm& arm, Bindings const& bindings, bool copy,
                        Target const& target, std::string& taken);
    static void go_on(Stmts& chain, Stmts rest, std::string const& taken);
    Stmts arm_body(semantics::Expr& body, Bindings const& bindings, bool copy,
                   Target const& target);
    Stmts case_body(semantics::MatchArm& arm, cpp::Expr const& subject, bool copy,
                    Target const& target);
    cpp::Expr subject(semantics::Expr& expression, std::string_view hint);
    void declare_bindings(Bindings const& bindings, bool copy, Mentions const& used);
    bool declare_structured(semantics::CasePattern const& pattern, cpp::Expr const& payload,
                            bool copy);

    // body_statement.cpp
    /// True if control does not reach the end, as far as the statements themselves tell.
    bool statements(std::span<semantics::Stmt* const> list, semantics::Expr* value,
                    source::Span around, Target const& target);
    void statement(semantics::Stmt& statement);
    void let(semantics::Stmt& statement);
    void let_pattern(semantics::Let& let);
    void declare_cell(semantics::Local const& local, cpp::Expr value);
    void assign(semantics::Stmt& statement);
    void defer(semantics::Stmt& statement);
    /// `later` is done while the place is held.
    cpp::Expr place(semantics::Expr& expression, Effect later = Effect::none);

    // body_region.cpp
    struct Region {
        std::string leaving;   // the variable that notes the way out
        std::string label;     // of the end, once somebody needs it
        std::size_t loops = 0; // that stand around it
        bool returns = false;
        std::vector<semantics::Jump> jumps; // ways 2, 3, …
    };
    /// Returns from the function, through the regions around.
    void leave();
    void leave(cpp::Expr value);
    void note_way(Region& region, cpp::Expr way);
    void go_to_end(Region& region);
    bool leave_loop(semantics::Jump const& jump);
    void open_region();
    Region close_region(Stmts inside);
    void take_ways(Region const& region, bool ends);
    bool needs_region(semantics::Stmt const& statement) const;
    void deferred_region(semantics::Defer& deferred, std::span<semantics::Stmt* const> rest,
                         semantics::Expr* last, source::Span around, Target const& target);
    void nursery(semantics::Expr& expression, Target const& target);
    void finish_nursery(semantics::NurseryBlock& made, std::string const& outcome,
                        Target const& target);
    cpp::Expr spawn_task(semantics::Expr& expression);
    static bool holds_function(semantics::TypeRef type);

    // body_channel.cpp
    void for_channel(semantics::For& loop);
    std::string select_operation(semantics::SelectCase& one);
    Stmts select_body(semantics::SelectCase& one, std::string const& operation);
    void select(semantics::Expr& expression, Target const& target);
    void select_inside(semantics::Select& made);

    // body_loop.cpp
    void while_(semantics::Stmt& statement);
    void for_(semantics::Stmt& statement);
    bool for_range(semantics::For& loop);
    void for_each(semantics::For& loop);
    cpp::Expr iterated(semantics::For& loop);
    std::string loop_variable(semantics::For& loop, std::string& type, Stmts& before);
    Stmts loop_body(semantics::Stmt const& loop, semantics::Expr& body);
    void end_label(semantics::Stmt const& loop);

    ModuleContext& module_;
    LocalNames& names_;
    FunctionShape shape_;
    Stmts* out_ = nullptr;
    std::map<semantics::Local const*, cpp::Expr> locals_;
    std::set<semantics::Local const*> owned_;
    std::vector<semantics::Expr const*> last_uses_;
    Mentions mentions_;
    NumberFacts facts_;
    std::string actor_object_; // inside closures that wait: how the actor is reached
    Pending pending_;          // for the next statement added
    bool fresh_scope_ = false; // the block lowered next has braces of its own
    semantics::Expr const* bare_case_ = nullptr; // a case that is sent, not stored
    static constexpr char const* nobody = "*";
    std::string wanted_name_; // the variable the wait that is lowered next initialises, or nobody
    std::string wanted_type_;
    NameSet temporaries_; // names whose content nobody else reads
    struct Loop {
        std::string end; // labels, once somebody needs them
        std::string next;
    };
    int labels_ = 0;
    std::map<semantics::Stmt const*, Loop> loops_;
    std::vector<semantics::Stmt const*> loop_stack_;
    std::vector<Region> regions_;
    std::string turn_; // the variable that counts rounds; empty if nothing here does
};

/// Free of what else the struct of all cases declares: its own name, `Case` and `value`.
std::string case_name(semantics::Case const& one, semantics::Variants const& owner);
/// The type of a case's payload, with `typename` where C++ needs it.
std::string case_type(ModuleContext const& module, semantics::TypeRef owner,
                      semantics::Case const& one);

} // namespace janus::lowering
