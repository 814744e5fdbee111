"""Every way a Celery client may send a task, to a taskq worker. What each must come to is here; a
line is printed for each, and one that came to something else begins with BAD."""
import datetime
import uuid

from celery.result import AsyncResult

PATIENCE = 30
CASES = []


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def case(name, result, expected, look=lambda value: value):
    CASES.append((name, result, expected, look))


def send(task='show', *args, **options):
    return app.send_task(task, args, **options)


def header(name):
    return lambda seen: seen['headers'][name]


def outcome(result):
    try:
        return result.get(timeout=PATIENCE)
    except Exception as e:  # Whatever it is, it is what a client gets.
        return type(e).__name__ + ': ' + str(e)


def waited(seen):
    due = datetime.datetime.fromisoformat(seen['headers']['eta'])
    return due <= now() and due > begun


def told(task, **options):
    """A signature that echoes what it is called with, and its result."""
    known = str(uuid.uuid4())
    return app.signature(task, task_id=known, queue='celery', **options), AsyncResult(known, app=app)


begun = now()
case('args', send('show', 1, 'x'), [1, 'x'], lambda seen: seen['args'])
case('kwargs', app.send_task('show', kwargs={'k': [1]}), {'k': [1]}, lambda seen: seen['kwargs'])
case('countdown', send(countdown=1), True, waited)
case('eta', send(eta=now() + datetime.timedelta(seconds=1)), True, waited)
case('expires', send(expires=300), True, lambda seen: seen['headers']['expires'] > str(begun)[:10])
case('expires, past', send(expires=now() - datetime.timedelta(1)), 'TaskRevokedError: expired')
for priority in (0, 3, 5, 9):
    case('priority %d' % priority, send('show', priority, priority=priority), [priority],
         lambda seen: seen['args'])
case('queue', send(queue='other'), 'other', lambda seen: seen['queue'])
case('exchange, routing_key', send(exchange='other', routing_key='other'), 'other',
     lambda seen: seen['queue'])
case('headers', send(headers={'x-mine': {'a': 1}}), {'a': 1}, header('x-mine'))
callback, called = told('echo')
case('link', send('add', 2, 3, link=callback), 5)
case('link: the callback', called, 5)
errback, failed = told('echo')
failing = str(uuid.uuid4())
case('link_error', send('fail', 'no paper', task_id=failing, link_error=errback),
     'IllegalStateException: no paper')
case('link_error: the callback', failed, failing)
callback, called = told('echo')
ignored = send('add', 3, 4, ignore_result=True, link=callback)
case('ignore_result: the callback', called, 7)
case('time_limit', send('sleep', 60, time_limit=1), 'TimeLimitExceeded: TimeLimitExceeded(1,)')
case('soft_time_limit', send('sleep', 60, soft_time_limit=1),
     'SoftTimeLimitExceeded: SoftTimeLimitExceeded()')
case('time limits', send(time_limit=20, soft_time_limit=10.5), [20, 10.5], header('timelimit'))
case('retry, retry_policy', send('add', 1, 1, retry=True, retry_policy={'max_retries': 1}), 2)
case('serializer', send('add', 1, 2, serializer='json'), 3)
case('compression', send('echo', 'x' * 5000, compression='gzip'), 'x' * 5000)
case('task_id', send(task_id='an id of mine'), 'an id of mine', lambda seen: seen['id'])
for name in ('group_id', 'root_id', 'parent_id', 'shadow', 'argsrepr', 'kwargsrepr'):
    case(name, send(**{name: 'some ' + name}), 'some ' + name,
         header({'group_id': 'group'}.get(name, name)))
case('group_index', send(group_id='g', group_index=3), 3, header('group_index'))
case('retries', send(retries=2), 3, lambda seen: seen['attempt'])
body, joined = told('echo')
case('chord', send('add', 1, 4, group_id='a chord', group_index=0, chord=body), 5)
app.backend.set_chord_size('a chord', 1)
case('chord: the body', joined, [5])
case('replaced_task_nesting', send(replaced_task_nesting=2), [], lambda seen: seen['args'])
case('reply_to, correlation_id', send('add', 2, 2, reply_to='me', correlation_id='mine'), 4)
case('stamps', send(headers={'stamped_headers': ['job'], 'stamps': {'job': '7'}}), {'job': '7'},
     header('stamps'))
revoked = send(countdown=3600)
app.control.revoke(revoked.id)
case('revoke', revoked, 'TaskRevokedError: revoked')
gone = send('add', 1, 1)
case('get', gone, 2)

for name, result, expected, look in CASES:
    value = outcome(result)
    try:
        value = look(value)
    except (LookupError, TypeError) as e:
        value = repr(e) + ' in ' + repr(value)
    print(name if value == expected else 'BAD %s: %r, not %r' % (name, value, expected))
print('ignore_result' if ignored.state == 'PENDING' else 'BAD ignore_result: ' + ignored.state)
gone.forget()
again = AsyncResult(gone.id, app=app)
print('forget' if again.state == 'PENDING' else 'BAD forget: ' + again.state)
