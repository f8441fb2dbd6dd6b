// Stands in for libFuzzer: each file named on the command line, whole and cut off at two places.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size);

int main(int count, char** words)
{
    for (int at = 1; at < count; ++at) {
        std::ifstream file(words[at], std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(file), {}};
        auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
        for (std::size_t const size : {text.size(), text.size() * 2 / 3, text.size() / 3})
            LLVMFuzzerTestOneInput(bytes, size);
    }
    std::cout << count - 1 << " files\n";
    return count > 1 ? 0 : 1;
}
