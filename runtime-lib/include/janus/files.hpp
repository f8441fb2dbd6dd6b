#pragma once
// Files, folders, standard input and other programs: section 7.5 of the language. What reads or
// writes is awaited and runs on a side thread; errors are values. A File is a handle: copies are
// the same open file. Awaited in an actor or in `main`.

#include <cstdint>
#include <memory>

#include <janus/bytes.hpp>
#include <janus/io_error.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/task.hpp>

namespace janus {

template <class T = void> using IoTask = Task<Result<T, IoError>>;

class File {
public:
    File() = default;

    // All that is left.
    IoTask<String> read() const;
    // Without its newline; null at the end.
    IoTask<Option<String>> read_line() const;
    IoTask<> write(String text) const;
    IoTask<> close() const;

    String to_text() const;
    friend bool operator==(File const& a, File const& b) { return a.state_ == b.state_; }

private:
    struct State;
    friend IoTask<File> open_file(String path, String mode);
    static Result<File, IoError> open(std::string path, std::string mode);

    std::shared_ptr<State> state_;
};

// Janus's accepted and ignored allocators.
struct Allocator {
    friend bool operator==(Allocator, Allocator) { return true; }
    template <class Archive> void serialize(Archive&, unsigned) {}
};

struct Arena {
    Allocator allocator() const { return {}; }
    void reset() const {}
    void deinit() const {}

    friend bool operator==(Arena, Arena) { return true; }
    template <class Archive> void serialize(Archive&, unsigned) {}
};

// Mode "r" reads, "w" makes the file anew, "a" adds to it.
IoTask<File> open_file(String path, String mode);
IoTask<String> read_file(String path, Allocator = {});
IoTask<Bytes> read_file_bytes(String path);
IoTask<> write_file(String path, String content, Allocator = {});
IoTask<> write_file_bytes(String path, Bytes content);
IoTask<> append_file(String path, String content);
Task<bool> file_exists(String path);
Task<bool> is_file(String path);
Task<bool> is_directory(String path);
IoTask<std::int64_t> file_size(String path);
IoTask<List<String>> list_directory(String path);
IoTask<> create_directory(String path);
IoTask<> remove_file(String path);
IoTask<> rename_file(String from, String to);

// The next line of standard input without its newline; null at the end.
Task<Option<String>> next_line();

struct ProcessOutput {
    std::int64_t code = 0; // 128 + the signal's number if it was killed
    String output;
    String errors;

    friend bool operator==(ProcessOutput const&, ProcessOutput const&) = default;
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("code", code);
        archive& boost::serialization::make_nvp("output", output);
        archive& boost::serialization::make_nvp("errors", errors);
    }
};

template <> struct type_info<ProcessOutput> {
    static constexpr std::string_view name = "ProcessOutput";
};

// Runs a program, looked up like the shell does, to its end, with nothing on its standard input.
IoTask<ProcessOutput> run(String program, List<String> arguments);

} // namespace janus
