#!/usr/bin/env bash
# Cancels every operation of the runtime, and every one of streams on a network in memory, at every suspension point, for
# seeds FIRST to LAST, SECONDS at most for each footing and way of running; the build runs seed 1. A failure names the
# scene, the way it was cancelled, the moment and the seed: give that seed as FIRST and LAST to see it again.
set -euo pipefail
cd "$(dirname "$0")/../.."
first=${1:-1} last=${2:-1000000} seconds=${3:-300}
exec mvn -q test -pl async,testkit -am -P '!style' -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest='CancelAtEveryPointTest,heddle.testkit.CancelStreamsTest' \
    "-Dheddle.test.limit=$((seconds * 2 + 120))" \
    "-Dheddle.campaign.first=$first" "-Dheddle.campaign.last=$last" "-Dheddle.campaign.seconds=$seconds"
