#!/usr/bin/env bash
# Fuzzes each target, or those that are named, for so long (Jazzer; fuzz/src/main/java/heddle/fuzz/, whose comments say
# what is claimed of each). It begins with the seeds of the repository and with what earlier campaigns on this machine
# have found (fuzz/target/corpus/). A finding ends its target, and all of it with status 1 at last: the input is kept, and
# the command told that shows it again. A bug that is planted has to be found first.
#
#     bench/scripts/fuzz.sh [SECONDS_PER_TARGET [TARGET...]]      60 seconds unless told
#     bench/scripts/fuzz.sh show TARGET FILE                      runs one input
#     bench/scripts/fuzz.sh keep TARGET                           adds what was found to fuzz/corpus/, the shortest first
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
seconds=60 limit=600
[ $# -eq 0 ] || { seconds=$1 && shift; }
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT

mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl fuzz -am -P '!style'
java=$(./heddle java-home)/bin/java
options=(-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+EnableDynamicAgentLoading -XX:-OmitStackTraceInFastThrow
    --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    -Dio.netty.allocator.type=unpooled "-Dheddle.root=$root"
    -cp "$root/fuzz/target/classes:$(cat fuzz/target/classpath)")

# What is looked into for coverage: whatever reads what others have written, Netty's decoders among it.
instrumented='heddle.fuzz.**:heddle.url.**:heddle.http.**:heddle.client.**:heddle.websocket.**:heddle.fetch.**'
instrumented+=':heddle.net.http2.**:io.netty.handler.codec.**'

# Jazzer for a target. Its own sanitizers look for what a parser cannot do, and cost time. An input that takes a minute is
# a finding: the first has to load and instrument the classes, too.
jazzer() {
    local target=$1
    shift
    # Who ignores his own time limit is stopped; on a busy machine the start alone takes minutes.
    (cd "$work" && exec timeout $((limit + 600)) "$java" "${options[@]}" com.code_intelligence.jazzer.Jazzer --target_class="heddle.fuzz.${target}Target" \
        --instrumentation_includes="$instrumented" --custom_hook_includes="$instrumented" \
        --disabled_hooks='com.code_intelligence.jazzer.sanitizers.*' -timeout=60 -rss_limit_mb=3000 "$@")
}
seeds() { "$java" "${options[@]}" heddle.fuzz.Seeds "$@"; }

if [ "$seconds" = show ]; then
    file=$(realpath "$2")
    jazzer "$1" "$file"
    exit
fi
if [ "$seconds" = keep ]; then
    mkdir "$work/few"
    jazzer "$1" -merge=1 "$work/few" "$root/fuzz/target/corpus/$1" >"$work/log" 2>&1 || { tail "$work/log" && exit 1; }
    seeds keep "$1" "$work/few"
    exit
fi

limit=$seconds
seeds write "$work/seeds" >"$work/names"
[ $# -gt 0 ] || mapfile -t targets <"$work/names"
[ $# -eq 0 ] || targets=("$@")
for target in "${targets[@]}"; do
    grep -qx "$target" "$work/names" || { echo "no target is called $target; there are: $(paste -sd' ' "$work/names")" >&2 && exit 2; }
done

mkdir "$work/planted"
echo 'http://a/#b' >"$work/planted/url"
if jazzer Planted -seed=1 -runs=1000000 -artifact_prefix="$work/" "$work/planted" >"$work/log" 2>&1 ||
    ! grep -q 'BrokenClaim: no fragment is' "$work/log"; then
    tail -30 "$work/log"
    echo "FAILED: the planted bug was not found, so the rest would say nothing" >&2
    exit 1
fi

number() { sed -n "s/^stat::$1: *//p" "$work/log" | tail -1; }
echo "$seconds s a target; load $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-10s %10s %8s %9s %9s %7s %6s  %s\n' target inputs inputs/s coverage features corpus new findings
findings=0
for target in "${targets[@]}"; do
    corpus=$root/fuzz/target/corpus/$target
    found=$root/fuzz/target/findings
    mkdir -p "$corpus" "$found"
    before=$(find "$corpus" -type f | wc -l)
    status=0
    (jazzer "$target" -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$found/$target-" \
        "$corpus" "$work/seeds/$target") >"$work/log" 2>&1 || status=$?
    reached=$(grep -oE 'cov: [0-9]+ ft: [0-9]+ corp: [0-9]+' "$work/log" | tail -1) || true
    input=$(sed -n 's/.*Test unit written to //p' "$work/log" | tail -1)
    read -r _ coverage _ features _ size <<<"${reached:-- - - - - -}"
    printf '%-10s %10s %8s %9s %9s %7s %6s  %s\n' "$target" "$(number number_of_executed_units)" \
        "$(number average_exec_per_sec)" "$coverage" "$features" "$size" \
        $(($(find "$corpus" -type f | wc -l) - before)) "$([ "$status" -eq 0 ] && echo 0 || echo 1)"
    if [ "$status" -ne 0 ]; then
        findings=$((findings + 1))
        grep -A 12 -E '^== Java Exception|ERROR: libFuzzer|^Exception|SUMMARY' "$work/log" || tail -30 "$work/log"
        [ -z "$input" ] || echo "again: bench/scripts/fuzz.sh show $target $input"
    fi
done
if [ "$findings" -gt 0 ]; then
    echo "FAILED: $findings targets have findings, see above" >&2
    exit 1
fi
echo "nothing was found"
