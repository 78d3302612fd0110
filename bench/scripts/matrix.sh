#!/usr/bin/env bash
# The tests of async and net on every footing: both schedulers of virtual threads (each module's tests run twice), with
# one thread or all for the JVM's own virtual threads, with 1, 2 and 8 loops where a test takes a number, on epoll, NIO
# and io_uring. What io_uring needs may be forbidden here; then those rows run on NIO, and the log says so. Before them
# those of the modules above where java.lang is not opened: the build runs them where it is; and in the whole matrix where
# it is, on NIO with one thread and one loop. Not among those on the plain footing is testkit: a simulation needs the
# opening, and its own tests see that it says so.
#
#     bench/scripts/matrix.sh          # all 20 rows
#     bench/scripts/matrix.sh short    # three rows that hold each value once
#     bench/scripts/matrix.sh "nio 1 2" "above plain" "above nio"    # these rows alone; above: the modules above
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rows=("above plain")
if [ "${1:-}" = short ]; then
    rows+=("epoll 1 8" "nio all 1" "io_uring 1 2")
elif [ $# -gt 0 ]; then
    rows=("$@")
else
    rows+=("above nio")
    for transport in epoll nio io_uring; do
        for parallelism in 1 all; do
            for loops in 1 2 8; do
                rows+=("$transport $parallelism $loops")
            done
        done
    done
fi

failed=0
jvm='-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8' # as in pom.xml

# run FLAGS... : the tests that they name; sets result, and keeps the log.
run() {
    if log=$(mvn -q test -P '!style' -am -Dsurefire.failIfNoSpecifiedTests=false "$@" 2>&1); then
        result=passed
        # What was asked for may be forbidden here; a test that runs on NIO in its place says so.
        ! grep -q 'cannot be used here, so it is NIO' <<<"$log" || result='passed, on NIO'
    else
        result=FAILED
        failed=1
    fi
}

# tell ROW: its result, and what failed, with all of its log in target/matrix/.
tell() {
    printf '%-30s %s\n' "$1" "$result"
    [ "$result" = FAILED ] || return 0
    mkdir -p target/matrix
    printf '%s\n' "$log" >"target/matrix/${1// /-}.log"
    printf '%s\n' "$log" | grep -E 'ERROR|FAIL' | head -40
}

# modules_above FLAGS... : their tests, one by one: see async/pom.xml.
modules_above() {
    run -fae -pl client,websocket,server,fetch,s3,cli,tests \
        -Dtest='heddle.client.**,heddle.websocket.**,heddle.server.**,heddle.fetch.**,heddle.s3.**,heddle.cli.**,heddle.tests.**' \
        -Djunit.jupiter.execution.parallel.enabled=false "$@"
}

# module_row TRANSPORT PARALLELISM LOOPS: the tests of async and net.
module_row() {
    local flags="-Dheddle.transport=$1 -Dheddle.test.loops=$3"
    [ "$2" = all ] || flags="$flags -Djdk.virtualThreadScheduler.parallelism=$2"
    run -pl async,net -Dtest='heddle.async.**,heddle.net.**' -Dheddle.test.jvm="$jvm $flags"
}

printf '%-30s %s\n' 'transport, parallelism, loops' result
for row in "${rows[@]}"; do
    read -r -a words <<<"$row"
    case $row in
        "above plain")
            modules_above -Dheddle.runtime.opening='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
            ;;
        "above nio")
            modules_above -Dheddle.test.jvm="$jvm -Dheddle.transport=nio -Dheddle.test.loops=1 -Djdk.virtualThreadScheduler.parallelism=1"
            ;;
        *) module_row "${words[@]}" ;;
    esac
    tell "$row"
done
exit "$failed"
