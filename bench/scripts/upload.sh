#!/usr/bin/env bash
# What uploading a file of 1 GB over a plain connection costs the client in CPU: sent by the kernel, and read and written.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
head -c 1000000000 /dev/urandom >"$work/file"
"$root/heddle" version >/dev/null
"$root/heddle" run "$root/bench/programs/SwallowUploads.java" >"$work/port" &
server=$!
until [ -s "$work/port" ]; do
    kill -0 "$server"
    sleep 0.1
done
timeout 300 "$root/heddle" run "$root/bench/programs/UploadFile.java" "http://127.0.0.1:$(cat "$work/port")/" "$work/file" 6
