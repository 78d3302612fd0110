#!/usr/bin/env bash
# Heddle's client against its server on simulated bad networks, one seed after the other; and how fast that is.
#
#     bench/scripts/simulate.sh [FIRST_SEED [COUNT [SECONDS]]]    # 1,000 seeds from 0 on, for 60 s at most
#     bench/scripts/simulate.sh speed [RUNS]                      # a thousand clients over 171 virtual seconds
#
# A seed that fails is printed with the command that runs it alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
java=$(./heddle java-home)/bin/java
mvn -q test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl testkit -am

simulate() {
    "$java" -XX:+UseSerialGC --add-opens java.base/java.lang=ALL-UNNAMED \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
        -Dheddle.simulation.command='bench/scripts/simulate.sh %s 1' \
        -cp "testkit/target/test-classes:testkit/target/classes:$(cat testkit/target/classpath)" "$@"
}

if [ "${1:-}" = speed ]; then
    simulate heddle.testkit.ThousandClients "${2:-10}"
else
    simulate heddle.testkit.Campaign "${1:-0}" "${2:-1000}" "${3:-60}"
fi
