#!/usr/bin/env bash
# What a start of the command costs in CPU: the whole process, children of the script included, each the median of so many
# runs in turns, beside its budget. Budgets were set where Python takes 0.2 s to import aiohttp; where it is installed, they are
# told by that measure, too (docs/decisions/0037).
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
unit = "python3 -c 'import aiohttp'"
unit_s = 0.2
if subprocess.run([python, "-c", "import aiohttp"], stderr=subprocess.DEVNULL).returncode == 0:
    rows.append((unit, [python, "-c", "import aiohttp"], None))

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
medians = {name: statistics.median(all_runs) for name, all_runs in figures.items()}

def verdict(is_met):
    return "met" if is_met else "missed"

for name, _, budget in rows:
    told = ""
    if budget is not None:
        told = f"   budget {budget}: {verdict(medians[name] <= budget)}"
        if unit in medians:
            told += f"; {budget / unit_s:.2f} × aiohttp, here {medians[name] / medians[unit]:.2f}:"
            told += f" {verdict(medians[name] / medians[unit] <= budget / unit_s)}"
    print(f"{name:28} {medians[name]:.3f}   least {min(figures[name]):.3f}{told}")
PYTHON
