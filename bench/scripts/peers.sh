#!/usr/bin/env bash
# Fetches one list of 1-KiB URLs from nginx with Heddle and its peers, one after the other: wall time, CPU per URL, of
# the whole and of the second half, and peak memory of each client. nginx has core 1, the client core 0. A peer that is
# not installed is named and left out.
#
#     bench/scripts/peers.sh [URLS [CONNECTIONS [CLIENT ...]]]      clients: heddle curl wget2 aiohttp uvloop go
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
urls=${1:-100000}
connections=${2:-64}
shift $(($# < 2 ? $# : 2))
clients=("$@")
[ ${#clients[@]} -gt 0 ] || clients=(heddle curl wget2 aiohttp uvloop go)
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
        heddle) "$root/heddle" --version >/dev/null ;;
        aiohttp) /usr/bin/python3 -c 'import aiohttp' 2>/dev/null ;;
        uvloop) /usr/bin/python3 -c 'import aiohttp, uvloop' 2>/dev/null ;;
        go) command -v go >/dev/null && go build -o "$work/fetch-go" "$root/bench/programs/fetch.go" ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

export root work connections
export -f client_heddle client_curl client_wget2 client_aiohttp client_uvloop client_go

# measure CLIENT: prints wall seconds, CPU seconds, µs of CPU a URL in the second half, peak KiB.
measure() {
    timeout 600 python3 "$root/bench/programs/measure_halves.py" "$port" "$urls" "$work/$1.log" \
        bash -c "client_$1 '$work/urls.txt'" || { cat "$work/$1.log" >&2; return 1; }
}

echo "$urls URLs of 1 KiB over $connections connections; client on core 0, nginx on core 1"
echo "'µs/URL' is the whole process, '2nd half' the same run from the moment when nginx had answered half of the list"
printf '%-8s %9s %9s %9s %9s %9s\n' client 'wall s' 'CPU s' 'µs/URL' '2nd half' 'peak MiB'
for client in "${clients[@]}"; do
    if ! available "$client"; then
        printf '%-8s is not installed; left out\n' "$client"
        continue
    fi
    run=$(measure "$client") || { printf '%-8s failed\n' "$client"; continue; }
    awk -v name="$client" -v urls="$urls" -v run="$run" 'BEGIN {
        split(run, a, " ")
        printf "%-8s %9.2f %9.2f %9.1f %9.1f %9.1f\n", name, a[1], a[2], a[2] / urls * 1e6, a[3], a[4] / 1024
    }'
done
