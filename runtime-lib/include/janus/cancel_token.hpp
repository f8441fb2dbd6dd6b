#pragma once
// CancelToken: a flag that says "give up", passed around by hand. Cancelling a token cancels its
// children; it never becomes uncancelled. One with a deadline is cancelled from then on, but that
// calls nobody. A handle: copies speak of the same flag. Any thread.

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include <janus/function.hpp>
#include <janus/option.hpp>
#include <janus/result.hpp>
#include <janus/string.hpp>
#include <janus/time_values.hpp>
#include <janus/type_info.hpp>

namespace janus {

// Has the shape of a generated `error` type.
struct CancellationError {
    struct Cancelled {
        friend bool operator==(Cancelled const&, Cancelled const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct Timeout {
        friend bool operator==(Timeout const&, Timeout const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct ParentCancelled {
        friend bool operator==(ParentCancelled const&, ParentCancelled const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { Cancelled, Timeout, ParentCancelled };

    std::variant<Cancelled, Timeout, ParentCancelled> value;

    friend bool operator==(CancellationError const&, CancellationError const&) = default;
};

template <> struct type_info<CancellationError> {
    static constexpr std::string_view name = "CancellationError";
    static constexpr bool is_error = true;
    static constexpr std::array<std::string_view, 3> cases{"Cancelled", "Timeout",
                                                           "ParentCancelled"};
};

class CancelToken {
public:
    CancelToken();

    CancelToken child() const;
    // The same, with a deadline unless its own is earlier.
    CancelToken child_until(Timestamp deadline) const;
    Option<Timestamp> deadline() const;
    void cancel() const;
    bool is_cancelled() const noexcept;
    // Fails once the token, or the task that asks, was cancelled.
    Result<void, CancellationError> check() const;
    // Runs at the time of cancelling, on the canceller's turn; at once if that has been.
    void on_cancel(Function<void()> function) const;

    String to_text() const { return String("CancelToken"); }
    friend bool operator==(CancelToken const&, CancelToken const&) = default;

private:
    struct State;
    explicit CancelToken(std::shared_ptr<State> state);
    static void cancel(State& state, bool by_parent);
    CancelToken made_child(Option<Timestamp> deadline) const;

    std::shared_ptr<State> state_;
};

} // namespace janus
