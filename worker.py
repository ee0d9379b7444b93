"""The background processes: `python worker.py` executes jobs, `python worker.py clock` offers what is due.

The app is loaded before the worker forks, so a job starts at once; a child gets a database pool of its own.
"""

import os
import signal
import sys

from app import create_app
from app.extensions import db
from app.jobs.clock import Clock
from app.jobs.delivery import channels
from app.jobs.queues import redis_client
from app.jobs.worker import run_worker
from app.settings import Settings


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["worker"], ["clock"]):
        sys.stderr.write("usage: python worker.py [worker|clock]\n")
        return 2
    os.umask(0o077)  # what is written to DATA_DIR is for its owner alone
    settings = Settings.of_process()
    app = create_app(settings)
    with app.app_context():
        engine = db.engine
        os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
        redis = redis_client(settings)
        if arguments == ["clock"]:
            _run_clock(Clock(redis))
        else:
            channels(settings)
            run_worker(redis)
    return 0


def _run_clock(clock: Clock) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: clock.stop.set())
    clock.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
