#include "lowering/body.hpp"

#include "lowering/effects.hpp"
#include "lowering/literals.hpp"
#include "lowering/written_order.hpp"

#include <algorithm>
#include <functional>

namespace janus::lowering {

using namespace semantics;

std::string case_name(Case const& one, Variants const& owner)
{
    std::string const name = spell_name(one.name);
    bool const taken = name == "value" || name == "Case" || name == spell_name(owner.name);
    return taken ? name + "_" : name;
}

static bool depends_on_parameter(TypeRef type)
{
    return type->kind == TypeKind::parameter ||
           std::any_of(type->arguments.begin(), type->arguments.end(), depends_on_parameter);
}

std::string case_type(ModuleContext const& module, TypeRef owner, Case const& one)
{
    return (depends_on_parameter(owner) ? "typename " : "") + module.spell(owner) +
           "::" + case_name(one, *owner->variants);
}

cpp::Expr Body::value(Expr& expression, Use use)
{
    switch (expression.kind) {
    case ExprKind::integer:
        return integer_literal(module_, static_cast<Integer const&>(expression), use.typed);
    case ExprKind::floating:
        return floating_literal(as<Floating>(expression).value, expression.type);
    case ExprKind::string:
    case ExprKind::bytes:
        return text_literal(as<Text>(expression).value, expression.kind == ExprKind::bytes,
                            use.typed);
    case ExprKind::boolean:
        return cpp::name(as<Integer>(expression).low != 0 ? "true" : "false");
    case ExprKind::unit:
        return use.taken ? cpp::name("janus::Unit{}") : cpp::name("");
    case ExprKind::none:
        return use.typed ? cpp::construct(module_.spell(expression.type), {})
                         : cpp::name("janus::none");
    case ExprKind::local:
        return local(expression, use);
    case ExprKind::global:
        return cpp::name(module_.spell(*as<GlobalRef>(expression).global));
    case ExprKind::function_reference:
        return function_value(expression);
    case ExprKind::self_reference:
        return cpp::call("janus::self<" + module_.spell(*shape_.actor) + ">", {});
    case ExprKind::call:
        return call(expression);
    case ExprKind::call_value:
        return call_value(expression);
    case ExprKind::field:
        return field(expression, use);
    case ExprKind::tuple_element: {
        auto& element = as<TupleElement>(expression);
        return cpp::call("std::get<" + std::to_string(element.index) + ">",
                         {value(*element.base, use_read)});
    }
    case ExprKind::index: {
        auto& made = as<Index>(expression);
        auto parts =
            operands({{made.base, use_read}, {made.index, use_pass}}, Order::left_to_right);
        return element(made, parts[0], parts[1], !is_constant(*made.base));
    }
    case ExprKind::slice:
        return slice(expression);
    case ExprKind::unary:
        return unary(expression);
    case ExprKind::binary:
        return binary(expression);
    case ExprKind::and_:
    case ExprKind::or_:
        return logical(expression);
    case ExprKind::convert:
        return convert(expression, use);
    default:
        return composed_value(expression, use);
    }
}

/// Whether C++ sees the expression, which is looked at, as constant. False if in doubt.
bool Body::is_constant(Expr const& expression) const
{
    switch (expression.kind) {
    case ExprKind::local: {
        Local const& local = *as<LocalRef>(expression).local;
        return !local.mutable_ && !local.assigned && !local.shared_cell && !local.reference &&
               !owned_.contains(&local);
    }
    case ExprKind::global:
        return !as<GlobalRef>(expression).global->mutable_;
    case ExprKind::field: {
        auto const& made = as<FieldAccess>(expression);
        return !made.field->boxed && is_constant(*made.base);
    }
    case ExprKind::tuple_element:
        return is_constant(*as<TupleElement>(expression).base);
    case ExprKind::index: {
        Expr const& base = *as<Index>(expression).base;
        return base.type->kind == TypeKind::array ? is_constant(base)
                                                  : base.type->kind != TypeKind::slice;
    }
    default:
        return false;
    }
}

/// Fixed arrays are plain C++ ones, which check nothing by themselves. `reads`: what can be written
/// is only looked at. Its `[]` would first make a shared list or map its own.
cpp::Expr Body::element(semantics::Index const& made, cpp::Expr base, cpp::Expr at, bool reads)
{
    TypeRef const type = made.base->type;
    bool const shares = type->kind == TypeKind::structure &&
                        type->structure->cpp_name != "janus::String"; // which nobody writes into
    if (reads && shares)
        return cpp::method(std::move(base), "at", {std::move(at)});
    bool const known = made.index->kind == ExprKind::integer &&
                       as<Integer>(*made.index).high == 0 &&
                       as<Integer>(*made.index).low < type->number;
    if (type->kind != TypeKind::array || known)
        return cpp::index(std::move(base), std::move(at));
    return cpp::call("janus::element", {std::move(base), std::move(at)});
}

cpp::Expr Body::composed_value(Expr& expression, Use use)
{
    switch (expression.kind) {
    case ExprKind::construct:
        return record(expression);
    case ExprKind::construct_case:
        return construct_case(expression, bare_case_ != &expression);
    case ExprKind::enum_case:
        return enum_case(expression);
    case ExprKind::tuple:
        // Its constructor sees references, so what is read first must be kept.
        return literal_of(module_.spell(expression.type), as<Many>(expression).elements,
                          Order::unspecified);
    case ExprKind::list:
        return literal_of(module_.spell(expression.type), as<Many>(expression).elements,
                          Order::left_to_right);
    case ExprKind::repeat: {
        auto& made = as<Repeat>(expression);
        auto parts = operands({{made.value, use_give}, {made.count, use_pass}}, Order::unspecified);
        if (expression.type->kind == TypeKind::array)
            return cpp::call("janus::filled<" + module_.spell(expression.type) + ">", {parts[0]});
        return cpp::call(module_.spell(expression.type) + "::repeated", parts);
    }
    case ExprKind::map:
        return map(expression);
    case ExprKind::range: {
        auto& made = as<RangeValue>(expression);
        auto parts = operands({{made.low, use_read}, {made.high, use_pass}}, Order::unspecified);
        return cpp::call(made.exclusive ? "janus::range_until" : "janus::range", parts);
    }
    case ExprKind::closure:
        return closure(expression);
    case ExprKind::interpolation:
        return interpolation(expression);
    case ExprKind::intrinsic:
        return intrinsic(expression, use);
    case ExprKind::propagate:
        return propagate(expression, use);
    case ExprKind::spawn_task:
        return spawn_task(expression);
    case ExprKind::if_:
    case ExprKind::nursery:
    case ExprKind::select:
    case ExprKind::match:
    case ExprKind::block:
    case ExprKind::catch_:
    case ExprKind::coalesce:
    case ExprKind::option_chain:
        return branching_value(expression, use);
    default:
        into(expression, Target{});
        return cpp::name("");
    }
}

cpp::Expr Body::branching_value(Expr& expression, Use use)
{
    if (expression.kind == ExprKind::block && as<Block>(expression).statements.empty() &&
        as<Block>(expression).value)
        return value(*as<Block>(expression).value, use);
    if (auto simple = simple_branching(expression, use))
        return std::move(*simple);
    if (is_void(expression.type)) {
        into(expression, Target{});
        return cpp::name("");
    }
    Target target;
    target.kind = Target::Kind::declare;
    target.type = module_.spell_argument(expression.type);
    target.name = names_.make("value");
    temporaries_.insert(target.name);
    into(expression, target);
    cpp::Expr made = cpp::name(target.name);
    return use.taken && !is_small(expression.type) ? cpp::move(made) : made;
}

namespace {

bool is_chain(Expr const& otherwise)
{
    if (otherwise.kind == ExprKind::if_)
        return true;
    auto const* block = otherwise.kind == ExprKind::block ? &as<Block>(otherwise) : nullptr;
    if (otherwise.kind == ExprKind::convert)
        return is_chain(*as<Convert>(otherwise).operand);
    return block && block->value && is_chain(*block->value);
}

/// C++ has no value of type never: `panic()` cannot be a branch of `?:`.
bool never_ends(Expr const& branch)
{
    if (branch.type->kind == TypeKind::never)
        return true;
    if (branch.kind == ExprKind::convert)
        return never_ends(*as<Convert>(branch).operand);
    auto const* block = branch.kind == ExprKind::block ? &as<Block>(branch) : nullptr;
    return block && block->value && never_ends(*block->value);
}

/// g++ 12 initialises a variable or member wrongly from `true ? Shape{Shape::Dot{1}} : …` where it
/// can compute the condition itself: variants without value, options that are null. Scalars,
/// strings and what is already there are safe.
bool survives_conditional(Expr const& branch)
{
    if (branch.kind == ExprKind::block && as<Block>(branch).value)
        return survives_conditional(*as<Block>(branch).value);
    TypeRef const type = branch.type;
    bool const text = type->kind == TypeKind::structure && type->structure->builtin &&
                      type->structure->name == "String";
    bool const there = branch.kind == ExprKind::local || branch.kind == ExprKind::field ||
                       branch.kind == ExprKind::tuple_element || branch.kind == ExprKind::index ||
                       branch.kind == ExprKind::global || branch.kind == ExprKind::call;
    return text || there || is_small(type);
}

} // namespace

std::optional<cpp::Expr> Body::simple_branching(Expr& expression, Use use)
{
    Use const part{true, use.taken};
    if (expression.kind == ExprKind::if_ && !is_void(expression.type) && is_simple(expression)) {
        auto& choice = as<If>(expression);
        if (choice.pattern || !choice.otherwise || is_chain(*choice.otherwise) ||
            never_ends(*choice.then) || never_ends(*choice.otherwise) ||
            !survives_conditional(*choice.then) || !survives_conditional(*choice.otherwise))
            return std::nullopt;
        cpp::Expr then;
        cpp::Expr otherwise;
        // What a branch needs in front of it must not run for the other one.
        Stmts const needed = block_of([&] {
            then = value(*choice.then, part);
            otherwise = value(*choice.otherwise, part);
        });
        if (!needed.empty())
            return std::nullopt;
        return cpp::conditional(value(*choice.condition, use_read), std::move(then),
                                std::move(otherwise));
    }
    // The default is evaluated only if it is needed, unless nobody can tell.
    if (expression.kind == ExprKind::coalesce) {
        auto& made = as<Coalesce>(expression);
        if (effect_of(*made.otherwise) > Effect::reads || made.otherwise->type != expression.type ||
            expression.type->kind == TypeKind::option || !is_simple(*made.otherwise))
            return std::nullopt;
        auto parts =
            operands({{made.operand, use_read}, {made.otherwise, use_give}}, Order::left_to_right);
        return cpp::method(parts[0], "unwrap_or", {parts[1]});
    }
    if (expression.kind == ExprKind::catch_) {
        auto& made = as<Catch>(expression);
        if (is_void(expression.type) || made.handler->type != expression.type ||
            effect_of(*made.handler) > Effect::reads || !is_simple(*made.handler))
            return std::nullopt;
        auto parts =
            operands({{made.operand, use_read}, {made.handler, use_give}}, Order::left_to_right);
        return cpp::method(parts[0], "unwrap_or", {parts[1]});
    }
    return std::nullopt;
}

cpp::Expr Body::spelled(Local const& local, Span span)
{
    auto const found = locals_.find(&local);
    bool const of_actor =
        local.kind == LocalKind::state || local.kind == LocalKind::actor_parameter;
    if (found != locals_.end() && of_actor && !actor_object_.empty())
        return cpp::arrow(cpp::name(actor_object_), found->second.text);
    if (found != locals_.end())
        return found->second;
    module_.unsupported(span, "using `" + std::string(local.name) + "` here");
    return cpp::name(spell_name(local.name));
}

bool Body::is_last_use(Expr const& read) const
{
    return std::binary_search(last_uses_.begin(), last_uses_.end(), &read, std::less<>{});
}

cpp::Expr Body::local(Expr const& expression, Use use)
{
    Local const& local = *as<LocalRef>(expression).local;
    cpp::Expr made = spelled(local, expression.span);
    if (local.shared_cell && local.kind == LocalKind::variable)
        made = cpp::prefix("*", std::move(made));
    bool const moves = use.taken && owned_.contains(&local) && !local.shared_cell &&
                       is_last_use(expression) && !is_small(local.type);
    return moves ? cpp::move(std::move(made)) : made;
}

cpp::Expr Body::field(Expr& expression, Use)
{
    auto& access = as<FieldAccess>(expression);
    cpp::Expr base = value(*access.base, use_read);
    cpp::Expr made = cpp::field(std::move(base), module_.field(*access.field));
    return access.field->boxed ? cpp::prefix("*", std::move(made)) : made;
}

cpp::Expr Body::slice(Expr& expression)
{
    auto& made = as<Slice>(expression);
    bool const views = expression.type->kind == TypeKind::slice &&
                       made.base->type->kind != TypeKind::slice && root_of(*made.base) != nullptr;
    std::vector<Operand> wanted{{made.base, use_read, views, views}};
    if (made.low)
        wanted.push_back({made.low, use_pass});
    if (made.high)
        wanted.push_back({made.high, made.exclusive ? use_pass : use_read});
    auto parts = operands(wanted, Order::unspecified);
    std::vector<cpp::Expr> bounds;
    bounds.push_back(made.low ? parts[1] : cpp::literal("0", cpp::Literal::number));
    if (made.high) {
        cpp::Expr end = parts.back();
        if (!made.exclusive)
            end = cpp::call("janus::add", {end, cpp::literal("1", cpp::Literal::number)});
        bounds.push_back(std::move(end));
    }
    if (expression.type->kind != TypeKind::slice)
        return cpp::method(parts[0], "slice", std::move(bounds));
    if (!made.high) {
        cpp::Expr const whole = parts[0];
        bool const named = whole.kind == cpp::ExprKind::name;
        parts[0] = named ? whole : cpp::name(temporary("whole", made.base->type, whole));
        bounds.push_back(cpp::method(parts[0], "len", {}));
    }
    bounds.insert(bounds.begin(), parts[0]);
    return cpp::call("janus::view", std::move(bounds));
}

cpp::Expr Body::interpolation(Expr& expression)
{
    auto& made = as<Interpolation>(expression);
    std::vector<Operand> wanted;
    for (InterpolationPart& part : made.parts) {
        if (part.value)
            wanted.push_back({part.value, use_read});
    }
    auto parts = operands(wanted, Order::unspecified);
    std::vector<cpp::Expr> texts;
    std::size_t next = 0;
    for (InterpolationPart& part : made.parts) {
        if (!part.text.empty())
            texts.push_back(text_literal(part.text, false, false));
        if (!part.value)
            continue;
        cpp::Expr piece = parts[next++];
        if (!part.format.empty())
            piece = cpp::call("janus::format_text",
                              {std::move(piece), text_literal(part.format, false, false)});
        texts.push_back(std::move(piece));
    }
    return cpp::call("janus::concat", std::move(texts));
}

cpp::Expr Body::literal_of(std::string type, std::span<Expr* const> elements, Order order)
{
    std::vector<Operand> wanted;
    for (Expr* element : elements)
        wanted.push_back({element, use_give});
    return cpp::construct(std::move(type), operands(wanted, order));
}

cpp::Expr Body::record(Expr& expression)
{
    auto& made = as<Construct>(expression);
    auto const& fields = expression.type->structure->fields;
    // Evaluated as they are written, given as they are declared.
    auto const order = written_order(made.fields, expression.span);
    std::vector<Operand> wanted;
    for (std::size_t const i : order)
        wanted.push_back({made.fields[i], fields[i].boxed ? use_take : use_give});
    bool const reordered = !std::is_sorted(order.begin(), order.end());
    auto parts = operands(wanted, reordered ? Order::unspecified : Order::left_to_right);
    std::vector<cpp::Expr> given(parts.size());
    for (std::size_t at = 0; at < order.size(); ++at)
        given[order[at]] = std::move(parts[at]);
    return cpp::construct(module_.spell(expression.type), std::move(given));
}

cpp::Expr Body::map(Expr& expression)
{
    auto& made = as<MapLiteral>(expression);
    std::vector<Operand> wanted;
    for (Expr* entry : made.entries)
        wanted.push_back({entry, use_give});
    auto parts = operands(wanted, Order::left_to_right);
    std::vector<cpp::Expr> pairs;
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        pairs.push_back(cpp::construct("", {parts[i], parts[i + 1]}));
    return cpp::construct(module_.spell(expression.type), std::move(pairs));
}

cpp::Expr Body::enum_case(Expr& expression)
{
    Case const& chosen = *as<EnumCase>(expression).case_;
    Variants const& variants = *expression.type->variants;
    std::string const type = module_.spell(expression.type);
    if (variants.payload_free)
        return cpp::name(type + "::" + case_name(chosen, variants));
    return cpp::construct(type, {cpp::construct(case_type(module_, expression.type, chosen), {})});
}

/// `whole`: a value of the variants type; otherwise the case alone, as `send` takes it.
cpp::Expr Body::construct_case(Expr& expression, bool whole)
{
    auto& made = as<ConstructCase>(expression);
    std::string const type = module_.spell(expression.type);
    auto const order = written_order(made.fields, expression.span);
    std::vector<Operand> wanted;
    for (std::size_t const i : order) {
        if (made.fields[i])
            wanted.push_back({made.fields[i], made.case_->fields[i].boxed ? use_take : use_give});
    }
    bool const reordered = !std::is_sorted(order.begin(), order.end());
    auto given = operands(wanted, reordered ? Order::unspecified : Order::left_to_right);
    std::vector<cpp::Expr> fields(order.size(), cpp::construct("", {}));
    std::size_t next = 0;
    for (std::size_t const i : order) {
        if (made.fields[i])
            fields[i] = std::move(given[next++]);
    }
    if (given.empty())
        fields.clear();
    cpp::Expr payload =
        cpp::construct(case_type(module_, expression.type, *made.case_), std::move(fields));
    return whole ? cpp::construct(type, {std::move(payload)}) : payload;
}

} // namespace janus::lowering
