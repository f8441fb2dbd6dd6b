// A C++ program that keeps its stock in an actor written in Janus.
#include <warehouse/stock.jan.hpp>

#include <iostream>

namespace {

using warehouse::stock::Stock;
using warehouse::stock::StockMsg;

constexpr auto patience = janus::seconds(5);

} // namespace

int main(int argc, char** argv)
{
    janus::ActorSystem system{janus::Options::from_command_line(argc, argv)};
    auto const stock = system.spawn<Stock>("Rotterdam");

    // tell() queues a message and returns; ask_blocking() waits for the answer.
    stock.tell(StockMsg::Add{"crates", 12});
    janus::Result<bool> const taken = stock.ask_blocking(StockMsg::Take{"crates", 5}, patience);
    janus::Result<bool> const refused = stock.ask_blocking(StockMsg::Take{"crates", 50}, patience);
    janus::Result<std::int64_t> const level =
        stock.ask_blocking(StockMsg::level{"crates"}, patience);
    system.stop();

    if (!taken.is_ok() || !refused.is_ok() || !level.is_ok()) {
        std::cerr << "the stock did not answer\n";
        return 1;
    }
    std::cout << "took 5: " << (taken.unwrap() ? "yes" : "no")
              << ", took 50: " << (refused.unwrap() ? "yes" : "no") << ", left: " << level.unwrap()
              << '\n';
    return 0;
}
