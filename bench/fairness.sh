#!/usr/bin/env bash
# What actors notice of one that spins: percentiles, in microseconds, of how late a timer wakes main
# and how long an actor takes to answer, on one and two workers. Then what a request costs while
# many others are open.
#   fairness.sh PROGRAMS [SAMPLES]
# PROGRAMS is the build's bin folder. A plain function that never ends takes a worker for itself, so
# it is tried with two only.
set -euo pipefail

latency="$1/workloads/latency"
samples="${2:-1000}"
printf '%-10s %7s   %s\n' spins workers "timer and ask, microseconds"
for who in none handler annotated heavy plain; do
    for workers in 1 2; do
        [[ "$who $workers" != "plain 1" ]] || continue
        said="$("$latency" --workers "$workers" "$who" "$samples" 2>/dev/null)"
        printf '%-10s %7s   %s\n' "$who" "$workers" "${said//$'\n'/,  }"
    done
done

printf '\n%-10s %s\n' open "ns for each request"
for depth in 10 1000 50000 500000; do
    printf '%-10s %s\n' "$depth" \
        "$("$1/workloads/ask_depth" --workers 1 "$depth" | awk '{ printf "%.0f", $2 / $3 }')"
done
