#!/usr/bin/env python3
"""Prints what bench/scripts/costs.sh measured as one Markdown table: a row a cost, a column a runtime.

costs_table.py PARKED PYTHON [JMH_CSV ...]
"""

import csv
import sys

ROWS = {
    "spawnJoin": "spawn, join all together",
    "spawnAwait": "spawn, await, one by one",
    "yielding": "yield",
    "handOff": "hand-off",
    "sleep": "spawn a task that sleeps 1 ms",
    "timeout": "timeout around a no-op",
    "queue": "queue transfer",
    "semaphore": "semaphore, contended",
    "gatherTen": "gather of 10",
    "gather 10000": "gather of 10,000",
    "gather 1000000": "gather of 1,000,000",
    "parked": "a parked task",
}
COLUMNS = {
    "HeddleCosts": "Heddle",
    "KotlinCosts one": "Kotlin, one thread",
    "KotlinCosts default": "Kotlin, default",
    "JoxCosts": "Jox",
    "VirtualThreadCosts": "virtual threads",
    "asyncio": "asyncio",
    "uvloop": "uvloop",
}


def jmh(path):
    with open(path, encoding="utf-8") as file:
        for line in csv.DictReader(file):
            peer, row = line["Benchmark"].rsplit(".", 2)[-2:]
            size, threads = line.get("Param: size"), line.get("Param: threads")
            yield f"{peer} {threads}" if threads else peer, f"{row} {size}" if size else row, float(line["Score"])


def semicolons(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            peer, row, value = line.strip().split(";")
            yield "KotlinCosts one" if peer == "KotlinCosts" else peer, row, float(value)


def written(row, value):
    if value is None:
        return ""
    if row == "parked":
        return f"{value:,.0f} B"
    for limit, divisor, unit in ((1e3, 1, "ns"), (1e6, 1e3, "µs"), (1e9, 1e6, "ms")):
        if value < limit:
            break
    else:
        divisor, unit = 1e9, "s"
    return f"{value / divisor:.3g} {unit}" if value / divisor < 1000 else f"{value / divisor:.0f} {unit}"


def main(arguments):
    found = {}
    for source in (semicolons(arguments[0]), semicolons(arguments[1]), *map(jmh, arguments[2:])):
        for peer, row, value in source:
            found[peer, row] = value
    columns = [peer for peer in COLUMNS if any(peer == known for known, _ in found)]
    print("| | " + " | ".join(COLUMNS[peer] for peer in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row, name in ROWS.items():
        cells = [written(row, found.get((peer, row))) for peer in columns]
        if any(cells):
            print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
