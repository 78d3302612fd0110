#!/usr/bin/env bash
# What a start of the command costs in CPU: the whole process, children of the script included, each the median of so many
# runs in turns, beside its budget. Python with aiohttp imported is the measure of the second, where it is installed.
#
#     bench/scripts/start.sh [RUNS]
set -euo pipefail
# shellcheck source=bench/scripts/common.sh
source "$(dirname "$0")/common.sh"
runs=${1:-11}
port=18085
need curl python3

serve_origin "$port"

python3 - "$root/heddle" "http://127.0.0.1:$port/bytes/1024" "$runs" "$work" <<'PYTHON'
import os, resource, statistics, subprocess, sys

heddle, url, runs, work = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
rows = [
    ("heddle --version", [heddle, "--version"], 0.15),
    ("heddle --help", [heddle, "--help"], None),
    ("heddle get, one local URL", [heddle, "get", "-o", f"{work}/body", url], 0.35),
    ("heddle fetch, one local URL", [heddle, "fetch", "-q", "-f", "none", url], None),
]
python = "/usr/bin/python3"
if subprocess.run([python, "-c", "import aiohttp"], stderr=subprocess.DEVNULL).returncode == 0:
    rows.append(("python3 -c 'import aiohttp'", [python, "-c", "import aiohttp"], None))

def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}: {done.stdout.decode(errors='replace')}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

figures = {name: [] for name, _, _ in rows}
for _ in range(runs):
    for name, command, _ in rows:
        figures[name].append(cpu(command))
print(f"seconds of CPU, median of {runs} runs in turns; load {os.getloadavg()[0]:.1f}")
for name, _, budget in rows:
    told = "" if budget is None else f"   budget {budget}: {'met' if statistics.median(figures[name]) <= budget else 'missed'}"
    print(f"{name:28} {statistics.median(figures[name]):.3f}   least {min(figures[name]):.3f}{told}")
PYTHON
