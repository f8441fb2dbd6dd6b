#!/usr/bin/env bash
# What the machine does not allow: a stack without an end, more memory than there is. And SIGUSR1,
# which shows the actors of a running program.
set -uo pipefail
. "$(dirname "$0")/../driver/expect.sh"
limit=250
export ASAN_OPTIONS=allocator_may_return_null=1

cat >limits.jan <<'TEXT'
message WorkMsg { Deep { n: i64 }, Large { n: i64 }, Small(Reply[i64]) }

func deep(n: i64) -> i64 do
    if n == 0 do return 0 end
    return deep(n + 1) % 1000 + 1
end

actor Worker implements WorkMsg do
    var kept := ""
    receive do
        | Deep { n } => do println(deep(n)) end
        | Large { n } => do kept = "0123456789".repeat(n) end
        | Small(reply) => do reply.send(kept.len) end
    end
end

supervisor Workshop do
    child Worker, id: "one"
end

func main() do
    let shop = Workshop.start()
    let worker = shop.child("one")
    if args()[0] == "deep" do
        worker.send(.Deep { n: 1 })
        cluster.idle()
    end
    if args()[0] == "large" do
        worker.send(.Large { n: 10000000000000 })
        cluster.idle()
        println(worker.ask(.Small) ?? -1)
    end
    if args()[0] == "wait" do
        println("ready")
        cluster.run()
    end
    shop.stop()
end
TEXT

# The message is the runtime's own, or in a build with sanitizers theirs.
run run limits.jan -- deep
if grep -q 'AddressSanitizer' error; then
    grep -q 'stack-overflow' error || fail "no exhausted stack is reported"
else
    expect_code 139 "stack exhausted: Worker <3> handling WorkMsg.Deep"
fi

run run limits.jan -- large
if grep -q 'AddressSanitizer' error; then
    grep -Eq 'out-of-memory|allocation-size-too-big' error || fail "no lack of memory is reported"
else
    expect_code 0 "crash: Worker <3>: panic P006: out of memory"
    expect_output "0"
fi

mkfifo ready
"$janusc" run limits.jan -- wait >ready 2>error &
started=$!
read -r _ <ready
program=$(pgrep -P "$started" || echo "$started")
kill -USR1 "$program"
for _ in $(seq 100); do
    grep -q 'Worker' error && break
    read -rt 0.1 _ <>ready
done
kill -TERM "$program"
wait "$started"
code=$?
called="a program that waits"
expect_code 0 "supervisor Workshop <2> running" "    one (Worker) <3> running" "main <1> running"

finish
