#!/usr/bin/env bash
# Asks Heddle's own test origin, plain and over TLS, through real proxies from Debian: tinyproxy (HTTP), danted
# (SOCKS 4 and 5), microsocks (SOCKS 5 with a login), squid (HTTP, plain and over TLS, with logins by Basic and by
# Digest, which is not spoken); and prints a line a check. What is not installed
# is left out, with the reason. Ends with 1 when a check fails.
#
#     bench/scripts/proxies.sh
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
need curl openssl
plain=18581 secure=18582 proxy=18583
failed=0
pids=()

stop_proxies() {
    local pid
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    pids=()
}
trap 'stop_proxies; kill "${origins[@]}" 2>/dev/null || true; stop_all' EXIT
origins=()

await() {
    local tries=0
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || die "$2 did not listen on port $1 within 10 s: $(cat "$work/err" 2>/dev/null)"
        sleep 0.05
    done
}

# start NAME PORT COMMAND...: a proxy as our child.
start() {
    local name=$1 port=$2
    shift 2
    timeout 300 "$@" >"$work/err" 2>&1 &
    pids+=($!)
    await "$port" "$name"
}

# own_certificate: a certificate for 127.0.0.1 that vouches for itself.
own_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=proxy \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$work/proxy.key" -out "$work/proxy.pem" 2>/dev/null
}

# squid_login NAME: the path of one of squid's programs that check logins.
squid_login() { find /usr/lib/squid /usr/lib64/squid /usr/libexec/squid -name "$1" 2>/dev/null | head -1; }

# has NAME PACKAGE: whether the proxy is installed.
has() {
    local path
    path=$(command -v "$1" || ls "/usr/sbin/$1" 2>/dev/null || true)
    if [ -z "$path" ]; then
        printf '%-12s left out: %s is missing; on Debian: apt-get install %s\n' "$1" "$1" "$2"
        return 1
    fi
}

# check PROXY WHAT CODE TEXT ARGUMENTS...: that `heddle get` ends with the code and says the text.
check() {
    local name=$1 what=$2 code=$3 text=$4 out end=0
    shift 4
    out=$(timeout 60 "$root/heddle" get "$@" 2>&1) || end=$?
    if [ "$end" = "$code" ] && grep -qF -- "$text" <<<"$out"; then
        printf '%-12s ok      %s\n' "$name" "$what"
    else
        printf '%-12s FAILED  %s: exit code %s, %s\n' "$name" "$what" "$end" "$out"
        failed=1
    fi
}

# ways PROXY URL_OF_PROXY [ARGUMENTS...]: what every proxy has to carry.
ways() {
    local name=$1 url=$2
    shift 2
    check "$name" "http, by $url" 0 arrived -x "$url" "$@" "http://127.0.0.1:$plain/redirect/2"
    check "$name" "https with HTTP/2, by $url" 0 'HTTP/2 200' -k -i -x "$url" "$@" "https://127.0.0.1:$secure/redirect/2"
    check "$name" "https with HTTP/1.1, by $url" 0 'HTTP/1.1 200' -k -i --http1.1 -x "$url" "$@" "https://127.0.0.1:$secure/redirect/2"
    check "$name" "a server that is not there, by $url" 4 "through proxy" -k -x "$url" "$@" "https://127.0.0.1:1/"
}

# through PROXY URL_OF_PROXY: that a list of URLs goes through as well as without it.
through() {
    local name=$1 url=$2 count
    for count in $(seq 1 500); do echo "https://127.0.0.1:$secure/bytes/$count"; done >"$work/list"
    timeout 120 "$root/heddle" fetch -q -k -x "$url" --fresh -i "$work/list" -o "$work/out"
    count=$(grep -c '"outcome":"fetched","http_code":200\|"http_code":200' "$work/out/results.jsonl" || true)
    if [ "$count" = 500 ]; then
        printf '%-12s ok      500 URLs by fetch, by %s\n' "$name" "$url"
    else
        printf '%-12s FAILED  500 URLs by fetch, by %s: %s came\n' "$name" "$url" "$count"
        failed=1
    fi
}

"$root/heddle" fetch --help >/dev/null # built, and its start-up cache made, if need be
"$root/heddle" serve --port "$plain" >/dev/null 2>"$work/plain.err" &
origins+=($!)
"$root/heddle" serve --tls --port "$secure" >/dev/null 2>"$work/secure.err" &
origins+=($!)
await "$plain" "heddle serve"
await "$secure" "heddle serve --tls"

