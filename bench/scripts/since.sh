#!/usr/bin/env bash
# What `--since` costs beside the fetch: CPU for each line of the earlier run and for each URL that is looked up, and the peak
# memory of a JVM whose heap is 64 MiB, for so many lines each.
#
#     bench/scripts/since.sh [LINES ...]       ten thousand, a hundred thousand, a million
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 10000 100000 1000000
./heddle fetch --help >/dev/null
for lines; do
    work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-since.XXXXXX")
    HEDDLE_JVM_OPTIONS="-XX:+UseSerialGC -Xmx64m" timeout 900 ./heddle run \
        bench/src/main/java/heddle/bench/SinceCost.java "$work" "$lines"
    rm -rf "$work"
done
