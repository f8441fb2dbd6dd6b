#pragma once
// Foreign<T>: a value of a C++ class that Janus only holds and passes on, `extern type`. Copies
// mean the same object, which is destroyed with the last of them. Functions that take a `T&` or
// `T const&` take it, functions that return a T or a std::unique_ptr<T> make one. As safe across
// threads as T is.

#include <memory>
#include <type_traits>
#include <utility>

#include <janus/panic.hpp>
#include <janus/string.hpp>
#include <janus/unset.hpp>

namespace janus {

template <class T> class Foreign {
public:
    Foreign(Unset = {}) {}
    template <class U>
        requires(std::is_same_v<U, T>)
    Foreign(U&& object) : object_(std::make_shared<T>(std::move(object))) {}
    Foreign(std::unique_ptr<T> object) : object_(std::move(object)) {}
    Foreign(std::shared_ptr<T> object) : object_(std::move(object)) {}

    operator T&() const { return *object_; }

    String to_text() const { return String("extern value"); }
    friend bool operator==(Foreign const& a, Foreign const& b) { return a.object_ == b.object_; }

private:
    std::shared_ptr<T> object_;
};

} // namespace janus
