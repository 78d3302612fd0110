#!/usr/bin/env bash
# Tries Heddle's client on servers of others, by HTTP/1.1, by HTTP/2 without TLS (prior knowledge) and by HTTP/2 as TLS
# agrees on it (ALPN): nginx, Apache httpd, nghttpd, Caddy, node, httpbin on gunicorn, and Heddle's own. A line a server:
# what went well (ok), what did not (FAILED, with the reasons below) and what the server does not offer (-). What curl gets
# is taken for right. A server that is not installed is left out, and said so. Ends with 1 when something failed.
#
#     bench/scripts/interop.sh [SERVER...]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
need curl openssl mvn
wanted=" ${*:-nginx apache nghttpd caddy node httpbin heddle} "
site=$work/site key=$work/key.pem certificate=$work/certificate.pem
pids=()
rows=()

stop_servers() {
    local pid
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}
trap 'stop_servers; stop_all' EXIT

# is NAME COMMAND PACKAGE: whether a server is asked for, and there.
is() {
    [[ $wanted == *" $1 "* ]] || return 1
    PATH=$PATH:/usr/sbin command -v "$2" >/dev/null || {
        printf '%-12s left out: %s is missing; on Debian: apt-get install %s\n' "$1" "$2" "$3"
        return 1
    }
}

# start NAME PORT COMMAND...: a server as our child, which ends by itself at last.
start() {
    local name=$1 port=$2 tries=0
    shift 2
    PATH=$PATH:/usr/sbin timeout 900 "$@" >"$work/$name.log" 2>&1 &
    pids+=($!)
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        tries=$((tries + 1))
        kill -0 "${pids[-1]}" 2>/dev/null || die "$name has ended: $(cat "$work/$name.log")"
        [ "$tries" -lt 2400 ] || die "$name did not listen on port $port within 120 s: $(cat "$work/$name.log")"
        sleep 0.05
    done
}

# row NAME PROTOCOL BASE OFFERS: what the program gets of a server.
row() { rows+=("$1;$2;$3;$4"); }

# What servers of files have at these paths, and those that send back what they get.
files=get=/bytes,head=/bytes,down=/large,reuse=/bytes,early=/large
ranges=range=/large,resume=/large,304=/bytes
echoes=post=/echo,chunked=/echo,up=/echo
routes=redirect=/redirect,204=/empty

mkdir -p "$site/folder"
head -c 10000 /dev/urandom >"$site/bytes"
head -c 8388608 /dev/urandom >"$site/large"
seq 20000 >"$site/text.txt"
seq 10 >"$site/folder/index.html"
touch -d '2 days ago' "$site"/*
chmod -R a+rX "$site"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$key" -out "$certificate" 2>/dev/null
chmod a+r "$key"

if is nginx nginx nginx; then
    module=/usr/lib/nginx/modules/ngx_http_echo_module.so
    load='' echo='' offers=$files,$ranges,$routes,gzip=/text.txt
    if [ -f "$module" ]; then
        load="load_module $module;" offers=$offers,$echoes
        echo='location = /echo { client_body_buffer_size 16m; echo_read_request_body; echo_request_body; }'
    else
        echo "nginx        without what goes up; on Debian: apt-get install libnginx-mod-http-echo"
    fi
    cat >"$work/nginx.conf" <<CONF
$load
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 512; }
http {
    access_log off;
    types { text/plain txt; }
    gzip on; gzip_types text/plain; gzip_proxied any;
    client_max_body_size 64m;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    ssl_certificate $certificate; ssl_certificate_key $key;
    server {
        listen 127.0.0.1:18601; listen 127.0.0.1:18602 http2; listen 127.0.0.1:18603 ssl http2;
        root $site;
        location = /redirect { return 302 /bytes; }
        location = /empty { return 204; }
        $echo
    }
}
CONF
    start_nginx "$work/nginx.conf" 18601
    name=nginx/$(nginx -v 2>&1 | sed 's/.*nginx.//')
    invited=${echo:+,100=/echo}
    row "$name" H1 http://127.0.0.1:18601 "$offers$invited"
    row "$name" H1 https://127.0.0.1:18603 "$offers$invited"
    row "$name" H2C http://127.0.0.1:18602 "$offers"
    row "$name" H2 https://127.0.0.1:18603 "$offers"
fi

if is apache apache2 apache2-bin; then
    modules=$(for module in mpm_event authz_core mime alias dir filter deflate cgid ssl socache_shmcb http2; do
        echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
    done)
    # All is read before anything is written: Apache writes all of the body before it reads.
    printf '#!/bin/sh\nfile=$(mktemp)\ncat >"$file"\nprintf "Content-Type: text/plain\\r\\n\\r\\n"\ncat "$file"\nrm "$file"\n' >"$work/echo"
    chmod 755 "$work/echo"
    cat >"$work/apache.conf" <<CONF
$modules
ServerName 127.0.0.1
PidFile $work/apache.pid
ErrorLog $work/apache.err
User www-data
Group www-data
Listen 127.0.0.1:18611
Listen 127.0.0.1:18613
StartServers 1
MaxKeepAliveRequests 0
KeepAliveTimeout 30
TypesConfig /dev/null
AddType text/plain .txt
AddOutputFilterByType DEFLATE text/plain
DocumentRoot $site
ScriptSock $work/apache.cgi
ScriptAlias /echo $work/echo
Redirect 302 /redirect /bytes
Redirect 204 /empty
Protocols h2c http/1.1
<Directory />
    Require all granted
</Directory>
<VirtualHost 127.0.0.1:18613>
    Protocols h2 http/1.1
    SSLEngine on
    SSLCertificateFile $certificate
    SSLCertificateKeyFile $key
</VirtualHost>
CONF
    start apache 18611 apache2 -f "$work/apache.conf" -DFOREGROUND
    name=$(PATH=$PATH:/usr/sbin apache2 -v | sed -n 's/.*Apache/Apache/; s/ (.*//p')
    offers=$files,$ranges,$echoes,$routes,gzip=/text.txt,100=/echo
    row "$name" H1 http://127.0.0.1:18611 "$offers"
    row "$name" H1 https://127.0.0.1:18613 "$offers"
    row "$name" H2C http://127.0.0.1:18611 "$offers"
    row "$name" H2 https://127.0.0.1:18613 "$offers"
