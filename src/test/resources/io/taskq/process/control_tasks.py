"""The tasks of Celery's workers on the mixed cluster. URL is put in by the test."""
import time

from celery import Celery

app = Celery('tasks', broker='URL', backend='URL')
app.conf.task_track_started = True


@app.task(name='tasks.add')
def add(x, y):
    return x + y


@app.task(name='tasks.nap')
def nap(seconds):
    time.sleep(seconds)


@app.task(name='who')
def who():
    return 'celery'
