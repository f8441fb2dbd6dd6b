#pragma once
// All value types of Janus and the functions on them: what generated headers need of the runtime
// beside actors.

#include <janus/ask_error.hpp>
#include <janus/box.hpp>
#include <janus/bytes.hpp>
#include <janus/checked.hpp>
#include <janus/deque.hpp>
#include <janus/dyn.hpp>
#include <janus/error.hpp>
#include <janus/exit_reason.hpp>
#include <janus/flags.hpp>
#include <janus/footprint.hpp>
#include <janus/format.hpp>
#include <janus/function.hpp>
#include <janus/hash_map.hpp>
#include <janus/iterator.hpp>
#include <janus/list.hpp>
#include <janus/numbers.hpp>
#include <janus/option.hpp>
#include <janus/panic.hpp>
#include <janus/parse_error.hpp>
#include <janus/print.hpp>
#include <janus/range.hpp>
#include <janus/recursive.hpp>
#include <janus/result.hpp>
#include <janus/set.hpp>
#include <janus/slice.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>
#include <janus/time_values.hpp>
#include <janus/type_info.hpp>
#include <janus/unique.hpp>
#include <janus/unit.hpp>
#include <janus/wrapping.hpp>
