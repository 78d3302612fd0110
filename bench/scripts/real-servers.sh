#!/usr/bin/env bash
# Fetches 20,000 URLs over 50 virtual hosts from a real nginx with TLS on 127.0.0.x, and checks the digest of every body.
#
#     bench/scripts/real-servers.sh [HOSTS [FILES_A_HOST]]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
hosts=${1:-50}
files=${2:-400}
port=18443
need nginx openssl

echo "Making $((hosts * files)) files for $hosts hosts"
"$root/heddle" run "$root/bench/programs/MakeSites.java" "$work" "$port" "$hosts" "$files"
names=$(cut -d/ -f3 "$work/urls.txt" | cut -d: -f1 | sort -u | sed -E 's/^([0-9.]+)$/IP:\1/; s/^([^I].*)$/DNS:\1/' | paste -sd, -)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=heddle-bench \
    -addext "subjectAltName=$names" -keyout "$work/site.key" -out "$work/site.crt" 2>"$work/openssl.err" \
    || die "openssl could not make the certificate: $(cat "$work/openssl.err")"
start_nginx "$work/nginx.conf" "$port"

"$root/heddle" fetch -k -i "$work/urls.txt" -o "$work/out"
cat "$work/out/summary.json"
echo
"$root/heddle" run "$root/bench/programs/CheckDigests.java" "$work/expected.tsv" "$work/out/results.jsonl"
