#pragma once
// unset: makes a variable whose value follows before anybody looks at it, of a type that has none
// to begin with: a function, a `&dyn Trait`.

namespace janus {

struct Unset {};
inline constexpr Unset unset;

} // namespace janus
