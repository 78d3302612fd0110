#!/usr/bin/env bash
# What `heddle compare` is to show on its five embedded sites: coroutines at most 1.03 times the slowest URL and no slower
# than threads, one after the other about the sum of the delays (2.876 s). Each round runs all strategies; the figures are the
# medians of the rounds. Ends with 1 when a goal is missed.
#
#     bench/scripts/sites.sh [ROUNDS]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
rounds=${1:-5}
need python3

for round in $(seq "$rounds"); do
    "$root/heddle" compare -q -o "$work/$round" >"$work/compare.log" || { cat "$work/compare.log" >&2; exit 1; }
done
python3 - "$work" "$rounds" <<'PYTHON'
import json, statistics, sys

work, rounds = sys.argv[1], int(sys.argv[2])
runs = [json.load(open(f"{work}/{each + 1}/compare.json")) for each in range(rounds)]
walls = [{lane["name"]: lane["wall_s"] for lane in run["strategies"]} for run in runs]
median = {name: statistics.median(wall[name] for wall in walls) for name in walls[0]}
limit = statistics.median(run["limit_s"] for run in runs)
print(f"medians of {rounds} rounds; the slowest URL alone {limit:.3f} s")
for name, wall in median.items():
    each = " ".join(f"{wall_of[name]:.3f}" for wall_of in walls)
    print(f"{name:9} {wall:.3f} s, {wall / limit:.3f} of the limit ({each})")
goals = {
    "async at most 1.03 of the limit": median["async"] <= 1.03 * limit,
    "async no slower than threads": median["async"] <= median["threads"],
    "blocking within 10 % of the sum of the delays": abs(median["blocking"] / 2.876 - 1) <= 0.1,
}
for goal, met in goals.items():
    print(f"{goal}: {'met' if met else 'missed'}")
sys.exit(not all(goals.values()))
PYTHON
