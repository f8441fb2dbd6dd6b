#pragma once
// Dyn<Trait>: Janus's `&dyn Trait`, some object that implements a trait. A reference: copies mean
// the same object, which lives as long as any of them. `dyn` makes one of a value (a copy of it),
// `dyn_shared` one of a variable in a shared cell. Calling it is as safe across threads as the
// object is. Two are equal if they mean the same object.

#include <memory>
#include <utility>

namespace janus {

template <class Trait> class Dyn {
public:
    Dyn() = default; // only waits to be assigned
    explicit Dyn(std::shared_ptr<Trait> object) : object_(std::move(object)) {}

    Trait* operator->() const { return object_.get(); }

    friend bool operator==(Dyn const& a, Dyn const& b) { return a.object_ == b.object_; }

private:
    std::shared_ptr<Trait> object_;
};

template <class Trait, class T> Dyn<Trait> dyn_shared(std::shared_ptr<T> object)
{
    using Object = typename Trait::template Of<T>;
    return Dyn<Trait>(std::make_shared<Object>(std::move(object)));
}
template <class Trait, class T> Dyn<Trait> dyn(T value)
{
    return dyn_shared<Trait>(std::make_shared<T>(std::move(value)));
}

} // namespace janus
