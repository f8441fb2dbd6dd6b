#include "troubled.hpp"

namespace supervision_model {

janus::Task<> Troubled::on_start()
{
    stage->workers.push_back(janus::self<Troubled>());
    if (rules->start_takes > 0) {
        auto sleeping = janus::sleep(janus::milliseconds(rules->start_takes));
        co_await sleeping;
    }
    if (static_cast<int>(stage->choices.below(10)) < rules->failing_starts_of_ten) {
        throw janus::EscapedError(janus::Error("no_luck"));
    }
}

janus::Task<> Troubled::on_stop()
{
    if (rules->stop_takes > 0) {
        auto sleeping = janus::sleep(janus::milliseconds(rules->stop_takes));
        co_await sleeping;
    }
    if (rules->stop_throws) {
        janus::panic("", "on_stop");
    }
}

janus::Behaviour Troubled::run(janus::Mailbox<TroubleMsg>& inbox)
{
    for (;;) {
        TroubleMsg& message = co_await inbox.next();
        switch (janus::which(message)) {
        case TroubleMsg::Case::Crash:
            janus::panic("", "told to");
        case TroubleMsg::Case::Leave:
            janus::stop_self();
            break;
        case TroubleMsg::Case::Work: {
            auto const& work = janus::as<TroubleMsg::Work>(message);
            bool const crashes = work.crashes;
            auto sleeping = janus::sleep(janus::milliseconds(work.milliseconds));
            co_await sleeping;
            if (crashes) {
                janus::panic("", "told to");
            }
            break;
        }
        }
    }
}

janus::Backoff Grown::backoff() const
{
    return janus::Backoff::exponential(janus::milliseconds(rules->base),
                                       janus::milliseconds(rules->cap), rules->jitter,
                                       janus::milliseconds(rules->reset_after));
}

janus::List<janus::ChildSpec> Grown::children() const
{
    if (!is_known) {
        is_known = true;
        stage->supervisors.push_back({janus::detail::own_address(), rules});
    }
    janus::List<janus::ChildSpec> all;
    for (ChildRules const& child : rules->children) {
        janus::String const id(child.id);
        janus::ChildSpec const kind = child.is_pool ? janus::pool<Troubled>(id)
                                      : child.inner != nullptr
                                          ? janus::child<Grown>(id, child.inner.get(), stage)
                                          : janus::child<Troubled>(id, &child, stage);
        all.push(kind.restart(child.restart)
                     .significant(child.significant)
                     .start_timeout(janus::milliseconds(child.start_timeout))
                     .shutdown(child.shutdown < 0
                                   ? janus::Shutdown::infinity()
                                   : janus::Shutdown(janus::milliseconds(child.shutdown))));
    }
    return all;
}

} // namespace supervision_model
