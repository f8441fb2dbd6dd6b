//! Janus on the left, the C++ it became on the right, for people who compare them. Pure text.
#pragma once

#include <string>
#include <string_view>

namespace janus::driver {

/// `generated` is C++ with #line directives; those that name `source_path` say what stands beside
/// what, and none of them is shown. Lines of the source that became nothing stand alone.
[[nodiscard]] std::string side_by_side(std::string_view source, std::string_view source_path,
                                       std::string_view generated);

} // namespace janus::driver
