#!/usr/bin/env bash
# Prints what a subprocess costs.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-opens java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    -XX:+UseSerialGC -cp "bench/target/classes:$(cat bench/target/classpath)" heddle.bench.ProcessCost
