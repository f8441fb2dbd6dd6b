#include <janus/log.hpp>

#include <atomic>

#include <janus/print.hpp>

namespace janus::log {

namespace {

std::atomic<LogLevel>& lowest_level()
{
    static std::atomic<LogLevel> level{LogLevel::info};
    return level;
}

std::string_view label(LogLevel level)
{
    switch (level) {
    case LogLevel::debug:
        return "[DEBUG] ";
    case LogLevel::info:
        return "[INFO] ";
    case LogLevel::warning:
        return "[WARN] ";
    case LogLevel::error:
    case LogLevel::off:
        break;
    }
    return "[ERROR] ";
}

} // namespace

void write(LogLevel level, std::string_view message, Fields fields)
{
    if (level < lowest_level().load(std::memory_order_relaxed)) {
        return;
    }
    std::string line(label(level));
    line += message;
    for (Field const& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        line += field.text.view();
    }
    line += '\n';
    janus::detail::print_error(line);
}

void set_level(LogLevel lowest)
{
    lowest_level().store(lowest, std::memory_order_relaxed);
}

} // namespace janus::log
