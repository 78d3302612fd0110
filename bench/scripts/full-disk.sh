#!/usr/bin/env bash
# That a fetch survives a full disk: for each output a list is fetched onto a small disk in memory (tmpfs, in a mount namespace
# of its own, so that it needs no rights) that is nearly full; the fetch has to end with exit code 16; room is made, a little
# more each time; and the same command goes on until the list is done. Then each URL is there once, no record is torn, digests
# are right. A failure leaves the lists and logs, and names them.
#
#     [SEED=N] bench/scripts/full-disk.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
seed=${SEED:-1}
unshare -rm true 2>/dev/null || {
    echo "full-disk.sh: this machine lets nobody have a mount namespace of his own (unshare -rm); run it as root, or elsewhere" >&2
    exit 1
}
./heddle fetch --help >/dev/null
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-full.XXXXXX")
mkdir "$work/disk"

# shellcheck disable=SC2016 # the inner shell is to expand them
timeout 900 unshare -rm bash -euc 'mount -t tmpfs -o size=96m none "$0/disk"; exec "${@:2}" "$0" "$0/disk" "$1"' "$work" "$seed" \
    "$(./heddle java-home)/bin/java" -XX:+UseSerialGC -Xmx256m \
    --add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp cli/target/heddle.jar bench/src/main/java/heddle/bench/FullDisk.java "$PWD/heddle"
rm -rf "$work"
