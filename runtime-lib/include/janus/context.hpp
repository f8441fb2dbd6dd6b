#pragma once
// Context: what code may do and for how long, passed down its calls: capabilities by name, a
// deadline, a token that cancels. A fresh one has every capability and no deadline; what is derived
// from it can only have less, and is cancelled with it. A handle on something that never changes;
// any thread.

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include <janus/cancel_token.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>
#include <janus/type_info.hpp>

namespace janus {

// Has the shape of a generated `error` type.
struct CapabilityError {
    struct CapabilityDenied {
        friend bool operator==(CapabilityDenied const&, CapabilityDenied const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { CapabilityDenied };

    std::variant<CapabilityDenied> value;

    friend bool operator==(CapabilityError const&, CapabilityError const&) = default;
};

template <> struct type_info<CapabilityError> {
    static constexpr std::string_view name = "CapabilityError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 1> cases{"CapabilityDenied"};
};

class Context {
public:
    Context();

    // True if all of them are there.
    bool has(List<String> const& capabilities) const;
    // Of those it has, only these.
    Context only(List<String> const& capabilities) const;

    // The earlier one of this and its own deadline holds.
    Context with_deadline(Timestamp deadline) const;
    Context with_timeout(std::int64_t milliseconds) const;
    // Cancelled with this token, and no longer with the context it comes from.
    Context with_cancel(CancelToken token) const;

    Option<Timestamp> deadline() const;
    CancelToken token() const;
    // Of this context and of all that were derived from it.
    void cancel() const;

    String to_text() const { return String("Context"); }
    friend bool operator==(Context const&, Context const&) = default;

private:
    struct State;
    explicit Context(std::shared_ptr<State const> state);

    std::shared_ptr<State const> state_;
};

} // namespace janus
