"""How gunicorn serves the application, in production (`gunicorn wsgi:app`) and under `make run` alike.

gunicorn reads this file by its name from the folder that it is started in; options on its command line win.
"""

from gunicorn.workers.base import Worker

from app.memory import keep_collections_rare

worker_class = "app.serving.BufferingWorker"
workers = 2
threads = 16
graceful_timeout = 10
umask = 0o077  # what is written to DATA_DIR is for its owner alone
control_socket_disable = True


def post_worker_init(_worker: Worker) -> None:
    """Called by gunicorn in a worker that has the application loaded."""
    keep_collections_rare()
