#!/usr/bin/env bash
# Many slow URLs at once, by threads and by coroutines: the wall time beside its own limit (URLs × delay / at a time), and
# what of the context switches and of the memory of threads the coroutines need. The goals are 1.1 and a tenth of each.
#
#     bench/scripts/delays.sh [URLS [MILLISECONDS [AT_A_TIME [REPEAT]]]]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
urls=${1:-2000}
delay=${2:-200}
many=${3:-256}
repeat=${4:-5}
port=18084
need curl python3

serve_origin "$port"

# A server that is as warm as the strategies are, which have opened some thousands of connections by then.
for header in 'Connection: keep-alive' 'Connection: close'; do
    seq 20000 | sed "s|^|http://127.0.0.1:$port/delay/0?|" | "$root/heddle" fetch -q -f none -j "$many" -H "$header" -i -
done

seq "$urls" | sed "s|^|http://127.0.0.1:$port/delay/$delay?|" >"$work/urls.txt"
"$root/heddle" compare -q -i "$work/urls.txt" -j "$many" --threads "$many" --strategies threads,async --repeat "$repeat" \
    -o "$root/target/delays"
python3 - "$root/target/delays/compare.json" "$urls" "$delay" "$many" <<'PYTHON'
import json, sys

urls, delay, many = map(int, sys.argv[2:])
lanes = {lane["name"]: lane for lane in json.load(open(sys.argv[1]))["strategies"]}
threads, coroutines = lanes["threads"], lanes["async"]
for lane in threads, coroutines:
    if "error" in lane or lane["failed"]:
        sys.exit(f"{lane['name']}: {lane.get('error') or str(lane['failed']) + ' URLs failed'}")
limit = urls * delay / 1000 / many
switches = [lane["ctx_voluntary"] + lane["ctx_involuntary"] for lane in (coroutines, threads)]
print(f"its own limit           {limit:.3f} s ({urls} × {delay} ms / {many}); whole rounds {-(-urls // many) * delay / 1000:.3f} s")
for lane in threads, coroutines:
    print(f"{lane['name']:8} over its limit {lane['wall_s'] / limit:.3f}")
print(f"context switches, async / threads {switches[0] / switches[1]:.3f}")
print(f"memory growth, async / threads {coroutines['rss_growth_bytes'] / threads['rss_growth_bytes']:.3f}")
print(f"CPU, async / threads {coroutines['cpu_s'] / threads['cpu_s']:.3f}")
PYTHON
