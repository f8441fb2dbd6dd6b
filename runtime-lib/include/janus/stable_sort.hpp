#pragma once
// detail::stable_sort: a merge sort that stays within its range whatever the comparison answers.
// (A comparison written in Janus may be no order at all; the standard sorts may then leave the
// range.) Works on a range the caller owns; throws only what the comparison throws.

#include <cstddef>
#include <utility>
#include <vector>

namespace janus::detail {

template <class T, class Less> void insertion_sort(T* first, std::size_t count, Less& less)
{
    for (std::size_t i = 1; i < count; ++i) {
        for (std::size_t j = i; j > 0 && less(first[j], first[j - 1]); --j) {
            std::swap(first[j], first[j - 1]);
        }
    }
}

// A struct around the element keeps `std::vector<bool>` away.
template <class T> struct Spare {
    T element;
};

template <class T, class Less>
void merge(T* first, std::size_t middle, std::size_t count, std::vector<Spare<T>>& spare,
           Less& less)
{
    if (!less(first[middle], first[middle - 1])) {
        return;
    }
    spare.clear();
    for (std::size_t i = 0; i < middle; ++i) {
        spare.push_back(Spare<T>{std::move(first[i])});
    }
    std::size_t left = 0;
    std::size_t right = middle;
    std::size_t out = 0;
    while (left < spare.size() && right < count) {
        if (less(first[right], spare[left].element)) {
            first[out++] = std::move(first[right++]);
        } else {
            first[out++] = std::move(spare[left++].element);
        }
    }
    while (left < spare.size()) {
        first[out++] = std::move(spare[left++].element);
    }
}

template <class T, class Less>
void merge_sort(T* first, std::size_t count, std::vector<Spare<T>>& spare, Less& less)
{
    if (count <= 12) {
        insertion_sort(first, count, less);
        return;
    }
    std::size_t const middle = count / 2;
    merge_sort(first, middle, spare, less);
    merge_sort(first + middle, count - middle, spare, less);
    merge(first, middle, count, spare, less);
}

template <class T, class Less> void stable_sort(T* first, std::size_t count, Less less)
{
    std::vector<Spare<T>> spare;
    merge_sort(first, count, spare, less);
}

} // namespace janus::detail
