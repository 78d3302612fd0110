"""Runs a client on core 0 and prints its µs of CPU a request, requests a second, and connections.

    measure_seconds.py PORT SECONDS LOG COMMAND [WORD ...]

nginx on PORT counts the requests it has answered (/status). The seconds begin with the first of them; the two figures are
medians of the seconds of the second half. The command, a single process, has to go on for longer than SECONDS, and to end
by itself with 0. Its output goes to LOG.
"""

import os
import statistics
import subprocess
import sys
import time

from nginx_status import Nginx

LOOK_SECONDS = 0.02
START_LIMIT_SECONDS = 60
END_LIMIT_SECONDS = 30
TICK = os.sysconf("SC_CLK_TCK")


class Client:
    """The process, with what it has used and got so far."""

    def __init__(self, nginx, command, output):
        self.nginx = nginx
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", *command], stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )

    def look(self):
        if self.process.poll() is not None:
            sys.exit(f"it ended with {self.process.returncode} before its time")
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        cpu = (int(fields[11]) + int(fields[12])) / TICK
        return time.monotonic(), cpu, self.nginx.answered()

    def await_first(self):
        limit = time.monotonic() + START_LIMIT_SECONDS
        while self.look()[2] == 0:
            if time.monotonic() > limit:
                sys.exit(f"no answer within {START_LIMIT_SECONDS} s")
            time.sleep(LOOK_SECONDS)


def measure(client, seconds):
    client.await_first()
    looks = [client.look()]
    for second in range(1, seconds + 1):
        time.sleep(max(0, looks[0][0] + second - time.monotonic()))
        looks.append(client.look())
    connections = client.nginx.connections()
    if client.process.wait(END_LIMIT_SECONDS) != 0:
        sys.exit(f"exit code {client.process.returncode}")
    half = looks[seconds // 2 :]
    each = [[after - before for before, after in zip(*pair)] for pair in zip(half, half[1:])]
    if not all(answered for _, _, answered in each):
        sys.exit("a second went by without an answer")
    print(
        statistics.median(cpu * 1e6 / answered for _, cpu, answered in each),
        statistics.median(answered / wall for wall, _, answered in each),
        connections,
    )


def main(port, seconds, log, command):
    nginx = Nginx(port)
    os.sched_setaffinity(0, {1})
    with open(log, "wb") as output:
        client = Client(nginx, command, output)
        try:
            measure(client, seconds)
        finally:
            client.process.kill()


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
