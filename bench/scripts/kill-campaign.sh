#!/usr/bin/env bash
# Fetches lists from an origin of its own with real processes, kills these by SIGKILL at random instants, starts the same
# command until the list is done, and compares the outputs with the list: each URL once, no torn record, digests right,
# nothing asked for again that had been saved. State is saved every 40 ms and segments are small; some of the kills come when
# the log of job.db has just grown, that is in a checkpoint, some when a segment has just got its name, and some while a file of
# Parquet is being made of its rows. The sinks take turns; every other job has two loops. A failure names the job's folder, which
# is left; give its SEED to see the like again.
#
#     [SEED=N] [SINKS="warc tar"] bench/scripts/kill-campaign.sh [KILLS [SECONDS [uncut]]]
#
# Without SINKS all of them take turns: jsonl files jsonl_gz jsonl_zst warc parquet tar everything none spooled table.
# "uncut" makes the campaign fail: outputs are not cut to what was saved.
set -euo pipefail
cd "$(dirname "$0")/../.."
kills=${1:-200} seconds=${2:-900} uncut=${3:-}
seed=${SEED:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-kills.XXXXXX")
./heddle fetch --help >/dev/null

timeout $((seconds + 300)) "$(./heddle java-home)/bin/java" -XX:+UseSerialGC -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp cli/target/heddle.jar \
    bench/src/main/java/heddle/bench/KillCampaign.java "$PWD/heddle" "$work" "$kills" "$seconds" "$seed" "$uncut"
rm -rf "$work"
