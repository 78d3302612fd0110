#!/usr/bin/env bash
# The kill campaign with outputs that are uploaded: fetches lists into a real server of S3 (S3Proxy, in a process of its
# own) by processes that are killed by SIGKILL at random instants, starts the same command until the list is done, and
# compares the objects with the list, not the local files: each URL once, no torn object, digests right. The objects are
# read as the server's own files. A job has up to 4,200 URLs; those of large_tar are uploaded in parts.
#
#     [SEED=N] [SINKS="warc tar"] bench/scripts/s3.sh [KILLS [SECONDS]]
set -euo pipefail
cd "$(dirname "$0")/../.."
kills=${1:-40} seconds=${2:-600}
seed=${SEED:-1}
export SINKS=${SINKS:-large_tar warc parquet tar jsonl_gz}
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-s3.XXXXXX")

# Builds heddle.jar and heddle-s3.jar where they are not there, and the server, which is among the tests of the module.
HEDDLE_UPLOAD=s3://built/first ./heddle fetch --help >/dev/null
JAVA_HOME=$(./heddle java-home) mvn -q -B -ntp -P '!style' -pl s3 -am test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
S3_SERVER=$PWD/s3/target/test-classes:$(cat s3/target/test.classpath)
export S3_SERVER

timeout $((seconds + 300)) "$(./heddle java-home)/bin/java" -XX:+UseSerialGC -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp cli/target/heddle.jar \
    bench/src/main/java/heddle/bench/KillCampaign.java "$PWD/heddle" "$work" "$kills" "$seconds" "$seed"
rm -rf "$work"
