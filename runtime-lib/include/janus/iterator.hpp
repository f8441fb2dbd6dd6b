#pragma once
// Iter<T>: Janus's lazy sequences, `iter.from(xs)`. `map`, `filter`, `take` and `skip` do nothing
// until an element is asked for. A handle: copies go through the same elements, each of which comes
// once. Belongs to one actor.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

#include <janus/checked.hpp>
#include <janus/list.hpp>
#include <janus/option.hpp>
#include <janus/string.hpp>

namespace janus {

template <class T> class Iter {
public:
    using value_type = T;

    // Something elements come from.
    class Source {
    public:
        Source() = default;
        Source(Source const&) = delete;
        Source& operator=(Source const&) = delete;
        virtual ~Source() = default;
        virtual Option<T> next() = 0;
    };

    Iter() = default;
    explicit Iter(std::shared_ptr<Source> source) : source_(std::move(source)) {}

    Option<T> next() const { return source_ ? source_->next() : Option<T>(); }

    template <class F> auto map(F function) const
    {
        using U = std::remove_cvref_t<std::invoke_result_t<F&, T const&>>;
        return made<U>([from = *this, function]() mutable -> Option<U> {
            Option<T> const element = from.next();
            return element.is_some() ? Option<U>(function(*element)) : Option<U>();
        });
    }
    template <class F> Iter filter(F keep) const
    {
        return made<T>([from = *this, keep]() mutable {
            Option<T> element = from.next();
            while (element.is_some() && !keep(*element)) {
                element = from.next();
            }
            return element;
        });
    }
    Iter take(std::int64_t count) const
    {
        return made<T>([from = *this, left = count]() mutable {
            return left-- > 0 ? from.next() : Option<T>();
        });
    }
    Iter skip(std::int64_t count) const
    {
        return made<T>([from = *this, left = count]() mutable {
            for (; left > 0; --left) {
                from.next();
            }
            return from.next();
        });
    }
    auto enumerate() const
    {
        using Pair = std::tuple<std::int64_t, T>;
        return made<Pair>([from = *this, index = std::int64_t{0}]() mutable -> Option<Pair> {
            Option<T> element = from.next();
            return element.is_some() ? Option<Pair>(Pair(index++, *std::move(element)))
                                     : Option<Pair>();
        });
    }
    template <class A, class F> A fold(A accumulated, F&& function) const
    {
        for (Option<T> element = next(); element.is_some(); element = next()) {
            accumulated = function(std::move(accumulated), *element);
        }
        return accumulated;
    }
    template <class F> void each(F&& function) const
    {
        for (Option<T> element = next(); element.is_some(); element = next()) {
            function(*element);
        }
    }
    template <class F> Option<T> find(F&& wanted) const
    {
        Option<T> element = next();
        while (element.is_some() && !wanted(*element)) {
            element = next();
        }
        return element;
    }
    template <class F> bool any(F&& holds) const { return find(holds).is_some(); }
    template <class F> bool all(F&& holds) const
    {
        return !any([&holds](T const& element) { return !holds(element); });
    }
    T sum(std::source_location where = std::source_location::current()) const
    {
        T total{};
        for (Option<T> element = next(); element.is_some(); element = next()) {
            total = janus::add(total, *element, where);
        }
        return total;
    }
    std::int64_t count() const
    {
        std::int64_t number = 0;
        while (next().is_some()) {
            ++number;
        }
        return number;
    }
    List<T> to_list() const
    {
        List<T> elements;
        each([&elements](T const& element) { elements.push(element); });
        return elements;
    }

    struct End {};
    class Position {
    public:
        explicit Position(Iter from) : from_(std::move(from)), element_(from_.next()) {}
        T const& operator*() const { return *element_; }
        Position& operator++()
        {
            element_ = from_.next();
            return *this;
        }
        friend bool operator==(Position const& at, End) { return at.element_.is_none(); }

    private:
        Iter from_;
        Option<T> element_;
    };
    Position begin() const { return Position(*this); }
    End end() const { return {}; }

    String to_text() const { return "Iter"; }
    friend bool operator==(Iter const& a, Iter const& b) { return a.source_ == b.source_; }

private:
    // A source that calls a function.
    template <class U, class Next> static Iter<U> made(Next next)
    {
        class Calling final : public Iter<U>::Source {
        public:
            explicit Calling(Next from) : next_(std::move(from)) {}
            Option<U> next() override { return next_(); }

        private:
            Next next_;
        };
        return Iter<U>(std::make_shared<Calling>(std::move(next)));
    }

    std::shared_ptr<Source> source_;
};

// The elements a list, set, deque, map or range has now.
template <class Items> auto iter_from(Items const& items)
{
    using T = std::remove_cvref_t<decltype(*items.begin())>;
    class Held final : public Iter<T>::Source {
    public:
        explicit Held(Items const& from) : items_(from), at_(std::as_const(items_).begin()) {}
        Option<T> next() override
        {
            if (at_ == std::as_const(items_).end()) {
                return none;
            }
            Option<T> element(*at_);
            ++at_;
            return element;
        }

    private:
        Items items_;
        decltype(std::as_const(items_).begin()) at_;
    };
    return Iter<T>(std::make_shared<Held>(items));
}

template <class Items, class F> auto iter_map(Items const& items, F function)
{
    return iter_from(items).map(std::move(function));
}
template <class Items, class F> auto iter_filter(Items const& items, F keep)
{
    return iter_from(items).filter(std::move(keep));
}
template <class Items> auto iter_take(Items const& items, std::int64_t count)
{
    return iter_from(items).take(count);
}
template <class Items> auto iter_skip(Items const& items, std::int64_t count)
{
    return iter_from(items).skip(count);
}
template <class Items, class A, class F> A iter_fold(Items const& items, A start, F&& function)
{
    return iter_from(items).fold(std::move(start), function);
}

} // namespace janus
