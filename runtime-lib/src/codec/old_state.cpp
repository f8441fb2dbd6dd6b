#include <janus/old_state.hpp>

namespace janus {

std::string_view OldState::find(std::uint32_t tag) const
{
    detail::ByteCursor cursor(bytes_);
    while (!cursor.at_end()) {
        std::string_view const before = cursor.rest();
        u128 const key = cursor.varint();
        cursor.skip(static_cast<detail::WireKind>(key & 7));
        if (cursor.failed()) {
            break;
        }
        if (key >> 3 == tag) {
            return before.substr(0, before.size() - cursor.rest().size());
        }
    }
    return {};
}

bool OldState::has(String const& name) const
{
    return !find(detail::field_tag(name.view())).empty();
}

void OldState::refuse(std::string_view name)
{
    throw EscapedError(Error("StorageFailed", "the stored state has no field `" + String(name) +
                                                  "` of the type that `migrate` reads"));
}

} // namespace janus
