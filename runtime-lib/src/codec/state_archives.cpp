#include <janus/state_reader.hpp>
#include <janus/state_writer.hpp>

namespace janus {

UnknownFields const* StateWriter::nested_in(UnknownFields const* fields, std::uint32_t tag)
{
    if (!fields) {
        return nullptr;
    }
    auto const found = fields->nested.find(tag);
    return found == fields->nested.end() ? nullptr : &found->second;
}

void StateWriter::write_kept()
{
    if (kept_) {
        bytes_ += kept_->bytes;
    }
}

void StateWriter::close_counted(std::size_t start)
{
    std::string length;
    detail::append_varint(length, bytes_.size() - start);
    bytes_.insert(start, length);
}

bool StateWriter::descend()
{
    ++depth_;
    failed_ = failed_ || depth_ > detail::max_nesting;
    return !failed_;
}

void StateReader::fail(std::string_view reason)
{
    if (!failed_) {
        failed_ = true;
        reason_ = reason;
    }
}

bool StateReader::descend()
{
    if (depth_ >= detail::max_nesting) {
        fail("nested too deep");
        return false;
    }
    ++depth_;
    return !failed_;
}

// Takes the next field of the record, whatever it is.
bool StateReader::next(Passed& found)
{
    detail::ByteCursor& cursor = frame_.cursor;
    if (cursor.at_end() || failed_) {
        return false;
    }
    std::string_view const before = cursor.rest();
    u128 const key = cursor.varint();
    auto const kind = static_cast<Kind>(key & 7);
    std::string_view const value = cursor.rest();
    cursor.skip(kind);
    if (cursor.failed() || key >> 32 != 0 || key >> 3 == 0) {
        fail("malformed field");
        return false;
    }
    std::string_view const after = cursor.rest();
    found.tag = static_cast<std::uint32_t>(key >> 3);
    found.kind = kind;
    found.field = before.substr(0, before.size() - after.size());
    found.value = value.substr(0, value.size() - after.size());
    return true;
}

bool StateReader::find(std::uint32_t tag, Passed& found)
{
    for (auto passed = frame_.passed.begin(); passed != frame_.passed.end(); ++passed) {
        if (passed->tag == tag) {
            found = *passed;
            frame_.passed.erase(passed);
            return true;
        }
    }
    while (next(found)) {
        if (found.tag == tag) {
            return true;
        }
        frame_.passed.push_back(found);
    }
    return false;
}

void StateReader::close()
{
    Passed found{};
    while (next(found)) {
        frame_.passed.push_back(found);
    }
    for (Passed const& passed : frame_.passed) {
        saw_unknown_ = true;
        if (policy_ == Unknown::refuse || (policy_ == Unknown::keep && !kept_)) {
            fail("field of a newer version");
        } else if (policy_ == Unknown::keep) {
            kept_->bytes += passed.field;
        }
    }
    frame_.passed.clear();
}

} // namespace janus
