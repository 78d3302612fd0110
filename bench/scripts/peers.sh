#!/usr/bin/env bash
# Fetches one list of 1-KiB URLs from nginx with Heddle and its peers, one after the other: wall time, CPU per URL and
# peak memory of each client. nginx has core 1, the client core 0. A peer that is not installed is named and left out.
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
need nginx taskset curl
[ -x /usr/bin/time ] || die "GNU time is missing; on Debian: apt-get install time"
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

serve_1k "$port"
seq "$urls" | sed "s|^|http://127.0.0.1:$port/|" >"$work/urls.txt"
seq "$((2 * urls))" | sed "s|^|http://127.0.0.1:$port/|" >"$work/urls-twice.txt"

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

# measure CLIENT LIST: prints wall seconds, CPU seconds, peak KiB.
measure() {
    timeout 600 taskset -c 0 /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        bash -c "client_$1 '$2'" >"$work/$1.log" 2>&1 || { cat "$work/$1.log" >&2; return 1; }
    tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, $4 }'
}

echo "$urls URLs of 1 KiB over $connections connections; client on core 0, nginx on core 1"
echo "'µs/URL' is the whole process; 'warm' is what each further URL costs: a list twice as long, minus this one"
printf '%-8s %9s %9s %9s %9s %9s\n' client 'wall s' 'CPU s' 'µs/URL' 'warm µs' 'peak MiB'
for client in "${clients[@]}"; do
    if ! available "$client"; then
        printf '%-8s is not installed; left out\n' "$client"
        continue
    fi
    once=$(measure "$client" "$work/urls.txt") || { printf '%-8s failed\n' "$client"; continue; }
    twice=$(measure "$client" "$work/urls-twice.txt") || { printf '%-8s failed\n' "$client"; continue; }
    awk -v name="$client" -v urls="$urls" -v once="$once" -v twice="$twice" 'BEGIN {
        split(once, a, " "); split(twice, b, " ")
        printf "%-8s %9.2f %9.2f %9.1f %9.1f %9.1f\n", name, a[1], a[2], a[2] / urls * 1e6, (b[2] - a[2]) / urls * 1e6, a[3] / 1024
    }'
done
