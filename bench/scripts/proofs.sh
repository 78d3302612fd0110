#!/usr/bin/env bash
# Tries the runtime's lock-free protocols in as many orders as SECONDS allow (jcstress; proofs/src/main/java/), those
# tests alone whose names match FILTER; a forbidden outcome ends with status 1. Beside them run tests with a planted bug,
# which must be found. The build tries the orders of small cases besides (Lincheck; proofs/src/test/java/).
# On the plain footing java.lang is not opened, and coroutines run on the JVM's own scheduler.
#
#     [FOOTING=plain] bench/scripts/proofs.sh [short|SECONDS [FILTER]]      600 seconds unless told; "short" takes less than a minute
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-600} filter=${2:-.}
forks=2 iterations=5
[ "$seconds" != short ] || seconds=9 forks=1 iterations=1
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-proofs.XXXXXX")
trap 'rm -rf "$work"' EXIT

mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl proofs -am -P '!style'
root=$PWD
java=$(./heddle java-home)/bin/java
classpath=$root/proofs/target/classes:$(cat proofs/target/classpath)

# The tests that match, and the planted bugs, one name a line.
names() { find proofs/src/main/java -name '*.java' -exec grep -l '^@JCStressTest' {} + | sed 's|.*/java/||; s|/|.|g; s|.java$||' | sort; }
names | grep '\.Planted' >"$work/planted"
names | grep -v '\.Planted' | grep -E "$filter" >"$work/tests" || { echo "no test matches $filter" >&2; exit 2; }
count=$(cat "$work/tests" "$work/planted" | wc -l)
milliseconds=$((seconds * 1000 / count / forks / iterations))
echo "$count tests, $forks forks of $iterations times $milliseconds ms each; load $(cut -d' ' -f1-3 /proc/loadavg)"

# Whoever has a second fork has it compiled in a random order. The status is that of the planted bugs: see below.
opening=--enable-native-access=ALL-UNNAMED
[ "${FOOTING:-}" = plain ] || opening="$opening --add-opens=java.base/java.lang=ALL-UNNAMED"
(cd "$work" && timeout $((seconds * 4 + 120)) "$java" -cp "$classpath" org.openjdk.jcstress.Main -v -c 2 -sc false \
    -t "\.Planted|$filter" -f 1 -fsm $((forks - 1)) -iters "$iterations" -time "$milliseconds" -r "$work/report" \
    -jvmArgs "$opening --sun-misc-unsafe-memory-access=allow -Xmx1g") >"$work/log" 2>&1 || true

sed -n '/RUN RESULTS/,/HTML report/p' "$work/log" >"$work/results"
grep -vE '^ *$|HTML|RUN RESULTS|Results across' "$work/results" || tail -20 "$work/log"
graded() { grep -E "\[($1)\]" "$work/results" | sed 's/.*\] //' | sort; }
if ! graded OK | cmp -s - "$work/tests"; then
    echo "FAILED: not every test has had expected outcomes alone, see above" >&2
    exit 1
fi
# Nobody woken is seen as a forbidden outcome, or as a test that does not end.
if ! graded 'FAILED|TIMEOUT' | cmp -s - "$work/planted"; then
    echo "FAILED: the planted bugs were not found, so the rest says nothing" >&2
    exit 1
fi
echo "nothing forbidden was seen, but for the bugs planted"
