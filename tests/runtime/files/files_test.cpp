#include <catch2/catch.hpp>

#include <janus/aside.hpp>
#include <janus/detail/file_system.hpp>
#include <janus/files.hpp>
#include <janus/system.hpp>

#include "../actor/virtual_world.hpp"

using janus::IoError;
using janus::detail::FileKind;
using janus::detail::MemoryFileSystem;

namespace {

// In place of the machine's files as long as it lives.
class FilesInMemory {
public:
    FilesInMemory() { janus::detail::set_file_system(&files); }
    ~FilesInMemory() { janus::detail::set_file_system(nullptr); }
    FilesInMemory(FilesInMemory const&) = delete;
    FilesInMemory& operator=(FilesInMemory const&) = delete;

    MemoryFileSystem files;
};

janus::Task<std::string> write_and_read()
{
    auto writing = janus::write_file("a.txt", "one\ntwo");
    janus::Result<void, IoError> const written = co_await writing;
    auto opening = janus::open_file("a.txt", "r");
    janus::Result<janus::File, IoError> const file = co_await opening;
    auto reading = file->read_line();
    janus::Result<janus::Option<janus::String>, IoError> const line = co_await reading;
    auto rest_reading = file->read();
    janus::Result<janus::String, IoError> const rest = co_await rest_reading;
    auto missing_reading = janus::read_file("b.txt");
    janus::Result<janus::String, IoError> const missing = co_await missing_reading;
    co_return (written.is_ok() ? "written " : "") + line->unwrap().to_std() + " " + rest->to_std() +
        " " + janus::error_name(missing.error()).to_std();
}

janus::Task<std::string> thrown_aside()
{
    auto work = janus::aside([]() -> int { throw std::runtime_error("from aside"); });
    std::string text;
    try {
        int const value = co_await work;
        text = std::to_string(value);
    } catch (std::runtime_error const& error) {
        text = error.what();
    }
    co_return text;
}

} // namespace

TEST_CASE("files in memory have folders, sizes and errors", "[files]")
{
    MemoryFileSystem files;
    CHECK(files.kind("x") == FileKind::none);
    CHECK(files.write("no/where", "x", false).error() == IoError{IoError::NotFound{}});
    CHECK(files.create_directory("a/b").is_ok());
    CHECK(files.write("a/b/one", "1", false).is_ok());
    CHECK(files.write("a/b/one", "23", true).is_ok());
    CHECK(*files.read("a/./b/one") == "123");
    CHECK(*files.size("a/b/one") == 3);
    CHECK(*files.list("a/b") == janus::List<janus::String>{"one"});
    CHECK(files.remove("a/b").error() == IoError{IoError::NotEmpty{}});
    CHECK(files.rename("a/b", "a/c").is_ok());
    CHECK(*files.read("a/c/one") == "123");
    CHECK(files.kind("a/b") == FileKind::none);
    CHECK(files.read("a/c").error() == IoError{IoError::IsDirectory{}});
    CHECK(files.list("a/c/one").error() == IoError{IoError::NotADirectory{}});
    CHECK(files.remove("a/c/one").is_ok());
    CHECK(files.remove("a/c").is_ok());
}

TEST_CASE("in virtual time files are read where they are awaited", "[files]")
{
    FilesInMemory const memory;
    virtual_world::World world;
    CHECK(world.run(write_and_read) == "written one two NotFound");
}

TEST_CASE("with threads files are read aside", "[files]")
{
    FilesInMemory const memory;
    janus::Options options;
    options.store = "memory";
    janus::ActorSystem system(options);
    CHECK(system.run(write_and_read) == "written one two NotFound");
}

TEST_CASE("what a function throws aside comes back to the actor", "[files]")
{
    janus::Options options;
    options.store = "memory";
    janus::ActorSystem system(options);
    CHECK(system.run(thrown_aside) == "from aside");
}

TEST_CASE("errors of the operating system have names", "[files]")
{
    CHECK(IoError::from_errno(ENOENT) == IoError{IoError::NotFound{}});
    CHECK(IoError::from_errno(EACCES) == IoError{IoError::Denied{}});
    CHECK(janus::to_text(IoError::from_errno(EMFILE)) == "Other");
}
