#pragma once

#include "syntax/grammar/items.hpp"

/// How PEGTL runs the grammar: rules with a `node_kind` leave a record when they succeed.
namespace janus::grammar {

template <class Rule> struct control : pegtl::normal<Rule> {
    template <pegtl::apply_mode Apply, pegtl::rewind_mode Mode, template <class...> class Action,
              template <class...> class Control>
    [[nodiscard]] static bool match(TokenInput& in)
    {
        if constexpr (requires { Rule::node_kind; }) {
            auto const first = in.token();
            auto const node = in.open_node();
            if (!pegtl::match<Rule, Apply, Mode, Action, Control>(in)) {
                in.drop_node(node);
                return false;
            }
            in.close_node(node, Rule::node_kind, first);
            return true;
        } else {
            return pegtl::match<Rule, Apply, Mode, Action, Control>(in);
        }
    }
};

template <class Rule> [[nodiscard]] bool run(TokenInput& in)
{
    return control<Rule>::template match<pegtl::apply_mode::nothing, pegtl::rewind_mode::required,
                                         pegtl::nothing, control>(in);
}

} // namespace janus::grammar
