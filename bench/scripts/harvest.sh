#!/usr/bin/env bash
# A million URLs of 1 KiB over a thousand hosts (addresses 127.0.x.y of one nginx) by Heddle, into JSON lines and into
# a WARC archive, and by peers: wall time, CPU per URL, peak memory, and what was written. Hosts take turns in the list.
# nginx has core 1, the client core 0. Peers that take many times longer get a part of the list, and the table says so;
# one that is not installed is named and left out.
#
#     bench/scripts/harvest.sh [URLS [HOSTS [CLIENT ...]]]   clients: jsonl warc none curl wget2 aria2 scrapy threads
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
urls=${1:-1000000}
hosts=${2:-1000}
shift $(($# < 2 ? $# : 2))
clients=("$@")
[ ${#clients[@]} -gt 0 ] || clients=(jsonl warc none curl wget2 aria2 scrapy threads)
port=18081
connections=256
need nginx taskset curl python3
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

serve_1k_from_many "$port" "$hosts"
list_of_many "$port" "$hosts" "$urls" >"$work/urls.txt"

# Each client is given a list and a folder of its own for what it writes.
client_jsonl() { "$root/heddle" fetch -q -j "$connections" -i "$1" -o "$2"; }
client_warc() { "$root/heddle" fetch -q -f warc -j "$connections" -i "$1" -o "$2"; }
client_none() { "$root/heddle" fetch -q -f none -j "$connections" -i "$1"; }
client_curl() {
    sed 's|.*|url = "&"\noutput = "/dev/null"|' "$1" >"$2/curl.conf"
    curl -sf --parallel --parallel-max "$connections" -K "$2/curl.conf"
}
client_wget2() { wget2 -q --max-threads="$connections" -O /dev/null -i "$1"; }
client_aria2() { aria2c -q -j "$connections" --allow-overwrite=true --auto-file-renaming=false --file-allocation=none -d "$2" -i "$1"; }
client_scrapy() { /usr/bin/python3 "$root/bench/programs/fetch_scrapy.py" "$1" "$connections"; }
client_threads() { /usr/bin/python3 "$root/bench/programs/fetch_threads.py" "$1" "$connections"; }

available() {
    case $1 in
        jsonl | warc | none) "$root/heddle" fetch --help >/dev/null ;;
        scrapy) /usr/bin/python3 -c 'import scrapy' 2>/dev/null ;;
        threads) true ;;
        aria2) command -v aria2c >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# How much of the list a client gets: one URL of so many.
share() {
    case $1 in
        jsonl | warc | none | curl | wget2) echo 1 ;;
        *) echo 50 ;;
    esac
}

export root work connections
export -f client_jsonl client_warc client_none client_curl client_wget2 client_aria2 client_scrapy client_threads

echo "$urls URLs of 1 KiB over $hosts hosts, $connections connections; client on core 0, nginx on core 1"
printf '%-8s %9s %9s %9s %9s %9s %11s\n' client URLs 'wall s' 'URLs/s' 'µs/URL' 'peak MiB' 'written MB'
for client in "${clients[@]}"; do
    if ! available "$client"; then
        echo "$client is not installed; left out"
        continue
    fi
    count=$((urls / $(share "$client")))
    head -n "$count" "$work/urls.txt" >"$work/list.txt"
    rm -rf "$work/out"
    mkdir "$work/out"
    if ! timeout 900 taskset -c 0 /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        bash -c "client_$client '$work/list.txt' '$work/out'" >"$work/log" 2>&1; then
        echo "$client failed: $(tail -1 "$work/log")"
        continue
    fi
    written=$(du -sm "$work/out" | cut -f1)
    awk -v name="$client" -v count="$count" -v written="$written" '{
        printf "%-8s %9d %9.1f %9.0f %9.1f %9.1f %11d\n", name, count, $1, count / $1, ($2 + $3) / count * 1e6, $4 / 1024, written
    }' "$work/time"
done
