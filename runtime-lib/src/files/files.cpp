#include <janus/files.hpp>

#include <iostream>
#include <string>
#include <utility>

#include <janus/aside.hpp>
#include <janus/detail/file_system.hpp>

#include "actor/pledge.hpp"
#include "seams/lock.hpp"

namespace janus {

using detail::file_system;

// What the copies of one open file share.
struct File::State {
    detail::Lock lock;
    std::string path;
    std::string content; // reading: all of it
    std::size_t position = 0;
    bool writes = false;
    bool closed = false;
};

Result<File, IoError> File::open(std::string path, std::string mode)
{
    File made;
    made.state_ = std::make_shared<State>();
    made.state_->path = path;
    made.state_->writes = mode != "r";
    if (mode == "r") {
        Result<std::string, IoError> content = file_system().read(path);
        if (content.is_error()) {
            return std::move(content).failure();
        }
        made.state_->content = *std::move(content);
    } else if (auto const written = file_system().write(path, "", mode == "a");
               written.is_error()) {
        return written.failure();
    }
    return made;
}

IoTask<File> open_file(String path, String mode)
{
    detail::require(mode == "r" ? Pledge::fs_read : Pledge::fs_write);
    auto work = aside([path = path.to_std(), mode = mode.to_std()] {
        bool const known = mode == "r" || mode == "w" || mode == "a";
        return known ? File::open(path, mode)
                     : Result<File, IoError>(
                           IoError{IoError::Other{String("unknown mode \"" + mode + "\"")}});
    });
    Result<File, IoError> opened = co_await work;
    co_return opened;
}

IoTask<String> File::read() const
{
    auto work = aside([state = state_]() -> Result<String, IoError> {
        if (!state) {
            return IoError{IoError::Closed{}};
        }
        detail::LockGuard const guard(state->lock);
        if (state->closed) {
            return IoError{IoError::Closed{}};
        }
        std::size_t const from = std::exchange(state->position, state->content.size());
        return String(std::string_view(state->content).substr(from));
    });
    Result<String, IoError> text = co_await work;
    co_return text;
}

IoTask<Option<String>> File::read_line() const
{
    using Line = Result<Option<String>, IoError>;
    auto work = aside([state = state_]() -> Line {
        if (!state) {
            return IoError{IoError::Closed{}};
        }
        detail::LockGuard const guard(state->lock);
        if (state->closed) {
            return IoError{IoError::Closed{}};
        }
        std::string_view const rest = std::string_view(state->content).substr(state->position);
        if (rest.empty()) {
            return Option<String>();
        }
        std::size_t const end = std::min(rest.find('\n'), rest.size());
        state->position += std::min(end + 1, rest.size());
        return Option<String>(String(rest.substr(0, end)));
    });
    Line line = co_await work;
    co_return line;
}

IoTask<> File::write(String text) const
{
    auto work = aside([state = state_, text]() -> Result<void, IoError> {
        if (!state) {
            return IoError{IoError::Closed{}};
        }
        detail::LockGuard const guard(state->lock);
        if (state->closed) {
            return IoError{IoError::Closed{}};
        }
        if (!state->writes) {
            return IoError{IoError::Denied{}};
        }
        return file_system().write(state->path, text.view(), true);
    });
    Result<void, IoError> done = co_await work;
    co_return done;
}

IoTask<> File::close() const
{
    if (state_) {
        detail::LockGuard const guard(state_->lock);
        state_->closed = true;
        state_->content.clear();
    }
    co_return ok;
}

String File::to_text() const
{
    return state_ ? String("File(\"" + state_->path + "\")") : String("File()");
}

IoTask<String> read_file(String path, Allocator)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()]() -> Result<String, IoError> {
        Result<std::string, IoError> content = file_system().read(path);
        if (content.is_error()) {
            return std::move(content).failure();
        }
        return String(*content);
    });
    Result<String, IoError> text = co_await work;
    co_return text;
}

IoTask<Bytes> read_file_bytes(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()]() -> Result<Bytes, IoError> {
        Result<std::string, IoError> content = file_system().read(path);
        if (content.is_error()) {
            return std::move(content).failure();
        }
        return Bytes(std::string_view(*content));
    });
    Result<Bytes, IoError> bytes = co_await work;
    co_return bytes;
}

IoTask<> write_file(String path, String content, Allocator)
{
    detail::require(Pledge::fs_write);
    auto work = aside([path = path.to_std(), content] {
        return file_system().write(path, content.view(), false);
    });
    Result<void, IoError> done = co_await work;
    co_return done;
}

IoTask<> write_file_bytes(String path, Bytes content)
{
    detail::require(Pledge::fs_write);
    auto work = aside([path = path.to_std(), content] {
        return file_system().write(path, content.view(), false);
    });
    Result<void, IoError> done = co_await work;
    co_return done;
}

IoTask<> append_file(String path, String content)
{
    detail::require(Pledge::fs_write);
    auto work = aside([path = path.to_std(), content] {
        return file_system().write(path, content.view(), true);
    });
    Result<void, IoError> done = co_await work;
    co_return done;
}

Task<bool> file_exists(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside(
        [path = path.to_std()] { return file_system().kind(path) != detail::FileKind::none; });
    bool const found = co_await work;
    co_return found;
}

Task<bool> is_file(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside(
        [path = path.to_std()] { return file_system().kind(path) == detail::FileKind::file; });
    bool const found = co_await work;
    co_return found;
}

Task<bool> is_directory(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside(
        [path = path.to_std()] { return file_system().kind(path) == detail::FileKind::directory; });
    bool const found = co_await work;
    co_return found;
}

IoTask<std::int64_t> file_size(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().size(path); });
    Result<std::int64_t, IoError> size = co_await work;
    co_return size;
}

IoTask<List<String>> list_directory(String path)
{
    detail::require(Pledge::fs_read);
    auto work = aside([path = path.to_std()] { return file_system().list(path); });
    Result<List<String>, IoError> names = co_await work;
    co_return names;
}

IoTask<> create_directory(String path)
{
    detail::require(Pledge::fs_write);
    auto work = aside([path = path.to_std()] { return file_system().create_directory(path); });
    Result<void, IoError> done = co_await work;
    co_return done;
}

IoTask<> remove_file(String path)
{
    detail::require(Pledge::fs_write);
    auto work = aside([path = path.to_std()] { return file_system().remove(path); });
    Result<void, IoError> done = co_await work;
    co_return done;
}

IoTask<> rename_file(String from, String to)
{
    detail::require(Pledge::fs_write);
    auto work =
        aside([from = from.to_std(), to = to.to_std()] { return file_system().rename(from, to); });
    Result<void, IoError> done = co_await work;
    co_return done;
}

Task<Option<String>> next_line()
{
    auto work = aside([]() -> Option<String> {
        static detail::Lock one_reader;
        detail::LockGuard const guard(one_reader);
        std::string line;
        if (!std::getline(std::cin, line)) {
            return none;
        }
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        return String(line);
    });
    Option<String> line = co_await work;
    co_return line;
}

} // namespace janus
