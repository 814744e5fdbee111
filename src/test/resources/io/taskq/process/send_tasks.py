"""Tasks that tell how they were sent. URL is put in by the test."""
from celery import Celery

app = Celery('send_tasks', broker='URL', backend='URL')


@app.task(name='py.show', bind=True)
def show(self, *args, **kwargs):
    request = self.request
    info = request.delivery_info
    return {'id': request.id, 'args': args, 'kwargs': kwargs, 'queue': info['routing_key'],
            'priority': info['priority'], 'eta': request.eta, 'expires': request.expires,
            'retries': request.retries, 'root': request.root_id, 'argsrepr': request.argsrepr}


@app.task(name='py.fail')
def fail(*args):
    raise ValueError('no paper')


@app.task(name='py.told')
def told(value):
    return value
