"""RQ's side of bin/bench: a task that does nothing, and filling its queue."""

import os
import sys
import time

from redis import Redis
from rq import Queue


def nothing():
    return None


def fill(count):
    """Prints the seconds it took."""
    queue = Queue("default", connection=Redis.from_url(os.environ["BENCH_REDIS"]))
    begun = time.perf_counter()
    for _ in range(count):
        # By its name in this module: the one that runs as a program is called otherwise.
        queue.enqueue("bench_rq.nothing", result_ttl=86400)
    print(time.perf_counter() - begun)


if __name__ == "__main__":
    fill(int(sys.argv[2]))
