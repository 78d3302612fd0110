#!/usr/bin/env bash
# The tests of async and net on every footing: both schedulers of virtual threads (each module's tests run twice), with
# one thread or all for the JVM's own virtual threads, with 1, 2 and 8 loops where a test takes a number, on epoll, NIO
# and io_uring. What io_uring needs may be forbidden here; then those rows run on NIO, and the log says so.
#
#     bench/scripts/matrix.sh          # all 18 rows
#     bench/scripts/matrix.sh short    # three rows that hold each value once
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rows=()
if [ "${1:-}" = short ]; then
    rows=("epoll 1 8" "nio all 1" "io_uring 1 2")
else
    for transport in epoll nio io_uring; do
        for parallelism in 1 all; do
            for loops in 1 2 8; do
                rows+=("$transport $parallelism $loops")
            done
        done
    done
fi

failed=0
printf '%-10s %-12s %-6s %s\n' transport parallelism loops result
for row in "${rows[@]}"; do
    read -r transport parallelism loops <<<"$row"
    flags="-Dheddle.transport=$transport -Dheddle.test.loops=$loops"
    [ "$parallelism" = all ] || flags="$flags -Djdk.virtualThreadScheduler.parallelism=$parallelism"
    if log=$(mvn -q test -P '!style' -pl async,net -am -Dtest='heddle.async.**,heddle.net.**' \
        -Dsurefire.failIfNoSpecifiedTests=false \
        -Dheddle.test.jvm="-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 $flags" 2>&1); then
        result=passed
    else
        result=FAILED
        failed=1
    fi
    printf '%-10s %-12s %-6s %s\n' "$transport" "$parallelism" "$loops" "$result"
    [ "$result" = passed ] || printf '%s\n' "$log" | grep -E 'ERROR|FAIL' | head -40
done
exit "$failed"
