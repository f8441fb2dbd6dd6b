#include <janus/pid.hpp>

#include <string>

namespace janus {

String Pid::to_text() const
{
    return String('<' + std::to_string(number) + '>');
}

} // namespace janus
