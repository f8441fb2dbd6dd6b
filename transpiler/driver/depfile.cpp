#include "driver/depfile.hpp"

namespace janus::driver {

static void append_escaped(std::string& text, std::string_view path)
{
    for (std::size_t index = 0; index < path.size(); ++index) {
        char const character = path[index];
        if (character == ' ' || character == '#') {
            // A backslash before an escaped character would be read as part of the escape.
            for (std::size_t back = index; back > 0 && path[back - 1] == '\\'; --back)
                text += '\\';
            text += '\\';
        } else if (character == '$') {
            text += '$';
        }
        text += character;
    }
}

std::string depfile_text(std::string_view target, std::span<std::string const> sources)
{
    std::string text;
    append_escaped(text, target);
    text += ':';
    for (std::string const& source : sources) {
        text += " \\\n  ";
        append_escaped(text, source);
    }
    text += '\n';
    return text;
}

} // namespace janus::driver
