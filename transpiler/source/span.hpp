#pragma once

#include <cstdint>

namespace janus::source {

/// A stretch of source text: byte offsets `[begin, end)` in the file with index `file`.
/// Lines and columns are looked up in `SourceFile` when somebody wants to see them.
/// A plain value; may be used from any thread.
struct Span {
    std::uint32_t file = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend constexpr bool operator==(Span, Span) = default;

    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
    [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }

    /// True if `inner` lies wholly inside this span.
    [[nodiscard]] constexpr bool contains(Span inner) const noexcept
    {
        return file == inner.file && begin <= inner.begin && inner.end <= end;
    }
};

/// The smallest span that covers both. They must come from the same file.
[[nodiscard]] constexpr Span join(Span first, Span second) noexcept
{
    return {first.file, first.begin < second.begin ? first.begin : second.begin,
            first.end > second.end ? first.end : second.end};
}

} // namespace janus::source
