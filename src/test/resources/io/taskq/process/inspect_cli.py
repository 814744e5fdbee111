"""Celery's own command line: each question, asked of all the nodes that are named."""
import contextlib
import io
import json

from celery.bin.celery import celery

NODES = 'ours1@here,ours2@here,py@here,py2@here'


def say(*words):
    said = io.StringIO()
    url = app.conf.broker_url
    with contextlib.redirect_stdout(said):
        celery.main(['-b', url, '--result-backend', url, *words], standalone_mode=False)
    return said.getvalue()


def inspect(*words):
    return json.loads(say('inspect', '-d', NODES, '-t', '20', '-j', *words))


told = {question: inspect(*question.split(' ')) for question in QUESTIONS}
told['result'] = say('result', 'sum')
told['status'] = say('status', '-d', NODES, '-t', '20')
print(json.dumps(told))
