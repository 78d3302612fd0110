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

# The server ends when its standard input does, which is with this script, however it ends.
export AWS_ACCESS_KEY_ID=AKIDHEDDLEBENCH AWS_SECRET_ACCESS_KEY=a-secret-of-the-campaign AWS_EC2_METADATA_DISABLED=true
export S3_BUCKET=$work/served/crawls
mkdir "$work/served"
coproc SERVER { exec "$(./heddle java-home)/bin/java" -Xmx256m -XX:+UseSerialGC \
    -cp "s3/target/test-classes:$(cat s3/target/test.classpath)" heddle.s3.ServerMain \
    "$work/served" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" crawls 2>"$work/server.log"; }
port=
until [[ $port = port\ * ]]; do # it may log something before
    read -r -t 60 port <&"${SERVER[0]}" || {
        cat "$work/server.log" >&2
        exit 1
    }
done
export S3_ENDPOINT=http://127.0.0.1:${port#port }

timeout $((seconds + 300)) "$(./heddle java-home)/bin/java" -XX:+UseSerialGC -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp cli/target/heddle.jar \
    bench/src/main/java/heddle/bench/KillCampaign.java "$PWD/heddle" "$work" "$kills" "$seconds" "$seed"
exec {SERVER[1]}>&-
wait "$SERVER_PID"
rm -rf "$work"
