#!/usr/bin/env bash
# Fetches lists from an origin of its own with real processes, kills these by SIGKILL at random instants, starts the same
# command until the list is done, and compares the outputs with the list: each URL once, no torn record, digests right,
# nothing asked for again that had been saved. State is saved every 40 ms and segments are small, so that kills fall into
# checkpoints and into the ends of segments, too. The sinks take turns. A failure names the job's folder, which is left;
# give its SEED to see the like again.
#
#     [SEED=N] [SINKS="warc tar"] bench/scripts/kill-campaign.sh [KILLS [SECONDS [uncut]]]
#
# Without SINKS all of them take turns: jsonl files jsonl_gz jsonl_zst warc parquet tar everything none spooled.
# "uncut" makes the campaign fail: outputs are not cut to what was saved.
set -euo pipefail
cd "$(dirname "$0")/../.."
kills=${1:-200} seconds=${2:-900} uncut=${3:-}
seed=${SEED:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-kills.XXXXXX")
./heddle --version >/dev/null

# Parquet files are read by another implementation, which is no part of heddle.jar.
reader=hardwood-core-$(sed -n 's|.*<version.hardwood>\(.*\)</version.hardwood>.*|\1|p' pom.xml).jar
if [ ! -e "bench/target/$reader" ]; then
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -N \
        "-Dartifact=dev.hardwood:hardwood-core:${reader:14:-4}" "-DoutputDirectory=$PWD/bench/target"
fi

timeout $((seconds + 300)) "$(./heddle java-home)/bin/java" -XX:+UseSerialGC -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "cli/target/heddle.jar:bench/target/$reader" \
    bench/src/main/java/heddle/bench/KillCampaign.java "$PWD/heddle" "$work" "$kills" "$seconds" "$seed" "$uncut"
rm -rf "$work"
