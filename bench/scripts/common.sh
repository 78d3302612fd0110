# shellcheck shell=bash disable=SC2034
# Shared by the scripts beside it: a work folder, an nginx of our own, and their end. Sourced, not run.
# Everything started here is stopped by its own process id when the script ends, however it ends.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/heddle-bench.XXXXXX")
chmod 755 "$work" # the workers of an nginx that root starts run as nobody
nginx_pid=

stop_all() {
    if [ -n "$nginx_pid" ]; then
        kill "$nginx_pid" 2>/dev/null || true
        wait "$nginx_pid" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 130' INT TERM

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
