"""Celery's own command line: each question, asked of all the nodes that are named."""
import contextlib
import io
import json

from celery.bin.celery import celery

NODES = 'ours1@here,ours2@here,py@here,py2@here'


def inspect(*words):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        celery.main(['-b', app.conf.broker_url, 'inspect', '-d', NODES, '-t', '20', '-j', *words],
                    standalone_mode=False)
    return json.loads(said.getvalue())


print(json.dumps({question: inspect(*question.split(' ')) for question in QUESTIONS}))
