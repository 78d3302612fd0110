#!/usr/bin/env bash
# What "heddle fetch" takes of memory as its list grows: lists of so many URLs of 1 KiB over a thousand hosts (addresses
# 127.0.x.y of one nginx) into JSON lines, each in a process with a heap of 256 MiB. It fails when a fetch does, when a
# line is missing, or when the peak of resident memory grows by more than a fifth from the first list to a later one. The
# heap is taken whole at the start: else it would be what a longer list makes the collector fill, up to the same limit.
# nginx has core 1, the client core 0.
#
#     bench/scripts/memory.sh [URLS ...]       two hundred thousand and two million
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
[ $# -gt 0 ] || set -- 200000 2000000
hosts=1000
port=18081
connections=256
export HEDDLE_JVM_OPTIONS="-Xmx256m -Xms256m -XX:+AlwaysPreTouch"
need nginx taskset awk
[ -x /usr/bin/time ] || die "/usr/bin/time is missing; on Debian: apt-get install time"
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

serve_1k_from_many "$port" "$hosts"
"$root/heddle" fetch --help >/dev/null

echo "$hosts hosts, $connections connections, $HEDDLE_JVM_OPTIONS; load $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%10s %9s %9s %9s %9s %10s\n' URLs 'wall s' 'URLs/s' 'µs/URL' 'peak MiB' 'of first'
first=
for urls; do
    list_of_many "$port" "$hosts" "$urls" >"$work/urls.txt"
    timeout 3600 taskset -c 0 /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        "$root/heddle" fetch -q -j "$connections" -i "$work/urls.txt" -o "$work/out" ||
        die "the fetch of $urls URLs ended with $?"
    [ "$(wc -l <"$work/out/results.jsonl")" -eq "$urls" ] || die "the outputs of $urls URLs lack some, or have some twice"
    peak=$(cut -d' ' -f4 "$work/time")
    first=${first:-$peak}
    awk -v urls="$urls" -v first="$first" '{ printf "%10d %9.1f %9.0f %9.1f %9.1f %10.2f\n",
        urls, $1, urls / $1, ($2 + $3) / urls * 1e6, $4 / 1024, $4 / first }' "$work/time"
    [ $((peak * 5)) -le $((first * 6)) ] || die "memory grew by more than a fifth"
    rm -rf "$work/out"
done
