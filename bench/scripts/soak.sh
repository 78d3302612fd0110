#!/usr/bin/env bash
# Runs TASKS tasks that end, are cancelled or run out of time at random, on each footing: the heap must stay flat and nobody
# be stuck. After each tenth of them it ends if it has taken SECONDS. The build runs a hundred thousand.
set -euo pipefail
cd "$(dirname "$0")/../.."
tasks=${1:-10000000} seconds=${2:-600}
limit=$((seconds * 2 + 120))
exec mvn -q test -pl async -am -P '!style' -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false \
    "-Djunit.jupiter.execution.timeout.default=$limit s" "-Dheddle.test.limit=$limit" \
    "-Dheddle.soak.tasks=$tasks" "-Dheddle.soak.seconds=$seconds"
