#include "syntax/builder.hpp"

#include <optional>

namespace janus::syntax {

using ast::BinaryOp;
using ast::ExprKind;
using diagnostics::Code;
using K = NodeKind;
using T = TokenKind;

namespace {

// Levels of the precedence table of the language reference; higher binds tighter.
enum Level : int {
    pipe_level = 1,
    or_level,
    coalesce_level,
    and_level,
    equality_level,
    comparison_level,
    bit_or_level,
    bit_xor_level,
    bit_and_level,
    shift_level,
    range_level,
    term_level,
    factor_level,
    power_level,
};

struct Operator {
    int level = 0;
    BinaryOp op{};
    char const* janus = nullptr; // for a spelling of another language
};

Operator operator_of(TokenKind kind, bool twice)
{
    switch (kind) {
    case T::bar_greater:
        return {pipe_level};
    case T::keyword_or:
        return {or_level, BinaryOp::or_};
    case T::bar_bar:
        return {or_level, BinaryOp::or_, "or"};
    case T::question_question:
        return {coalesce_level, BinaryOp::coalesce};
    case T::keyword_and:
        return {and_level, BinaryOp::and_};
    case T::ampersand_ampersand:
        return {and_level, BinaryOp::and_, "and"};
    case T::equal_equal:
        return {equality_level, BinaryOp::equal};
    case T::not_equal:
        return {equality_level, BinaryOp::not_equal};
    case T::less:
        return {comparison_level, BinaryOp::less};
    case T::less_equal:
        return {comparison_level, BinaryOp::less_equal};
    case T::greater:
        return twice ? Operator{shift_level, BinaryOp::shift_right}
                     : Operator{comparison_level, BinaryOp::greater};
    case T::greater_equal:
        return {comparison_level, BinaryOp::greater_equal};
    case T::bar:
        return {bit_or_level, BinaryOp::bit_or};
    case T::caret:
        return {bit_xor_level, BinaryOp::bit_xor};
    case T::ampersand:
        return {bit_and_level, BinaryOp::bit_and};
    case T::less_less:
        return {shift_level, BinaryOp::shift_left};
    case T::plus:
        return {term_level, BinaryOp::add};
    case T::plus_plus:
        return {term_level, BinaryOp::concatenate};
    case T::minus:
        return {term_level, BinaryOp::subtract};
    case T::star:
        return {factor_level, BinaryOp::multiply};
    case T::slash:
        return {factor_level, BinaryOp::divide};
    case T::percent:
        return {factor_level, BinaryOp::remainder};
    default:
        return {power_level, BinaryOp::power};
    }
}

} // namespace

/// Groups the flat list of one `expression` record by precedence.
class ExpressionBuilder {
public:
    ExpressionBuilder(Builder& builder, NodeView node)
        : b_(builder), at_(node.begin()), end_(node.end())
    {}

    ast::Expr* run() { return binary(pipe_level); }

private:
    [[nodiscard]] bool more() const { return at_ != end_; }
    [[nodiscard]] NodeView peek() const { return *at_; }
    NodeView take()
    {
        NodeView const node = *at_;
        ++at_;
        return node;
    }

    [[nodiscard]] std::uint32_t operator_token(NodeView node) const
    {
        return b_.is(node.first(), T::newline) ? node.first() + 1 : node.first();
    }

    ast::Expr* binary(int lowest)
    {
        ast::Expr* left = more() && peek().kind() == K::range_operator ? range(nullptr) : operand();
        while (more()) {
            NodeView const node = peek();
            if (node.kind() == K::range_operator) {
                if (range_level < lowest) {
                    break;
                }
                left = range(left);
                continue;
            }
            std::uint32_t const token = operator_token(node);
            bool const twice = token + 1 < node.last() && b_.is(token + 1, T::greater);
            auto const op = operator_of(b_.kind(token), twice);
            if (op.level < lowest) {
                break;
            }
            take();
            left = combine(left, op, token, twice);
        }
        return left;
    }

    ast::Expr* combine(ast::Expr* left, Operator op, std::uint32_t token, bool twice)
    {
        auto const op_span = b_.span(token, token + (twice ? 2 : 1));
        if (op.janus != nullptr) {
            b_.diagnostics_.add(
                diagnostics::Diagnostic(Code::P0018, op_span,
                                        "`" + std::string(b_.text(token)) + "` is not Janus")
                    .suggest("write `" + std::string(op.janus) + "`", op.janus));
        }
        ast::Expr* const right = binary(op.level == power_level ? power_level : op.level + 1);
        if (op.level == pipe_level) {
            auto* const pipe = b_.arena_.make<ast::Pipe>();
            pipe->left = left;
            pipe->right = right;
            return finish(pipe, ExprKind::pipe, left, right);
        }
        if (!check(left, op, op_span))
            return finish(b_.arena_.make<ast::Expr>(), ExprKind::error, left, right);
        auto* const result = b_.arena_.make<ast::Binary>();
        result->op = op.op;
        result->op_span = op_span;
        result->left = left;
        result->right = right;
        return finish(result, ExprKind::binary, left, right);
    }

