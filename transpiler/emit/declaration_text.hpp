//! Pieces of C++ that header and source share: signatures, lists that wrap, namespaces. Pure.
#pragma once

#include "lowering/cpp_unit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace janus::emit {

/// Lines joined, each ended.
std::string lines_text(std::vector<std::string> const& lines);

/// "open a, b, c close", broken into lines where it is too long for `indent`.
std::string list_text(std::string_view open, std::vector<std::string> const& items,
                      std::string_view close, std::size_t indent);

/// "void Counter::on_get(janus::Reply<std::int64_t> reply)" with `end` behind it.
std::string signature_text(lowering::cpp::Function const& function, bool definition,
                           std::string_view end, std::size_t indent);

/// "type name = value;" of a member or variable.
std::string member_text(std::string const& type, std::string const& name,
                        lowering::cpp::Expr const* initial, std::size_t indent);

/// `head` value `tail`, broken into lines where it is too long for `indent`.
std::string wrapped_text(std::string_view head, lowering::cpp::Expr const& value,
                         std::string_view tail, std::size_t indent);

} // namespace janus::emit
