"""Each shape of Celery's canvas, with each of its parts on each side, ends as it should.

Each case is a shape, the sides of its parts (p for Python, j for Java), and what becomes of it. All
are sent first, and asked for then. Prints what ended otherwise, and then the shapes.
"""
import itertools
import uuid

from canvas_tasks import app
from celery import chain, chord, group
from celery.canvas import xmap, xstarmap
from celery.result import AsyncResult

PATIENCE = 60
SIDES = {'p': ('py', 'py.'), 'j': ('java', '')}
CASES = []


class Raises(tuple):
    """The name of an exception, and a part of its text."""


FAILED = {
    'p': Raises(('ValueError', 'no paper')),
    'j': Raises(('IllegalStateException', 'no paper')),
}
CHORD_FAILED = Raises(('ChordError', 'Dependency'))
REVOKED = Raises(('TaskRevokedError', 'expired'))


def task(side, name, *args, **options):
    queue, prefix = SIDES[side]
    return app.signature(prefix + name, args=args, queue=queue, **options)


def add(side, *args, **options):
    return task(side, 'add', *args, **options)


def echo(side, *args, **options):
    return task(side, 'echo', *args, **options)


def fail(side):
    return task(side, 'fail', 'no paper')


def told(side, **options):
    return task(side, 'told' if side == 'p' else 'echo', **options)


def new_id():
    return str(uuid.uuid4())


def case(shape, sides, result, expected):
    # A result as a client sees it that knows nothing but the id: no parents to look at instead.
    if not hasattr(result, 'results'):
        result = AsyncResult(getattr(result, 'id', result), app=app)
    CASES.append((shape, sides, result, expected))


def with_three(a, b, c):
    s = a + b + c
    case('chain', s, chain(add(a, 1, 2), add(b, 10), add(c, 100)).apply_async(), 113)
    inner = new_id()
    chain(echo(a, 5), chain(add(b, 1), add(c, 2, task_id=inner))).apply_async()
    case('chain in a chain', s, inner, 8)
    failed = chain(fail(a), add(b, 1), add(c, 1)).apply_async()
    case('chain, first step fails: the last', s, failed, FAILED[a])
    case('chain, first step fails: the second', s, failed.parent, FAILED[a])
    failed = chain(echo(a, 'no paper'), task(b, 'fail'), echo(c)).apply_async()
    case('chain, second step fails: the last', s, failed, FAILED[b])
    case('chain that ends in a group', s,
         chain(add(a, 1, 2), group(add(b, 10), add(c, 20))).apply_async(), [13, 23])
    case('chain, group, task', s,
         chain(add(a, 1, 2), group(add(b, 10), add(b, 20)), echo(c)).apply_async(), [13, 23])
    case('groups in groups, task', s,
         chain(add(a, 0, 0), group(group(add(b, 1), add(b, 2)), add(b, 3)), echo(c)).apply_async(),
         {1, 2, 3})
    case('group', s, group(add(a, 1, 1), add(b, 2, 2), add(c, 3, 3)).apply_async(), [2, 4, 6])
    with_chords(a, b, c)


def with_chords(a, b, c):
    s = a + b + c
    two = [add(a, 1, 1), add(b, 2, 2)]
    case('chord', s, chord(two, echo(c)).apply_async(), [2, 4])
    case('chord, a member fails', s,
         chord([fail(a), add(b, 2, 2)], echo(c)).apply_async(), CHORD_FAILED)
    case('chord of one', s, chain(echo(a, 7), chord([add(b, 1)], echo(c))).apply_async(), [8])
    case('chord, then a chain', s, chain(group(*two), echo(c), echo(a)).apply_async(), [2, 4])
    case('chord whose body is a chain', s,
         chord(two, chain(echo(b), echo(c))).apply_async(), [2, 4])
    case('chord whose body is a group', s,
         chord(two, group(echo(b), echo(c))).apply_async(), [[2, 4], [2, 4]])
    case('chain in a chord', s,
         chord([chain(add(a, 1, 1), add(b, 2)), add(b, 5, 5)], echo(c)).apply_async(), [4, 10])
    case('chain in a chord, its first step fails', s,
         chord([chain(fail(a), add(b, 2)), add(b, 5, 5)], echo(c)).apply_async(), CHORD_FAILED)
    inner = chord([add(b, 1, 1), add(b, 2, 2)], echo(a))
    case('chord in a chord', s, chord([inner, add(a, 3, 3)], echo(c)).apply_async(), [[2, 4], 6])
    # A Python worker that ends the inner chord tells the outer one nothing, and it hangs.
    if b == 'j':
        inner = chord([fail(b), add(b, 2, 2)], echo(a))
        case('chord in a chord, the inner fails', s,
             chord([inner, add(a, 3, 3)], echo(c)).apply_async(), CHORD_FAILED)
    # A Python worker that sends such a group writes its size over the one of the chord around it,
    # and one with threads that ends such a chord may not wait for the results.
    if a == b == 'j':
        two = chain(add(a, 1, 1), group(add(b, 1), add(b, 2)))
        case('chain that ends in a group, in a chord', s,
             chord([two, add(b, 3, 3)], echo(c)).apply_async(), [[3, 4], 6])
    case('member with an ignored result', s,
         chord([add(a, 1, 1, ignore_result=True), add(b, 2, 2)], echo(c)).apply_async(), [2, 4])


