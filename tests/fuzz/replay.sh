#!/usr/bin/env bash
# replay.sh TARGET: gives a target the corpus, where there is no libFuzzer.
set -euo pipefail
. "$(dirname "$0")/corpus.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpus "$work"
"$1" "$work"/*
