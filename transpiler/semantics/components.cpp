#include "semantics/components.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace janus::semantics {

namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// Tarjan's algorithm, with a stack of its own.
class Search {
public:
    explicit Search(Edges const& edges)
        : component(edges.size(), none), edges_(edges), order_(edges.size(), none),
          lowest_(edges.size(), none)
    {}

    void from(std::size_t start)
    {
        if (order_[start] != none)
            return;
        enter(start);
        while (!steps_.empty()) {
            auto& [node, next] = steps_.back();
            if (next == edges_[node].size()) {
                leave();
                continue;
            }
            std::size_t const target = edges_[node][next++];
            if (order_[target] == none)
                enter(target);
            else if (component[target] == none)
                lowest_[node] = std::min(lowest_[node], order_[target]);
        }
    }

    std::vector<std::size_t> component;

private:
    struct Step {
        std::size_t node;
        std::size_t next; // the edge to follow
    };

    void enter(std::size_t node)
    {
        order_[node] = lowest_[node] = entered_++;
        open_.push_back(node);
        steps_.push_back({node, 0});
    }

    void leave()
    {
        std::size_t const node = steps_.back().node;
        steps_.pop_back();
        if (!steps_.empty()) {
            std::size_t& outer = lowest_[steps_.back().node];
            outer = std::min(outer, lowest_[node]);
        }
        if (lowest_[node] != order_[node])
            return;
        std::size_t member = none;
        while (member != node) {
            member = open_.back();
            open_.pop_back();
            component[member] = complete_;
        }
        ++complete_;
    }

    Edges const& edges_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> lowest_;
    std::vector<std::size_t> open_; // entered, in no component yet
    std::vector<Step> steps_;
    std::size_t entered_ = 0;
    std::size_t complete_ = 0;
};

} // namespace

std::vector<std::size_t> components(Edges const& edges)
{
    Search search{edges};
    for (std::size_t node = 0; node < edges.size(); ++node)
        search.from(node);
    return std::move(search.component);
}

} // namespace janus::semantics
