//! One module as C++: what its header declares and its source defines, in the order they are
//! printed. Lowering fills it, emit prints it and decides nothing. Plain values; any thread.
#pragma once

#include "lowering/cpp_statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace janus::lowering::cpp {

using Lines = std::vector<std::string>;

struct Field {
    Lines doc;
    std::string type;
    std::string name;        // in C++
    std::string stored_name; // in Janus
    std::optional<Expr> initial;
    bool stored = true;         // part of `serialize`
    std::string stored_as = {}; // another name in the stored form, or "#7"
};

struct Function {
    Lines doc;                 // above the declaration
    Lines comments;            // above the definition
    std::string class_head;    // of the class around it, if that is a template
    std::string template_head; // "template <class T>", may be empty
    std::string owner;         // class whose member it is
    std::string result;
    std::string name;
    std::vector<Parameter> parameters;
    std::string suffix; // " const", " const override"
    bool is_static = false;
    bool in_header = false; // body in the header: templates
    bool declared = true;   // has a declaration before its definition
    std::vector<Stmt> body;
    std::uint32_t place = 0; // in the Janus file, for the order of definitions
};

struct Case {
    std::string name;
    std::string stored_name;
    std::string stored_as; // as of a Field
    std::vector<Field> fields;
    std::string reply_field; // empty: none
    std::string number;      // enums: the value
};

enum class DataKind : std::uint8_t { structure, sum, enumeration, unique, forward, trait };

struct DataType {
    DataKind kind{};
    std::string name;
    std::string name_space; // the unit's own, or that of a fellow whose types stand here too
    std::string janus_name;
    std::string stored_name; // "chat.Message"
    std::string qualified;   // "chat::Message"
    std::string template_head;
    std::string template_arguments; // "<T>"
    Lines doc;
    Lines comments;      // printed in the source, above `section`
    std::string section; // "message Ping"
    std::vector<Field> fields;
    std::vector<Case> cases;
    std::vector<Function> methods; // static ones; traits: the virtual ones
    std::string held;              // traits: what their `Of` calls the type of the object
    bool error = false;
    bool flags = false;
    bool foreign = false;       // C++ declares it; only what the runtime must know is said
    bool compares_late = false; // its fields can only be compared once all types are known
};

struct Actor {
    std::string name;
    std::string qualified;
    std::string template_head;      // "template <class T>", may be empty
    std::string template_arguments; // "<T>"
    Lines doc;
    Lines comments;
    std::string section;        // "actor Counter"
    std::string message;        // type of a message
    std::string traits_message; // the same, as seen outside of the namespace
    std::vector<Parameter> parameters;
    std::vector<Field> constants; // the constructor's parameters as members
    std::vector<Field> state;
    std::vector<Function> hooks;     // public
    std::vector<Function> functions; // private, in order of definition; `handle` comes first
    std::vector<Stmt> loop;          // body of `run`
    std::string inbox;               // what `run` calls its parameter
    bool grain = false;
    bool durable = false;
    std::string key; // grains: std::tuple<…>
    std::vector<std::string> capabilities;
    std::vector<std::string> mailbox; // options that are not the default: ".capacity = 100"
    std::string reductions;
    std::vector<std::string> pledges;   // "janus::Pledge::net_connect"
    std::vector<std::string> reentrant; // messages: "PeerMsg.Get"
    std::string idle_timeout_ms;
    std::string revision;
    std::string persist; // empty: after every turn
    std::string persist_interval_ms;
    bool refuses_unknown = false; // stored fields that this program does not know
    std::vector<std::string> older_names;
    std::string stored_name;
};

/// One entry of a supervisor's list, with its comments.
struct ListedChild {
    Lines comments;
    std::string trailing;
    Expr value;
};

struct Supervisor {
    std::string name;
    std::string qualified;
    std::string stored_name;
    Lines doc;
    Lines comments;
    std::string section;
    std::vector<Parameter> parameters;
    std::vector<Field> constants;
    std::vector<Function> overrides; // defined in the class
    std::vector<Function> functions; // private
    Function children;               // defined in the source; its body stands before the list
    std::vector<ListedChild> listed;
    Lines closing; // comments after the last child
};

struct Global {
    Lines doc;
    std::string type;
    std::string name;
    Expr value;
    bool constant = false; // inline constexpr
};

/// What the source file defines, in the order of the Janus file.
struct Definition {
    enum class Kind : std::uint8_t { section, function, actor, supervisor };
    Kind kind{};
    Lines comments;
    std::string section;
    std::size_t index = 0; // into the unit's list of that kind
};

/// A `test` block, as the program's list of tests has it.
struct Test {
    std::string title;
    std::string function; // in the namespace of the module
    std::uint32_t line = 0;
};

struct Unit {
    std::string module_path;           // "chat/room.jan"
    std::string name_space;            // "chat::room"
    Lines doc;                         // //! of the module
    std::vector<std::string> includes; // modules whose headers the header needs
    Lines foreign_declarations;        // types of fellows it only refers to
    std::vector<std::string> source_includes;
    std::vector<std::string> foreign_headers; // use cpp "…"
    Lines foreign_functions;                  // of the C ABI
    std::vector<DataType> types;
    bool types_elsewhere = false; // the header of a fellow has them
    std::vector<Global> globals;
    std::vector<Function> functions;
    std::vector<Actor> actors;
    std::vector<Supervisor> supervisors;
    std::vector<Definition> definitions;
    Lines closing_comments;  // after the last declaration
    std::string main;        // qualified name of the function `main` runs; empty: no main
    bool runs_tests = false; // `int main` runs the tests
    std::vector<Test> tests;
    std::vector<std::string> not_simulable; // functions of C++
    std::uint32_t number = 0;               // of the file: tests run in the order of the files
    std::string program_name;
};

} // namespace janus::lowering::cpp
