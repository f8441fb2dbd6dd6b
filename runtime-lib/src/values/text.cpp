#include <janus/text.hpp>

#include <cmath>

#include <fmt/format.h>
#include <janus/hash.hpp>

namespace janus::detail {

void write_unsigned(std::string& out, u128 value)
{
    char digits[40];
    char* at = digits + sizeof digits;
    do {
        *--at = static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value != 0);
    out.append(at, digits + sizeof digits);
}

void write_signed(std::string& out, i128 value)
{
    if (value < 0) {
        out += '-';
        write_unsigned(out, -static_cast<u128>(value));
    } else {
        write_unsigned(out, static_cast<u128>(value));
    }
}

namespace {

// Shortest digits that read back as the same float, with at least one decimal.
template <class F> void write_shortest(std::string& out, F value)
{
    if (std::isnan(value)) {
        out += "nan";
        return;
    }
    std::size_t const start = out.size();
    fmt::format_to(std::back_inserter(out), "{}", value);
    if (std::isfinite(value) && out.find_first_of(".e", start) == std::string::npos) {
        out += ".0";
    }
}

void write_escaped(std::string& out, unsigned char byte)
{
    switch (byte) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    case '\0':
        out += "\\0";
        break;
    default:
        if (byte < 0x20 || byte == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\x{:02X}", byte);
        } else {
            out += static_cast<char>(byte);
        }
    }
}

} // namespace

void write_float(std::string& out, double value)
{
    write_shortest(out, value);
}

void write_float(std::string& out, float value)
{
    write_shortest(out, value);
}

void write_quoted(std::string& out, std::string_view text)
{
    out += '"';
    for (char const byte : text) {
        write_escaped(out, static_cast<unsigned char>(byte));
    }
    out += '"';
}

void write_bytes(std::string& out, std::string_view bytes)
{
    out += "b\"";
    for (char const byte : bytes) {
        auto const value = static_cast<unsigned char>(byte);
        if (value >= 0x80) {
            fmt::format_to(std::back_inserter(out), "\\x{:02X}", value);
        } else {
            write_escaped(out, value);
        }
    }
    out += '"';
}

std::uint64_t hash_bytes(std::string_view bytes) noexcept
{
    return std::hash<std::string_view>{}(bytes);
}

} // namespace janus::detail