def with_two(a, b):
    s = a + b
    x, y = new_id(), new_id()
    add(a, 1, 1).apply_async(link=add(b, 10, task_id=x))
    case('link', s, x, 12)
    x = new_id()
    add(a, 1, 1).apply_async(link=[add(b, 10, task_id=x), echo(b, task_id=y)])
    case('two links: the first', s, x, 12)
    case('two links: the second', s, y, 2)
    x, y = new_id(), new_id()
    add(a, 1, 1).apply_async(link=chain(add(b, 1), echo(a, task_id=x)))
    case('link to a chain', s, x, 3)
    x = new_id()
    add(a, 1, 1).apply_async(link=group(add(b, 1, task_id=x), echo(a, task_id=y)))
    case('link to a group: the first', s, x, 3)
    case('link to a group: the second', s, y, 2)
    x = new_id()
    failed = fail(a).apply_async(link_error=told(b, task_id=x))
    case('link_error', s, x, failed.id)
    x, y = new_id(), new_id()
    body = echo(b, task_id=y)
    body.link_error(told(b, task_id=x))
    chord([fail(a), add(a, 1, 1)], body).apply_async()
    case('link_error of a chord', s, x, y)
    x = new_id()
    chain(add(a, 1, 1), echo(b, 9, immutable=True, task_id=x)).apply_async()
    case('immutable step', s, x, 9)
    case('step with a priority and a countdown', s,
         chain(add(a, 1, 1), add(b, 1, priority=6), add(b, 2, countdown=1)).apply_async(), 5)
    queue, prefix = SIDES[b]
    mapped = xmap(app.signature(prefix + 'echo'), [1, 2], app=app, queue=queue)
    case('map', s, chain(echo(a, 0), mapped).apply_async(), [1, 2])
    spread = xstarmap(app.signature(prefix + 'add'), [(1, 2), (3, 4)], app=app, queue=queue)
    case('starmap', s, chain(echo(a, 0), spread).apply_async(), [3, 7])
    late = chain(add(a, 1, 1), add(b, 1, expires=-5), add(b, 2)).apply_async()
    case('step that has expired', s, late.parent, REVOKED)
    # A Python worker says nothing to those who wait behind it.
    if b == 'j':
        case('step that has expired: the next', s, late, REVOKED)


def outcome(result):
    try:
        return result.get(timeout=PATIENCE)
    except Exception as e:  # Whatever it is, it is what a client gets.
        return Raises((type(e).__name__, str(e)))


def is_as(got, expected):
    if isinstance(expected, Raises):
        return isinstance(got, Raises) and got[0] == expected[0] and expected[1] in got[1]
    if isinstance(expected, set):
        return isinstance(got, list) and sorted(got) == sorted(expected)
    return got == expected


for sides in itertools.product('pj', repeat=3):
    with_three(*sides)
for sides in itertools.product('pj', repeat=2):
    with_two(*sides)
for shape, sides, result, expected in CASES:
    got = outcome(result)
    if not is_as(got, expected):
        print('BAD', shape, sides, 'expected', expected, 'got', got)
for shape in dict.fromkeys(one[0] for one in CASES):
    print('shape', shape)