fi

if is nghttpd nghttpd nghttp2-server; then
    start nghttpd 18622 nghttpd -a 127.0.0.1 -d "$site" --echo-upload --trailer 'x-sum: 123' --no-tls 18622
    start nghttpd-tls 18623 nghttpd -a 127.0.0.1 -d "$site" --echo-upload --trailer 'x-sum: 123' 18623 "$key" "$certificate"
    name=$(nghttpd --version | sed 's, nghttp2/,/,')
    offers="$files,$echoes,100=/echo,redirect=/folder,trailers=/bytes#x-sum: 123"
    row "$name" H2C http://127.0.0.1:18622 "$offers"
    row "$name" H2 https://127.0.0.1:18623 "$offers"
fi

if is caddy caddy caddy; then
    cat >"$work/Caddyfile" <<CONF
{
    admin off
    auto_https off
    skip_install_trust
    servers {
        protocols h1 h2 h2c
    }
}
(site) {
    root * $site
    encode gzip
    redir /redirect /bytes 302
    respond /empty 204
    respond /echo "{http.request.body}"
    file_server
}
http://127.0.0.1:18631 {
    import site
}
https://127.0.0.1:18633 {
    tls $certificate $key
    import site
}
CONF
    XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work HOME=$work start caddy 18631 caddy run --adapter caddyfile --config "$work/Caddyfile"
    name=Caddy/$(caddy version | sed 's/[ +~].*//')
    offers=$files,$ranges,$routes,gzip=/text.txt,post=/echo,chunked=/echo,100=/echo
    row "$name" H1 http://127.0.0.1:18631 "$offers"
    row "$name" H1 https://127.0.0.1:18633 "$offers"
    row "$name" H2C http://127.0.0.1:18631 "$offers"
    row "$name" H2 https://127.0.0.1:18633 "$offers"
fi

if is node node nodejs; then
    start node 18643 node "$root/bench/programs/interop_server.mjs" "$site" 18641 18642 18643 "$key" "$certificate"
    name=node/$(node --version)
    offers="$files,$ranges,$echoes,$routes,gzip=/text.txt,100=/echo,trailers=/trailers#x-sum: 123"
    row "$name" H1 http://127.0.0.1:18641 "$offers"
    row "$name" H1 https://127.0.0.1:18643 "$offers"
    row "$name" H2C http://127.0.0.1:18642 "$offers"
    row "$name" H2 https://127.0.0.1:18643 "$offers"
fi

if is httpbin gunicorn gunicorn; then
    if /usr/bin/python3 -c 'import httpbin' 2>/dev/null; then # gunicorn's own Python
        start httpbin 18651 gunicorn -b 127.0.0.1:18651 -k gthread --threads 4 --keep-alive 30 httpbin:app
        row "httpbin, gunicorn" H1 http://127.0.0.1:18651 "get=/bytes/1000?seed=1,head=/html,post=/post,chunked=/post,up=/post,\
100=/post,gzip=/gzip,redirect=/redirect-to?url=/html,reuse=/html,range=/range/10000,early=/range/100000,204=/status/204,304=/cache"
    else
        echo "httpbin      left out: its module is missing; on Debian: apt-get install python3-httpbin"
    fi
fi

if is heddle "$root/heddle" heddle; then
    "$root/heddle" fetch --help >/dev/null # built, and its start-up cache made, if need be
    start heddle 18661 "$root/heddle" serve --port 18661
    start heddle-tls 18663 "$root/heddle" serve --tls --port 18663
    offers=get=/bytes/10000,head=/bytes/10000,down=/bytes/8388608,reuse=/bytes/10,early=/bytes/8388608,$echoes,100=/echo,\
gzip=/gzip?size=100000,redirect=/redirect/1,204=/status/204
    row "heddle serve" H1 http://127.0.0.1:18661 "$offers"
    row "heddle serve" H1 https://127.0.0.1:18663 "$offers"
    row "heddle serve" H2C http://127.0.0.1:18661 "$offers"
    row "heddle serve" H2 https://127.0.0.1:18663 "$offers"
fi

cd "$root"
mvn -q -DskipTests package org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/classpath -pl bench -am
timeout 800 "$(java_home)/bin/java" --enable-preview --add-opens java.base/java.lang=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED -cp "bench/target/classes:$(cat bench/target/classpath)" \
    heddle.bench.interop.Interop "$work" "${rows[@]}"
