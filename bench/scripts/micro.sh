#!/usr/bin/env bash
# Runs the JMH benchmarks whose names match the arguments; what follows is given to JMH, such as -wi 5 -i 5 -prof gc.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am
exec "$(./heddle java-home)/bin/java" --enable-preview -cp "bench/target/classes:$(cat bench/target/classpath)" org.openjdk.jmh.Main "$@"
