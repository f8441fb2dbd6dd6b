#include <cstdint>
#include <iostream>
#include <vector>

static std::uint64_t hash(std::vector<std::uint8_t> const& data)
{
    std::uint64_t value = 5381;
    for (std::uint8_t const byte : data)
        value = (value * 33 + byte) % 1000000007;
    return value;
}

int main()
{
    std::vector<std::uint8_t> data;
    for (std::int64_t i = 0; i < 1000000; ++i)
        data.push_back(static_cast<std::uint8_t>(i % 251));
    std::uint64_t total = 0;
    for (std::size_t round = 0; round < 100; ++round) {
        data[round] = 7;
        total = (total + hash(data)) % 1000000007;
    }
    std::cout << total << '\n';
}
