#!/usr/bin/env bash
# What a keep-alive GET of 1 KiB costs the client in CPU (all threads of its process, µs a request), and requests a second:
# Heddle beside h2load, Go and the JVM's clients, 64 requests at a time, by HTTP/1.1 on 64 connections and by HTTP/2 on as few
# as each takes, with TLS 1.3 (a certificate for ECDSA on P-256) and without. Client on core 0, nginx on core 1. Each client
# has a process of its own; what is said of it is the median second of the second half of its run, and with several ROUNDS,
# in turns, the median of these. nginx counts the requests and refuses the other version of HTTP; all but h2load check the
# length of each body and the certificate.
#
#     bench/scripts/clients.sh [ROUNDS [SECONDS [CLIENT ...]]]      clients: h2load go heddle jdk okhttp apache ahc reactor vertx
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
rounds=${1:-3}
seconds=${2:-20}
shift $(($# < 2 ? $# : 2))
clients=("$@")
[ ${#clients[@]} -gt 0 ] || clients=(h2load go heddle jdk okhttp apache ahc reactor vertx)
at_once=64
columns=(http1-tls http2-tls http1 http2)
status_port=18180
need nginx taskset openssl python3 mvn
[ "$seconds" -ge 2 ] || die "two seconds are needed: the first half warms up"
[ "$(nproc)" -ge 2 ] || die "two cores are needed: one for nginx, one for the client"

cd "$root"
mvn -q -DskipTests compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am -P '!style'
jdk=$(java_home)

declare -A urls=([http1-tls]=https://127.0.0.1:18181/1k [http2-tls]=https://127.0.0.1:18182/1k
    [http1]=http://127.0.0.1:18183/1k [http2]=http://127.0.0.1:18184/1k)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=heddle-bench \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/site.key" -out "$work/site.crt" 2>"$work/openssl.err" \
    || die "openssl could not make the certificate: $(cat "$work/openssl.err")"
"$jdk/bin/keytool" -importcert -noprompt -alias site -file "$work/site.crt" -keystore "$work/trust.p12" -storetype PKCS12 \
    -storepass changeit 2>"$work/keytool.err" || die "keytool could not make the trust store: $(cat "$work/keytool.err")"
configure_nginx <<CONF
    http2_max_concurrent_streams 256;
    ssl_certificate site.crt; ssl_certificate_key site.key; ssl_protocols TLSv1.3;
    root site;
    server { listen 127.0.0.1:18181 ssl; }
    server { listen 127.0.0.1:18182 ssl http2; if (\$server_protocol != HTTP/2.0) { return 505; } }
    server { listen 127.0.0.1:18183; }
    server { listen 127.0.0.1:18184 http2; }
    server { listen 127.0.0.1:$status_port; location = /status { stub_status; } }
CONF
start_nginx "$work/nginx.conf" "$status_port" taskset -c 1

jvm=("$jdk/bin/java" -XX:+UseSerialGC -Xms512m -Xmx512m --enable-preview --add-opens=java.base/java.lang=ALL-UNNAMED
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    "-Djavax.net.ssl.trustStore=$work/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit
    -cp "bench/target/classes:$(cat bench/target/classpath)" heddle.bench.clients.Clients)
# command_for CLIENT COLUMN: sets "command" to what runs for a little longer than is measured; fails when it cannot be done.
command_for() {
    local version=1 url=${urls[$2]} time=$((seconds + 1))
    [ "$2" = "${2#http2}" ] || version=2
    case $1/$2 in
        # Go's can since 1.24, by a name that older ones do not have; the JDK's only asks for an upgrade, which nginx declines.
        go/http2 | jdk/http2) return 1 ;;
        h2load/http1*) command=(h2load --h1 -D "$time" -c "$at_once" -m 1 "$url") ;;
        h2load/*) command=(h2load -D "$time" -c 1 -m "$at_once" "$url") ;;
        go/*) command=(env "SSL_CERT_FILE=$work/site.crt" "$work/load-go" "$version" "$url" "$at_once" "$time") ;;
        *) command=("${jvm[@]}" "$1" "$version" "$url" "$at_once" "$time") ;;
    esac
}

available() {
    case $1 in
        h2load) command -v h2load >/dev/null ;;
        go) command -v go >/dev/null && go build -o "$work/load-go" "$root/bench/programs/load.go" ;;
        *) true ;;
    esac
}

# measure CLIENT COLUMN: adds the figures of a run to the cell's file, or says why there are none.
measure() {
    local cell=$work/$1.$2 log=$work/$1.$2.log command
    command_for "$1" "$2" || return 0
    if ! python3 -B "$root/bench/programs/measure_seconds.py" "$status_port" "$seconds" "$log" "${command[@]}" \
        >"$cell.run" 2>"$cell.err"; then
        echo "$1, $2: $(tail -1 "$cell.err"): $(tail -1 "$log")" | tee -a "$cell.failed" >&2
        return 0
    fi
    if [ "$1" = h2load ] && ! grep -q ' 0 failed, 0 errored' "$log"; then
        echo "$1, $2: $(grep '^requests:' "$log")" | tee -a "$cell.failed" >&2
        return 0
    fi
    cat "$cell.run" >>"$cell.runs"
}

present=()
for client in "${clients[@]}"; do
    if available "$client"; then present+=("$client"); else echo "$client is not installed; left out"; fi
done
echo "GETs of 1 KiB, $at_once at a time; client on core 0, nginx on core 1; load $(cut -d' ' -f1-3 /proc/loadavg) before"
for _ in $(seq "$rounds"); do
    for column in "${columns[@]}"; do
        for client in "${present[@]}"; do measure "$client" "$column"; done
    done
done

# median CELL FIELD
median() { sort -g -k "$2,$2" "$1.runs" | awk -v field="$2" '{ a[NR] = $field } END { print a[int((NR + 1) / 2)] }'; }

cell() {
    local cell=$work/$1.$2 command
    if ! command_for "$1" "$2"; then
        echo cannot
    elif [ -s "$cell.failed" ] || [ ! -s "$cell.runs" ]; then
        echo failed
    else
        printf '%.1f  %.0f/s  %s' "$(median "$cell" 1)" "$(median "$cell" 2)" "$(median "$cell" 3)"
    fi
}

echo "each cell: µs of CPU a request, requests a second, connections; load $(cut -d' ' -f1-3 /proc/loadavg) after"
printf '%-8s' client
printf ' %20s' "${columns[@]}"
for client in "${present[@]}"; do
    printf '\n%-8s' "$client"
    for column in "${columns[@]}"; do
        printf ' %20s' "$(cell "$client" "$column")"
    done
done
echo
if compgen -G "$work/*.failed" >/dev/null; then exit 1; fi
