//! Builds small checked programs by hand, for tests of the passes over them.
#pragma once

#include "semantics/program.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace janus::semantics {

class ProgramBuilder {
public:
    ProgramBuilder() { program.arena = std::make_unique<syntax::Arena>(); }

    TypeRef i64() const { return program.types.scalar(TypeKind::i64); }
    TypeRef boolean() const { return program.types.scalar(TypeKind::boolean); }
    TypeRef nothing() const { return program.types.scalar(TypeKind::void_); }
    TypeRef function_type(bool suspends = false)
    {
        return program.types.composite(TypeKind::function, {nothing()}, suspends);
    }

    /// Every node gets a span of its own.
    template <class T, class Kind> T* node(Kind kind)
    {
        T* made = program.arena->make<T>();
        made->kind = kind;
        made->span = next_span();
        return made;
    }
    template <class T> NodeList<T> list(std::vector<T> elements)
    {
        return program.arena->list(elements);
    }
    Span next_span()
    {
        position_ += 10;
        return {0, position_, position_ + 5};
    }

    Local* local(std::string_view name, TypeRef type = nullptr)
    {
        Local& made = program.locals.emplace_back();
        made.name = name;
        made.type = type ? type : i64();
        return &made;
    }
    Function* function(std::string_view name, Expr* body = nullptr)
    {
        Function& made = program.functions.emplace_back();
        made.name = name;
        made.body = body;
        made.result = nothing();
        return &made;
    }

    Expr* number(std::uint64_t value)
    {
        auto* made = node<Integer>(ExprKind::integer);
        made->type = i64();
        made->low = value;
        return made;
    }
    Expr* truth(bool value)
    {
        auto* made = node<Integer>(ExprKind::boolean);
        made->type = boolean();
        made->low = value;
        return made;
    }
    LocalRef* use(Local* local)
    {
        auto* made = node<LocalRef>(ExprKind::local);
        made->type = local->type;
        made->local = local;
        return made;
    }
    Call* call(Function* function, std::vector<Expr*> arguments = {})
    {
        auto* made = node<Call>(ExprKind::call);
        made->type = nothing();
        made->function = function;
        made->arguments = list(std::move(arguments));
        return made;
    }
    CallValue* call_value(Expr* callee)
    {
        auto* made = node<CallValue>(ExprKind::call_value);
        made->type = nothing();
        made->callee = callee;
        return made;
    }
    FunctionRef* reference(Function* function, TypeRef type)
    {
        auto* made = node<FunctionRef>(ExprKind::function_reference);
        made->type = type;
        made->function = function;
        return made;
    }
    Closure* closure(Expr* body, std::vector<Local*> parameters = {}, TypeRef type = nullptr)
    {
        auto* made = node<Closure>(ExprKind::closure);
        made->function = function("", body);
        made->function->kind = FunctionKind::closure;
        made->function->parameters = std::move(parameters);
        made->type = type ? type : function_type();
        return made;
    }
    Expr* convert(Conversion conversion, Expr* operand, TypeRef type)
    {
        auto* made = node<Convert>(ExprKind::convert);
        made->conversion = conversion;
        made->operand = operand;
        made->type = type;
        return made;
    }
    IntrinsicCall* intrinsic(Intrinsic intrinsic, std::vector<Expr*> arguments = {})
    {
        auto* made = node<IntrinsicCall>(ExprKind::intrinsic);
        made->type = nothing();
        made->intrinsic = intrinsic;
        made->arguments = list(std::move(arguments));
        return made;
    }

    Expr* block(std::vector<Stmt*> statements, Expr* value = nullptr)
    {
        auto* made = node<Block>(ExprKind::block);
        made->type = value ? value->type : nothing();
        made->statements = list(std::move(statements));
        made->value = value;
        return made;
    }
    Stmt* statement(Expr* value)
    {
        auto* made = node<ExprStmt>(StmtKind::expression);
        made->value = value;
        return made;
    }
    Stmt* let(Local* local, Expr* value)
    {
        auto* made = node<Let>(StmtKind::let);
        made->local = local;
        made->value = value;
        return made;
    }
    Stmt* assign(Expr* target, Expr* value)
    {
        auto* made = node<Assign>(StmtKind::assign);
        made->target = target;
        made->value = value;
        return made;
    }
    Stmt* loop(Expr* condition, Expr* body)
    {
        auto* made = node<While>(StmtKind::while_);
        made->condition = condition;
        made->body = body;
        return made;
    }
    Stmt* for_range(Local* variable, Expr* low, Expr* high, Expr* body)
    {
        auto* range = node<RangeValue>(ExprKind::range);
        range->type = program.types.composite(TypeKind::range, {i64()});
        range->low = low;
        range->high = high;
        auto* made = node<For>(StmtKind::for_);
        made->pattern = binding(variable);
        made->iterable = range;
        made->body = body;
        return made;
    }

    Pattern* binding(Local* local, Pattern* inner = nullptr)
    {
        auto* made = node<BindingPattern>(PatternKind::binding);
        made->type = local->type;
        made->local = local;
        made->inner = inner;
        return made;
    }

    Program program;

private:
    std::uint32_t position_ = 0;
};

} // namespace janus::semantics

/// The names tests use. Not all of them: `Catch` is also the name of the test framework.
namespace janus::program_names {

using semantics::Actor;
using semantics::Arm;
using semantics::as;
using semantics::Assign;
using semantics::Binary;
using semantics::BinaryOp;
using semantics::BindingPattern;
using semantics::Block;
using semantics::Call;
using semantics::CallValue;
using semantics::Case;
using semantics::CasePattern;
using semantics::ChildSpec;
using semantics::Closure;
using semantics::Construct;
using semantics::Conversion;
using semantics::Convert;
using semantics::Declaration;
using semantics::Defer;
using semantics::Expr;
using semantics::ExprKind;
using semantics::ExprStmt;
using semantics::ExternType;
using semantics::Field;
using semantics::FieldAccess;
using semantics::For;
using semantics::Function;
using semantics::FunctionKind;
using semantics::FunctionRef;
using semantics::Global;
using semantics::GlobalRef;
using semantics::Hook;
using semantics::If;
using semantics::Impl;
using semantics::Integer;
using semantics::Intrinsic;
using semantics::IntrinsicCall;
using semantics::Let;
using semantics::ListPattern;
using semantics::LiteralPattern;
using semantics::Local;
using semantics::LocalKind;
using semantics::LocalRef;
using semantics::ManyPattern;
using semantics::Match;
using semantics::MatchArm;
using semantics::Module;
using semantics::NodeList;
using semantics::OptionChain;
using semantics::Pattern;
using semantics::PatternKind;
using semantics::Program;
using semantics::ProgramBuilder;
using semantics::RangeValue;
using semantics::Span;
using semantics::Stmt;
using semantics::StmtKind;
using semantics::Struct;
using semantics::StructPattern;
using semantics::Supervisor;
using semantics::Text;
using semantics::Trait;
using semantics::Type;
using semantics::TypeKind;
using semantics::TypeParameter;
using semantics::TypeRef;
using semantics::TypeTable;
using semantics::Variants;
using semantics::VariantsKind;
using semantics::While;

} // namespace janus::program_names
