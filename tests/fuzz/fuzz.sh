#!/usr/bin/env bash
# fuzz.sh TARGET SECONDS [OPTION...]: runs a libFuzzer target over the corpus. What fails stays in
# the present folder; put it into tests/fuzz/found when it is mended. JANUS_CORPUS names a folder
# that keeps what the fuzzer learns.
set -euo pipefail
. "$(dirname "$0")/corpus.sh"

target=$1 seconds=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/seeds"
corpus "$work/seeds"
learnt=${JANUS_CORPUS:-$work/learnt}
mkdir -p "$learnt"
"$target" "$learnt" "$work/seeds" -max_total_time="$seconds" -max_len=5000 -timeout=20 \
    -rss_limit_mb=4096 -dict="$(dirname "$0")/janus.dict" -print_final_stats=1 "$@"
