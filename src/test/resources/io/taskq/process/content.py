"""What a client may put into a message, and what a taskq worker makes of it."""
import json
import math

from canvas_tasks import app
from celery import chain

PATIENCE = 60


def outcome(name, *args, **options):
    result = app.send_task(name, args, queue='java', **options)
    try:
        return result.get(timeout=PATIENCE)
    except Exception as e:  # Whatever it is, it is what a client gets.
        return type(e).__name__ + ': ' + str(e)


value = {'big': 2 ** 80, 'text': '\u4e91 \U0001f600 "\\', 'deep': [[[None, True, 1.5]]]}
typed = {'__type__': 'decimal', '__value__': '1.10'}
print(outcome('echo', value) == value)
print(outcome('echo', value, compression='gzip') == value)
print(outcome('echo', 'x' * 1_000_000, compression='zlib') == 'x' * 1_000_000)
print(math.isnan(outcome('echo', float('nan'))))
print(json.dumps(outcome('echo', [typed])) == json.dumps([typed]))
app.conf.task_protocol = 1
steps = [app.signature(name, args=args, queue='java')
         for name, args in (('echo', [5]), ('add', [1]), ('add', [2]))]
print(chain(*steps).apply_async().get(timeout=PATIENCE) == 8)
app.conf.task_protocol = 2
for options in ({'serializer': 'pickle'}, {'serializer': 'yaml'}, {'compression': 'bzip2'}):
    print(outcome('echo', 1, **options))
