#include "semantics/prelude.hpp"

namespace janus::semantics {

/// Files, the process and what it is made of.
std::string_view prelude_files()
{
    return R"JANUS(
error IoError {
    NotFound, Denied, AlreadyExists, IsDirectory, NotADirectory, NotEmpty, Closed,
    Other { message: String },
}

@cpp("janus::File")
struct File {
    @waits func read(self) -> String ! IoError
    @waits func read_line(self) -> ?String ! IoError
    @waits func write(self, text: String) -> void ! IoError
    @waits func close(self) -> void ! IoError
}

@cpp("janus::ProcessOutput")
struct ProcessOutput {
    code: i64
    output: String
    errors: String
}

@waits extern func readFile(path: String) -> String ! IoError = "janus::read_file"
@waits extern func readFile(path: String,
    allocator: Allocator) -> String ! IoError = "janus::read_file"
@waits extern func writeFile(path: String, content: String) -> void ! IoError = "janus::write_file"
@waits extern func writeFile(path: String, content: String,
    allocator: Allocator) -> void ! IoError = "janus::write_file"
@waits extern func open(path: String, mode: String = "r") -> File ! IoError = "janus::open_file"
@waits extern func fs.open(path: String, mode: String = "r") -> File ! IoError = "janus::open_file"
@waits extern func fs.read(path: String) -> String ! IoError = "janus::read_file"
@waits extern func fs.read_bytes(path: String) -> Bytes ! IoError = "janus::read_file_bytes"
@waits extern func fs.write(path: String, content: String) -> void ! IoError = "janus::write_file"
@waits extern func fs.write(path: String, b: Bytes) -> void ! IoError = "janus::write_file_bytes"
@waits extern func fs.append(path: String, content: String) -> void ! IoError = "janus::append_file"
@waits extern func fs.exists(path: String) -> bool = "janus::file_exists"
@waits extern func fs.is_file(path: String) -> bool = "janus::is_file"
@waits extern func fs.is_directory(path: String) -> bool = "janus::is_directory"
@waits extern func fs.size(path: String) -> i64 ! IoError = "janus::file_size"
@waits extern func fs.list(path: String) -> [String] ! IoError = "janus::list_directory"
@waits extern func fs.create_directory(path: String) -> void ! IoError = "janus::create_directory"
@waits extern func fs.remove(path: String) -> void ! IoError = "janus::remove_file"
@waits extern func fs.rename(old: String, new: String) -> void ! IoError = "janus::rename_file"
extern func fs.getcwd() -> String = "janus::fs_getcwd"
extern func fs.join(a: String, b: String) -> String = "janus::fs_path_join"
extern func fs.extension(path: String) -> String = "janus::fs_path_extension"
extern func fs.basename(path: String) -> String = "janus::fs_path_basename"
extern func fs.dirname(path: String) -> String = "janus::fs_path_dirname"
extern func args() -> [String] = "janus::args"
extern func env(name: String) -> ?String = "janus::env"
extern func exit(code: i64) -> never = "janus::exit"
@waits extern func read_line() -> ?String = "janus::next_line"
@property extern func os.args() -> [String] = "janus::args"
extern func os.env(name: String) -> ?String = "janus::env"
extern func os.exit(code: i64) -> never = "janus::exit"
@property extern func process.args() -> [String] = "janus::args"
extern func process.env(name: String) -> ?String = "janus::env"
extern func process.exit(code: i64) -> never = "janus::exit"
@waits extern func process.run(name: String,
    args: [String]) -> ProcessOutput ! IoError = "janus::run"
@waits extern func os.run(name: String,
    args: [String]) -> ProcessOutput ! IoError = "janus::run"
@waits extern func io.read_line() -> ?String = "janus::next_line"
extern func io.print_float(value: f64) = "janus::print_float"
extern func io.print_bool(value: bool) = "janus::print_bool"
)JANUS";
}

} // namespace janus::semantics
