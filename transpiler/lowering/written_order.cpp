#include "lowering/written_order.hpp"

#include <algorithm>

namespace janus::lowering {

using namespace semantics;

std::vector<std::size_t> written_order(std::span<Expr* const> operands, source::Span whole)
{
    std::vector<std::size_t> order(operands.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    auto const position = [&](std::size_t i) {
        bool const here = operands[i] && whole.contains(operands[i]->span);
        return here ? operands[i]->span.begin : whole.end;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return position(left) < position(right);
    });
    return order;
}

} // namespace janus::lowering
