#include <janus/log.hpp>

#include <memory>
#include <string>

#include <janus/print.hpp>
#include <janus/text.hpp>
#include <spdlog/details/null_mutex.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>

#include "observe/process_log.hpp"

namespace janus {

namespace {

// To the process's error output, which keeps lines whole and in order with standard output.
class ErrorSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
    void sink_it_(spdlog::details::log_msg const& message) override
    {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        output().error(std::string_view(line.data(), line.size()));
    }
    void flush_() override {}
};

// `%*`: the level as Janus writes it.
class LevelFlag final : public spdlog::custom_flag_formatter {
public:
    void format(spdlog::details::log_msg const& message, std::tm const&,
                spdlog::memory_buf_t& line) override
    {
        std::string_view const label = message.level == spdlog::level::debug  ? "DEBUG"
                                       : message.level == spdlog::level::info ? "INFO"
                                       : message.level == spdlog::level::warn ? "WARN"
                                                                              : "ERROR";
        line.append(label.data(), label.data() + label.size());
    }
    std::unique_ptr<custom_flag_formatter> clone() const override
    {
        return std::make_unique<LevelFlag>();
    }
};

spdlog::level::level_enum level_of(LogLevel level) noexcept
{
    switch (level) {
    case LogLevel::debug:
        return spdlog::level::debug;
    case LogLevel::info:
        return spdlog::level::info;
    case LogLevel::warning:
        return spdlog::level::warn;
    case LogLevel::error:
        return spdlog::level::err;
    case LogLevel::off:
        break;
    }
    return spdlog::level::off;
}

std::unique_ptr<spdlog::logger> make_logger(char const* pattern, LogLevel lowest)
{
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<LevelFlag>('*').set_pattern(pattern);
    auto logger = std::make_unique<spdlog::logger>("janus", std::make_shared<ErrorSink>());
    logger->set_formatter(std::move(formatter));
    logger->set_level(level_of(lowest));
    return logger;
}

// Never destroyed: actors may log while the program's statics go.
spdlog::logger& program_logger()
{
    static spdlog::logger* const logger = make_logger("[%*] %v", LogLevel::info).release();
    return *logger;
}

class ProcessLog final : public Log {
public:
    explicit ProcessLog(LogLevel lowest) : logger_(make_logger("%v", lowest)) {}
    void write(LogLevel level, std::string_view line) noexcept override
    {
        logger_->log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
    }

private:
    std::unique_ptr<spdlog::logger> const logger_;
};

// A value that would be read as something else stands in quotes.
void append_value(std::string& line, std::string_view value)
{
    constexpr std::string_view misleading{" \"=\\\t\r\n"};
    if (!value.empty() && value.find_first_of(misleading) == std::string_view::npos) {
        line += value;
        return;
    }
    detail::write_quoted(line, value);
}

} // namespace

std::unique_ptr<Log> detail::make_process_log(LogLevel lowest)
{
    return std::make_unique<ProcessLog>(lowest);
}

namespace log {

void write(LogLevel level, std::string_view message, Fields fields)
{
    spdlog::logger& logger = program_logger();
    if (!logger.should_log(level_of(level))) {
        return;
    }
    std::string line(message);
    for (Field const& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        append_value(line, field.text.view());
    }
    logger.log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
}

void set_level(LogLevel lowest)
{
    program_logger().set_level(level_of(lowest));
}

} // namespace log

} // namespace janus
