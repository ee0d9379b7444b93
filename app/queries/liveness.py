"""Whether a worker and a clock run. Each renews a sign of life; an old sign counts as none."""

from datetime import datetime, timedelta

from redis import Redis
from sqlalchemy.orm import Session

from app.models import ScheduledRun

WORKER_SIGN = "ops-coach:worker"
"""A Redis key that every worker renews and that runs out by itself."""
CLOCK = "clock"
CLOCK_IS_LATE = timedelta(seconds=20)
"""The leading clock writes its sign every 5 seconds."""


def worker_alive(redis: Redis) -> bool:
    return bool(redis.exists(WORKER_SIGN))


def clock_alive(session: Session, now: datetime) -> bool:
    sign = session.get(ScheduledRun, CLOCK)
    return sign is not None and now - sign.started_at < CLOCK_IS_LATE