if has tinyproxy tinyproxy; then
    printf 'Port %s\nListen 127.0.0.1\nTimeout 60\nMaxClients 100\nAllow 127.0.0.1\n' "$proxy" >"$work/tinyproxy.conf"
    start tinyproxy "$proxy" tinyproxy -d -c "$work/tinyproxy.conf"
    ways tinyproxy "http://127.0.0.1:$proxy"
    check tinyproxy "a name" 0 arrived -k -x "http://127.0.0.1:$proxy" "https://localhost:$secure/redirect/1"
    through tinyproxy "http://127.0.0.1:$proxy"
    https_proxy="127.0.0.1:$proxy" check tinyproxy "the environment, this machine spared" 0 'HTTP/2 200' -k -i "https://127.0.0.1:$secure/bytes/1"
    stop_proxies
    printf 'BasicAuth user secret\n' >>"$work/tinyproxy.conf"
    start tinyproxy "$proxy" tinyproxy -d -c "$work/tinyproxy.conf"
    ways tinyproxy "http://user:secret@127.0.0.1:$proxy"
    ways tinyproxy "127.0.0.1:$proxy" --proxy-user user:secret
    check tinyproxy "a wrong login is told" 4 "check user and password of the proxy" -k -x "http://user:wrong@127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    stop_proxies
fi

# squid_conf LINES...: a configuration of squid that ends with these lines.
squid_conf() {
    printf 'pid_filename none\naccess_log none\ncache_log stdio:%s\ncache deny all\nshutdown_lifetime 0 seconds\n' \
        "$work/squid.log" >"$work/squid.conf"
    printf '%s\n' "$@" >>"$work/squid.conf"
    start squid "$proxy" "$(command -v squid || echo /usr/sbin/squid)" -N -f "$work/squid.conf"
}

if has squid squid; then
    near='acl Near dst 127.0.0.0/8'
    squid_conf "http_port 127.0.0.1:$proxy" "$near" 'http_access allow Near' 'http_access deny all'
    ways squid "http://127.0.0.1:$proxy"
    through squid "http://127.0.0.1:$proxy"
    check squid "a target that its rules forbid" 4 "403" -k -x "http://127.0.0.1:$proxy" "https://10.0.0.1/"
    stop_proxies

    own_certificate
    squid_conf "https_port 127.0.0.1:$proxy tls-cert=$work/proxy.pem tls-key=$work/proxy.key" \
        "$near" 'http_access allow Near' 'http_access deny all'
    ways squid "https://127.0.0.1:$proxy" --proxy-cacert "$work/proxy.pem"
    check squid "a certificate that nobody vouches for" 4 "--proxy-cacert" -k -x "https://127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    stop_proxies

    printf 'user:%s\n' "$(openssl passwd -apr1 secret)" >"$work/logins"
    chmod 644 "$work/logins" # squid reads it as another user
    squid_conf "http_port 127.0.0.1:$proxy" "auth_param basic program $(squid_login basic_ncsa_auth) $work/logins" \
        'acl Known proxy_auth REQUIRED' 'http_access allow Known' 'http_access deny all'
    ways squid "http://user:secret@127.0.0.1:$proxy"
    check squid "a wrong login is told" 4 "check user and password of the proxy" -k -x "http://user:wrong@127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    check squid "a wrong login is told beside the page of the proxy" 0 "a proxy answered 407" -x "http://user:wrong@127.0.0.1:$proxy" "http://127.0.0.1:$plain/"
    stop_proxies

    squid_conf "http_port 127.0.0.1:$proxy" "auth_param digest program $(squid_login digest_file_auth) $work/logins" \
        'auth_param digest realm here' 'acl Known proxy_auth REQUIRED' 'http_access allow Known' 'http_access deny all'
    check squid "a login that is not spoken is told" 4 "takes logins by Digest, but not by Basic" -k -x "http://user:secret@127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    stop_proxies
fi

if has danted dante-server; then
    cat >"$work/danted.conf" <<CONF
logoutput: stderr
internal: 127.0.0.1 port = $proxy
external: 127.0.0.1
clientmethod: none
socksmethod: none
user.privileged: $(id -un)
user.unprivileged: nobody
client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 protocol: tcp }
socks pass { from: 127.0.0.0/8 to: localhost protocol: tcp }
CONF
    start danted "$proxy" "$(command -v danted || echo /usr/sbin/danted)" -f "$work/danted.conf" -p "$work/danted.pid"
    for scheme in socks4 socks4a socks5 socks5h; do ways danted "$scheme://127.0.0.1:$proxy"; done
    check danted "a name that it looks up" 0 arrived -k -x "socks5h://127.0.0.1:$proxy" "https://localhost:$secure/redirect/1"
    check danted "a name that is looked up here" 0 arrived -k -x "socks5://127.0.0.1:$proxy" "https://localhost:$secure/redirect/1"
    through danted "socks5h://127.0.0.1:$proxy"
    check danted "a target that its rules forbid" 4 "through proxy" -k -x "socks5h://127.0.0.1:$proxy" "https://10.0.0.1/"
    stop_proxies
fi

if has microsocks microsocks; then
    start microsocks "$proxy" microsocks -i 127.0.0.1 -p "$proxy" -u user -P secret
    for scheme in socks5 socks5h; do ways microsocks "$scheme://user:secret@127.0.0.1:$proxy"; done
    check microsocks "a wrong login is told" 4 "refused user or password" -k -x "socks5h://user:wrong@127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    check microsocks "a missing login is told" 4 "no access without a login" -k -x "socks5h://127.0.0.1:$proxy" "https://127.0.0.1:$secure/"
    stop_proxies
fi
exit "$failed"
