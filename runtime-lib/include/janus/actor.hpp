#pragma once
// Everything a generated header needs: the values of Janus and the actor runtime. It includes
// standard headers and <boost/core/nvp.hpp>, nothing heavier.

#include <janus/actor_ref.hpp>
#include <janus/actor_traits.hpp>
#include <janus/asking.hpp>
#include <janus/behaviour.hpp>
#include <janus/c_style.hpp>
#include <janus/cancellation.hpp>
#include <janus/channel.hpp>
#include <janus/child_spec.hpp>
#include <janus/cluster.hpp>
#include <janus/deferred.hpp>
#include <janus/files.hpp>
#include <janus/grain.hpp>
#include <janus/http.hpp>
#include <janus/json.hpp>
#include <janus/leaving.hpp>
#include <janus/log.hpp>
#include <janus/mailbox.hpp>
#include <janus/mathematics.hpp>
#include <janus/message.hpp>
#include <janus/nursery.hpp>
#include <janus/nursery_result.hpp>
#include <janus/pid.hpp>
#include <janus/prelude.hpp>
#include <janus/process.hpp>
#include <janus/program.hpp>
#include <janus/registry.hpp>
#include <janus/reply.hpp>
#include <janus/select.hpp>
#include <janus/sending.hpp>
#include <janus/spawn.hpp>
#include <janus/spawned_task.hpp>
#include <janus/supervisor.hpp>
#include <janus/task.hpp>
#include <janus/values.hpp>
