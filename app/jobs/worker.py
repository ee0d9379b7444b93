"""The RQ worker: forks a child per job from a process that has the app loaded, and outlives an absent Redis."""

import time
from typing import Any

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Worker
from rq.exceptions import StopRequested

from app.jobs.queues import QueueName
from app.queries.liveness import WORKER_SIGN

log = structlog.get_logger()

SIGN_SECONDS = 45
"""An idle worker renews its sign every 30 seconds (worker_ttl minus 15)."""


class OpsWorker(Worker):
    max_connection_wait_time = 2.0
    """RQ would wait up to a minute after Redis is back."""

    stop_asked = False
    """Set by SIGTERM and SIGINT. RQ stops by way of Redis, so while Redis is away this says that the worker must not be
    started again."""

    def request_stop(self, signum: Any, frame: Any) -> None:
        """RQ raises an Exception here, which is lost where the signal comes while a line is logged."""
        OpsWorker.stop_asked = True
        try:
            super().request_stop(signum, frame)  # type: ignore[no-untyped-call]  # RQ has no types there
        except StopRequested:
            raise SystemExit from None

    def heartbeat(self, *arguments: Any, **options: Any) -> None:
        super().heartbeat(*arguments, **options)
        self.connection.set(WORKER_SIGN, "here", ex=SIGN_SECONDS)


def run_worker(redis: Redis) -> None:
    """Work until SIGTERM or SIGINT. Whatever Redis does, start again."""
    while not OpsWorker.stop_asked:
        try:
            worker = OpsWorker(
                list(QueueName),
                connection=redis,
                worker_ttl=45,
                job_monitoring_interval=5,
                maintenance_interval=15,
            )
            worker.work(logging_level="WARNING")
        except RedisError as error:
            log.warning("worker: starting again", reason=type(error).__name__)
            time.sleep(1)
        else:
            return
