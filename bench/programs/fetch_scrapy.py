"""A list by Scrapy: every URL once, bodies dropped, without limits for a host.

    fetch_scrapy.py LIST CONNECTIONS
"""

import sys

import scrapy
from scrapy.crawler import CrawlerProcess


class Harvest(scrapy.Spider):
    name = "harvest"

    def start_requests(self):
        with open(sys.argv[1], encoding="utf-8") as lines:
            for line in lines:
                yield scrapy.Request(line.strip(), dont_filter=True)

    def parse(self, response):
        pass


connections = int(sys.argv[2])
process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": connections,
        "CONCURRENT_REQUESTS_PER_DOMAIN": connections,
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "TELNETCONSOLE_ENABLED": False,
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
    }
)
process.crawl(Harvest)
process.start()
