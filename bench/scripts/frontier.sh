#!/usr/bin/env bash
# A large job in virtual time: the real frontier with simulated hosts and a generated list, whose first hundredth is of one
# host. Tells how memory goes while URLs come to their ends, and the makespan beside the bound that politeness sets. Fails when
# a URL comes to no end or to two, when a host is asked sooner or oftener than politeness allows, or when it takes much longer
# than the bound.
#
#     bench/scripts/frontier.sh [URLS [HOSTS [HEAP [CONCURRENCY [SEED]]]]]      10 million, 100,000 hosts, 256m, 1024, 1
#     bench/scripts/frontier.sh 100000000 1000000 1g                            a hundred million, with a mapped file
set -euo pipefail
cd "$(dirname "$0")/../.."
urls=${1:-10000000} hosts=${2:-100000} heap=${3:-256m} concurrency=${4:-1024} seed=${5:-1}
./heddle fetch --help >/dev/null
HEDDLE_JVM_OPTIONS="-XX:+UseSerialGC -Xmx$heap" exec timeout 3600 ./heddle run \
    bench/src/main/java/heddle/bench/FrontierSimulation.java "$urls" "$hosts" "$concurrency" "$seed"
