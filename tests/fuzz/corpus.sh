# What the targets start from: the programs of tests/ and examples/ that are short enough, and what
# was found before. To be sourced; `corpus FOLDER` copies them there.
corpus() {
    local root number=0 file
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
    while IFS= read -r file; do
        number=$((number + 1))
        cp "$file" "$1/$number-$(basename "$file")"
    done < <(find "$root/tests" "$root/examples" -name '*.jan' -size -5k | sort)
    cp "$root"/tests/fuzz/found/* "$1"
}
