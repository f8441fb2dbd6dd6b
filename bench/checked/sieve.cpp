#include <cstdint>
#include <iostream>
#include <vector>

static std::int64_t sieve(std::int64_t n)
{
    std::vector<char> composite(static_cast<std::size_t>(n + 1), 0);
    std::int64_t count = 0;
    for (std::int64_t i = 2; i <= n; ++i) {
        if (!composite[static_cast<std::size_t>(i)]) {
            ++count;
            for (std::int64_t multiple = i * i; multiple <= n; multiple += i)
                composite[static_cast<std::size_t>(multiple)] = 1;
        }
    }
    return count;
}

int main()
{
    std::int64_t total = 0;
    for (std::int64_t round = 0; round < 40; ++round)
        total += sieve(1000000 + round);
    std::cout << total << '\n';
}
