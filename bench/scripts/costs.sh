#!/usr/bin/env bash
# What tasks cost: the benchmarks of bench/src/main/java/heddle/bench/costs/, Heddle and its peers on the JVM, each
# figure from a JVM of its own, then the same rows by asyncio and uvloop. Prints one table.
#
#     bench/scripts/costs.sh [short] [PEER ...]      peers: heddle kotlin jox virtual asyncio uvloop
#
# A quarter of an hour on two idle cores; "short" takes half a minute, measures nothing worth reading, and shows that everything runs.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-costs.XXXXXX")
trap 'rm -rf "$work"' EXIT

parked=100000 jmh=() short=()
if [ "${1:-}" = short ]; then
    shift
    parked=10000 jmh=(-f 0 -wi 0 -i 1 -r 50ms -p "size=10000") short=(short)
fi
peers=("$@")
[ ${#peers[@]} -gt 0 ] || peers=(heddle kotlin jox virtual asyncio uvloop)

mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am -P '!style'
java=$(./heddle java-home)/bin/java
options=(--enable-preview --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow -Djmh.ignoreLock=true -cp "bench/target/classes:$(cat bench/target/classpath)")

# A peer's benchmark class is named for it.
declare -A classes=([heddle]=HeddleCosts [kotlin]=KotlinCosts [jox]=JoxCosts [virtual]=VirtualThreadCosts)
: >"$work/parked"
for peer in "${peers[@]}"; do
    class=${classes[$peer]:-}
    [ -n "$class" ] || continue
    bytes=$(timeout 60 "$java" -Xmx4g "${options[@]}" heddle.bench.costs.ParkedMemory "$peer" "$parked")
    echo "$class;parked;$bytes" >>"$work/parked"
    timeout 360 "$java" "${options[@]}" org.openjdk.jmh.Main "costs\.$class\." -foe true \
        "${jmh[@]}" -rf csv -rff "$work/$class.csv" >"$work/jmh.log" || { tail -40 "$work/jmh.log" >&2; exit 1; }
done
: >"$work/python"
for peer in "${peers[@]}"; do
    case $peer in
        asyncio) ;;
        uvloop) /usr/bin/python3 -c 'import uvloop' 2>/dev/null || { echo "uvloop is not installed: left out" >&2; continue; } ;;
        *) continue ;;
    esac
    timeout 180 /usr/bin/python3 bench/programs/costs_asyncio.py "$peer" "${short[@]}" | sed "s/^/$peer;/" >>"$work/python"
done

echo "$(nproc) cores: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1); $("$java" -version 2>&1 | sed -n 2p); load $(cut -d' ' -f1-3 /proc/loadavg)"
python3 bench/programs/costs_table.py "$work/parked" "$work/python" "$work"/*.csv
