"""The tasks of the Python side. URL is put in by the test."""
from celery import Celery

app = Celery('canvas_tasks', broker='URL', backend='URL')
app.conf.task_default_queue = 'py'


@app.task(name='py.add')
def add(x, y):
    return x + y


@app.task(name='py.echo')
def echo(*args):
    return args[0] if len(args) == 1 else list(args)


@app.task(name='py.fail')
def fail(*args):
    raise ValueError(args[0] if args else 'no paper')


# One parameter: a Python worker runs an errback that takes more by itself, and stores nothing.
@app.task(name='py.told')
def told(task_id):
    return task_id
