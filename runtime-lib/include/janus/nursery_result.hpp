#pragma once
// How a nursery ended. NurseryResult is the value Janus programs match on; it has the shape of a
// generated union. NurseryOutcome also keeps the failure itself, to pass it on. Values.

#include <any>
#include <array>
#include <cstdint>
#include <exception>
#include <source_location>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include <boost/core/nvp.hpp>

#include <janus/error.hpp>
#include <janus/result.hpp>
#include <janus/type_info.hpp>

namespace janus {

struct NurseryResult {
    struct success {
        friend bool operator==(success const&, success const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };
    struct child_failed {
        Error item0;
        friend bool operator==(child_failed const&, child_failed const&) = default;
        template <class Archive> void serialize(Archive& archive, unsigned)
        {
            archive& boost::serialization::make_nvp("0", item0);
        }
    };
    struct cancelled {
        friend bool operator==(cancelled const&, cancelled const&) = default;
        template <class Archive> void serialize(Archive&, unsigned) {}
    };

    enum class Case : std::uint8_t { success, child_failed, cancelled };

    std::variant<success, child_failed, cancelled> value;

    friend bool operator==(NurseryResult const&, NurseryResult const&) = default;
};

template <> struct type_info<NurseryResult> {
    static constexpr std::string_view name = "NurseryResult";
    static constexpr std::array<std::string_view, 3> cases{"success", "child_failed", "cancelled"};
};

class NurseryOutcome {
public:
    NurseryOutcome() = default;
    // `original` is the error in its own type, empty for a panic.
    NurseryOutcome(bool cancelled, std::exception_ptr failure, std::any original);

    NurseryResult const& result() const { return result_; }
    bool is_error() const { return failure_ != nullptr; }
    // What the first failed task failed with; a panic has an error of its own.
    Error const& error() const { return error_; }
    // Goes on with the failure as an exception, if there is one.
    void rethrow() const
    {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }
    // The failure as an error of type E; what is none goes on as an exception.
    template <class E> Failure<E> failure() const
    {
        if constexpr (std::is_same_v<E, Error>) {
            if (original_.has_value()) {
                return Failure<E>{error_, where_};
            }
        } else if (E const* const found = std::any_cast<E>(&original_)) {
            return Failure<E>{*found, where_};
        }
        std::rethrow_exception(failure_);
    }

private:
    NurseryResult result_;
    std::exception_ptr failure_;
    std::any original_;
    Error error_;
    std::source_location where_;
};

} // namespace janus
