# shellcheck shell=bash disable=SC2034
# Shared by the scripts beside it: a work folder, an nginx of our own, and their end. Sourced, not run.
# Everything started here is stopped by its own process id when the script ends, however it ends.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-bench.XXXXXX")
chmod 755 "$work" # the workers of an nginx that root starts run as nobody
nginx_pid=
origin_pid=

stop_all() {
    local pid
    for pid in $nginx_pid $origin_pid; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 130' INT TERM

# The JDK that "heddle" itself would use.
java_home() { "$root/heddle" java-home; }

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is missing; on Debian: apt-get install $tool"
    done
}

# start_nginx CONF [PREFIX COMMAND ...]: runs nginx in the foreground as our child and waits until PORT answers.
start_nginx() {
    local conf=$1 port=$2
    shift 2
    "$@" "$(command -v nginx || echo /usr/sbin/nginx)" -p "$work" -c "$conf" -g 'daemon off;' 2>"$work/nginx.err" &
    nginx_pid=$!
    local tries=0
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$nginx_pid" 2>/dev/null || die "nginx did not start: $(cat "$work/nginx.err")"
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || die "nginx did not listen on port $port within 10 s"
        sleep 0.05
    done
}

# configure_nginx: writes $work/nginx.conf, one worker with what standard input has in its http block, and a file
# of 1 KiB in $work/site.
configure_nginx() {
    mkdir -p "$work/site"
    head -c 1024 /dev/urandom >"$work/site/1k"
    cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 16384; }
http {
    access_log off;
    client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; fastcgi_temp_path tmp-fastcgi;
    uwsgi_temp_path tmp-uwsgi; scgi_temp_path tmp-scgi;
    keepalive_requests 1000000000; open_file_cache max=10;
$(cat)
}
CONF
}

# serve_1k PORT: nginx on core 1 with a file of 1 KiB behind every path of the port.
serve_1k() {
    configure_nginx <<CONF
    server { listen 127.0.0.1:$1; root site; location / { try_files /1k =404; } location = /status { stub_status; } }
CONF
    start_nginx "$work/nginx.conf" "$1" taskset -c 1
    curl -fsS -o /dev/null "http://127.0.0.1:$1/1" || die "nginx does not serve the file"
}

# serve_1k_from_many PORT HOSTS: the same from so many hosts (addresses 127.0.x.y).
serve_1k_from_many() {
    local port=$1 hosts=$2 host
    [ "$hosts" -le 60000 ] || die "127.0.0.0/16 has no more than 60,000 hosts"
    ulimit -n "$(ulimit -Hn)"
    {
        echo "    server { root site; location / { try_files /1k =404; } listen 127.0.0.1:$port;"
        for ((host = 0; host < hosts; host++)); do
            echo "        listen 127.0.$((host / 250 + 1)).$((host % 250 + 1)):$port;"
        done
        echo '    }'
    } | configure_nginx
    start_nginx "$work/nginx.conf" "$port" taskset -c 1
}

# list_of_many PORT HOSTS URLS: so many URLs of these hosts, a line each, hosts in turns.
list_of_many() {
    awk -v port="$1" -v hosts="$2" -v urls="$3" 'BEGIN {
        for (i = 0; i < urls; i++) { host = i % hosts; printf "http://127.0.%d.%d:%d/%d\n", host / 250 + 1, host % 250 + 1, port, i }
    }'
}

# serve_origin PORT: Heddle's own test origin, for ten minutes at most.
serve_origin() {
    timeout 600 "$root/heddle" serve --port "$1" >"$work/serve.log" 2>&1 &
    origin_pid=$!
    curl -fs --retry 20 --retry-connrefused --retry-delay 1 -o "$work/first" "http://127.0.0.1:$1/delay/1" \
        || die "heddle serve did not answer: $(cat "$work/serve.log")"
}
