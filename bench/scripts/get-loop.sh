#!/usr/bin/env bash
# What one keep-alive GET of 1 KiB costs the client in CPU: Heddle's client and wrk in turns, on core 0, against nginx on
# core 1. Other load disturbs both, so what counts is the smallest figure of each and the ratio of the two.
#
#     bench/scripts/get-loop.sh [ROUNDS [SECONDS [CONNECTIONS]]]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
rounds=${1:-3}
seconds=${2:-10}
connections=${3:-64}
port=18082
need nginx taskset curl wrk mvn
[ -x /usr/bin/time ] || die "GNU time is missing; on Debian: apt-get install time"
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

cd "$root"
mvn -q -DskipTests package org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am
serve_1k "$port"
url=http://127.0.0.1:$port/1k
java=$(java_home)/bin/java

heddle() {
    timeout $((seconds + 60)) taskset -c 0 "$java" -XX:+UseSerialGC --enable-preview \
        --add-opens java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
        -cp "bench/target/classes:$(cat bench/target/classpath)" \
        heddle.bench.GetLoop "$url" "$connections" "$seconds" 2>"$work/heddle.err" \
        || { cat "$work/heddle.err" >&2; return 1; }
}

wrk_cpu() {
    timeout 60 taskset -c 0 /usr/bin/time -o "$work/time" -f '%U %S' \
        wrk -t1 -c"$connections" -d4s "$url" >"$work/wrk.log"
    awk 'NR == FNR { cpu = $1 + $2; next } / requests in / { print cpu / $1 * 1e6 }' "$work/time" "$work/wrk.log"
}

echo "µs of CPU per GET of 1 KiB over $connections connections; for Heddle the best second of the last half"
printf '%5s %8s %8s %12s\n' round heddle wrk 'bytes/GET'
for round in $(seq "$rounds"); do
    heddle | awk -v half=$((seconds / 2)) '$2 == "s" && $1 > half { if (!best || $5 + 0 < best) { best = $5 + 0; bytes = $8 } }
        END { gsub(",", "", bytes); print best, bytes }' >"$work/ours"
    read -r ours bytes <"$work/ours"
    theirs=$(wrk_cpu)
    printf '%5d %8.2f %8.2f %12d\n' "$round" "$ours" "$theirs" "$bytes"
    echo "$ours $theirs" >>"$work/rounds"
done
awk '{ if (!a || $1 < a) a = $1; if (!b || $2 < b) b = $2 }
    END { printf "least %8.2f %8.2f   ratio %.2f\n", a, b, a / b }' "$work/rounds"
