#!/usr/bin/env bash
# What one row of bench/scripts/costs.sh costs the thread of Heddle's loop in CPU; a busy machine disturbs that less than
# it does a clock. Rows: spawnJoin spawnAwait yielding handOff timeout. What follows the row goes to the JVM, such as
# -Djdk.trackAllThreads=false.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
row=${1:-spawnJoin}
shift $(($# < 1 ? $# : 1))
mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am -P '!style'
exec timeout 120 "$(./heddle java-home)/bin/java" --enable-preview --add-opens=java.base/java.lang=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xms2g "$@" \
    -cp "bench/target/classes:$(cat bench/target/classpath)" heddle.bench.costs.LoopCpu "$row"
