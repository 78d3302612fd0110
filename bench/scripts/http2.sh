#!/usr/bin/env bash
# What HTTP/2 costs a server, without TLS, 1 KiB a response: Heddle's and nginx on core 1, each loaded by h2load on core 0;
# their CPU, in µs a request. What it costs clients: clients.sh.
#
#     bench/scripts/http2.sh [ROUNDS [REQUESTS [STREAMS]]]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
rounds=${1:-3}
requests=${2:-200000}
streams=${3:-64}
port=18086
need nginx taskset
command -v h2load >/dev/null || die "h2load is missing; on Debian: apt-get install nghttp2-client"
[ "$(nproc)" -ge 2 ] || die "two cores are needed"

configure_nginx <<CONF
    http2_max_concurrent_streams 256;
    server { listen 127.0.0.1:$port http2; root $work/site; }
CONF
start_nginx "$work/nginx.conf" "$port" taskset -c 1

# cpu_of PID: user and system time of a process so far, in µs.
cpu_of() { awk -v tick="$(getconf CLK_TCK)" '{ printf "%d", ($14 + $15) * 1e6 / tick }' "/proc/$1/stat"; }

timeout 900 taskset -c 1 "$root/heddle" serve --port 18087 >"$work/server.log" 2>&1 &
serve_pid=$!
trap 'kill "$serve_pid" 2>/dev/null || true; stop_all' EXIT
until (exec 3<>/dev/tcp/127.0.0.1/18087) 2>/dev/null; do
    kill -0 "$serve_pid" 2>/dev/null || die "the server did not start: $(cat "$work/server.log")"
    sleep 0.1
done
server_pid=$(pgrep -f "[s]erve --port 18087" -n) # below timeout and taskset

load() { timeout 120 taskset -c 0 h2load -n "$requests" -c 1 -m "$streams" "http://127.0.0.1:$1$2" >"$work/h2load"; }

# per_request PID PORT PATH: what a server spends on each request of a load.
per_request() {
    local before after
    before=$(cpu_of "$1")
    load "$2" "$3"
    grep -q "$requests succeeded" "$work/h2load" || die "h2load failed: $(cat "$work/h2load")"
    after=$(cpu_of "$1")
    awk -v spent=$((after - before)) -v n="$requests" 'BEGIN { printf "%.1f", spent / n }'
}

nginx_worker=$(pgrep -P "$nginx_pid" | head -1)
load 18087 /bytes/1024 # warms it up
load 18087 /bytes/1024
echo "µs of CPU a request of 1 KiB, one connection, $streams streams; load $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%5s %8s %8s\n' round heddle nginx
for round in $(seq "$rounds"); do
    heddle=$(per_request "$server_pid" 18087 /bytes/1024)
    nginx=$(per_request "$nginx_worker" "$port" /1k)
    printf '%5s %8s %8s\n' "$round" "$heddle" "$nginx"
done
