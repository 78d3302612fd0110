#!/usr/bin/env bash
# Fetches one list of 1-KiB URLs from nginx into each output of "heddle fetch", one after the other: wall time, CPU per
# URL, peak memory, and how large the outputs are. nginx has core 1; the client has core 0 to itself, so that an output's
# own thread competes with the loop there.
#
#     bench/scripts/outputs.sh [URLS [CONNECTIONS [FORMATS ...]]]      formats: words of -f, joined by + for several
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
urls=${1:-100000}
connections=${2:-64}
shift $(($# < 2 ? $# : 2))
formats=("$@")
[ ${#formats[@]} -gt 0 ] || formats=(none jsonl jsonl.gz jsonl.zst parquet warc tar files jsonl+warc+parquet)
port=18081
need nginx taskset curl
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

serve_1k "$port"
seq "$urls" | sed "s|^|http://127.0.0.1:$port/|" >"$work/urls.txt"
"$root/heddle" fetch --help >/dev/null

echo "$(nproc) cores, $(date -u +%F), $urls URLs, $connections connections; load $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-20s %8s %8s %8s %10s\n' format wall 'CPU/URL' peak outputs
for format in "${formats[@]}"; do
    flags=()
    for word in ${format//+/ }; do flags+=(-f "$word"); done
    timeout 600 taskset -c 0 /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        "$root/heddle" fetch -q "${flags[@]}" -j "$connections" -i "$work/urls.txt" -o "$work/out" ||
        die "the fetch with -f $format failed"
    size=$(du -sm --apparent-size --exclude='job.*' "$work/out" | cut -f1)
    awk -v format="$format" -v urls="$urls" -v size="$size" '{ printf "%-20s %6.1f s %5.1f µs %4.0f MiB %6d MiB\n",
        format, $1, ($2 + $3) / urls * 1e6, $4 / 1024, size }' "$work/time"
    rm -rf "$work/out"
done
