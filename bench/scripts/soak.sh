#!/usr/bin/env bash
# Runs TASKS tasks that end, are cancelled or run out of time at random, SECONDS at most for each footing: the heap must
# stay flat and nobody be stuck. The build runs a hundred thousand.
set -euo pipefail
cd "$(dirname "$0")/../.."
tasks=${1:-10000000} seconds=${2:-600}
exec mvn -q test -pl async -am -P '!style' -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
    "-Dheddle.soak.tasks=$tasks" "-Dheddle.soak.seconds=$seconds"
