"""Sends chains of five and chords of twenty, each part on a side drawn from a seed.

Reads `seed chains chords`. Prints the id of each last step and body, and what it shall give.
"""
import random
import sys

from canvas_tasks import app
from celery import chain, chord

seed, chains, chords = (int(word) for word in sys.stdin.read().split())
draw = random.Random(seed)


def add(*args):
    queue, name = draw.choice([('py', 'py.add'), ('java', 'slow_add'), ('java', 'add')])
    return app.signature(name, args=args, queue=queue)


def echo():
    queue, name = draw.choice([('py', 'py.echo'), ('java', 'echo')])
    return app.signature(name, queue=queue)


for number in range(chains):
    last = chain(add(number, 1), *(add(step) for step in range(1, 5))).apply_async()
    print(last.id, number + 11)
for number in range(chords):
    body = chord([add(number, member) for member in range(20)], echo()).apply_async()
    print(body.id, [number + member for member in range(20)])
