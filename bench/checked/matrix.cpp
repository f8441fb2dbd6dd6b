#include <cstdint>
#include <iostream>
#include <vector>

using Matrix = std::vector<std::int64_t>;

static Matrix multiply(Matrix const& a, Matrix const& b, std::size_t n)
{
    Matrix product(n * n, 0);
    for (std::size_t row = 0; row < n; ++row) {
        for (std::size_t column = 0; column < n; ++column) {
            std::int64_t sum = 0;
            for (std::size_t k = 0; k < n; ++k)
                sum += a[row * n + k] * b[k * n + column];
            product[row * n + column] = sum;
        }
    }
    return product;
}

int main()
{
    std::size_t const n = 500;
    Matrix a(n * n, 0);
    Matrix b(n * n, 0);
    for (std::size_t i = 0; i < n * n; ++i) {
        a[i] = static_cast<std::int64_t>(i % 17);
        b[i] = static_cast<std::int64_t>(i % 13);
    }
    std::int64_t total = 0;
    for (std::size_t round = 0; round < 3; ++round) {
        Matrix const product = multiply(a, b, n);
        a[round] = product[round] % 17;
        total += product[n * n - 1];
    }
    std::cout << total << '\n';
}
