// How quickly Janus text becomes a syntax tree, in bytes per second.
#include "diagnostics/diagnostics.hpp"
#include "source/source_file.hpp"
#include "syntax/parser.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>

namespace {

constexpr char const* module_text = R"(# A room that remembers what was said.
message RoomMsg {
    Say { from: String, text: String },
    history { count: i64, reply: Reply[[String]] },
}

actor Room(name: String) implements RoomMsg do
    var lines: [String] := []

    receive do
    | Say { from, text } => do
        if text.len() > 0 and not from.starts_with("_") do
            lines.push(from ++ ": " ++ text)
        end
      end
    | history { count, reply } => do
        var start := lines.len() - count
        if start < 0 do
            start = 0
        end
        reply.send(lines[start..])
      end
end
)";

void parse(benchmark::State& state)
{
    std::string text;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        text += module_text;
    }
    janus::source::SourceFile const file(0, "room.jan", "room", text);
    for (auto _ : state) {
        janus::diagnostics::Diagnostics diagnostics;
        auto const module = janus::syntax::parse(file, diagnostics);
        if (diagnostics.has_errors()) {
            state.SkipWithError("the text has errors");
        }
        benchmark::DoNotOptimize(&module);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(parse)->Arg(1)->Arg(100)->Unit(benchmark::kMicrosecond);

} // namespace
