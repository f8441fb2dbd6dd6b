#pragma once

#include "syntax/node.hpp"

#include <vector>

namespace janus::syntax {

/// One record of the grammar with its children, or nothing. Cheap to copy; valid as long as
/// the records are. Read-only.
class NodeView {
public:
    class Iterator {
    public:
        explicit Iterator(Node const* at) : at_(at) {}
        NodeView operator*() const { return NodeView(at_); }
        Iterator& operator++()
        {
            at_ += at_->size + 1;
            return *this;
        }
        bool operator==(Iterator const&) const = default;

    private:
        Node const* at_;
    };

    NodeView() = default;
    explicit NodeView(Node const* node) : node_(node) {}

    explicit operator bool() const { return node_ != nullptr; }
    [[nodiscard]] NodeKind kind() const { return node_->kind; }
    [[nodiscard]] std::uint32_t first() const { return node_->first; }
    [[nodiscard]] std::uint32_t last() const { return node_->last; }
    [[nodiscard]] Iterator begin() const { return Iterator(node_ + 1); }
    [[nodiscard]] Iterator end() const { return Iterator(node_ + 1 + node_->size); }
    [[nodiscard]] bool has_children() const { return node_->size != 0; }

    /// The first child of a kind, or nothing.
    [[nodiscard]] NodeView find(NodeKind kind) const
    {
        for (NodeView const child : *this) {
            if (child.kind() == kind) {
                return child;
            }
        }
        return {};
    }
    /// The only or first child; there must be one.
    [[nodiscard]] NodeView front() const { return NodeView(node_ + 1); }
    /// All children, for random access.
    [[nodiscard]] std::vector<NodeView> children() const
    {
        std::vector<NodeView> result;
        for (NodeView const child : *this) {
            result.push_back(child);
        }
        return result;
    }

private:
    Node const* node_ = nullptr;
};

} // namespace janus::syntax
