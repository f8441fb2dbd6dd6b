// Whether a method changes its receiver: it assigns to a field of `self`, or calls a method on it
// that does. Methods that call each other are settled together, at the end.
#include "semantics/receivers.hpp"

#include "semantics/body_checker.hpp"

#include <algorithm>

namespace janus::semantics {

void changes_local(Environment& environment, Local& local, Function* caller,
                   std::string_view method, Span receiver)
{
    local.assigned = true;
    if (caller)
        caller->mutates_self = true;
    if (local.mutable_ || local.name.empty())
        return;
    std::string const name{local.name};
    environment.report(
        Diagnostic{Code::S0004, receiver,
                   "`" + std::string(method) + "` changes `" + name + "`, which is immutable"}
            .suggest("declare it with `var`")
            .at(local.span, "`" + name + "` declared here"));
}

/// The method being checked, if the local is its `self`.
Function* BodyChecker::changed_self(Local const& local) const
{
    return local.self && !frames_.empty() ? frames_.back()->function : nullptr;
}

void BodyChecker::note_receiver(Function const& method, Expr* receiver)
{
    bool through_list = false;
    Local* const local = method.owner && method.kind == FunctionKind::method
                             ? root_local(receiver, through_list)
                             : nullptr;
    if (local)
        environment_.receiver_uses.push_back(
            {&method, local, changed_self(*local), receiver->span});
}

void settle_receivers(Environment& environment)
{
    std::vector<ReceiverUse>& uses = environment.receiver_uses;
    auto const unknown = [](ReceiverUse const& use) { return !use.method->mutates_self; };
    for (;;) {
        auto const changed = std::stable_partition(uses.begin(), uses.end(), unknown);
        if (changed == uses.end())
            return;
        std::for_each(changed, uses.end(), [&](ReceiverUse const& use) {
            changes_local(environment, *use.local, use.caller, use.method->name, use.receiver);
        });
        uses.erase(changed, uses.end());
    }
}

} // namespace janus::semantics
