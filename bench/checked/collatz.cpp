#include <cstdint>
#include <iostream>

static std::int64_t steps(std::int64_t start)
{
    std::int64_t n = start;
    std::int64_t count = 0;
    while (n != 1) {
        if (n % 2 == 0)
            n = n / 2;
        else
            n = 3 * n + 1;
        ++count;
    }
    return count;
}

int main()
{
    std::int64_t longest = 0;
    for (std::int64_t start = 1; start <= 3000000; ++start) {
        std::int64_t const count = steps(start);
        if (count > longest)
            longest = count;
    }
    std::cout << longest << '\n';
}
