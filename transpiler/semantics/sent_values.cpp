#include "semantics/sent_values.hpp"

#include "semantics/sendable.hpp"
#include "semantics/walk.hpp"

#include <unordered_set>

namespace janus::semantics {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

using Locals = std::unordered_set<Local const*>;

/// Finds an exclusive field that a value holds as a whole, not one that was only used to compute
/// it.
class WholeField final : public Visitor {
public:
    explicit WholeField(Locals const& exclusive) : exclusive_(exclusive) {}

    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        switch (slot->kind) {
        case ExprKind::local:
            if (exclusive_.contains(as<LocalRef>(*slot).local))
                found = slot;
            return;
        case ExprKind::convert:
        case ExprKind::construct:
        case ExprKind::construct_case:
        case ExprKind::tuple:
        case ExprKind::list:
        case ExprKind::repeat:
        case ExprKind::map:
        case ExprKind::coalesce:
            for_each_child(*slot, *this);
            return;
        case ExprKind::block:
            if (as<Block>(*slot).value)
                visit(as<Block>(*slot).value);
            return;
        case ExprKind::if_:
            visit(as<If>(*slot).then);
            if (as<If>(*slot).otherwise)
                visit(as<If>(*slot).otherwise);
            return;
        case ExprKind::match:
            for (MatchArm& arm : as<Match>(*slot).arms)
                visit(arm.body);
            return;
        default:
            return;
        }
    }

    Expr const* found = nullptr;

private:
    Locals const& exclusive_;
};

bool is_runtime(Function const& function, std::string_view type, std::string_view name)
{
    return function.kind == FunctionKind::builtin && function.name.ends_with(name) &&
           function.owner && function.owner->kind == TypeKind::structure &&
           function.owner->structure->name == type;
}

class SentValues final : public Visitor {
public:
    SentValues(Program& program, diagnostics::Diagnostics& diagnostics)
        : program_(program), diagnostics_(diagnostics)
    {
        for (Actor const& actor : program.actors)
            for (std::size_t at = 0; at < actor.state.size(); ++at)
                if (actor.state[at].tag == MemoryTag::local_exclusive)
                    exclusive_.insert(actor.state_locals[at]);
    }

    void run()
    {
        for (Supervisor const& supervisor : program_.supervisors)
            for (ChildSpec const& child : supervisor.children)
                type_arguments(child.type_arguments, child.span);
        if (!exclusive_.empty())
            for (Actor const& actor : program_.actors)
                for (Function* function : actor.functions)
                    if (function->body && function->body->type->kind != TypeKind::void_)
                        stays(function->body, "returned");
        for_each_root(program_, *this);
    }

    using Visitor::visit;
    void visit(Expr*& slot) override
    {
        if (slot->kind == ExprKind::intrinsic)
            intrinsic(as<IntrinsicCall>(*slot));
        if (slot->kind == ExprKind::call)
            call(as<Call>(*slot));
        if (slot->kind == ExprKind::return_ && as<Jump>(*slot).value)
            stays(as<Jump>(*slot).value, "returned");
        for_each_child(*slot, *this);
    }
    void visit(Stmt*& slot) override
    {
        if (slot->kind == StmtKind::let && as<Let>(*slot).value)
            stays(as<Let>(*slot).value, "copied");
        if (slot->kind == StmtKind::assign)
            stays(as<Assign>(*slot).value, "copied");
        for_each_child(*slot, *this);
    }

private:
    void intrinsic(IntrinsicCall& call)
    {
        switch (call.intrinsic) {
        case Intrinsic::old_field:
            if (auto const why = why_not_storable(call.type))
                diagnostics_.add(Diagnostic{Code::S3002, call.span,
                                            "`" + to_string(call.type) + "` cannot be stored"}
                                     .note(*why));
            return;
        case Intrinsic::grain_reference:
        case Intrinsic::activate_grain:
        case Intrinsic::spawn_actor:
        case Intrinsic::start_child:
            type_arguments(call.type_arguments, call.span);
            if (call.actor && call.actor->grain)
                stored_arguments(call.type_arguments, call.span);
            [[fallthrough]];
        case Intrinsic::send:
        case Intrinsic::try_send:
        case Intrinsic::send_after:
        case Intrinsic::ask:
        case Intrinsic::start_supervisor:
            for (Expr* argument : call.arguments)
                if (argument)
                    stays(argument, "sent", true);
            return;
        default:
            return;
        }
    }

    void call(Call& call)
    {
        Function const& function = *call.function;
        bool const sends =
            is_runtime(function, "Reply", "send") || is_runtime(function, "Channel", "send");
        if (!sends && !(function.kind == FunctionKind::builtin && function.mutates_self))
            return;
        for (std::size_t at = 1; at < call.arguments.size(); ++at)
            stays(call.arguments[at], sends ? "sent" : "copied", sends);
    }

    /// The field itself must not be where `what` takes it. Numbers may be copied, not sent.
    void stays(Expr* value, std::string_view what, bool numbers = false)
    {
        if (exclusive_.empty())
            return;
        WholeField search{exclusive_};
        search.visit(value);
        if (!search.found)
            return;
        Local const& field = *as<LocalRef>(*search.found).local;
        bool const number = is_integer(field.type) || field.type->kind == TypeKind::boolean ||
                            field.type->kind == TypeKind::f64 || field.type->kind == TypeKind::f32;
        if (number && !numbers)
            return;
        std::string const name = "`" + std::string(field.name) + "`";
        diagnostics_.add(Diagnostic{Code::S3002, search.found->span,
                                    name + " is Local.Exclusive and cannot be " + std::string(what)}
                             .note("nobody else may have it, not even a copy")
                             .suggest("use it in place, or make a new value from its elements")
                             .at(field.span, "declared here"));
    }

    template <class Types> void type_arguments(Types const& types, Span span)
    {
        for (TypeRef type : types)
            if (auto const why = why_not_sendable(type))
                diagnostics_.add(
                    Diagnostic{Code::S3002, span, "`" + to_string(type) + "` is not sendable"}
                        .note(*why)
                        .note("it would be part of the actor's messages"));
    }

    template <class Types> void stored_arguments(Types const& types, Span span)
    {
        for (TypeRef type : types)
            if (auto const why = why_not_storable(type))
                diagnostics_.add(
                    Diagnostic{Code::S3002, span, "`" + to_string(type) + "` cannot be stored"}
                        .note(*why)
                        .note("it would be part of the grain's state"));
    }

    Program& program_;
    diagnostics::Diagnostics& diagnostics_;
    Locals exclusive_;
};

} // namespace

void check_sent_values(Program& program, diagnostics::Diagnostics& diagnostics)
{
    SentValues{program, diagnostics}.run();
}

} // namespace janus::semantics
