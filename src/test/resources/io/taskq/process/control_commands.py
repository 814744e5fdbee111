"""Each command of Celery's remote control on a taskq worker, and what came of it."""
import json
import time

NODE = 'ours2@here'


def do(command, **args):
    replies = app.control.broadcast(
        command, arguments=args, reply=True, timeout=20, destination=[NODE])
    return replies[0][NODE]


def look(question):
    return getattr(app.control.inspect(timeout=20, destination=[NODE]), question)()[NODE]


def send(task, *args, **options):
    return app.send_task(task, args, **{'queue': 'ours2', **options})


def outcome(result):
    try:
        return result.get(timeout=30)
    except Exception as e:  # Whatever it is, it is what a client gets.
        return type(e).__name__ + ': ' + str(e)


def text(seen):
    ok = isinstance(seen, dict) and list(seen) == ['ok']
    return seen['ok'] if ok else seen if isinstance(seen, str) else json.dumps(seen)


def say(what, *seen):
    print(what, *(text(one) for one in seen), sep=' | ')


say('rate_limit', do('rate_limit', task_name='add', rate_limit='10/m'),
    [task for task in look('registered') if task.startswith('add')])
say('rate_limit of no rate', 'Invalid rate limit string' in do(
    'rate_limit', task_name='add', rate_limit='abc')['error'])
say('rate_limit of no task', do('rate_limit', task_name='nosuch', rate_limit='1/s'))
say('rate_limit taken away', do('rate_limit', task_name='add', rate_limit=None))
say('time_limit', do('time_limit', task_name='sleep', soft=None, hard=1),
    outcome(send('sleep', 60)))
say('time_limit taken away', do('time_limit', task_name='sleep', soft=None, hard=None))
say('pool_grow', do('pool_grow', n=3), look('stats')['pool']['max-concurrency'])
say('pool_shrink', do('pool_shrink', n=3), look('stats')['pool']['max-concurrency'])
say('pool_restart', do('pool_restart'), outcome(send('add', 1, 2)))
say('autoscale', 'Autoscale not enabled' in do('autoscale', max=5, min=2)['error'])
say('add_consumer', do('add_consumer', queue='extra'), outcome(send('add', 1, 2, queue='extra')))
say('cancel_consumer', do('cancel_consumer', queue='extra'),
    [queue['name'] for queue in look('active_queues')])
say('enable_events', do('enable_events'), do('enable_events'))
say('disable_events', do('disable_events'), do('disable_events'))
say('heartbeat', do('heartbeat'))
say('revoke', do('revoke', task_id='gone'), outcome(send('add', 1, 2, task_id='gone')))
long = send('sleep', 60, task_id='long')
while long.state != 'STARTED':
    time.sleep(0.02)
say('terminate', do('terminate', signal='SIGTERM', task_id='long'), outcome(long))
stamped = do('revoke_by_stamped_headers', headers={'job': '7'})['ok']
say('revoke_by_stamped_headers', stamped.replace("headers {'job': '7'} ", '').split(',')[0],
    outcome(send('add', 1, 2, headers={'stamped_headers': ['job'], 'stamps': {'job': '7'}})))
say('a command of nobody', do('nosuch'))
say('shutdown', do('shutdown'))
