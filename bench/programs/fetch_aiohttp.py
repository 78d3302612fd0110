"""The lesson's program on a list: every URL at once over one aiohttp session, certificates unchecked.

    python3 fetch_aiohttp.py LIST CONNECTIONS [uvloop]
"""
import asyncio
import sys

import aiohttp


async def fetch(session, url):
    async with session.get(url, ssl=False) as response:
        await response.read()


async def drain(session, urls):
    for url in urls:  # the iterator is shared by all workers
        await fetch(session, url)


async def main(path, connections):
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:
        with open(path) as lines:
            urls = (line.strip() for line in lines)
            await asyncio.gather(*(drain(session, urls) for _ in range(connections)))


if __name__ == "__main__":
    if "uvloop" in sys.argv[3:]:
        import uvloop

        uvloop.install()
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
