#include "values/exception_text.hpp"

#include <cstdlib>
#include <exception>
#include <memory>
#include <typeinfo>

#include <cxxabi.h>

namespace janus::detail {

namespace {

std::string readable_name(std::type_info const& type)
{
    int status = 0;
    std::unique_ptr<char, decltype(&std::free)> const name(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? name.get() : type.name();
}

} // namespace

std::string text_of_foreign_exception()
{
    std::type_info const* const type = abi::__cxa_current_exception_type();
    std::string text = type == nullptr ? "unknown type" : readable_name(*type);
    try {
        throw;
    } catch (std::exception const& exception) {
        text += ": ";
        text += exception.what();
    } catch (...) {
        // Nothing more is known.
    }
    return text;
}

} // namespace janus::detail
