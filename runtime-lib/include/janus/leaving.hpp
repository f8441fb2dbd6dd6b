#pragma once
// Leaving<R>: how a block is left whose end must wait or look at the reason first: a nursery, an
// `errdefer`, a `defer` that waits. The block notes the way it takes, the end does its work, then
// the way is taken. Lives in one function.

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <janus/unit.hpp>

namespace janus {

namespace detail {

template <class T>
concept TellsItsError = requires(T const& value)
{
    value.is_error();
};

} // namespace detail

class LeavingBlock {
public:
    static constexpr int by_return = 1;

    // In a `catch (...)`.
    void fail() noexcept { failure_ = std::current_exception(); }
    void take_way(int way) noexcept { way_ = way; }
    int way() const noexcept { return way_; }
    bool failed() const noexcept { return failure_ != nullptr; }
    // Not by reaching the end of the block.
    bool is_early() const noexcept { return way_ != 0 || failed(); }
    std::exception_ptr const& failure() const noexcept { return failure_; }
    void set_failure(std::exception_ptr failure) noexcept
    {
        failure_ = std::move(failure);
        if (failure_ == nullptr) {
            way_ = 0;
        }
    }
    void rethrow()
    {
        if (failure_) {
            std::rethrow_exception(std::exchange(failure_, nullptr));
        }
    }

private:
    std::exception_ptr failure_;
    int way_ = 0;
};

template <class R = void> class Leaving : public LeavingBlock {
public:
    using Value = std::conditional_t<std::is_void_v<R>, Unit, R>;

    // `return value`.
    void give(Value value)
    {
        value_.emplace(std::move(value));
        take_way(by_return);
    }
    Value take() { return *std::move(value_); }
    // By an exception, or with an error as the result.
    bool is_error() const
    {
        if constexpr (detail::TellsItsError<Value>) {
            if (value_ && value_->is_error()) {
                return true;
            }
        }
        return failed();
    }

private:
    std::optional<Value> value_;
};

} // namespace janus
