//! A Janus program of any length, such as people write: comments, structs with methods, enums and
//! matches, errors, closures, actors. The same length always gives the same text. Every part uses
//! the part before it, so names must really be looked up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace janus::bench {

/// `@` is the number of the part, `%` that of the part before.
inline constexpr std::string_view orders_part = R"(
// Part @: orders and what they cost.
struct Order@ {
    id: i64,
    customer: String,
    lines: [i64],
    discount: f64 = 0.0,
}

impl Order@ {
    func total(self) -> i64 do
        var sum = 0
        for price in self.lines do
            sum += price
        end
        return sum
    end

    func label(self, prefix: String) -> String do
        return $"{prefix}-{self.id}: {self.customer}"
    end
}

error Order@Error { Empty, TooLarge { limit: i64 } }

func check_order@(order: Order@, limit: i64) -> i64 ! Order@Error do
    fail Order@Error.Empty when order.lines.len == 0
    let total = order.total()
    if total > limit do
        fail Order@Error.TooLarge { limit: limit }
    end
    return total
end

func describe_order@(order: Order@) -> String do
    let total = check_order@(order, 1000) catch |e| do
        return "rejected: " ++ e.name()
    end
    let size = match total do
        0 => "nothing"
        1..99 => "small"
        n when n % 2 == 0 => "even"
        _ => "odd"
    end
    return order.label(size)
end
)";

inline constexpr std::string_view shapes_part = R"(
// Part @: shapes. The areas are approximate.
enum Shape@ {
    Circle { radius: i64 },
    Rectangle { width: i64, height: i64 },
    Empty,
}

func area@(shape: Shape@) -> i64 do
    match shape {
        .Circle { radius } => radius * radius * 3,
        .Rectangle { width, height } => width * height,
        .Empty => 0,
    }
end

func largest@(shapes: [Shape@]) -> ?i64 do
    var best: ?i64 = null
    for shape in shapes do
        let size = area@(shape)
        if let Some(known) = best do
            if size > known do
                best = size
            end
        else
            best = size
        end
    end
    return best
end

/// Counts how often each size occurs.
func histogram@(shapes: [Shape@]) -> HashMap[i64, i64] do
    var counts: HashMap[i64, i64] = HashMap.new()
    for shape in shapes do
        let size = area@(shape)
        counts.set(size, (counts.get(size) ?? 0) + 1)
    end
    return counts
end

func grow@(shapes: [Shape@], factor: i64) -> [Shape@] do
    let grown = shapes.map(|shape| match shape {
        Shape@.Circle { radius } => Shape@.Circle { radius: radius * factor },
        Shape@.Rectangle { width, height } =>
            Shape@.Rectangle { width: width * factor, height: height },
        Shape@.Empty => Shape@.Empty,
    })
    return grown.filter(|shape| area@(shape) > 0)
end
)";

inline constexpr std::string_view stock_part = R"(
// Part @: a stock keeper and its messages.
message Stock@Msg {
    Put { item: String, count: i64 },
    Take { item: String, count: i64, reply: Reply[bool] },
    Count { item: String, reply: Reply[i64] },
    Clear,
}

actor Stock@(capacity: i64) implements Stock@Msg do
    var items: HashMap[String, i64]
    var moved: i64 := 0

    func room(wanted: i64) -> bool do
        return moved + wanted <= capacity
    end

    receive do
        | Put { item, count } when room(count) => do
            items.set(item, (items.get(item) ?? 0) + count)
            moved += count
          end
        | Put { item, count } => do
            log.warn("no room", item: item, count: count)
          end
        | Take { item, count, reply } => do
            let there = items.get(item) ?? 0
            if there < count do
                reply.send(false)
                return
            end
            items.set(item, there - count)
            reply.send(true)
          end
        | Count { item, reply } => reply.send(items.get(item) ?? 0)
        | Clear => do items.clear() end
    end
end

func fill_stock@(rounds: i64) -> i64 do
    let stock = spawn Stock@(rounds * 10)
    for i in 0..<rounds do
        stock.send(.Put { item: "bolt", count: i })
    end
    let taken = stock.ask(.Take { item: "bolt", count: 1 }) ?? false
    if not taken do
        return -1
    end
    return stock.ask(.Count { item: "bolt" }) ?? 0
end
)";

inline constexpr std::string_view numbers_part = R"(
// Part @: loops and numbers.
struct Range@ { low: i64, high: i64 }

func clamp@(value: i64, bounds: Range@) -> i64 do
    return bounds.low when value < bounds.low
    return bounds.high when value > bounds.high
    return value
end

func digits@(number: i64) -> [i64] do
    var rest = number
    var found: [i64] = []
    while rest > 0 do
        found.push(rest % 10)
        rest = rest / 10
    end
    found.reverse()
    return found
end

func checksum@(text: String, seed: i32) -> i32 do
    var sum: i32 = seed
    for i in 0..<text.len do
        let byte = text[i] as i32
        sum = (sum * 31 + byte) % 65521
        if sum == 0 and i > 10 or byte == 7 do
            break
        end
    end
    return sum
end

func report@(numbers: [i64]) -> String do
    let bounds = Range@ { low: 0, high: 100 }
    let total = numbers.map(|n| clamp@(n, bounds)).fold(0, |sum, n| sum + n)
    var parts: [String] = []
    for (index, number) in numbers.enumerate() do
        parts.push($"{index}={number:04}")
    end
    return $"{total}: " ++ parts.join(", ")
end

func compare@(left: i64, right: i64) -> String do
    let (small, big) = if left < right do (left, right) else (right, left) end
    let distance = clamp%(big - small, Range% { low: 1, high: 9 })
    return report%([small, distance, big]) ++ checksum%("x", 3).to_string()
end
)";

inline std::string numbered(std::string_view part, std::size_t number, std::size_t before)
{
    std::string text;
    text.reserve(part.size() + part.size() / 8);
    for (char const letter : part) {
        if (letter == '@')
            text += std::to_string(number);
        else if (letter == '%' && text.back() != ' ')
            text += std::to_string(before);
        else
            text += letter;
    }
    return text;
}

/// At least `lines` lines, at most one part more.
inline std::string large_program(std::size_t lines)
{
    constexpr std::string_view parts[] = {numbers_part, orders_part, shapes_part, stock_part};
    std::string text = "// Made by bench/large_program.hpp.\n";
    std::size_t made = 0;
    for (std::size_t number = 0; made < lines; ++number) {
        std::size_t const own = number / 4 * 4;
        std::string const part = numbered(parts[number % 4], number, own < 4 ? own : own - 4);
        made += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
        text += part;
    }
    return text + "\nfunc main() do\n    println(report0([1, 2, 3]))\nend\n";
}

} // namespace janus::bench
