#include "actor/failure.hpp"

#include <new>

#include <janus/panic.hpp>

#include "actor/pledge.hpp"
#include "values/exception_text.hpp"

namespace janus::detail {

namespace {

std::string place_text(std::source_location where)
{
    return std::string(" at ") + where.file_name() + ':' + std::to_string(where.line());
}

FailureText describe_panic(Panic const& panic)
{
    std::string text = "panic";
    if (!panic.code().empty()) {
        text += ' ' + panic.code();
    }
    text += ": " + panic.text() + place_text(panic.where());
    return FailureText{
        ExitReason{ExitReason::panic{String(panic.code())}},
        Error(String("panic"), String(panic.text())), std::move(text), false,
        std::vector<void*>(panic.addresses(), panic.addresses() + panic.address_count())};
}

} // namespace

FailureText describe_failure(std::exception_ptr const& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (PledgeBroken const& broken) {
        FailureText described = describe_panic(broken);
        described.reason = ExitReason{ExitReason::pledge{}};
        described.error = Error(String("pledge"), String(broken.text()));
        described.text = "pledge broken: " + broken.text();
        return described;
    } catch (Panic const& panic) {
        return describe_panic(panic);
    } catch (ActivationRefused const& refused) {
        String const& name = refused.error().name();
        return FailureText{ExitReason{ExitReason::error{name}}, refused.error(),
                           refused.error().text().to_std(), true};
    } catch (EscapedError const& escaped) {
        String const& name = escaped.error().name();
        std::string text = "error " + name.to_std();
        if (!escaped.error().text().to_std().empty()) {
            text += ": " + escaped.error().text().to_std();
        }
        return FailureText{ExitReason{ExitReason::error{name}}, escaped.error(),
                           text + place_text(escaped.where())};
    } catch (std::bad_alloc const&) {
        return FailureText{ExitReason{ExitReason::panic{String("P006")}},
                           Error(String("panic"), String("out of memory")),
                           "panic P006: out of memory"};
    } catch (...) {
        std::string const text = text_of_foreign_exception();
        return FailureText{ExitReason{ExitReason::error{String("cpp_exception")}},
                           Error(String("cpp_exception"), String(text)), "C++ exception " + text};
    }
}

} // namespace janus::detail
