#!/usr/bin/env python3
"""What the runtime of asyncio costs, row by row, as heddle.bench.costs.Costs has them: one line 'row;nanoseconds' a row.

costs_asyncio.py asyncio|uvloop [short]
"""

import asyncio
import gc
import sys
import time
import tracemalloc

COUNT, CAPACITY, CONTENDERS, PERMITS, LIMIT, NAP = 10_000, 100, 100, 10, 30, 0.001


async def nothing():
    pass


async def one():
    return 1


async def spawn_join(count):
    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(nothing())


async def spawn_await(count):
    total = 0
    for _ in range(count):
        total += await asyncio.create_task(one())
    return total


async def yielding(count):
    async def give_way():
        for _ in range(count // 2):
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(give_way())
        group.create_task(give_way())


async def hand_off(count):
    loop = asyncio.get_running_loop()
    turns = [loop.create_future() for _ in range(count + 1)]
    turns[0].set_result(True)

    async def play(first):
        for i in range(first, count, 2):
            await turns[i]
            turns[i + 1].set_result(True)

    async with asyncio.TaskGroup() as group:
        group.create_task(play(0))
        group.create_task(play(1))


async def sleep(count):
    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(asyncio.sleep(NAP))


async def gather(count):
    async def identity(item):
        return item

    return await asyncio.gather(*(identity(item) for item in range(count)))


async def timeout(count):
    total = 0
    for _ in range(count):
        async with asyncio.timeout(LIMIT):
            total += await one()
    return total


async def queue(count):
    items = asyncio.Queue(CAPACITY)

    async def produce():
        for _ in range(count):
            await items.put(1)

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        return sum([await items.get() for _ in range(count)])


async def semaphore(count):
    permits = asyncio.Semaphore(PERMITS)

    async def contend():
        for _ in range(count // CONTENDERS):
            async with permits:
                await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        for _ in range(CONTENDERS):
            group.create_task(contend())


async def seconds(row, count):
    began = time.perf_counter()
    await row(count)
    return time.perf_counter() - began


async def mean(row, count, limit):
    """The mean of the rounds after the first, for so many seconds; of large ones the first counts."""
    if count <= COUNT:
        await row(count)
    rounds, end = [], time.perf_counter() + limit
    while not rounds or time.perf_counter() < end:
        rounds.append(await seconds(row, count))
    return sum(rounds) / len(rounds)


async def parked(count):
    """Bytes that a task takes which waits; the interpreter counts them."""
    gc.collect()
    tracemalloc.start()
    never = asyncio.Event()

    async def wait():
        await never.wait()

    before = tracemalloc.get_traced_memory()[0]
    tasks = [asyncio.create_task(wait()) for _ in range(count)]
    await asyncio.sleep(0)
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    never.set()
    await asyncio.gather(*tasks)
    return used / count


async def main(short):
    limit = 0 if short else 2
    rows = {
        "spawnJoin": spawn_join, "spawnAwait": spawn_await, "yielding": yielding, "handOff": hand_off, "sleep": sleep,
        "timeout": timeout, "queue": queue, "semaphore": semaphore,
    }  # fmt: skip
    for name, row in rows.items():
        print(f"{name};{await mean(row, COUNT, limit) / COUNT * 1e9:.1f}", flush=True)
    for size in (10, 10_000) if short else (10, 10_000, 1_000_000):
        print(f"{'gatherTen' if size == 10 else f'gather {size}'};{await mean(gather, size, limit) * 1e9:.0f}", flush=True)
    print(f"parked;{await parked(10_000 if short else 100_000):.0f}")


if __name__ == "__main__":
    if sys.argv[1] == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    asyncio.run(main("short" in sys.argv[2:]))
