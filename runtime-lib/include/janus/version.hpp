#pragma once
// The release of this runtime, as `--version` prints it.

namespace janus {

inline constexpr char const* version = "0.1.0";

} // namespace janus
