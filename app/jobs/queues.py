"""The three queues of RQ and how jobs get into them.

Queues may be lost at any time, because all that is due is in Postgres.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from redis import Redis
from rq import Queue

from app.settings import Settings

FAILURE_SECONDS = 3600
"""A failed job stays in Redis this long, for whoever looks."""


class QueueName(StrEnum):
    URGENT = "urgent"
    DELIVERY = "delivery"
    REPORTS = "reports"


@dataclass(frozen=True)
class Offer:
    queue: QueueName
    job_id: str
    function: Callable[..., Any]
    argument: str
    seconds: int
    """How long the job may take."""


def redis_client(settings: Settings) -> Redis:
    return Redis.from_url(settings.redis_address, socket_connect_timeout=2)


def offer(redis: Redis, offers: Iterable[Offer]) -> int:
    """Enqueue what is not waiting already; return how many.

    A job that a killed worker took along is in no queue, so the next second offers it again. One that runs at this
    moment may be offered twice: the row's claim makes the second a no-op.
    """
    queues = {name: Queue(name, connection=redis) for name in QueueName}
    waiting = {name: set(queue.get_job_ids()) for name, queue in queues.items()}
    fresh = [each for each in offers if each.job_id not in waiting[each.queue]]
    for each in fresh:
        queues[each.queue].enqueue_call(
            each.function,
            args=(each.argument,),
            timeout=each.seconds,
            result_ttl=0,
            failure_ttl=FAILURE_SECONDS,
            job_id=each.job_id,
            description=each.job_id,
        )
    return len(fresh)
