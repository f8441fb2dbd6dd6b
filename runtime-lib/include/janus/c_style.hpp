#pragma once
// The built-in functions of Janus in the manner of C: 1 and 0 for yes and no, -1 for none, numbers
// as handles. A wrong handle panics with P001. Any thread may call them.

#include <cstdint>

#include <janus/string.hpp>
#include <janus/task.hpp>

namespace janus {

std::int32_t str_contains(String const& text, String const& part);
std::int32_t str_starts_with(String const& text, String const& part);
std::int32_t str_ends_with(String const& text, String const& part);
std::int32_t str_equals(String const& a, String const& b);
std::int32_t str_equals_ignore_case(String const& a, String const& b);
std::int32_t str_compare(String const& a, String const& b);
std::int32_t str_index_of(String const& text, String const& part);
std::int32_t str_last_index_of(String const& text, String const& part);
std::int32_t str_length(String const& text);
std::int32_t str_is_empty(String const& text);
std::int32_t str_char_count(String const& text);
std::int32_t str_is_valid_utf8(String const& text);

// Handles of strings are the strings.
String string_create(String const& text);
String string_concat(String const& a, String const& b);
std::int64_t string_length(String const& text);
void string_print(String const& text);
void string_free(String const& text);

std::int32_t vector_create(std::int64_t capacity);
std::int32_t vector_push(std::int32_t vector, double value);
double vector_get(std::int32_t vector, std::int64_t index,
                  std::source_location where = std::source_location::current());
std::int32_t vector_set(std::int32_t vector, std::int64_t index, double value,
                        std::source_location where = std::source_location::current());
std::int64_t vector_len(std::int32_t vector);
std::int32_t vector_free(std::int32_t vector);

Task<std::int32_t> time_sleep_millis(std::int64_t milliseconds);
Task<std::int32_t> time_sleep_seconds(std::int64_t seconds);

Task<std::int32_t> fs_exists(String path);
Task<std::int32_t> fs_is_directory(String path);
Task<std::int32_t> fs_is_file(String path);
// -1 if there is no such file.
Task<std::int64_t> fs_file_size(String path);
// A handle of the folder's content as it is now; -1 if it cannot be read.
Task<std::int32_t> fs_dir_open(String path);
// 1: there is an entry; 0: no more; -1: no such handle.
std::int32_t fs_dir_next(std::int32_t directory);
// Of the entry the last `fs_dir_next` reached.
String fs_dir_entry_name(std::int32_t directory);
std::int32_t fs_dir_entry_is_dir(std::int32_t directory);
std::int32_t fs_dir_close(std::int32_t directory);
String fs_getcwd();
String fs_path_join(String const& a, String const& b);
// With its dot; empty if there is none.
String fs_path_extension(String const& path);
String fs_path_basename(String const& path);
String fs_path_dirname(String const& path);

} // namespace janus
