"""Celery's side of bin/bench: the same task by the same name, and what its clients do."""

import os
import sys
import time

from celery import Celery

app = Celery("bench", broker=os.environ["BENCH_REDIS"], backend=os.environ["BENCH_REDIS"])


@app.task(name="nothing")
def nothing():
    return None


def fill(count):
    """Prints the seconds it took."""
    begun = time.perf_counter()
    for _ in range(count):
        nothing.delay()
    print(time.perf_counter() - begun)


def round_trips(count):
    """Prints how long each took, in milliseconds."""
    for _ in range(count):
        begun = time.perf_counter()
        nothing.delay().get(timeout=60)
        print((time.perf_counter() - begun) * 1e3)


if __name__ == "__main__":
    {"fill": fill, "round-trips": round_trips}[sys.argv[1]](int(sys.argv[2]))
