#!/usr/bin/env bash
# Fetches one list of 1-KiB URLs from nginx with Heddle and its peers, one after the other: wall time, CPU per URL, of
# the whole and of the second half, and peak memory of each client. nginx has core 1, the client core 0. A peer that is
# not installed is named and left out. wrk, which reads no list and asks for one URL for four seconds, tells how fast the
# machine is: compare machines by the ratio to its figure. With several ROUNDS, in turns, each figure is the median of its own.
#
#     [ROUNDS=N] bench/scripts/peers.sh [URLS [CONNECTIONS [CLIENT ...]]]      clients: wrk heddle curl wget2 aiohttp uvloop go
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
urls=${1:-100000}
rounds=${ROUNDS:-1}
connections=${2:-64}
shift $(($# < 2 ? $# : 2))
clients=("$@")
[ ${#clients[@]} -gt 0 ] || clients=(wrk heddle curl wget2 aiohttp uvloop go)
port=18080
need nginx taskset curl python3
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

serve_1k "$port"
seq "$urls" | sed "s|^|http://127.0.0.1:$port/|" >"$work/urls.txt"

# Each client is given a list and fetches all of it; its output is thrown away by itself where it can.
client_heddle() { "$root/heddle" fetch -q -f none -j "$connections" -i "$1"; }
client_curl() {
    sed 's|.*|url = "&"\noutput = "/dev/null"|' "$1" >"$work/curl.conf"
    curl -sf --parallel --parallel-max "$connections" -K "$work/curl.conf"
}
client_wget2() { wget2 -q --max-threads="$connections" -O /dev/null -i "$1"; }
client_aiohttp() { /usr/bin/python3 "$root/bench/programs/fetch_aiohttp.py" "$1" "$connections"; }
client_uvloop() { /usr/bin/python3 "$root/bench/programs/fetch_aiohttp.py" "$1" "$connections" uvloop; }
client_go() { "$work/fetch-go" "$1" "$connections"; }

available() {
    case $1 in
        heddle) "$root/heddle" fetch --help >/dev/null ;;
        aiohttp) /usr/bin/python3 -c 'import aiohttp' 2>/dev/null ;;
        uvloop) /usr/bin/python3 -c 'import aiohttp, uvloop' 2>/dev/null ;;
        go) command -v go >/dev/null && go build -o "$work/fetch-go" "$root/bench/programs/fetch.go" ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

export root work connections
export -f client_heddle client_curl client_wget2 client_aiohttp client_uvloop client_go

# wrk_line: the same four figures, for as many requests as it got answered; its halves are alike.
wrk_line() {
    timeout 60 taskset -c 0 /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        wrk -t1 -c"$connections" -d4s "http://127.0.0.1:$port/1" >"$work/wrk.log" || return 1
    awk -v urls="$urls" 'NR == FNR { wall = $1; cpu = $2 + $3; peak = $4; next }
        / requests in / { print wall / $1 * urls, cpu / $1 * urls, cpu / $1 * 1e6, peak }' "$work/time" "$work/wrk.log"
}

# measure CLIENT: prints wall seconds, CPU seconds, µs of CPU a URL in the second half, peak KiB.
measure() {
    [ "$1" != wrk ] || { wrk_line; return; }
    timeout 600 python3 -B "$root/bench/programs/measure_halves.py" "$port" "$urls" "$work/$1.log" \
        bash -c "client_$1 '$work/urls.txt'" || { cat "$work/$1.log" >&2; return 1; }
}

echo "$urls URLs of 1 KiB over $connections connections; client on core 0, nginx on core 1"
echo "'µs/URL' is the whole process, '2nd half' the same run from the moment when nginx had answered half of the list"
[ "$rounds" = 1 ] || echo "each figure is the median of $rounds rounds"
present=()
for client in "${clients[@]}"; do
    if available "$client"; then present+=("$client"); else echo "$client is not installed; left out"; fi
done
for _ in $(seq "$rounds"); do
    for client in "${present[@]}"; do
        measure "$client" >>"$work/$client.runs" || echo "$client failed"
    done
done

# median CLIENT COLUMN
median() { sort -g -k "$2,$2" "$work/$1.runs" | awk -v column="$2" '{ a[NR] = $column } END { print a[int((NR + 1) / 2)] }'; }

unit=$([ ! -s "$work/wrk.runs" ] || median wrk 3)
printf '%-8s %9s %9s %9s %9s %9s %9s\n' client 'wall s' 'CPU s' 'µs/URL' '2nd half' '× wrk' 'peak MiB'
for client in "${present[@]}"; do
    [ -s "$work/$client.runs" ] || continue
    awk -v name="$client" -v urls="$urls" -v unit="$unit" \
        -v wall="$(median "$client" 1)" -v cpu="$(median "$client" 2)" -v half="$(median "$client" 3)" -v peak="$(median "$client" 4)" 'BEGIN {
        ratio = unit ? sprintf("%.2f", half / unit) : "–"
        printf "%-8s %9.2f %9.2f %9.1f %9.1f %9s %9.1f\n", name, wall, cpu, cpu / urls * 1e6, half, ratio, peak / 1024
    }'
done

# The goal, of a list of 100,000, was set where wrk takes 6 µs at most; it is told by the clock and by that measure
# (docs/decisions/0037).
if [ -s "$work/heddle.runs" ] && [ "$urls" -ge 100000 ]; then
    awk -v half="$(median heddle 3)" -v unit="$unit" 'BEGIN {
        printf "second half of heddle: goal 10 µs, %s", half <= 10 ? "met" : "missed"
        if (unit) printf "; as much as 1.67 × wrk, %s", half <= unit * 10 / 6 ? "met" : "missed"
        print ""
    }'
fi
