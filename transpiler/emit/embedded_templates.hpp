// The files of templates/cpp as text inside the program, so that janusc needs no data folder and
// may be moved anywhere. The definitions are written at build time by cmake/EmbedTemplates.cmake.
// Pure functions of constants: any thread may call them.
#pragma once

#include <span>
#include <string_view>

namespace janus::emit {

// The file names, such as "actor.cpp.in", sorted.
std::span<std::string_view const> embedded_template_names();

// The text of one file. An unknown name gives a view whose data() is null, which even an empty
// file's is not.
std::string_view embedded_template(std::string_view name);

} // namespace janus::emit
