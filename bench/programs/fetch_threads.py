"""A list as img2dataset downloads its images: a pool of threads, urllib, a new connection for each URL.

    fetch_threads.py LIST THREADS
"""

import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

threads = int(sys.argv[2])
ahead = Semaphore(threads * 2)  # as there: the list is not submitted whole


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            response.read()
    finally:
        ahead.release()


with ThreadPoolExecutor(threads) as pool, open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        ahead.acquire()
        pool.submit(fetch, line.strip())
