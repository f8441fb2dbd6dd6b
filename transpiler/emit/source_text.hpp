//! The source file of a module: all bodies, in the order of the Janus file. Pure.
#pragma once

#include "emit/writer.hpp"
#include "lowering/cpp_unit.hpp"

#include <string>
#include <string_view>

namespace janus::emit {

/// The bodies of an actor; those of a generic one stand in the header.
void define_actor(Writer& writer, lowering::cpp::Actor const& actor);
/// The generic functions of an actor that is none itself; for the header.
void define_templates(Writer& writer, lowering::cpp::Actor const& actor);

std::string source_text(lowering::cpp::Unit const& unit, source::SourceSet const& sources,
                        LineNames const& lines, std::string_view version);

} // namespace janus::emit
