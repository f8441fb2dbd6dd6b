#pragma once
// Error: the open set of errors, Janus's `Error.any_name(args)` and the `E` of `!T`. Every
// generated error type and AskError converts to it: it keeps the case's name and the value's text.
// Errors compare by name and print as their name. A value; any thread may use it.

#include <exception>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

#include <boost/core/nvp.hpp>

#include <janus/ask_error.hpp>
#include <janus/string.hpp>
#include <janus/text.hpp>
#include <janus/type_info.hpp>

namespace janus {

class Error {
public:
    Error() = default;
    explicit Error(String name, String text = {}) : name_(std::move(name)), text_(std::move(text))
    {}
    Error(AskError const& error) : name_(error.name()) {}
    template <ErrorType E>
        requires(!std::is_same_v<E, AskError>)
    Error(E const& error) : name_(case_name(error)), text_(detail::describe_error(error)) {}

    String const& name() const { return name_; }
    // What is known beside the name; may be empty.
    String const& text() const { return text_; }

    friend bool operator==(Error const& a, Error const& b) { return a.name_ == b.name_; }
    template <class Archive> void serialize(Archive& archive, unsigned)
    {
        archive& boost::serialization::make_nvp("name", name_);
        archive& boost::serialization::make_nvp("text", text_);
    }

private:
    String name_;
    String text_;
};

inline String error_name(Error const& error)
{
    return error.name();
}
inline String error_name(AskError const& error)
{
    return error.name();
}
template <ErrorType E> String error_name(E const& error)
{
    return String(case_name(error));
}

// Thrown where an error escapes a `receive` arm or a test: the actor crashes with reason
// `error(name)`.
class EscapedError : public std::exception {
public:
    explicit EscapedError(Error error, std::source_location where = std::source_location::current())
        : error_(std::move(error)), where_(where), what_(error_.name().to_std())
    {}

    Error const& error() const { return error_; }
    std::source_location where() const { return where_; }
    char const* what() const noexcept override { return what_.c_str(); }

private:
    Error error_;
    std::source_location where_;
    std::string what_;
};

} // namespace janus
