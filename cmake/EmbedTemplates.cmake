# cmake -DTEMPLATES=<folder> -DOUTPUT=<file.cpp> -P EmbedTemplates.cmake
#
# Turns the files of a folder into string literals, so that janusc needs no data files and may be
# moved. The functions it writes are declared in transpiler/emit/embedded_templates.hpp.

cmake_minimum_required(VERSION 3.25)

# The standard promises 65,536 characters per literal; we stay far below that for other tools.
set(piece_length_max 8192)

# Sets `result` to adjacent raw string literals that spell `text`. Pieces end at a line end, so that
# no piece cuts a multi-byte character in two.
function(spell_text result text)
  set(literals "")
  string(LENGTH "${text}" left)
  while(left GREATER piece_length_max)
    string(SUBSTRING "${text}" 0 ${piece_length_max} piece)
    string(FIND "${piece}" "\n" line_end REVERSE)
    if(line_end EQUAL -1)
      message(FATAL_ERROR "a template has a line longer than ${piece_length_max} bytes")
    endif()
    math(EXPR line_end "${line_end} + 1")
    string(SUBSTRING "${piece}" 0 ${line_end} piece)
    string(SUBSTRING "${text}" ${line_end} -1 text)
    string(LENGTH "${text}" left)
    string(APPEND literals "R\"JANUS(${piece})JANUS\"\n")
  endwhile()
  set(${result} "${literals}R\"JANUS(${text})JANUS\"" PARENT_SCOPE)
endfunction()

file(GLOB paths LIST_DIRECTORIES false "${TEMPLATES}/*.in")
list(SORT paths)
set(count 0)
set(names "")
set(texts "")
foreach(path IN LISTS paths)
  cmake_path(GET path FILENAME name)
  file(READ "${path}" text)
  string(FIND "${text}" ")JANUS\"" terminator)
  if(NOT terminator EQUAL -1)
    message(FATAL_ERROR "${path} contains the end of a raw string: )JANUS\"")
  endif()
  spell_text(literal "${text}")
  string(APPEND names "    \"${name}\",\n")
  string(APPEND texts "    // ${name}\n${literal},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Written by cmake/EmbedTemplates.cmake from templates/.
#include \"emit/embedded_templates.hpp\"

#include <array>

namespace janus::emit {
namespace {

constexpr std::array<std::string_view, ${count}> names{
${names}};

constexpr std::array<std::string_view, ${count}> texts{
${texts}};

} // namespace

std::span<std::string_view const> embedded_template_names()
{
    return names;
}

std::string_view embedded_template(std::string_view name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return texts[i];
        }
    }
    return {};
}

} // namespace janus::emit
")
