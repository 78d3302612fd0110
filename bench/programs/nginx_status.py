"""What nginx says at /status."""

import http.client


class Nginx:
    """Its count of requests, without those that ask for it."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.asked = 0
        self.before = 0
        self.before = self.answered()

    def answered(self):
        third_line = self.lines()[2]
        return int(third_line.split()[2]) - self.asked - self.before

    def connections(self):
        """How many are open, without the one that asks."""
        return int(self.lines()[0].split(":")[1]) - 1

    def lines(self):
        self.connection.request("GET", "/status")
        lines = self.connection.getresponse().read().decode().splitlines()
        self.asked += 1
        return lines
