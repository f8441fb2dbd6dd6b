#pragma once
// janus::log: Janus's `log.info("message", key: value)`, one line `[INFO] message key=value` on
// standard error. Lines below the level of `--log-level` are dropped. Any thread may log.

#include <initializer_list>
#include <string>
#include <string_view>

#include <janus/seams.hpp>
#include <janus/text.hpp>

namespace janus::log {

// One `key: value` of a line.
struct Field {
    template <class T>
    Field(std::string_view name, T const& value) : key(name), text(to_text(value))
    {}

    std::string_view key;
    String text;
};

using Fields = std::initializer_list<Field>;

void write(LogLevel level, std::string_view message, Fields fields);

inline void debug(std::string_view message, Fields fields = {})
{
    write(LogLevel::debug, message, fields);
}
inline void info(std::string_view message, Fields fields = {})
{
    write(LogLevel::info, message, fields);
}
inline void warn(std::string_view message, Fields fields = {})
{
    write(LogLevel::warning, message, fields);
}
inline void error(std::string_view message, Fields fields = {})
{
    write(LogLevel::error, message, fields);
}

// Lines below this level are dropped.
void set_level(LogLevel lowest);

} // namespace janus::log
