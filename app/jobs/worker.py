"""The RQ worker: forks a child per job from a process that has the app loaded, and outlives an absent Redis."""

import time
from typing import Any

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Worker

from app.jobs.queues import QueueName
from app.queries.liveness import WORKER_SIGN

log = structlog.get_logger()

SIGN_SECONDS = 45
"""An idle worker renews its sign every 30 seconds (worker_ttl minus 15)."""


class OpsWorker(Worker):
    max_connection_wait_time = 2.0
    """RQ would wait up to a minute after Redis is back."""

    def heartbeat(self, *arguments: Any, **options: Any) -> None:
        super().heartbeat(*arguments, **options)
        self.connection.set(WORKER_SIGN, "here", ex=SIGN_SECONDS)


def run_worker(redis: Redis) -> None:
    """Work until SIGTERM or SIGINT. Whatever Redis does, start again."""
    while True:
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
