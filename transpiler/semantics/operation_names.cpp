#include "semantics/operation_names.hpp"

namespace janus::semantics {

// One line for each name reads as the table it is.
// clang-format off

std::string_view name_of(BinaryOp op)
{
    switch (op) {
    case BinaryOp::equal: return "==";
    case BinaryOp::not_equal: return "!=";
    case BinaryOp::less: return "<";
    case BinaryOp::less_equal: return "<=";
    case BinaryOp::greater: return ">";
    case BinaryOp::greater_equal: return ">=";
    case BinaryOp::bit_or: return "|";
    case BinaryOp::bit_xor: return "^";
    case BinaryOp::bit_and: return "&";
    case BinaryOp::shift_left: return "<<";
    case BinaryOp::shift_right: return ">>";
    case BinaryOp::add: return "+";
    case BinaryOp::subtract: return "-";
    case BinaryOp::multiply: return "*";
    case BinaryOp::divide: return "/";
    case BinaryOp::remainder: return "%";
    case BinaryOp::power: return "**";
    case BinaryOp::concatenate: return "++";
    }
    return "unknown";
}

std::string_view name_of(Conversion conversion)
{
    switch (conversion) {
    case Conversion::some: return "some";
    case Conversion::ok: return "ok";
    case Conversion::fail: return "fail";
    case Conversion::widen: return "widen";
    case Conversion::cast: return "cast";
    case Conversion::error_widen: return "error_widen";
    case Conversion::result_error: return "result_error";
    case Conversion::enum_number: return "enum_number";
    case Conversion::dynamic: return "dynamic";
    case Conversion::wrap_unique: return "wrap_unique";
    case Conversion::unwrap_unique: return "unwrap_unique";
    case Conversion::to_slice: return "to_slice";
    case Conversion::to_list: return "to_list";
    case Conversion::forget: return "forget";
    case Conversion::narrow_ref: return "narrow_ref";
    case Conversion::character: return "character";
    case Conversion::to_string_text: return "to_string_text";
    case Conversion::plain_function: return "plain_function";
    }
    return "unknown";
}

std::string_view name_of(Intrinsic intrinsic)
{
    switch (intrinsic) {
    case Intrinsic::spawn_actor: return "spawn_actor";
    case Intrinsic::start_supervisor: return "start_supervisor";
    case Intrinsic::grain_reference: return "grain_reference";
    case Intrinsic::activate_grain: return "activate_grain";
    case Intrinsic::send: return "send";
    case Intrinsic::try_send: return "try_send";
    case Intrinsic::send_after: return "send_after";
    case Intrinsic::ask: return "ask";
    case Intrinsic::self_ref: return "self_ref";
    case Intrinsic::stop_self: return "stop_self";
    case Intrinsic::cluster_idle: return "cluster_idle";
    case Intrinsic::cluster_run: return "cluster_run";
    case Intrinsic::supervisor_child: return "supervisor_child";
    case Intrinsic::start_child: return "start_child";
    case Intrinsic::print: return "print";
    case Intrinsic::println: return "println";
    case Intrinsic::eprint: return "eprint";
    case Intrinsic::eprintln: return "eprintln";
    case Intrinsic::log: return "log";
    case Intrinsic::assert_: return "assert";
    case Intrinsic::open_error: return "open_error";
    case Intrinsic::print_int: return "print_int";
    case Intrinsic::abs: return "abs";
    case Intrinsic::min: return "min";
    case Intrinsic::max: return "max";
    case Intrinsic::cache_get: return "cache_get";
    case Intrinsic::cache_put: return "cache_put";
    case Intrinsic::cache_drop: return "cache_drop";
    case Intrinsic::to_text: return "to_text";
    case Intrinsic::format_text: return "format_text";
    case Intrinsic::flags_has: return "flags_has";
    case Intrinsic::whereis: return "whereis";
    case Intrinsic::deactivate: return "deactivate";
    case Intrinsic::hash: return "hash";
    case Intrinsic::await_task: return "await_task";
    case Intrinsic::remind: return "remind";
    case Intrinsic::forget: return "forget";
    case Intrinsic::old_field: return "old_field";
    case Intrinsic::old_has: return "old_has";
    case Intrinsic::receive_message: return "receive_message";
    case Intrinsic::acknowledgement: return "acknowledgement";
    case Intrinsic::unhandled: return "unhandled";
    }
    return "unknown";
}

// clang-format on

} // namespace janus::semantics
