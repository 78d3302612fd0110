"""Runs a client on core 0 and prints its wall seconds, CPU seconds, µs of CPU a URL in the second half, peak KiB.

    measure_halves.py PORT URLS LOG COMMAND [WORD ...]

nginx on PORT counts the requests it has answered (/status). The second half begins when it has answered half of URLS,
and ends with the process: what a client does at its end counts. The command's output goes to LOG.
"""

import os
import resource
import subprocess
import sys
import time

from nginx_status import Nginx

LOOK_SECONDS = 0.01
TICK = os.sysconf("SC_CLK_TCK")


def cpu_of_group(group):
    """CPU seconds of the processes of a group, and of the children they have waited for."""
    ticks = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended
        if int(fields[2]) == group:
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICK


def cpu_of_children():
    """CPU seconds of the children that have ended. Python itself may have some: it may be started by a script."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(port, urls, log, command):
    nginx = Nginx(port)
    before = cpu_of_children()
    os.sched_setaffinity(0, {1})
    start = time.monotonic()
    with open(log, "wb") as output:
        client = subprocess.Popen(
            ["taskset", "-c", "0", *command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, process_group=0
        )
    half = None
    while client.poll() is None:
        if half is None and (answered := nginx.answered()) >= urls / 2:
            half = answered, cpu_of_group(client.pid)
        time.sleep(LOOK_SECONDS)
    wall = time.monotonic() - start
    if client.returncode != 0:
        sys.exit(f"exit code {client.returncode}")
    if half is None:
        sys.exit(f"nginx has answered {nginx.answered()} requests, less than half of {urls}")
    cpu = cpu_of_children() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(wall, cpu, (cpu - half[1]) / (urls - half[0]) * 1e6, peak)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