    /// False if what this would mean is not worth guessing.
    bool check(ast::Expr const* left, Operator op, source::Span op_span)
    {
        if (op.level == equality_level || op.level == comparison_level) {
            auto const* const inner = ast::get_if<ast::Binary>(left);
            if (inner != nullptr && level_of(inner->op) == op.level) {
                b_.diagnostics_.add(
                    diagnostics::Diagnostic(Code::P0012, op_span, "comparisons cannot be chained")
                        .suggest("join two comparisons with `and`, or use parentheses"));
                return false;
            }
        }
        auto const* const unary = ast::get_if<ast::Unary>(left);
        if (op.level == power_level && unary != nullptr && unary->op == ast::UnaryOp::minus) {
            b_.diagnostics_.add(
                diagnostics::Diagnostic(Code::W0012, left->span,
                                        "the minus binds tighter than `**` here")
                    .suggest("write `(-x) ** y` or `-(x ** y)` to say which is meant"));
        }
        return true;
    }

    static int level_of(BinaryOp op)
    {
        switch (op) {
        case BinaryOp::equal:
        case BinaryOp::not_equal:
            return equality_level;
        case BinaryOp::less:
        case BinaryOp::less_equal:
        case BinaryOp::greater:
        case BinaryOp::greater_equal:
            return comparison_level;
        default:
            return 0;
        }
    }

    ast::Expr* range(ast::Expr* low)
    {
        NodeView const node = take();
        bool const bounded =
            more() && peek().kind() != K::range_operator && peek().kind() != K::binary_operator;
        auto* const result = b_.arena_.make<ast::Range>();
        result->low = low;
        result->high = bounded ? binary(term_level) : nullptr;
        result->exclusive = b_.is(node.first(), T::dot_dot_less);
        auto const op_span = b_.span(node);
        if (low != nullptr && low->kind == ExprKind::range) {
            b_.report(Code::P0012, op_span, "ranges cannot be chained");
        }
        result->kind = ExprKind::range;
        result->span =
            join(low != nullptr ? low->span : op_span, bounded ? result->high->span : op_span);
        return result;
    }

    static bool is_tail(K kind)
    {
        return kind == K::or_handler || kind == K::catch_handler || kind == K::with_context ||
               kind == K::cast || kind == K::propagate;
    }

    ast::Expr* operand()
    {
        std::vector<NodeView> prefixes;
        while (more() && peek().kind() == K::prefix_operator) {
            prefixes.push_back(take());
        }
        ast::Expr* result = b_.primary(take());
        while (more() && !is_tail(peek().kind()) && peek().kind() != K::binary_operator &&
               peek().kind() != K::range_operator) {
            result = b_.suffix(result, take());
        }
        for (auto at = prefixes.rbegin(); at != prefixes.rend(); ++at) {
            result = prefix(*at, result);
        }
        while (more() && is_tail(peek().kind())) {
            result = b_.tail(result, take());
        }
        return result;
    }

    ast::Expr* prefix(NodeView node, ast::Expr* operand)
    {
        auto const whole = join(b_.span(node), operand->span);
        std::optional<ast::UnaryOp> unary;
        ExprKind kind = ExprKind::unary;
        switch (b_.kind(node.first())) {
        case T::minus:
            unary = ast::UnaryOp::minus;
            break;
        case T::exclamation:
        case T::keyword_not:
            unary = ast::UnaryOp::not_;
            break;
        case T::tilde:
            unary = ast::UnaryOp::bit_not;
            break;
        case T::ampersand:
            unary = node.last() - node.first() == 2 ? ast::UnaryOp::reference_mut
                                                    : ast::UnaryOp::reference;
            break;
        case T::keyword_try:
            kind = ExprKind::try_;
            break;
        case T::keyword_await:
            kind = ExprKind::await;
            break;
        default:
            kind = ExprKind::comptime;
            break;
        }
        if (unary) {
            auto* const result = b_.arena_.make<ast::Unary>();
            result->kind = kind;
            result->span = whole;
            result->op = *unary;
            result->operand = operand;
            return result;
        }
        auto* const result = b_.arena_.make<ast::Wrapped>();
        result->kind = kind;
        result->span = whole;
        result->operand = operand;
        return result;
    }

    template <class Node>
    static Node* finish(Node* node, ExprKind kind, ast::Expr const* left, ast::Expr const* right)
    {
        node->kind = kind;
        node->span = join(left->span, right->span);
        return node;
    }

    Builder& b_;
    NodeView::Iterator at_;
    NodeView::Iterator end_;
};

ast::Expr* Builder::expression(NodeView node)
{
    // The tree of a chain is as deep as the chain is long, and later phases walk it recursively.
    constexpr std::size_t max_parts = 2000;
    std::size_t parts = 0;
    for ([[maybe_unused]] NodeView const child : node) {
        ++parts;
    }
    if (parts > max_parts) {
        report(Code::P0016, span(node), "this expression has too many parts");
        return error_expression(span(node));
    }
    return ExpressionBuilder(*this, node).run();
}

ast::Expr* Builder::error_expression(source::Span span)
{
    auto* const result = arena_.make<ast::Expr>();
    result->kind = ExprKind::error;
    result->span = span;
    return result;
}

} // namespace janus::syntax
